"""Nothing of one tenant for another: fewer records and queries than `python -m evals.tenants`, and leaks made on purpose are seen."""

from pathlib import Path

import pytest

from assistant.world import World
from evals.tenants.asking import WAYS, Figures, measure
from evals.tenants.making import SHARES, make
from knowledge.documents.store import DocumentStore
from tests.conftest import make_world
from tools.access import table
from tools.access.relation import Relation
from tools.documents import finding


@pytest.fixture
def figures(tmp_path: Path) -> Figures:
    world = make_world(tmp_path, demo=False)
    return measure(world, make(world, 60), 220)


def test_no_query_shows_another_tenants_record_and_owners_see_their_own(figures: Figures) -> None:
    assert set(WAYS) == {*SHARES, "organisation"}
    assert len(figures.queries) == sum(map(len, WAYS.values())) == 22
    assert figures.leaks == []
    assert set(figures.controls.values()) == {True}


def leaks(world: World) -> set[str]:
    return {way.partition(":")[0] for way, *_ in measure(world, make(world, 15), 66).leaks}


def test_a_rule_that_lets_others_through_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(tmp_path, demo=False)
    monkeypatch.setattr(table, "relation_to", lambda who, owners: Relation.OWN)
    assert {"order", "quote"} <= leaks(world)


def test_an_index_that_forgets_whose_a_document_is_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world(tmp_path, demo=False)
    everybodys = DocumentStore.of
    users = [f"owner-{tenant}" for tenant in "abc"]
    monkeypatch.setattr(DocumentStore, "of", lambda self, owner: [each for user in users for each in everybodys(self, user)])  # fmt: skip
    monkeypatch.setattr(finding, "_shelves", type(finding._shelves)())
    assert "document" in leaks(world)
