"""What the patent store holds, by country: counted once and then brought up to date with what changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.patents.record import Patent


class Records(Protocol):
    """The part of the patent store that a survey reads (knowledge/patents/store.py)."""

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """Revision and record of everything changed since a revision."""
        ...

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """Revision and number of everything deleted since a revision."""
        ...

    def by_country(self) -> dict[str, int]:
        """Records a country."""
        ...


class Holding(BaseModel):
    """What there is of one country: the newest publication and the texts that can be searched ("title:zh", "claims:en")."""

    model_config = ConfigDict(extra="forbid")

    records: int = 0
    newest: date | None = None
    fields: set[str] = Field(default_factory=set)
    rights: set[str] = Field(default_factory=set)


class Survey(BaseModel):
    """What the store held at a revision."""

    model_config = ConfigDict(extra="forbid")

    revision: int = 0
    countries: dict[str, Holding] = Field(default_factory=dict)

    @property
    def records(self) -> int:
        """Records in all."""
        return sum(holding.records for holding in self.countries.values())


def survey(store: Records, kept: Path | None = None) -> Survey:
    """What the store holds now. `kept` is a file with the last survey: only later changes are read then.

    A deletion cannot be subtracted from "newest" and "fields", so after one everything is read again.
    """
    last = _read(kept)
    if store.deleted_since(last.revision):
        last = Survey()
    newest = last.revision
    for revision, patent in store.iterate(changed_since=last.revision):
        newest = max(newest, revision)
        _add(last.countries.setdefault(patent.number.country, Holding()), patent)
    deleted = [revision for revision, _ in store.deleted_since(0)]
    counts = store.by_country()
    now = Survey(
        revision=max([newest, *deleted]),
        countries={
            country: holding.model_copy(update={"records": counts[country]})
            for country, holding in sorted(last.countries.items())
            if counts.get(country)
        },
    )
    if kept and now != last:
        kept.write_text(now.model_dump_json(), "utf-8")
    return now


def _read(kept: Path | None) -> Survey:
    try:
        return Survey.model_validate_json(kept.read_text("utf-8")) if kept else Survey()
    except (OSError, UnicodeDecodeError, ValidationError):  # none yet, or of another form: count anew
        return Survey()


def _add(holding: Holding, patent: Patent) -> None:
    if patent.published and (holding.newest is None or patent.published > holding.newest):
        holding.newest = patent.published
    holding.rights.add(patent.right.value)
    for language, texts in patent.texts.items():
        named = {
            "title": texts.title,
            "abstract": texts.abstract,
            "claims": texts.claims,
            "description": texts.description,
        }
        holding.fields |= {f"{name}:{language}" for name, text in named.items() if text}
