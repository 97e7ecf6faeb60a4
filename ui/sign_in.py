"""Signing in and out over plain HTTP: forms in, a cookie out. Streamlit's pages read the cookie and ask the database who it is.

A form counts only when it comes from a page of this site (Origin, else Sec-Fetch-Site) and carries the value that its browser
was given with the page (double submit in a cookie no other site can set or send).
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import cast
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.records import Unusable
from knowledge.language import Language
from tools.database import DatabaseFailure
from tools.members.gate import LONGEST_SESSION
from tools.refused import Refused
from ui import cookies, session
from ui.addresses import PAGES
from ui.failing import sentence
from ui.sign_in_form import accept_html, sign_in_html, signed_in_html
from ui.texts import texts

_LARGEST = 16_384  # bytes of a form
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
}  # without a referrer browsers hide the origin of a form


@dataclass(frozen=True)
class Asked:
    """A request for a page of sign-in: its fields and the language to answer in."""

    request: Request
    fields: dict[str, str]
    language: Language

    @cached_property
    def form(self) -> str:
        """What binds a form to this browser: kept from form to form, so that two windows do not shut each other out."""
        return self.request.cookies.get(cookies.FORM) or secrets.token_urlsafe(32)

    def field(self, name: str) -> str:
        """A field as sent, "" for one left out."""
        return self.fields.get(name, "")


Answer = Callable[[Asked], Response]


def _show_sign_in(asked: Asked) -> Response:
    form, world = asked.form, session.world()
    if user := world.gate.user_of(asked.request.cookies.get(cookies.SESSION, "")):
        return _html(asked, signed_in_html(asked.language, form, user), form)
    told = "" if world.sign_in_required() else texts(asked.language)["member_demo_desk"]
    return _html(asked, sign_in_html(asked.language, form, _known(asked.field("next")), told=told), form)


def _sign_in(asked: Asked) -> Response:
    following = _known(asked.field("next"))
    world = session.world()
    if why := _foreign(asked):
        return _html(asked, sign_in_html(asked.language, asked.form, following, failed=why), asked.form, 403)
    try:
        token = world.gate.sign_in(asked.field("name"), asked.field("password"), _address(asked))
    except Refused as refused:
        status = 429 if refused.name == "sign_in.wait" else 401
        failed = sentence(str(refused), asked.language)
        return _html(asked, sign_in_html(asked.language, asked.form, following, failed, name=asked.field("name")[:64]), asked.form, status)  # fmt: skip
    world.gate.sign_out(asked.request.cookies.get(cookies.SESSION, ""))  # never two sessions in one browser
    response = RedirectResponse(f"../{following}?{urlencode({'lang': asked.language})}", 303, headers=_HEADERS)
    cookies.set_session(response, asked.request, token, int(LONGEST_SESSION.total_seconds()))
    return response


def _sign_out(asked: Asked) -> Response:
    if why := _foreign(asked):
        return _html(asked, sign_in_html(asked.language, asked.form, "", failed=why), asked.form, 403)
    session.world().gate.sign_out(asked.request.cookies.get(cookies.SESSION, ""))
    told = texts(asked.language)["member_signed_out"]
    response = _html(asked, sign_in_html(asked.language, asked.form, "", told=told), asked.form)
    cookies.end_session(response, asked.request)
    return response


def _show_accept(asked: Asked) -> Response:
    return _html(asked, accept_html(asked.language, asked.form, asked.field("code")[:100]), asked.form)


def _accept(asked: Asked) -> Response:
    code, name, password = asked.field("code"), asked.field("name"), asked.field("password")
    failed = _foreign(asked)
    if not failed and password != asked.field("again"):
        failed = texts(asked.language)["member_not_again"]
    if not failed:
        try:
            user = session.world().invitations.accept(code, name, password)
        except Refused as refused:
            failed = sentence(str(refused), asked.language)
    if failed:
        return _html(asked, accept_html(asked.language, asked.form, code[:100], failed, name[:64]), asked.form, 400)
    told = texts(asked.language)["member_accepted"].format(user=user)
    return _html(asked, sign_in_html(asked.language, asked.form, "", told=told, name=user), asked.form)


def _foreign(asked: Asked) -> str:
    """Why a form does not count, "" when it is of this site and this browser."""
    kept, sent = asked.request.cookies.get(cookies.FORM, ""), asked.field("form")
    same = bool(kept) and hmac.compare_digest(kept.encode(), sent.encode())
    return "" if same and _of_this_site(asked.request) else texts(asked.language)["member_form_old"]


def _of_this_site(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    if origin and origin != "null":
        return urlsplit(origin).netloc == request.headers.get("host", "")
    return request.headers.get("sec-fetch-site", "") == "same-origin"


def _address(asked: Asked) -> str:
    return asked.request.client.host if asked.request.client else ""


def _known(page: str) -> str:
    """The page to go to afterwards: one of ours, else the first. No address of a form leads anywhere else."""
    return page if page in PAGES else ""


def _html(asked: Asked, page: str, form: str, status: int = 200) -> HTMLResponse:
    response = HTMLResponse(page, status, headers=_HEADERS)
    if asked.request.cookies.get(cookies.FORM) != form:
        cookies.set_form(response, asked.request, form)
    return response


async def _asked(request: Request) -> Asked | None:
    """The request with its fields; None for a form too large to be one of ours."""
    body = b""
    if request.method == "POST":
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                return None
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    fields = {**request.query_params, **{name: values[0] for name, values in sent.items()}}
    return Asked(request, fields, _language(request, fields.get("lang", "")))


def _language(request: Request, named: str) -> Language:
    if named in ("zh", "en"):
        return cast(Language, named)
    wished = request.headers.get("accept-language", "zh").strip().lower()
    return "zh" if wished.startswith("zh") else "en"


def _endpoint(get: Answer | None, post: Answer) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        try:
            asked = await _asked(request)
        except ValueError:  # more fields than a form of ours has
            asked = None
        if asked is None:
            return Response("too large", 413)
        chosen = post if request.method == "POST" else get or _show_sign_in
        try:
            return await run_in_threadpool(chosen, asked)
        except (Unusable, DatabaseFailure) as error:
            failed = sentence(str(error), asked.language)
            return HTMLResponse(sign_in_html(asked.language, asked.form, "", failed), 503, headers=_HEADERS)

    return answer


SIGN_IN_ROUTES = tuple(
    Route(f"/auth/{name}", _endpoint(get, post), methods=["GET", "POST"])
    for name, get, post in (("sign-in", _show_sign_in, _sign_in), ("sign-out", None, _sign_out), ("accept-invitation", _show_accept, _accept))
)  # fmt: skip
