"""Answers of offices read by the importers, so that a format has one reading wherever a file came from."""

from collections.abc import Callable, Iterable

from knowledge.patents.connectors.connector import Parts, Received
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from knowledge.patents.importing import Broken, Found, Importer
from knowledge.patents.record import Patent, Source

NOTHING = Parts((), (), ())


def parts_of(importer: Importer, received: Iterable[Received]) -> Parts:
    """The records in these answers, each with its provenance, and what could not be read."""
    files = tuple(received)
    patents: list[Patent] = []
    broken: list[Broken] = []
    for file in files:
        for outcome in importer.read(file.path):
            if isinstance(outcome, Found):
                patents.append(_with_source(outcome.patent, importer.name, outcome.place, file))
            elif isinstance(outcome, Broken):
                broken.append(outcome)
    return Parts(tuple(patents), tuple(broken), files)


def perhaps(what: str, get: Callable[[], Parts]) -> Parts:
    """A part that may be missing: nothing when the office does not hold it, a word in `broken` when it failed."""
    try:
        return get()
    except Unavailable as failure:
        return NOTHING if failure.reason is Reason.NOT_FOUND else Parts((), (Broken(what, str(failure)),), ())


def joined(parts: Iterable[Parts]) -> Parts:
    """Several answers as one."""
    several = tuple(parts)
    return Parts(
        tuple(patent for each in several for patent in each.patents),
        tuple(broken for each in several for broken in each.broken),
        tuple(file for each in several for file in each.received),
    )


def _with_source(patent: Patent, importer: str, place: str, file: Received) -> Patent:
    source = Source(raw=file.sha256, importer=importer, place=place, retrieved=file.retrieved)
    return patent.model_copy(update={"sources": dict.fromkeys(_groups(patent), source)})


def _groups(patent: Patent) -> list[str]:
    """The groups of fields a record fills."""
    texts = patent.texts.values()
    filled = {
        "biblio": True,
        "texts": any(each.title or each.abstract for each in texts),
        "claims": any(each.claims for each in texts),
        "description": any(each.description for each in texts),
        "parties": bool(patent.holders or patent.inventors or patent.agents),
        "classes": bool(patent.symbols),
        "citations": bool(patent.cites or patent.cited_by),
        "family": bool(patent.family or patent.members),
        "events": bool(patent.events),
    }
    return [group for group, there in filled.items() if there]
