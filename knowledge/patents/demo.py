"""The demo patents: real publications, so that a fresh installation has something true to search.

The files under `demo/` are data, one an industry. Numbers, dates, holders, inventors, classes, priorities and families
are facts, each equal to the row of a public export that its entry names (tests/test_patent_demo.py holds them against
it). The abstracts are ours: written in Chinese and English from the published abstract, or, where `abstract_from` is
"title", from no more than title and classes. Titles stand as the export prints them; the title in the other language
is our translation. Texts of ours are no part of a publication: `is_ours` tells them, and whoever shows one says so.

Provenance dates a demo record by its day of publication, so that any record retrieved from an office or a service
takes the place of ours cell by cell (knowledge/patents/merging.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.language import Language
from knowledge.patents.holders import entity_of
from knowledge.patents.merging import source_of
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Party, Patent, Priority, Right, Source, Stage, Symbol, Texts
from knowledge.patents.store import PatentStore

DEMO = "demo"  # the name of the importer and of the source in the register
OWN_ABSTRACT = "demo-abstract"  # the place of a passage that is of our words and so discloses nothing itself
_SCHEMES = ("ipc", "cpc", "uspc", "loc")
_GROUPS = ("biblio", "parties", "classes", "citations", "family")
_SAME = {"printed", "right", "stage", "filed", "published", "granted", "earliest_priority", "application", "application_printed",
         "pct_application", "pct_filed", "language", "priorities", "family", "members", "cites_count",
         "cited_by_count", "claims_count"}  # fmt: skip
_TOLD: dict[Language, str] = {
    "zh": "演示摘要，本产品自撰，非公开文本",
    "en": "demo abstract in our own words, not the published text",
}
_TOLD_OF_TITLE: dict[Language, str] = {
    "zh": "演示摘要，本产品仅据名称和分类自撰，非公开文本",
    "en": "demo abstract in our own words, from title and classes alone, not the published text",
}


class DemoEntry(BaseModel):
    """One publication as its file has it; fields named as in `Patent` mean the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    source: str  # file and line of the export: "lens_drones.jsonl line 12"
    abstract_from: Literal["abstract", "title"]
    titles: dict[str, str]  # as the export prints them, by language
    own_titles: dict[str, str]  # our translations
    zh: str  # our abstract
    en: str
    printed: str
    right: Right = Right.INVENTION
    stage: Stage
    filed: date | None = None
    published: date
    granted: date | None = None
    earliest_priority: date | None = None
    application: str = ""
    application_printed: str = ""
    pct_application: str = ""
    pct_filed: date | None = None
    language: str = ""
    holders: tuple[Party, ...] = Field(min_length=1)
    inventors: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    uspc: tuple[str, ...] = ()
    loc: tuple[str, ...] = ()
    first: tuple[str, ...] = ()  # the main class, where the export names one
    priorities: tuple[Priority, ...] = ()
    family: str = ""
    members: tuple[str, ...] = ()
    cites_count: int | None = None
    cited_by_count: int | None = None
    claims_count: int | None = None


class DemoFile(BaseModel):
    """One industry: its name in both languages and its publications."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    industry: dict[Language, str]
    patents: tuple[DemoEntry, ...]


@dataclass(frozen=True)
class DemoPut:
    """What became of the demo records: how many went in or changed something, and how many were there already."""

    added: int
    unchanged: int


@cache
def demo_files() -> dict[str, DemoFile]:
    """The industries by the names of their files. Raises pydantic.ValidationError on a malformed one."""
    folder = files("knowledge.patents").joinpath("demo")
    entries = sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the compiled one is ten times as fast
    return {
        each.name: DemoFile.model_validate(yaml.load(each.read_text("utf-8"), Loader=loader))  # noqa: S506 - both are safe
        for each in entries
    }


def demo_patents() -> Iterator[Patent]:
    """Every demo publication as a record with its provenance."""
    for name, file in demo_files().items():
        for entry in file.patents:
            yield _patent(entry, name)


def put_demo(store: PatentStore) -> DemoPut:
    """Put the demo publications into a store, all or none; what is there already, newer or deleted, stays as it is."""
    outcomes = []
    with store.batch():
        for patent in demo_patents():
            outcomes.append(store.upsert(patent, DEMO))
    added = sum(outcome in ("added", "replaced") for outcome in outcomes)
    return DemoPut(added, len(outcomes) - added)


def put_demo_when_empty(store: PatentStore) -> bool:
    """Put the demo into a store that never held a record and saw no ingest; returns whether it was put in."""
    with store.batch():  # two processes that open a fresh store at once ask one after the other
        untouched = store.revision() == 0 and not store.database().execute("select 1 from runs limit 1").fetchone()
        if untouched:
            put_demo(store)
    return untouched


def is_ours(patent: Patent, language: str, field: str = "abstract") -> bool:
    """Whether the abstract or title held in a language is the demo's and not the publication's."""
    source = source_of(patent, f"texts:{language}.{field}")
    if source is None or source.importer != DEMO:
        return False
    return field == "abstract" or source.place.endswith(_OWN_TITLE)


def abstract_place(patent: Patent, language: str) -> str:
    """How the place of a passage from the abstract held in a language is named: "abstract", or "demo-abstract" if it is ours."""
    return OWN_ABSTRACT if is_ours(patent, language) else "abstract"


def told_as_ours(patent: Patent, text: str, language: Language) -> str:
    """The remark that belongs beside the abstract held in language `text`, in words of `language`; empty if it is not ours."""
    source = source_of(patent, f"texts:{text}.abstract")
    if source is None or source.importer != DEMO:
        return ""
    return (_TOLD_OF_TITLE if _FROM_TITLE in source.place else _TOLD)[language]


_OWN_TITLE = "title translated by us"
_FROM_TITLE = "from title and classes alone"


def _patent(entry: DemoEntry, name: str) -> Patent:
    values: dict[str, Any] = {field: getattr(entry, field) for field in _SAME}
    return Patent(
        **values,
        number=parse_publication(entry.number),
        texts={language: _texts(entry, language) for language in sorted({*entry.titles, "zh", "en"})},
        holders=tuple(party.model_copy(update={"entity": entity_of(party.name)}) for party in entry.holders),
        inventors=tuple(Party(name=each) for each in entry.inventors),
        symbols=tuple(
            Symbol(scheme=scheme.upper(), code=code, first=code in entry.first)
            for scheme in _SCHEMES
            for code in getattr(entry, scheme)
        ),
        sources=_sources(entry, name),
    )


def _texts(entry: DemoEntry, language: str) -> Texts:
    title = entry.titles.get(language) or entry.own_titles.get(language, "")
    return Texts(title=title, abstract={"zh": entry.zh, "en": entry.en}.get(language, ""))


def _sources(entry: DemoEntry, name: str) -> dict[str, Source]:
    """Facts come from the export's row; the texts are ours but for the titles the export prints."""
    day = datetime.combine(entry.published, time(), UTC)
    told = _FROM_TITLE if entry.abstract_from == "title" else "from the published abstract"
    row = Source(raw="", importer=DEMO, place=entry.source, retrieved=day)
    abstract = Source(raw="", importer=DEMO, place=f"demo/{name}, abstract in our own words {told}", retrieved=day)
    title = Source(raw="", importer=DEMO, place=f"demo/{name}, {_OWN_TITLE}", retrieved=day)
    cells = {f"texts:{language}.title": row for language in entry.titles}
    cells |= {f"texts:{language}.title": title for language in entry.own_titles}
    return dict.fromkeys(_GROUPS, row) | {"texts": abstract} | cells
