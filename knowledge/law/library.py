"""The library of law: every lookup by name, number and date goes through here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from knowledge.citation import Kind
from knowledge.law.calendar import Calendar
from knowledge.law.names import PREFIX, LawNames
from knowledge.law.records import Article, ArticleNumber, Law, Version
from knowledge.law.register import Register
from knowledge.law.statutes import StatuteFile, Text

_KINDS = {
    "行政法规": Kind.REGULATION,
    "部门规章": Kind.REGULATION,
    "地方性法规": Kind.REGULATION,
    "司法解释": Kind.INTERPRETATION,
}
_HIGHEST = 99_999  # no law has more articles; larger numbers overflow the file's integers
NOT_RULES = ("修正案", "修改决定")


class Standing(StrEnum):
    """How an article stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet_in_force"
    NO_LONGER = "no_longer_in_force"
    NO_SUCH_ARTICLE = "no_such_article"
    TEXT_NOT_HELD = "text_not_held"


@dataclass(frozen=True)
class Finding:
    """What the library found for a law, an article number and a day.

    `version` governs on that day (or is the nearest one, when none does); `article` is None when it has no such
    number; `pending` is a version adopted but not in force on that day.
    """

    law: Law
    number: ArticleNumber
    day: date
    standing: Standing
    version: Version
    article: Article | None
    pending: Version | None


class LawLibrary:
    """All texts at hand, by law and by day. The statute package comes first, ingested texts fill what it lacks."""

    def __init__(self, register: Register, *files: tuple[str, StatuteFile]) -> None:
        self._files = dict(files)
        self.repealed: dict[str, date] = {}  # title -> first day no longer in force, for texts at hand and not
        self._sorts: dict[str, str] = {}
        self._laws: dict[str, Law] = {}
        self._versions: dict[str, list[Version]] = {}
        self._by_key: dict[str, Version] = {}
        for shelf, file in files:
            self._shelve(shelf, file, Calendar(register, file), register)
        self._chain()
        self.names = LawNames(self._laws.values())
        self.names.former = tuple(title.removeprefix(PREFIX) for title in self.repealed)

    def _shelve(self, shelf: str, file: StatuteFile, calendar: Calendar, register: Register) -> None:
        self.repealed.update(calendar.repeals)
        for title, texts in calendar.by_title().items():
            self._sorts.update((text.record, text.sort) for text in texts)
            law = self._law(register, title, texts[0])
            held = {version.adopted for version in self._versions.get(law.slug, [])}
            fresh = [text for text in texts if text.adopted not in held]
            if fresh:
                self._laws[law.slug] = law
                self._versions.setdefault(law.slug, []).extend(calendar.versions(law, fresh, shelf))

    def _law(self, register: Register, title: str, text: Text) -> Law:
        known = next((law for law in self._laws.values() if law.title == title), None)
        return known or register.law(title, text.record, _KINDS.get(text.sort, Kind.STATUTE))

    def _chain(self) -> None:
        """A version from another shelf may end one already there: each ends the day before its successor starts."""
        for slug, versions in self._versions.items():
            self._versions[slug] = chained = chain(versions)
            self._by_key.update((version.key, version) for version in chained)

    def laws(self) -> list[Law]:
        """Every law at hand, registered ones first, then by title."""
        return sorted(self._laws.values(), key=lambda law: (not law.core, law.title))

    def law(self, slug: str) -> Law | None:
        """The law of that slug, None when it is not at hand."""
        return self._laws.get(slug)

    def versions(self, law: Law) -> list[Version]:
        """All texts of the law at hand, oldest first."""
        return self._versions[law.slug]

    def version_at(self, law: Law, day: date) -> Version | None:
        """The text in force on that day, None when none at hand was."""
        return next((version for version in reversed(self.versions(law)) if version.in_force(day)), None)

    def pending(self, law: Law, day: date) -> Version | None:
        """A text already adopted on that day and not yet in force: to be announced."""
        return next((v for v in self.versions(law) if v.adopted <= day < v.in_force_from), None)

    def states_rules(self, version: Version) -> bool:
        """False for amendments and amending decisions: they change other texts and answer no question themselves."""
        return self._sorts[version.record] not in NOT_RULES

    def article(self, version: Version, number: ArticleNumber) -> Article | None:
        """One article of one text, None when it has no such number."""
        if number.number > _HIGHEST:
            return None
        found = self._files[version.shelf].article(version.record, number)
        return Article(version, number, *found) if found else None

    def articles(self, version: Version) -> Iterator[Article]:
        """All articles of one text in printed order."""
        for number, heading, text in self._files[version.shelf].articles(version.record):
            yield Article(version, number, heading, text)

    def count(self, version: Version) -> int:
        """How many articles the text has."""
        return self._files[version.shelf].count(version.record)

    def by_key(self, key: str) -> Article | None:
        """The article a citation key names, None when there is none."""
        stem, _, locator = key.rpartition("/art")
        version = self._by_key.get(stem)
        if version is None:
            return None
        try:
            return self.article(version, ArticleNumber.parse(locator))
        except ValueError:
            return None

    def find(self, law: Law, number: ArticleNumber, day: date) -> Finding:
        """The article as it stands on that day, with what governs and what is coming."""
        versions = self.versions(law)
        pending = self.pending(law, day)
        version = self.version_at(law, day)
        if version is not None:
            article = self.article(version, number)
            standing = Standing.IN_FORCE if article else Standing.NO_SUCH_ARTICLE
            return Finding(law, number, day, standing, version, article, pending)
        if day < versions[0].in_force_from:
            nearest = versions[0]
            never_before = nearest.source in ("text", "data") and len(versions) == 1 and nearest.adopted <= day
            standing = Standing.NOT_YET if never_before else Standing.TEXT_NOT_HELD
        else:
            nearest, standing = versions[-1], Standing.NO_LONGER
        return Finding(law, number, day, standing, nearest, self.article(nearest, number), pending)


def chain(versions: list[Version]) -> list[Version]:
    """The versions in order of time, each ending at the latest the day before the next one starts."""
    ordered = sorted(versions, key=lambda version: (version.in_force_from, version.adopted))
    out = []
    for version, successor in zip(ordered, [*ordered[1:], None], strict=True):
        end = successor.in_force_from - timedelta(days=1) if successor else version.in_force_to
        out.append(replace(version, in_force_to=end))
    return out
