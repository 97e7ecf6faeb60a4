"""The exchange's pages in a real browser: an order placed by keyboard alone, on a telephone too, and nothing that leads away."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_browser import CHROMIUM, Visit, browser, running
from tests.trade.page_market import BUYER, EVIL, PROVIDER, _made
from tools.orders.reading import orders_of

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine"),
]
__all__ = ["browser"]
READY = '[data-testid="stMainBlockContainer"] h1, [data-testid="stMainBlockContainer"] h2'
PAGES = ("catalogue", "orders", "exchange", "clearing", "ratings")
Go = Callable[..., Visit]
# What an accessibility checker calls serious, in a few lines: names for controls and pictures, one language, one main part.
UNNAMED = """() => [...document.querySelectorAll('main button, main input, main textarea, main a, section[data-testid=stMain] button,'
    + ' section[data-testid=stMain] input, section[data-testid=stMain] textarea')].filter(each => each.offsetParent !== null && each.tabIndex >= 0
    && !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length || each.getAttribute('aria-labelledby')
    || each.title || each.placeholder)).map(each => each.outerHTML.slice(0, 160))"""
TWICE = "() => { const ids = [...document.querySelectorAll('[id]')].map(each => each.id); return ids.filter((id, at) => id && ids.indexOf(id) !== at) }"


@pytest.fixture(scope="module")
def market_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, made = tmp_path_factory.mktemp("trade"), _made(tmp_path_factory.getbasetemp() / "page-market")
    shutil.copytree(made, folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "index", ignore_errors=True)
    return folder


@pytest.fixture(scope="module")
def desk(home: Path, market_home: Path) -> Iterator[str]:
    with running(home, market_home, IPOS_DEMO="false") as (address, _):
        yield address


@pytest.fixture
def go(browser: "sync_api.Browser", desk: str) -> Iterator[Go]:
    contexts = []

    def open_page(path: str, width: int = 1280) -> Visit:
        contexts.append(browser.new_context(locale="en-US", viewport={"width": width, "height": 844}))
        visit = Visit(contexts[-1].new_page(), desk)
        visit.page.goto(f"{desk}/{path}")
        visit.page.wait_for_selector(READY)
        return visit

    yield open_page
    for context in contexts:
        context.close()


def unexpected(visit: Visit) -> list[str]:
    """Errors but for those of Streamlit, which looks for its own address below the page's first."""
    return [error for error in visit.errors if "404" not in error]


def tab_to(visit: Visit, label: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(90):
        visit.page.keyboard.press("Tab")
        named = visit.page.evaluate(
            "() => { const on = document.activeElement; if (!on.matches('button, a, input, textarea')) return ''; return [on.textContent, on.getAttribute('aria-label'), ...[...(on.labels || [])].map(each => each.textContent)].join(' ') }"
        )
        if label in named:
            return
    pytest.fail(f"no way to {label!r} by keyboard")


def test_an_order_is_placed_by_keyboard_alone(go: Go, market_home: Path) -> None:
    visit = go(f"catalogue?lang=en&r=APR-PAT&as={BUYER}")
    page = visit.page
    for label, typed in (
        ("How many patents", "2"),
        ("Which patent", "CN1000001B"),
        ("What is the valuation", "transfer"),
    ):
        tab_to(visit, label)
        page.keyboard.type(typed)
    tab_to(visit, "See price and terms")
    page.keyboard.press("Enter")
    page.get_by_text("CNY 56,000.00").first.wait_for()
    sync_api.expect(page).to_have_url(re.compile("a=APR-"))
    page.reload()  # the card waits in the database
    page.get_by_role("button", name="Approve").wait_for()
    page.get_by_text("demo").first.wait_for()
    tab_to(visit, "Approve")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Open ORD-").click()
    page.get_by_role("heading", name="Patent valuation report").wait_for()
    sync_api.expect(page.get_by_text("you are the buyer")).to_have_count(1)
    assert (visit.outside, unexpected(visit)) == ([], [])


def test_two_clicks_on_approve_make_one_order(go: Go, market_home: Path) -> None:
    visit = go(f"catalogue?lang=en&r=APR-TM&as={BUYER}")
    page = visit.page
    for label, typed in (("How many trademarks", "1"), ("Which registration", "99000001"), ("What is the valuation", "transfer")):  # fmt: skip
        page.get_by_label(label).fill(typed)
    page.get_by_role("button", name="See price and terms").click()
    before = count(market_home)
    page.get_by_role("button", name="Approve").dblclick()
    page.get_by_role("link", name="Open ORD-").wait_for()
    assert count(market_home) == before + 1
    assert page.locator('[data-testid="stException"]').count() == 0
    assert (visit.outside, unexpected(visit)) == ([], [])


def count(folder: Path) -> int:
    from tests.conftest import make_world

    world = make_world(folder)
    with world.sessions() as session:
        return len(orders_of(session, world.principal(BUYER)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_telephone_and_its_controls_have_names(go: Go, name: str, lang: str) -> None:
    visit = go(f"{name}?lang={lang}&as={BUYER}", width=390)
    visit.page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")
    assert not visit.scrolls_sideways()
    assert visit.page.evaluate(UNNAMED) == []
    assert visit.page.evaluate(TWICE) == []
    assert (visit.outside, unexpected(visit)) == ([], [])


def test_what_another_party_wrote_runs_nowhere_and_leads_nowhere(go: Go, market_home: Path) -> None:
    orders = dict(line.split("=") for line in (market_home / "orders.txt").read_text("utf-8").split("\n"))
    for path in (f"orders?lang=en&r={orders['working']}&as={BUYER}", f"ratings?lang=en&r=ORG-DUHENG&as={PROVIDER}"):
        visit = go(path, width=390)
        visit.page.get_by_text(EVIL[:12]).first.wait_for()
        assert visit.page.locator("a[href*='evil'], img[src='x']").count() == 0
        assert not visit.scrolls_sideways()
        assert (visit.outside, unexpected(visit)) == ([], [])
