"""Visits to the pages without a browser, over a home with a few records and no law index."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from assistant.settings import Settings
from assistant.world import World
from tests.conftest import PATIENCE, clock
from tests.search_records import FakeSearcher, records, vectors
from tests.test_page import APP, plain, run_entry
from tests.trademark_marks import MARKS
from ui import session

Visit = Callable[..., AppTest]


def furnished(home: Path, monkeypatch: pytest.MonkeyPatch, held: bool = True) -> World:
    """A world in a folder, with sixty patents and fourteen marks if wanted; its patents need no index to be found."""
    monkeypatch.setenv("IPOS_HOME", str(home))
    monkeypatch.delenv("IPOS_MODEL", raising=False)
    monkeypatch.chdir(home)
    if held:
        shutil.copytree(_records(home.parent / "page-records"), home, dirs_exist_ok=True)
    world = World(Settings(home=home, demo=False, _env_file=None), now=clock)  # type: ignore[call-arg]
    world.__dict__["patent_searcher"] = FakeSearcher(records() if held else [])
    world.__dict__["search_room"] = replace(world.search_room, embed=vectors)  # each text embedded once in a run
    monkeypatch.setattr(World, "patents_behind", lambda self: False)
    monkeypatch.setattr(session, "world", lambda: world)
    monkeypatch.setattr(session, "check", lambda chat: None)  # the way leads over the chat page, whose graph takes long
    return world


@cache
def _records(home: Path) -> Path:
    """A home with the records in their stores and the marks indexed, made once in a run and copied for each test."""
    world = World(Settings(home=home, demo=False, _env_file=None), now=clock)  # type: ignore[call-arg]
    with world.patents.batch():
        for patent in records():
            world.patents.upsert(patent, "made up")
    world.marks.store.upsert_all(MARKS)
    world.marks.index.update(world.marks.store)
    world.patents.database().execute("pragma wal_checkpoint(truncate)")
    return home


def visits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Opens a page by its file, as a new visitor."""
    monkeypatch.setattr(script_runner, "_mpa_v1", run_entry)
    st.cache_resource.clear()

    def visit(
        page: str, lang: str = "zh", user: dict[str, object] | None = None, refused: bool = False, **query: str
    ) -> AppTest:
        shown = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        shown.context, shown.user = {"locale": "zh-CN"}, user or {}
        shown.query_params["lang"] = lang
        shown.run()
        if refused:
            with pytest.raises(ValueError, match="sources"):
                shown.switch_page(f"views/{page}.py")
            return shown
        shown.switch_page(f"views/{page}.py")
        shown.query_params.update({"lang": lang, **query})
        shown.run()
        assert not shown.exception, shown.exception[0].value
        return shown

    yield visit
    st.cache_resource.clear()


def said_on(page: AppTest) -> str:
    """Everything a reader sees as text, without escapes."""
    parts = [element.value for kind in ("title", "header", "subheader", "markdown", "caption", "info", "warning", "success", "error") for element in page.get(kind)]  # fmt: skip
    return plain("\n".join(map(str, [*parts, *(each.label for each in page.expander)])))


def fill(page: AppTest, kind: str, **values: object) -> AppTest:
    """Fill in the form of a search and send it."""
    if kind != "database":
        page.segmented_control(key="q_kind").set_value(kind).run()
    for name, value in values.items():
        key = f"q_{kind}_{name}"
        fields = [*page.text_input, *page.text_area, *page.multiselect, *page.checkbox, *page.date_input, *page.radio, *page.pills]  # fmt: skip
        next(field for field in fields if field.key == key).set_value(value)
    page.button(key=f"run_{kind}").click().run()
    assert not page.exception, page.exception[0].value
    return page
