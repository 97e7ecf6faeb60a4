"""The demo patents: every fact equal to the row it was taken from, every abstract in both languages and in our words."""

import json
import re
import tempfile
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from knowledge.patents.demo import (
    DEMO,
    DemoEntry,
    abstract_place,
    demo_files,
    demo_patents,
    is_ours,
    put_demo,
    put_demo_when_empty,
    told_as_ours,
)
from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Found
from knowledge.patents.numbers import parse_application, parse_publication
from knowledge.patents.record import Patent, Right, Stage, Texts
from knowledge.patents.status import State
from knowledge.patents.store import PatentStore
from tests.conftest import SHARED, TODAY, make_world
from tools.search.status import status_of

PATENTS = SHARED / "patents"
# What an entry says of its publication and the importer reads from the row: compared whole.
FACTS = ("number", "printed", "right", "stage", "filed", "published", "granted", "earliest_priority", "application",
         "application_printed", "pct_application", "pct_filed", "language", "inventors", "symbols", "priorities", "family",
         "members", "cites_count", "cited_by_count", "claims_count")  # fmt: skip
LONGEST_RUN = {"zh": 20, "en": 8}  # characters, words


@cache
def entries() -> dict[str, tuple[str, DemoEntry]]:
    """Every entry with its file, by number."""
    return {entry.number: (name, entry) for name, file in demo_files().items() for entry in file.patents}


@cache
def patents() -> dict[str, Patent]:
    return {str(patent.number): patent for patent in demo_patents()}


@cache
def lines() -> dict[tuple[str, int], str]:
    """The lines of the exports that entries name, as they stand there."""
    wanted: dict[str, set[int]] = {}
    for _, entry in entries().values():
        file, line = named(entry)
        wanted.setdefault(file, set()).add(line)
    found = {}
    for file, numbers in wanted.items():
        with (PATENTS / file).open(encoding="utf-8") as stream:
            found |= {(file, n): line for n, line in enumerate(islice(stream, max(numbers)), 1) if n in numbers}
    return found


@cache
def read() -> dict[tuple[str, int], Patent]:
    """What the importer of tables makes of those lines."""
    found: dict[tuple[str, int], Patent] = {}
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted({file for file, _ in lines()}):
            keys = sorted(key for key in lines() if key[0] == file)
            path = Path(folder) / file
            path.write_text("".join(lines()[key] for key in keys), "utf-8")
            outcomes = list(TableImporter().read(path))
            assert all(isinstance(outcome, Found) for outcome in outcomes)
            found |= {
                key: outcome.patent for key, outcome in zip(keys, outcomes, strict=True) if isinstance(outcome, Found)
            }
    return found


def named(entry: DemoEntry) -> tuple[str, int]:
    found = re.fullmatch(r"(\S+\.jsonl) line (\d+)", entry.source)
    assert found
    return found[1], int(found[2])


def row(entry: DemoEntry) -> dict[str, Any]:
    return dict(json.loads(lines()[named(entry)]))


def units(text: str, language: str) -> list[str]:
    """What runs are counted in: characters without spaces, or words."""
    return list(re.sub(r"\s", "", text)) if language == "zh" else re.findall(r"[a-z0-9]+", text.lower())


def shares_run(text: list[str], source: list[str], length: int) -> bool:
    known = {tuple(source[place : place + length]) for place in range(len(source) - length + 1)}
    return any(tuple(text[place : place + length]) in known for place in range(len(text) - length + 1))


def test_there_are_enough_of_every_kind_in_at_least_six_industries() -> None:
    held = list(patents().values())
    assert len(held) == sum(len(file.patents) for file in demo_files().values()) >= 150, "a number stands twice"
    assert len(demo_files()) >= 6
    assert all(
        len(file.patents) >= 10 and file.industry["zh"] and file.industry["en"] for file in demo_files().values()
    )
    assert sum(patent.number.country == "CN" for patent in held) >= 45
    assert {"CN", "US", "EP", "WO"} <= {patent.number.country for patent in held}
    assert {Right.INVENTION, Right.UTILITY_MODEL, Right.DESIGN} <= {patent.right for patent in held}
    assert {Stage.APPLICATION, Stage.GRANT} <= {patent.stage for patent in held}
    assert sum(len(patent.members) > 1 for patent in held) >= 10
    assert min(patent.published or TODAY for patent in held) < date(1970, 1, 1)
    assert sum((patent.published or date.min) >= date(2023, 1, 1) for patent in held) >= 10


@pytest.mark.parametrize("file", demo_files())
def test_every_fact_is_that_of_the_row(file: str) -> None:
    for entry in demo_files()[file].patents:
        demo, source = patents()[entry.number], read()[named(entry)]
        assert {fact: getattr(demo, fact) for fact in FACTS} == {fact: getattr(source, fact) for fact in FACTS}
        holders = [party.model_copy(update={"entity": ""}) for party in demo.holders]
        assert holders == list(source.holders)
        assert holders
        assert demo.symbols or demo.right is Right.DESIGN
        assert entry.titles == {language: texts.title for language, texts in source.texts.items() if texts.title}
        assert not entry.titles.keys() & entry.own_titles.keys()
        assert {"zh", "en"} <= entry.titles.keys() | entry.own_titles.keys()


@pytest.mark.parametrize("file", demo_files())
def test_number_title_and_days_stand_in_the_row_itself(file: str) -> None:
    """The same without the importer, for what matters most."""
    for entry in demo_files()[file].patents:
        data = row(entry)
        assert parse_publication(data["publication_number"]) == parse_publication(entry.number)
        titles = {re.sub(r"\W", "", str(value)).casefold() for name, value in data.items() if name.startswith("title")}
        assert any(re.sub(r"\W", "", title).casefold() in each for title in entry.titles.values() for each in titles)
        printed = [
            str(data.get(name)) for name in ("application_date", "filing_date", "application_dates") if data.get(name)
        ]
        assert entry.filed is None if not printed else str(entry.filed) == printed[0][:10]
        if data.get("source") != "wipo_pizza":  # whose days are those of another time zone
            assert str(entry.published) == data["publication_date"][:10]


@pytest.mark.parametrize("file", demo_files())
def test_the_abstracts_are_in_both_languages_and_in_our_words(file: str) -> None:
    for entry in demo_files()[file].patents:
        source = read()[named(entry)]
        published = " ".join(f"{texts.abstract} {' '.join(texts.claims)}" for texts in source.texts.values())
        assert (entry.abstract_from == "abstract") is any(texts.abstract for texts in source.texts.values())
        assert len(entry.zh) >= 30
        assert re.search("[一-鿿]", entry.zh)
        assert len(entry.en.split()) >= 15
        assert not re.search("[一-鿿]", entry.en)
        for language, text in (("zh", entry.zh), ("en", entry.en)):
            longest = LONGEST_RUN[language]
            assert not shares_run(units(text, language), units(published, language), longest + 1)


def test_no_two_abstracts_are_alike() -> None:
    for language in ("zh", "en"):
        seen: set[tuple[str, ...]] = set()
        length = 2 * LONGEST_RUN[language]
        for _, entry in entries().values():
            words = units(getattr(entry, language), language)
            runs = {tuple(words[place : place + length]) for place in range(len(words) - length + 1)}
            assert not runs & seen, entry.number
            seen |= runs


def test_a_run_is_seen() -> None:
    assert shares_run(units("it is a very old story told", "en"), units("A very old story.", "en"), 4)
    assert not shares_run(units("a very new story", "en"), units("A very old story.", "en"), 3)


@pytest.mark.parametrize("file", demo_files())
def test_numbers_are_canonical(file: str) -> None:
    for entry in demo_files()[file].patents:
        assert str(parse_publication(entry.number)) == entry.number == str(parse_publication(entry.printed))
        if entry.application:
            assert parse_application(entry.application).canonical == entry.application


def test_putting_them_in_twice_changes_nothing(tmp_path: Path) -> None:
    store = PatentStore(tmp_path / "patents.db")
    assert put_demo_when_empty(store)
    assert store.count() == len(entries())
    revision = store.revision()
    assert not put_demo_when_empty(store)
    again = put_demo(store)
    assert (again.added, again.unchanged) == (0, len(entries()))
    assert store.revision() == revision


def test_a_store_that_was_used_gets_none_unasked(tmp_path: Path) -> None:
    store = PatentStore(tmp_path / "patents.db")
    store.upsert(patents()["US8948935B1"])
    assert not put_demo_when_empty(store)
    assert store.count() == 1


def test_what_an_office_says_takes_the_place_of_ours(tmp_path: Path) -> None:
    store = PatentStore(tmp_path / "patents.db")
    put_demo(store)
    _, entry = entries()["CN202644312U"]
    ours = patents()["CN202644312U"]
    source = ours.sources["biblio"].model_copy(update={"importer": "cnipa", "retrieved": make_world(tmp_path).now()})
    office = ours.model_copy(update={"texts": {"zh": Texts(title=ours.texts["zh"].title, abstract="office")},
                                     "sources": dict.fromkeys(("biblio", "texts", "parties", "classes"), source)})  # fmt: skip
    assert store.upsert(office, "cnipa") == "replaced"
    put_demo(store)
    held = store.get("CN202644312U")
    assert held
    assert held.texts["zh"].abstract == "office"
    assert held.texts["en"].abstract == entry.en
    assert (is_ours(held, "zh"), is_ours(held, "en")) == (False, True)
    assert (abstract_place(held, "zh"), abstract_place(held, "en")) == ("abstract", "demo-abstract")


def test_ours_is_told_as_ours() -> None:
    patent = patents()["CN202644312U"]
    assert all(source.importer == DEMO for source in patent.sources.values())
    assert (is_ours(patent, "zh", "title"), is_ours(patent, "en", "title")) == (False, True)
    assert "自撰" in told_as_ours(patent, "zh", "zh")
    assert "own words" in told_as_ours(patent, "en", "en")
    assert "title and classes alone" in told_as_ours(patents()["US3053480A"], "en", "en")
    assert told_as_ours(read()[named(entries()["CN202644312U"][1])], "zh", "zh") == ""


def test_a_fresh_home_has_them_at_once_and_knows_their_status(tmp_path: Path) -> None:
    world = make_world(tmp_path / "home", demo=True)
    assert world.patents.count() == len(entries())
    states = {status_of(world.patents, number, TODAY, world.library).status.state for number in
              ("US3053480A", "CN202644312U", "US11557320B1", "USD1017395S")}  # fmt: skip
    assert {State.EXPIRED} < states


def test_an_operator_can_do_without(tmp_path: Path) -> None:
    assert make_world(tmp_path / "home", demo=False).patents.count() == 0


def test_what_is_ingested_first_takes_the_place_of_the_demo_which_can_be_put_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("assistant.cli.ingest_patents.index_patents", lambda world: None)  # has tests of its own
    own = tmp_path / "own.jsonl"
    own.write_text(lines()[named(entries()["CN202644312U"][1])], "utf-8")

    def told(*arguments: str) -> Any:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert told("ingest", "patents", str(own))["counts"]["added"] == 1
    assert told("sources")["publications"] == 1
    assert told("ingest", "patents", "--demo") == {"added": len(entries()), "unchanged": 0}  # one gains a translation
    assert told("ingest", "patents", "--demo") == {"added": 0, "unchanged": len(entries())}
    assert told("sources")["publications"] == len(entries())
    held = PatentStore(tmp_path / "home" / "patents" / "patents.db").get("CN202644312U")
    assert held
    assert (is_ours(held, "zh"), is_ours(held, "en")) == (False, True)
    assert run(["patent", "show", "CN202644312U", "--lang", "en"]) == 0
    assert "demo abstract in our own words" in capsys.readouterr().out
    for wrong in (["ingest", "patents"], ["ingest", "patents", str(own), "--demo"]):
        assert run(wrong) == 2
