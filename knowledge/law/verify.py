"""Checking citations: does the provision exist, is it in force on the day, and does it say what is attributed to it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from knowledge.law.attribution import Fit, judge_fit, statement_about
from knowledge.law.library import Finding, LawLibrary, Standing
from knowledge.law.names import PREFIX
from knowledge.law.outside import Outside
from knowledge.law.records import Article, ArticleNumber, Law
from knowledge.law.reference import Holder, Reference, ReferenceFinder

_ITEM_LINE = re.compile(r"^\s*（[一二三四五六七八九十]+）")


class Verdict(StrEnum):
    """What became of one cited provision."""

    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    NEVER_EXISTED = "never_existed"
    OTHER_LAW_MEANT = "other_law_meant"
    CANNOT_CHECK = "cannot_check"


class Reason(StrEnum):
    """Why, for the words of the answer."""

    FOUND = "found"
    NOT_YET = "not_yet"  # adopted, in force from `since`
    REPLACED = "replaced"  # in force until `until`
    REPEALED = "repealed"
    NO_ARTICLE = "no_article"
    NO_PARAGRAPH = "no_paragraph"
    NO_ITEM = "no_item"
    NOT_A_NUMBER = "not_a_number"
    CONTENT_ELSEWHERE = "content_elsewhere"
    TEXT_NOT_HELD = "text_not_held"
    OUTSIDE = "outside"
    FOREIGN = "foreign"
    UNKNOWN_LAW = "unknown_law"
    NO_LAW_NAMED = "no_law_named"


@dataclass(frozen=True)
class Checked:
    """One citation and its verdict. `since` is the first and `until` the last day in force, where that matters."""

    reference: Reference
    day: date
    verdict: Verdict
    reason: Reason
    fit: Fit
    statement: str = ""
    article: Article | None = None
    since: date | None = None
    until: date | None = None
    articles_in_law: int | None = None
    meant: Article | None = None  # where the attributed content really stands
    pending: Article | None = None  # the same number in a text adopted and not yet in force


class Verifier:
    """Checks every citation of a text against the library."""

    def __init__(self, library: LawLibrary, finder: ReferenceFinder) -> None:
        self._library = library
        self._finder = finder

    def verify(self, text: str, day: date) -> list[Checked]:
        """All citations found in `text`, in order, each judged as of `day`."""
        references = self._finder.find(text)
        return _shared([self._check(text, reference, references, day) for reference in references])

    @property
    def outside(self) -> Outside:
        """Instruments that are cited and not held here."""
        return self._finder.outside

    def may_say(self, slug: str, number: ArticleNumber, statement: str) -> bool:
        """Whether any text at hand of this article may say what is attributed to it."""
        law = self._library.law(slug)
        versions = self._library.versions(law) if law else []
        texts = [article for version in versions if (article := self._library.article(version, number))]
        return any(judge_fit(statement, article.text) is not Fit.DIFFERS for article in texts)

    def exists(self, slug: str, number: ArticleNumber) -> bool:
        """Whether any text at hand of the law with this slug has the article."""
        law = self._library.law(slug)
        versions = self._library.versions(law) if law else []
        return any(self._library.article(version, number) for version in versions)

    def _check(self, text: str, reference: Reference, all_references: list[Reference], day: date) -> Checked:
        match reference.holder:
            case Holder.FOREIGN:
                return _cannot(reference, day, Reason.FOREIGN)
            case Holder.OUTSIDE:
                return _cannot(reference, day, Reason.OUTSIDE)
            case Holder.UNNAMED:
                return _cannot(reference, day, Reason.NO_LAW_NAMED)
            case Holder.UNKNOWN:
                return self._unknown(reference, day)
        if reference.law is None:
            return _cannot(reference, day, Reason.UNKNOWN_LAW)
        if reference.number is None:
            return Checked(reference, day, Verdict.NEVER_EXISTED, Reason.NOT_A_NUMBER, Fit.NOT_STATED)
        finding = self._library.find(reference.law, reference.number, day)
        return self._judge(finding, reference, statement_about(text, reference, all_references), day)

    def _unknown(self, reference: Reference, day: date) -> Checked:
        """A name not held here: repealed by a text we hold, or simply unknown."""
        for title, gone in self._library.repealed.items():
            if title.removeprefix(PREFIX) == reference.law_name.removeprefix(PREFIX):
                verdict = Verdict.NOT_IN_FORCE if day >= gone else Verdict.CANNOT_CHECK
                reason = Reason.REPEALED if day >= gone else Reason.TEXT_NOT_HELD
                return Checked(reference, day, verdict, reason, Fit.NOT_STATED, until=gone - timedelta(days=1))
        return _cannot(reference, day, Reason.UNKNOWN_LAW)

    def _judge(self, finding: Finding, reference: Reference, statement: str, day: date) -> Checked:
        version = finding.version
        if finding.standing is Standing.TEXT_NOT_HELD:
            return _cannot(reference, day, Reason.TEXT_NOT_HELD, since=version.in_force_from)
        if finding.article is None:
            return self._absent(finding, reference, statement, day)
        if finding.standing in (Standing.NOT_YET, Standing.NO_LONGER):
            reason = Reason.NOT_YET if finding.standing is Standing.NOT_YET else Reason.REPEALED
            return Checked(
                reference, day, Verdict.NOT_IN_FORCE, reason, judge_fit(statement, finding.article.text), statement,
                finding.article, version.in_force_from, version.in_force_to,
            )  # fmt: skip
        return self._present(finding, finding.article, reference, statement, day)

    def _absent(self, finding: Finding, reference: Reference, statement: str, day: date) -> Checked:
        """No such number on that day: perhaps in a text not yet in force or no longer so, else never."""
        versions = self._library.versions(finding.law)
        for version in versions:
            article = self._library.article(version, finding.number)
            if article and not version.in_force(day):
                reason = Reason.NOT_YET if version.in_force_from > day else Reason.REPLACED
                return Checked(
                    reference, day, Verdict.NOT_IN_FORCE, reason, judge_fit(statement, article.text), statement,
                    article, version.in_force_from, version.in_force_to,
                    articles_in_law=self._library.count(finding.version),
                )  # fmt: skip
        count = self._library.count(finding.version)
        return Checked(
            reference, day, Verdict.NEVER_EXISTED, Reason.NO_ARTICLE, Fit.NOT_STATED, statement, articles_in_law=count
        )

    def _present(self, finding: Finding, article: Article, reference: Reference, statement: str, day: date) -> Checked:
        if reason := _missing_part(article, reference):
            return Checked(reference, day, Verdict.NEVER_EXISTED, reason, Fit.NOT_STATED, statement, article)
        fit = judge_fit(statement, article.text)
        meant = None
        if fit is Fit.DIFFERS:
            meant = self._elsewhere(finding.law, article, statement, day)
        if meant and meant.version.law is not finding.law:
            return Checked(
                reference, day, Verdict.OTHER_LAW_MEANT, Reason.CONTENT_ELSEWHERE, fit, statement, article, meant=meant
            )
        pending = self._library.article(finding.pending, finding.number) if finding.pending else None
        return Checked(
            reference, day, Verdict.IN_FORCE, Reason.FOUND, fit, statement, article, meant=meant, pending=pending,
            since=article.version.in_force_from, until=article.version.in_force_to,
        )  # fmt: skip

    def _elsewhere(self, law: Law, cited: Article, statement: str, day: date) -> Article | None:
        """Where the attributed content stands: the same number in a registered law, or another article of this one."""
        candidates = [a for a in self._library.articles(cited.version) if a.number != cited.number]
        for other in self._library.laws():
            version = self._library.version_at(other, day) if other.core and other is not law else None
            if version and (article := self._library.article(version, cited.number)):
                candidates.append(article)
        fitting = [a for a in candidates if judge_fit(statement, a.text) is Fit.FITS]
        return fitting[-1] if fitting else None


def _shared(checks: list[Checked]) -> list[Checked]:
    """What is said of several articles together is held against none of them: any one may say it."""
    places = Counter((check.reference.start, check.reference.end) for check in checks)
    return [
        replace(check, fit=Fit.UNSURE, verdict=Verdict.IN_FORCE, reason=Reason.FOUND, meant=None)
        if check.fit is Fit.DIFFERS
        and check.verdict in (Verdict.IN_FORCE, Verdict.OTHER_LAW_MEANT)
        and places[check.reference.start, check.reference.end] > 1
        else check
        for check in checks
    ]


def _missing_part(article: Article, reference: Reference) -> Reason | None:
    """A paragraph (款) or item (项) the article does not have."""
    lines = article.text.split("\n")
    paragraphs = [line for line in lines if not _ITEM_LINE.match(line)]
    items = [line for line in lines if _ITEM_LINE.match(line)]
    if reference.paragraph is not None and not 1 <= reference.paragraph <= len(paragraphs):
        return Reason.NO_PARAGRAPH
    if reference.item is not None and not 1 <= reference.item <= len(items):
        return Reason.NO_ITEM
    return None


def _cannot(reference: Reference, day: date, reason: Reason, since: date | None = None) -> Checked:
    return Checked(reference, day, Verdict.CANNOT_CHECK, reason, Fit.NOT_STATED, since=since)
