"""What the tests of the patent tiers share: records, a small importer of JSON lines, a house of store and raw tier."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from knowledge.patents.cells import groups_of
from knowledge.patents.importing import Broken, Deleted, Found, Outcome
from knowledge.patents.ingest import ingest_patents
from knowledge.patents.ingest_progress import IngestProgress
from knowledge.patents.numbers import parse_publication
from knowledge.patents.raw import RawTier
from knowledge.patents.record import Cited, Party, Patent, Source, Symbol, Texts
from knowledge.patents.runs import Run, Runs
from knowledge.patents.store import PatentStore


def day(number: int) -> datetime:
    """A day of January 2026."""
    return datetime(2026, 1, number, tzinfo=UTC)


FIRST = day(1)


def source(retrieved: datetime = FIRST, raw: str = "a" * 64, place: str = "line 1") -> Source:
    return Source(raw=raw, importer="lines", place=place, retrieved=retrieved)


def patent(number: str = "US8697359B1", title: str = "", origin: Source | None = None, **fields: Any) -> Patent:
    """A record from one source; `title`, `abstract` in English, `zh` a Chinese title, `holder` a name."""
    texts = {"en": Texts(title=title, abstract=fields.pop("abstract", ""), claims=fields.pop("claims", ()))}
    if "zh" in fields:
        texts["zh"] = Texts(title=fields.pop("zh"))
    if "holder" in fields:
        fields["holders"] = (Party(name=fields.pop("holder")),)
    if "ipc" in fields:
        fields["symbols"] = (Symbol(scheme="IPC", code=fields.pop("ipc"), first=True),)
    if "cites" in fields:
        fields["cites"] = tuple(Cited(number=cited) for cited in fields["cites"])
    texts = {language: each for language, each in texts.items() if each != Texts()}
    made = Patent(number=parse_publication(number), printed=number, texts=texts, **fields)
    return made.model_copy(update={"sources": dict.fromkeys(groups_of(made), origin)}) if origin else made


class Lines:
    """One JSON object a line: number, title, abstract, published, application, holder; or {"delete": number}."""

    name = "lines"

    def __init__(self, pause: float = 0) -> None:
        self.pause = pause

    def accepts(self, path: Path, head: bytes) -> bool:
        return head.lstrip().startswith(b"{")

    def read(self, path: Path) -> Iterator[Outcome]:
        with path.open("rb") as stream:
            offset = 0
            for line, text in enumerate(stream, 1):
                offset += len(text)
                time.sleep(self.pause)
                yield self._outcome(text, f"line {line}", offset)

    def _outcome(self, text: bytes, place: str, offset: int) -> Outcome:
        try:
            row = json.loads(text)
            if "delete" in row:
                return Deleted(row["delete"], place, offset)
            if "published" in row:
                row["published"] = date.fromisoformat(row["published"])
            return Found(patent(**row), place, offset)
        except ValueError as error:
            return Broken(place, str(error), offset)


def write_lines(path: Path, *rows: dict[str, Any] | str) -> Path:
    """A file of rows; a text is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


class House:
    """A store and a raw tier in a folder, and a clock that can be set."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.store, self.clock = RawTier(folder / "raw"), PatentStore(folder / "patents.db"), day(10)
        self.told: list[IngestProgress] = []

    def take(self, *paths: Path, importer: Any = None, **options: Any) -> Run:
        importers = (importer or Lines(),)
        return ingest_patents(paths, importers, self.raw, self.store, lambda: self.clock, self.told.append, **options)

    def title(self, number: str) -> str:
        found = self.store.get(number)
        return found.texts["en"].title if found else ""

    def rejects(self, run: Run) -> list[tuple[str, str]]:
        return [(reject.place, reject.reason) for reject in Runs(self.store).rejects(run.id)]


def figures(run: Run) -> dict[str, int]:
    """The counts of a run that are not zero."""
    return {name: count for name, count in run.tally.figures().items() if count}
