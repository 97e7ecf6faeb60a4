"""When each text of a law is in force: by our register, else by the best date the file gives, marked as such.

The data file's `status` calls a law adopted for next year current and today's text historical, and its
`effective_date` is often the first act's. So a date is taken, in this order, from the register; from a decision in
the same file that amends the law and was adopted the same day; from the commencement article of the text; from the
file's field where it is not before adoption; else the day of adoption stands in and says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from knowledge.law.records import DateSource, Law, Version
from knowledge.law.register import Register
from knowledge.law.statutes import StatuteFile, Text

_COMMENCES = re.compile(r"自\s*(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|生效)")
_AMENDS = re.compile(r"关于修改《(.+?)》")
_REPEALS = re.compile(r"《([^《》]+)》(?=[^。；]*?同时废止)")
DAY = timedelta(days=1)


def commencement(text: str) -> date | None:
    """The day a commencement article names ("本法自2027年1月1日起施行"), None when it names none."""
    found = _COMMENCES.search(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def repealed_titles(text: str) -> list[str]:
    """Titles that a commencement article repeals (《…》同时废止)."""
    return _REPEALS.findall(text)


class Calendar:
    """Dates every text of one statute file."""

    def __init__(self, register: Register, file: StatuteFile) -> None:
        self._register = register
        self._file = file
        self._texts = file.texts()
        self._decisions = {
            (found[1], text.adopted): text for text in self._texts if (found := _AMENDS.search(text.title))
        }
        self.repeals = self._find_repeals()

    def _find_repeals(self) -> dict[str, date]:
        """Title of a repealed law -> the first day it is no longer in force, read from the repealing texts.

        A text that repeals its own forerunner, of the same title, does not end itself.
        """
        repealed: dict[str, date] = {}
        for text in self._texts:
            last = self._file.last_article(text.record)
            start = commencement(last)
            if start and "同时废止" in last:
                for title in repealed_titles(last):
                    if title != text.title:
                        repealed[title] = start
        return repealed

    def starts(self, law: Law, text: Text) -> tuple[date, DateSource, str]:
        """First day in force of one text, where that was read, and the words or provision it was read in."""
        for entry in self._register.versions.get(law.slug, ()):
            if entry.adopted == text.adopted:
                return entry.in_force_from, entry.source, entry.where
        if decision := self._decisions.get((text.title, text.adopted)):
            return decision.effective, DateSource.PACKAGE, decision.title
        stated = commencement(self._file.last_article(text.record))
        if stated and stated >= text.adopted:
            return stated, DateSource.TEXT, "commencement article"
        if text.effective > text.adopted or (text.effective == text.adopted and text.status):
            return text.effective, DateSource.DATA, "effective_date"
        return text.adopted, DateSource.ADOPTION, "version_date"

    def versions(self, law: Law, texts: Iterable[Text], shelf: str) -> list[Version]:
        """All versions of one law, oldest first, each ending the day before the next begins."""
        dated = sorted(((*self.starts(law, text), text) for text in texts), key=lambda row: (row[0], row[3].adopted))
        ends: list[date | None] = [row[0] - DAY for row in dated[1:]]
        ends.append(self._end(law, dated[-1][3]))
        return [
            Version(law, text.adopted, start, end, source, where, text.record, shelf, _undated_end(text, end))
            for (start, source, where, text), end in zip(dated, ends, strict=True)
        ]

    def _end(self, law: Law, last: Text) -> date | None:
        """The last day of the newest text, read in the text that repeals it; None while nothing at hand ends it."""
        repealed = self.repeals.get(law.title)
        return repealed - DAY if repealed and repealed > last.adopted else None

    def by_title(self) -> dict[str, list[Text]]:
        """Texts grouped by the law they are a text of."""
        grouped: dict[str, list[Text]] = defaultdict(list)
        for text in self._texts:
            grouped[text.title].append(text)
        return grouped


def _undated_end(text: Text, end: date | None) -> bool:
    """True when the file calls the text repealed and nothing at hand says since when."""
    return text.status == "已废止" and end is None
