"""One row of a table as a record of a patent, through a mapping."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.patents.importers.tables import cells, reasons
from knowledge.patents.importers.tables.claim_text import split_claims
from knowledge.patents.importers.tables.days import day_of
from knowledge.patents.importers.tables.documents import right_of, stage_of
from knowledge.patents.importers.tables.mapping import ByLanguage, Mapping, Reading
from knowledge.patents.importers.tables.priorities import made, priority_of
from knowledge.patents.importers.tables.symbols import normal
from knowledge.patents.importers.tables.wording import language_of
from knowledge.patents.numbers import NumberError, PatentNumber, parse_application, parse_publication
from knowledge.patents.record import Cited, Event, Party, Patent, Priority, Symbol, Texts

_OWNED_SINCE = re.compile(r"^(?P<name>.*\S)\s*\((?P<day>\d{4}-\d{2}-\d{2})\)$")
_OF_SCHEME = {"ipc": "IPC", "cpc": "CPC", "uspc": "USPC", "locarno": "LOC"}
Readings = Sequence[Reading]
Cells = dict[str, object]


class CellError(ValueError):
    """A cell of the row cannot be read, or the row cannot be cited. The message says which and why."""


@dataclass(frozen=True)
class RecordReader:
    """Reads the rows of one export."""

    mapping: Mapping

    def patent(self, row: Cells) -> Patent:
        """The record of a row. Raises CellError with the reason to leave it out."""
        country = (self._text(row, self.mapping.fields.country) or self.mapping.country).upper()
        number, printed = self._number(row, country)
        fields = self.mapping.fields
        filed = self._day(row, fields.filed)
        printed_application = self._text(row, fields.application)
        application = _application(printed_application, number.country, filed)
        pct_printed = self._text(row, fields.pct_application)
        pct = _application(pct_printed, "WO", None) if pct_printed else ""
        priorities = tuple(self._priorities(row))
        days = [priority.day for priority in priorities if priority.day]
        return Patent(
            number=number,
            printed=printed,
            right=right_of(number),
            stage=stage_of(number),
            published=self._day(row, fields.published),
            application=application,
            application_printed=printed_application,
            filed=filed,
            granted=self._day(row, fields.granted),
            language=self.mapping.languages.get(number.country, ""),
            texts=self._texts(row, number.country),
            holders=tuple(self._holders(row)),
            inventors=tuple(Party(name=name) for name in self._names(row, fields.inventors)),
            agents=tuple(Party(name=name) for name in self._names(row, fields.agents)),
            symbols=tuple(self._symbols(row)),
            priorities=priorities,
            earliest_priority=self._day(row, fields.earliest_priority) or min(days, default=None),
            pct_application=pct or (application if application.startswith("PCT/") else ""),
            pct_filed=self._day(row, fields.pct_filed) or (filed if application.startswith("PCT/") else None),
            family=self._text(row, fields.family),
            members=tuple(_canonical(each, "") for each in self._list(row, fields.members)),
            cites=tuple(self._cites(row, number.country)),
            cited_by=tuple(_canonical(each, number.country) for each in self._list(row, fields.cited_by)),
            cites_count=self._count(row, fields.cites_count),
            cited_by_count=self._count(row, fields.cited_by_count),
            claims_count=self._count(row, fields.claims_count),
            events=tuple(self._events(row, number.country)),
        )

    def _number(self, row: Cells, country: str) -> tuple[PatentNumber, str]:
        printed = self._text(row, self.mapping.fields.number)
        if not printed:
            raise CellError(reasons.NO_NUMBER)
        kind = self._text(row, self.mapping.fields.kind)
        try:
            number = parse_publication(printed, "" if _has_office(printed) else country)
        except NumberError as error:
            column = self.mapping.fields.number[0].column
            raise CellError(reasons.unreadable(column, printed, "publication number", "公开号")) from error
        return (number if number.kind or not kind else parse_publication(f"{number}{kind}")), printed

    def _values(self, row: Cells, readings: Readings) -> Iterator[tuple[Reading, object]]:
        """The cells of the readings whose conditions hold and that are not empty, in order."""
        for reading in readings:
            value = row.get(reading.key)
            if value is None or value == "":
                continue
            if all(re.fullmatch(pattern, self._plain(row.get(name))) for name, pattern in reading.when.items()):
                yield reading, value

    def _plain(self, value: object) -> str:
        return cells.text(value, self.mapping.nothing)

    def _text(self, row: Cells, readings: Readings) -> str:
        """The first value there is."""
        if not readings:
            return ""
        found = (_refined(reading, self._plain(value)) for reading, value in self._values(row, readings))
        return next((value for value in found if value), "")

    def _list(self, row: Cells, readings: Readings) -> list[str]:
        """All values of all readings, in order."""
        parts: list[str] = []
        if not readings:
            return parts
        for reading, value in self._values(row, readings):
            separators = (reading.separator,) if reading.separator else self.mapping.separators
            split = (
                re.findall(reading.parts, self._plain(value))
                if reading.parts
                else cells.items(value, separators, self.mapping.nothing)
            )
            parts.extend(part for part in (_refined(reading, each) for each in split) if part)
        return parts

    def _day(self, row: Cells, readings: Readings) -> date | None:
        for reading, value in self._values(row, readings):
            written = value if isinstance(value, (date, int, float)) else _refined(reading, self._plain(value))
            try:
                day = day_of(written, self.mapping.dates)
                if day:
                    return day + timedelta(days=reading.shift)
            except (ValueError, OverflowError) as error:
                shown = self._plain(value)
                raise CellError(
                    reasons.unreadable(reading.column, shown, "date that can be read", "可读的日期")
                ) from error
        return None

    def _count(self, row: Cells, readings: Readings) -> int | None:
        for reading, value in self._values(row, readings):
            if written := _refined(reading, self._plain(value)).replace(",", ""):
                if not re.fullmatch(r"\d{1,7}", written):
                    raise CellError(reasons.unreadable(reading.column, written, "count", "数量"))
                return int(written)
        return None

    def _texts(self, row: Cells, country: str) -> dict[str, Texts]:
        fields = self.mapping.fields
        parts: dict[str, dict[str, object]] = {}
        for name, by_language in (("title", fields.title), ("abstract", fields.abstract)):
            for language, value in self._worded(row, by_language, country):
                parts.setdefault(language, {}).setdefault(name, value)
        for language, value in self._worded(row, fields.claims, country):
            parts.setdefault(language, {}).setdefault("claims", split_claims(value))
        for language, readings in fields.description.items():
            found = [_refined(reading, self._plain(value)) for reading, value in self._values(row, readings)]
            if paragraphs := [line.strip() for part in found for line in part.splitlines() if line.strip()]:
                parts.setdefault(language, {})["description"] = tuple(paragraphs)
        return {language: Texts.model_validate(values) for language, values in parts.items()}

    def _worded(self, row: Cells, by_language: ByLanguage, country: str) -> Iterator[tuple[str, str]]:
        for language, readings in by_language.items():
            if value := self._text(row, readings):
                yield (language_of(value, country) if language == "auto" else language), value

    def _names(self, row: Cells, readings: Readings) -> list[str]:
        return [" ".join(name.split()) for name in self._list(row, readings)]

    def _holders(self, row: Cells) -> Iterator[Party]:
        fields = self.mapping.fields
        names = self._names(row, fields.holders)
        countries = self._list(row, fields.holder_countries)
        paired = countries if len(countries) == len(names) else [""] * len(names)
        address = self._text(row, fields.holder_address)  # exports give the address of the first
        for place, (name, country) in enumerate(zip(names, paired, strict=True)):
            yield Party(name=name, country=country, address="" if place else address)

    def _symbols(self, row: Cells) -> Iterator[Symbol]:
        fields = self.mapping.fields
        seen: set[tuple[str, str]] = set()
        for name, scheme in _OF_SCHEME.items():
            readings: Readings = getattr(fields, name)
            for reading in readings:
                for place, printed in enumerate(self._list(row, (reading,))):
                    code = normal(scheme, printed)
                    if (scheme, code) not in seen:
                        seen.add((scheme, code))
                        yield Symbol(scheme=scheme, code=code, first=reading.first and place == 0)

    def _priorities(self, row: Cells) -> Iterator[Priority]:
        fields = self.mapping.fields
        yield from (priority_of(each) for each in self._list(row, fields.priorities))
        numbers = self._list(row, fields.priority_numbers)
        countries = self._list(row, fields.priority_countries)
        days = self._list(row, fields.priority_days)
        for place, number in enumerate(numbers):
            country = countries[place] if len(countries) == len(numbers) else ""
            day = days[place] if len(days) == len(numbers) else None
            try:
                yield made(number, country, day_of(day, self.mapping.dates)) if country else priority_of(number)
            except ValueError as error:
                column = fields.priority_days[0].column
                raise CellError(reasons.unreadable(column, str(day), "date that can be read", "可读的日期")) from error

    def _cites(self, row: Cells, country: str) -> Iterator[Cited]:
        fields = self.mapping.fields
        yield from (Cited(number=_canonical(each, country)) for each in self._list(row, fields.cites))
        yield from (Cited(text=each) for each in self._list(row, fields.literature))

    def _events(self, row: Cells, country: str) -> Iterator[Event]:
        fields = self.mapping.fields
        if earlier := self._text(row, fields.laid_open):
            yield Event(
                day=self._day(row, fields.laid_open_day), text=f"公布 / laid open: {_canonical(earlier, country)}"
            )
        for owner in self._list(row, fields.owners):
            found = _OWNED_SINCE.match(owner)
            day = day_of(found["day"]) if found else None
            yield Event(day=day, text=f"登记的权利人 / recorded owner: {found['name'] if found else owner}")


def _refined(reading: Reading, value: str) -> str:
    """A value after the pattern, the drop and the prefix of its reading."""
    if reading.pattern:
        found = re.search(reading.pattern, value, re.DOTALL)
        value = (found[1] if found.re.groups else found[0]) if found else ""
    if reading.drop:
        value = re.sub(reading.drop, "", value)
    value = (value or "").strip()
    return reading.prefix + value if value else ""


def _has_office(printed: str) -> bool:
    return bool(re.match(r"\s*(?!RE|PP|PI)[A-Z]{2}", printed.upper()))  # series of the US and of Brazil are no offices


def _application(printed: str, country: str, filed: date | None) -> str:
    """The canonical application number; what cannot be read stays out, for two records must not meet by a misreading."""
    if not printed:
        return ""
    try:
        return str(parse_application(printed, country, filed=filed.year if filed else 0))
    except NumberError:
        return ""


def _canonical(printed: str, country: str) -> str:
    """The canonical publication number of a citation or a family member, as printed where it cannot be read."""
    try:
        return str(parse_publication(printed, "" if _has_office(printed) else country))
    except NumberError:
        return " ".join(printed.split())
