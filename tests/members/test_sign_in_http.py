"""The forms of sign-in over HTTP: cookies that scripts and other sites cannot use, forms of this site alone, nothing handed out before."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.world import World
from tests.members.desk import member_world
from tests.members.room import GOOD
from tools.principal import Role
from ui import session
from ui.server import SecurityHeaders
from ui.sign_in import SIGN_IN_ROUTES
from ui.sign_in_first import SignInFirst

HOME = "http://testserver"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = member_world(tmp_path)
    monkeypatch.setattr(session, "world", lambda: made)
    return made


@pytest.fixture
def browser(world: World) -> Iterator[TestClient]:
    async def page(request: object) -> PlainTextResponse:
        return PlainTextResponse("the page")

    routes = [*SIGN_IN_ROUTES, *(Route(path, page) for path in ("/", "/orders", "/media/file.pdf", "/_stcore/upload_file/x", "/static/a.js"))]  # fmt: skip
    app = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(SignInFirst)])
    with TestClient(app, follow_redirects=False, base_url=HOME) as client:
        yield client


def form_of(browser: TestClient, page: str = "sign-in") -> str:
    found = re.search(r'name="form" value="([^"]+)"', browser.get(f"/auth/{page}?lang=en").text)
    assert found
    return found[1]


def send(browser: TestClient, page: str = "sign-in", origin: str | None = HOME, **fields: str) -> object:
    sent = {"form": form_of(browser, page), "lang": "en", **fields}
    return browser.post(f"/auth/{page}", data=sent, headers={"origin": origin} if origin else {})


def sign_in(browser: TestClient, name: str = "lei", **more: str) -> object:
    return send(browser, name=name, password=GOOD, **more)


def test_signing_in_opens_the_pages_and_the_files_and_signing_out_closes_them(browser: TestClient) -> None:
    assert browser.get("/orders?lang=en").headers["location"] == "./auth/sign-in?next=orders&lang=en"
    assert browser.get("/").status_code == 303
    assert [browser.get(path).status_code for path in ("/media/file.pdf", "/_stcore/upload_file/x", "/static/a.js")] == [403, 403, 200]  # fmt: skip
    answer = sign_in(browser, next="orders")
    assert (answer.status_code, answer.headers["location"]) == (303, "../orders?lang=en")
    assert [browser.get(path).status_code for path in ("/", "/orders", "/media/file.pdf")] == [200] * 3
    assert "signed in as lei" in browser.get("/auth/sign-in?lang=en").text
    kept = browser.cookies["ipos_session"]
    assert "You are signed out" in send(browser, "sign-out").text
    assert "ipos_session" not in browser.cookies
    browser.cookies.set("ipos_session", kept)  # whoever kept it
    assert [browser.get(path).status_code for path in ("/", "/media/file.pdf")] == [303, 403]


def test_the_cookie_is_for_this_site_and_no_script(browser: TestClient) -> None:
    plain = sign_in(browser).headers["set-cookie"]
    assert re.search(r"^ipos_session=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax$", plain, re.IGNORECASE)
    form = browser.get("/auth/sign-in", headers={"cookie": ""}).headers
    assert form["cache-control"] == "no-store"
    assert form["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in form["content-security-policy"]
    assert "form-action 'self'" in form["content-security-policy"]


def test_over_tls_the_cookies_never_travel_without_it(browser: TestClient) -> None:
    browser.base_url = "https://testserver"  # type: ignore[assignment]
    answer = send(browser, origin="https://testserver", name="lei", password=GOOD)
    assert "; Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver.evil.example", "http://testserver:8080", "null", None, "garbage"])  # fmt: skip
@pytest.mark.parametrize("page", ["sign-in", "sign-out", "accept-invitation"])
def test_a_form_of_another_site_does_nothing(browser: TestClient, world: World, origin: str | None, page: str) -> None:
    code = world.invitations.invite(world.principal("lei"), "ORG-A", Role.MEMBER)[1]
    sign_in(browser)
    kept = browser.cookies["ipos_session"]
    answer = send(browser, page, origin, name="xin", password=GOOD, again=GOOD, code=code)
    assert answer.status_code in (400, 403)
    assert "set-cookie" not in answer.headers
    assert world.gate.user_of(kept) == "lei"
    assert world.principal("xin").role is Role.VISITOR


def test_a_form_without_this_browsers_value_does_nothing(browser: TestClient) -> None:
    fields = {"name": "lei", "password": GOOD, "lang": "en"}
    form_of(browser)
    for form in ("", "guessed", "x" * 5000):
        answer = browser.post("/auth/sign-in", data={**fields, "form": form}, headers={"origin": HOME})
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    browser.cookies.clear()
    assert browser.post("/auth/sign-in", data={**fields, "form": ""}, headers={"origin": HOME}).status_code == 403


def test_a_browser_that_hides_the_origin_says_same_origin(browser: TestClient) -> None:
    fields = {"name": "lei", "password": GOOD, "form": form_of(browser)}
    assert browser.post("/auth/sign-in", data=fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.post("/auth/sign-in", data=fields, headers={"sec-fetch-site": "same-origin"}).status_code == 303


@pytest.mark.parametrize("following", ["https://evil.example", "//evil.example", "/\\evil.example", "auth/sign-in", "..", "javascript:alert(1)"])  # fmt: skip
def test_sign_in_leads_to_a_page_of_ours_only(browser: TestClient, following: str) -> None:
    assert sign_in(browser, next=following).headers["location"] == "../?lang=en"


@pytest.mark.parametrize(("lang", "said"), [("zh", "用户名或密码不正确。"), ("en", "The name or the password is not right.")])  # fmt: skip
def test_what_is_wrong_is_said_in_the_pages_language_and_typed_again_safely(browser: TestClient, lang: str, said: str) -> None:  # fmt: skip
    answers = [send(browser, lang=lang, name=name, password=password) for name, password in (("lei", "not right at all"), ("nobody", GOOD), ("lei", "x" * 1000))]  # fmt: skip
    assert [answer.status_code for answer in answers] == [401] * 3
    assert all(f'<p role="alert">{said}</p>' in answer.text for answer in answers)
    evil = send(browser, lang=lang, name='"><script>alert(1)</script>', password="x")
    assert "<script>" not in evil.text
    assert all(GOOD not in answer.text and "x" * 100 not in answer.text for answer in answers)


def test_too_many_tries_have_to_wait(browser: TestClient) -> None:
    answers = [send(browser, name="lei", password="not right at all") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert sign_in(browser).status_code == 429


def test_an_invitation_is_accepted_and_the_new_account_signs_in(browser: TestClient, world: World) -> None:
    code = world.invitations.invite(world.principal("lei"), "ORG-A", Role.MEMBER)[1]
    fields = {"code": code, "name": "xin", "password": GOOD}
    assert "differ" in send(browser, "accept-invitation", **fields, again="something else").text
    assert "common" in send(browser, "accept-invitation", **fields | {"password": "password123"}, again="password123").text  # fmt: skip
    assert "Account xin is open" in send(browser, "accept-invitation", **fields, again=GOOD).text
    assert "not valid" in send(browser, "accept-invitation", **fields | {"name": "yan"}, again=GOOD).text
    assert sign_in(browser, "xin").status_code == 303


def test_a_form_too_large_is_not_read(browser: TestClient) -> None:
    assert browser.post("/auth/sign-in", content=b"x" * 20_000).status_code == 413
    assert browser.post("/auth/sign-in", content="&".join(f"f{at}=1" for at in range(50))).status_code == 413


def test_the_forms_speak_the_browsers_language(browser: TestClient) -> None:
    assert '<html lang="zh-CN">' in browser.get("/auth/sign-in", headers={"accept-language": "zh-TW,zh;q=0.9"}).text
    assert '<html lang="en">' in browser.get("/auth/sign-in", headers={"accept-language": "de"}).text


def test_a_desk_without_accounts_needs_no_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: TestClient) -> None:  # fmt: skip
    fresh = member_world(tmp_path / "fresh", accounts=False)
    monkeypatch.setattr(session, "world", lambda: fresh)
    assert browser.get("/").status_code == 200
    assert "demo desk" in browser.get("/auth/sign-in?lang=en").text
    assert sign_in(browser, "local").status_code == 401
    closed = member_world(tmp_path / "closed", accounts=False, sign_in="local")
    monkeypatch.setattr(session, "world", lambda: closed)
    assert browser.get("/").status_code == 303
