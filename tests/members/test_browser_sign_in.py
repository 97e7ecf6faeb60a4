"""Signing in with a real browser: by keyboard, wrong and right, on a telephone, and out again in every tab."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.members.desk import member_world
from tests.members.room import GOOD
from tests.test_browser import CHROMIUM, Visit, browser, running

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]
__all__ = ["browser"]


@pytest.fixture(scope="module")
def desk(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("members")
    member_world(folder)
    with running(home, folder, IPOS_DEMO="false") as (address, _):
        yield address


@pytest.mark.parametrize(("lang", "wrong", "out", "asked"), [("zh", "用户名或密码不正确。", "退出登录", "请先登录。"), ("en", "The name or the password is not right.", "Sign out", "Sign in first.")])  # fmt: skip
def test_in_by_keyboard_and_out_in_every_tab(browser: "sync_api.Browser", desk: str, lang: str, wrong: str, out: str, asked: str) -> None:  # fmt: skip
    context = browser.new_context(locale="en-US", viewport={"width": 390, "height": 844})
    visit = Visit(context.new_page(), desk)
    page = visit.page
    page.goto(f"{desk}/members?lang={lang}")
    sync_api.expect(page).to_have_url(re.compile(re.escape("/auth/sign-in?next=members")))
    assert not visit.scrolls_sideways()
    for password in ("not the password", GOOD):
        if password == GOOD:
            sync_api.expect(page.get_by_role("alert")).to_have_text(wrong)
            page.wait_for_function("document.activeElement.name === 'password'")  # the name is kept
        else:
            page.keyboard.type("lei")
            page.keyboard.press("Tab")
        page.keyboard.type(password)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    page.get_by_text("Jia Co." if lang == "en" else "甲公司").first.wait_for()
    sync_api.expect(page).to_have_url(f"{desk}/members?lang={lang}")
    assert page.evaluate("document.cookie").find("ipos") == -1  # no script sees it
    assert not visit.scrolls_sideways()
    other = Visit(context.new_page(), desk)
    other.page.set_viewport_size({"width": 1280, "height": 844})
    other.page.goto(f"{desk}/members?lang={lang}")
    other.page.get_by_role("button", name=out, exact=True).click()
    other.page.get_by_text(asked).wait_for()
    page.get_by_role("tab").nth(1).click()
    page.reload()
    sync_api.expect(page).to_have_url(re.compile("/auth/sign-in"))
    assert visit.outside == other.outside == []
    context.close()
