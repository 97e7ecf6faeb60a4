"""The search, databases and sources pages in a real browser, served as `ipos serve` serves them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.world import World
from knowledge.language import Language
from tests.conftest import clock
from tests.search_records import records
from tests.test_browser import WAIT, Visit, browser, pytestmark, running, sync_api  # noqa: F401
from ui.texts import texts

FAILED = '[data-testid="stException"], [data-testid="stAlertContentError"]'
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over sixty records that are indexed."""
    folder = tmp_path_factory.mktemp("site")
    world = World(Settings(home=folder, demo=False, _env_file=None), now=clock)  # type: ignore[call-arg]
    with world.patents.batch():
        for patent in records():
            world.patents.upsert(patent, "made up")
    world.index_patents(lambda done, total: None)
    with running(home, folder, IPOS_DEMO="false") as (address, _):
        yield address


class Pages:
    """Opens pages as new visitors, and closes them."""

    def __init__(self, chromium: "sync_api.Browser", site: str) -> None:
        self._chromium, self._site = chromium, site
        self._contexts: list[sync_api.BrowserContext] = []

    def go(self, path: str, width: int = 1200, dark: bool = False) -> Visit:
        """A page, when its heading is there."""
        scheme = "dark" if dark else "light"
        context = self._chromium.new_context(
            locale="en-US", viewport={"width": width, "height": 900}, color_scheme=scheme
        )  # type: ignore[arg-type]
        self._contexts.append(context)
        visit = Visit(context.new_page(), self._site)
        visit.page.goto(self._site + path)
        visit.page.locator("h1, h2").first.wait_for()
        return visit

    def close(self) -> None:
        """End everything."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def pages(browser: "sync_api.Browser", site: str) -> Iterator[Pages]:  # noqa: F811
    opened = Pages(browser, site)
    yield opened
    opened.close()


def defects(visit: Visit) -> list[str]:
    """What went wrong, but for the addresses at which Streamlit looks for its data below a page before it finds it."""
    return [error for error in visit.errors if "404" not in error]


def search(visit: Visit, language: Language, text: str) -> None:
    words = texts(language)
    visit.page.get_by_role("textbox", name=words["field_words"]).fill(text)
    visit.page.get_by_role("button", name=words["run"], exact=True).last.click()
    visit.page.get_by_text(words["no_verdict"]).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [1200, 390])
def test_a_visitor_searches_opens_a_record_and_comes_back(pages: Pages, language: Language, width: int) -> None:
    words, visit = texts(language), pages.go(f"/search?lang={language}", width)
    search(visit, language, "喷气发动机防鸟撞装置" if language == "zh" else "bird strike protection for a jet engine")
    assert not visit.scrolls_sideways()
    visit.page.get_by_role("button", name="喷气发动机防鸟撞装置" if language == "zh" else "bird strike protection device for a jet engine").first.click()  # fmt: skip
    visit.page.get_by_role("tab", name=words["tab_timeline"]).click()
    visit.page.get_by_text(words["today_mark"]).wait_for()
    sync_api.expect(visit.page).to_have_url(re.compile("n="))
    assert not visit.scrolls_sideways()
    visit.page.reload()
    visit.page.get_by_role("button", name=words["back"]).click()
    visit.page.get_by_role("heading", name=words["search_title"]).wait_for()
    assert visit.page.locator(FAILED).count() == 0
    assert (visit.outside, defects(visit)) == ([], [])


@pytest.mark.parametrize("path", ["/search", "/databases", "/sources"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_fits_a_telephone_and_asks_nobody_else(pages: Pages, path: str, dark: bool) -> None:
    for language in LANGUAGES:
        visit = pages.go(f"{path}?lang={language}", 390, dark)
        sync_api.expect(visit.page.locator("h1")).to_have_text(texts(language)[f"{path[1:]}_title"])
        assert not visit.scrolls_sideways()
        assert (visit.outside, defects(visit)) == ([], [])


def test_the_navigation_leads_from_page_to_page_in_one_language(pages: Pages) -> None:
    visit, words = pages.go("/search?lang=en"), texts("en")
    for name in ("databases", "sources", "search"):
        visit.page.get_by_text(words["section_find"], exact=True).click()
        visit.page.get_by_role("menuitem", name=words[f"page_{name}"]).first.click()
        visit.page.get_by_role("heading", name=words[f"{name}_title"], exact=True).wait_for()
        sync_api.expect(visit.page).to_have_url(re.compile(f"/{name}"))
    visit.page.get_by_role("link", name=words["page_chat"]).first.click()
    visit.page.get_by_role("heading", name=words["title"]).wait_for()
    assert (visit.outside, defects(visit)) == ([], [])


@pytest.mark.parametrize("path", ["/search/", "/databases/?lang=en", "/sources/"])
def test_a_slash_too_many_still_leads_to_the_page(pages: Pages, site: str, path: str) -> None:
    visit = pages.go(path)
    sync_api.expect(visit.page).to_have_url(re.compile("^" + re.escape(site + path.split("?")[0].rstrip("/"))))
    assert visit.page.get_by_role("dialog").count() == 0


def test_a_table_is_taken_away_as_a_file(pages: Pages) -> None:
    visit = pages.go("/search?lang=en")
    search(visit, "en", "pizza baking pan")
    with visit.page.expect_download(timeout=WAIT) as download:
        visit.page.get_by_role("button", name=texts("en")["export_csv"]).first.click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "pizza baking pan" in data.decode("utf-8-sig")


def test_what_a_visitor_types_into_a_search_runs_nowhere(pages: Pages) -> None:
    visit = pages.go("/search?lang=en")
    search(visit, "en", "<img src=x onerror=alert(1)> [x](javascript:alert(1)) $x$")
    assert visit.page.locator("img[src='x'], a[href^='javascript']").count() == 0
    assert (visit.outside, defects(visit)) == ([], [])
