"""The words of the pages: the same names and the same placeholders in both languages, every name used, safe tables."""

import csv
import io
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from ui.addresses import PAGES, KnownPages
from ui.export import as_csv, as_xlsx
from ui.failing import sentence
from ui.texts import PARTS, texts, words_of

UI = Path(__file__).parent.parent / "ui"


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_say_the_same_things(part: str) -> None:
    zh, en = words_of(part, "zh"), words_of(part, "en")
    assert zh.keys() == en.keys()
    assert {name: placeholders(zh[name]) for name in zh} == {name: placeholders(en[name]) for name in en}
    assert all(isinstance(text, str) and text.strip() for text in [*zh.values(), *en.values()])


def test_english_words_are_english_and_chinese_ones_chinese() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    wrong = [name for name, text in texts("en").items() if han.search(text)]
    same = [
        name
        for name, text in texts("zh").items()
        if texts("en")[name] == text and re.search(r"[a-z]{4}", re.sub(r"\{\w+\}", "", text))
    ]
    assert (wrong, same) == ([], [])


def test_every_name_a_page_asks_for_is_there() -> None:
    asked = {name for path in UI.rglob("*.py") for name in re.findall(r'words\["(\w+)"\]', path.read_text("utf-8"))}
    assert asked
    assert asked - texts("zh").keys() == set()


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [("中文。/ English.", "中文。", "English."), ("only one", "only one", "only one"), ("a / b. / c", "a / b. / c", "a / b. / c")],
)  # fmt: skip
def test_a_sentence_is_told_in_the_pages_language(text: str, zh: str, en: str) -> None:
    assert (sentence(text, "zh"), sentence(text, "en")) == (zh, en)


CELLS = st.one_of(
    st.text(max_size=20),
    st.tuples(st.sampled_from(["=", "+", "-", "@", "\t=", "\r", "＝", " =", "=1+cmd|' /C calc'!A0"]), st.text(max_size=8)).map("".join),
    st.integers(-5, 5),
    st.none(),
)  # fmt: skip


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
@settings(max_examples=40, deadline=None)
def test_no_cell_of_an_export_is_a_formula(rows: list[tuple[str | int | None, str | int | None]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(("a", "b"), rows).decode("utf-8-sig"), newline="")))
    assert len(read) == len(rows) + 1
    for (cell,), (value,) in zip(((c,) for row in read[1:] for c in row), ((v,) for row in rows for v in row), strict=True):  # fmt: skip
        assert isinstance(value, int) or not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
    sheet = load_workbook(io.BytesIO(as_xlsx(("a", "b"), rows))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.fixture
def site(tmp_path: Path) -> TestClient:
    """Static files that answer every address with the page, as Streamlit's do, behind the redirection."""

    class Everything(StaticFiles):
        def lookup_path(self, path: str) -> tuple[str, object]:  # type: ignore[override]
            found = super().lookup_path(path)
            return found if found[1] else super().lookup_path("index.html")

    (tmp_path / "index.html").write_text("<html>page</html>")
    (tmp_path / "app.js").write_text("1")
    routes = [
        Route("/api/health/live", lambda request: PlainTextResponse("ok")),
        Mount("/", Everything(directory=tmp_path, html=True)),
    ]
    return TestClient(KnownPages(Starlette(routes=routes)), follow_redirects=False)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_at_its_own_address(site: TestClient, page: str) -> None:
    answer = site.get(f"/{page}?lang=en")
    assert (answer.status_code, answer.text) == (200, "<html>page</html>")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/chat", "./"), ("/some/where/else", "./../../"), ("/search/", "./../search"), ("/search/x", "./../"),
        ("/Search", "./"), ("//evil.example", "./../"), ("/sources/", "./../sources"),
    ],
)  # fmt: skip
def test_any_other_address_leads_to_a_page_of_this_site(site: TestClient, path: str, target: str) -> None:
    answer = site.get(f"http://testserver{path}?lang=en")
    assert (answer.status_code, answer.headers["location"], answer.content) == (307, f"{target}?lang=en", b"")


def test_what_is_no_page_is_left_alone(site: TestClient) -> None:
    assert site.get("/app.js").text == "1"
    assert site.get("/api/health/live").text == "ok"
