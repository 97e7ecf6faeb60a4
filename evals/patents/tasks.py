"""Labelled tasks for the patent search, made from the records themselves. Tuned on one half, reported on the other."""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from evals.patents.corpus import main_text
from knowledge.patents.numbers import NumberError, parse_publication
from knowledge.patents.record import Patent
from retrievers.patents.classes import codes_of

NEIGHBOURS = 600  # records whose neighbours are looked at


@dataclass(frozen=True)
class Task:
    """One query: what is looked for, which records are right, and which one asks and is therefore not counted."""

    kind: str
    text: str
    right: frozenset[str]
    asker: str = ""

    @property
    def tuning(self) -> bool:
        """Whether it is of the half that may be tuned on, by the hash of the number it was made from."""
        return of_tuning_half(self.asker or min(self.right))


@dataclass(frozen=True)
class Neighbours:
    """One record whose nearest records should be of its IPC subclasses."""

    text: str
    asker: str
    subclasses: frozenset[str]

    @property
    def tuning(self) -> bool:
        """Whether it is of the half that may be tuned on."""
        return of_tuning_half(self.asker)


def of_tuning_half(number: str) -> bool:
    """Half of all numbers, the same on every machine."""
    return hashed(number)[0] % 2 == 0


def hashed(number: str) -> bytes:
    """A number's place in an order that has nothing to do with its subject."""
    return hashlib.blake2b(number.encode(), digest_size=8).digest()


def tasks_of(patents: list[Patent], english_titles: dict[str, str]) -> list[Task]:
    """All tasks that a corpus allows; `english_titles`: of its Korean records, by number."""
    known = {str(patent.number) for patent in patents}
    return [*_citations(patents), *_korean(english_titles), *_counterparts(known)]


def neighbours_of(patents: list[Patent]) -> list[Neighbours]:
    """Some hundreds of records with their subclasses, chosen by the hash of their numbers."""
    chosen = sorted(patents, key=lambda patent: hashed(str(patent.number)))
    found: list[Neighbours] = []
    for patent in chosen:
        subclasses = subclasses_of(patent)
        if subclasses and len(found) < NEIGHBOURS:
            found.append(Neighbours(_about(patent), str(patent.number), subclasses))
    return found


def subclasses_of(patent: Patent) -> frozenset[str]:
    """The IPC and CPC subclasses of a record."""
    return frozenset(code[:4] for code in codes_of(patent) if len(code) >= 4)


def _citations(patents: list[Patent]) -> list[Task]:
    """Find what a document cites. Most of the full texts' records give only a title, which is a task of its own."""
    by_base = {patent.number.without_kind: str(patent.number) for patent in patents}
    cited: dict[str, set[str]] = defaultdict(set)
    for patent in patents:
        cited[str(patent.number)] |= {by_base[base] for base in _bases(one.number for one in patent.cites) & by_base.keys()}  # fmt: skip
        for base in _bases(patent.cited_by) & by_base.keys():
            cited[by_base[base]].add(str(patent.number))
    tasks = []
    for patent in patents:
        right = frozenset(cited[str(patent.number)] - {str(patent.number)})
        if right:
            kind = "cited, from abstract" if _abstract(patent) else "cited, from title"
            tasks.append(Task(kind, _about(patent), right, str(patent.number)))
    return tasks


def _bases(numbers: Iterable[str]) -> set[str]:
    bases = set()
    for number in numbers:
        try:
            bases.add(parse_publication(number).without_kind)
        except NumberError:
            continue
    return bases


def _korean(titles: dict[str, str]) -> list[Task]:
    return [
        Task("Korean from English title", title.capitalize(), frozenset([number])) for number, title in titles.items()
    ]


def _counterparts(known: set[str]) -> list[Task]:
    rows = tomllib.loads(files("evals.patents").joinpath("counterparts.toml").read_text("utf-8"))
    kinds = {"english": "Chinese from English", "chinese": "English from Chinese"}
    return [
        Task(kind, text, frozenset([number]))
        for language, kind in kinds.items()
        for number, text in rows[language].items()
        if number in known
    ]


def _about(patent: Patent) -> str:
    """Title and abstract, as a searcher would paste them."""
    text = main_text(patent)
    return f"{text.title}\n{text.abstract}".strip()


def _abstract(patent: Patent) -> bool:
    return bool(main_text(patent).abstract)
