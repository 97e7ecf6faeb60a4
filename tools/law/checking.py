"""Checking the citations of a text, with the place where the attributed content really stands."""

from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.law.attribution import Fit
from knowledge.law.records import Article
from knowledge.law.verify import Checked, Reason, Verdict, Verifier
from knowledge.practice.notes import Both
from retrievers.looking import Filters
from retrievers.search import Searcher

MOST_CITATIONS = 40


class Check(BaseModel):
    """One citation and its verdict, ready to be put into words."""

    raw: str
    law: Both
    locator: str
    verdict: Verdict
    reason: Reason
    fit: Fit
    statement: str
    citation: Citation | None = None
    since: date | None = None
    until: date | None = None
    articles_in_law: int | None = None
    meant: Citation | None = None
    pending: Citation | None = None


class Report(BaseModel):
    """The verdicts on one text."""

    as_of: date
    checks: list[Check]
    truncated: bool = False

    def citations(self) -> list[Citation]:
        """Every citation an answer may use."""
        found = [c for check in self.checks for c in (check.citation, check.meant, check.pending) if c]
        return list({citation.key: citation for citation in found}.values())


def check_citations(verifier: Verifier, searcher: Searcher | None, text: str, day: date) -> Report:
    """Verify every citation found in `text` as of `day`; at most forty are looked at."""
    checked = verifier.verify(text, day)
    checks = [_check(one, searcher, day) for one in checked[:MOST_CITATIONS]]
    return Report(as_of=day, checks=checks, truncated=len(checked) > MOST_CITATIONS)


def _check(checked: Checked, searcher: Searcher | None, day: date) -> Check:
    reference = checked.reference
    law = reference.law
    meant = checked.meant or _meant(checked, searcher, day)
    return Check(
        raw=reference.raw,
        law=Both(zh=law.title if law else reference.law_name, en=law.name("en") if law else reference.law_name),
        locator=reference.number.chinese if reference.number else reference.raw,
        verdict=checked.verdict,
        reason=checked.reason,
        fit=checked.fit,
        statement=checked.statement.strip(" ,，:："),
        citation=checked.article.cite() if checked.article else None,
        since=checked.since,
        until=checked.until,
        articles_in_law=checked.articles_in_law,
        meant=meant.cite() if meant else None,
        pending=checked.pending.cite() if checked.pending else None,
    )


def _meant(checked: Checked, searcher: Searcher | None, day: date) -> Article | None:
    """Where what is said stands instead: the same law's best article for the statement, when it is not the cited one."""
    law, number = checked.reference.law, checked.reference.number
    doubtful = checked.fit in (Fit.DIFFERS, Fit.UNSURE) or checked.verdict is Verdict.NEVER_EXISTED
    if searcher is None or law is None or not checked.statement or not doubtful:
        return None
    found = searcher.search(f"{law.short} {checked.statement}", day, k=3, filters=Filters(laws=frozenset({law.slug})))
    if not found.hits or any(hit.article.number == number for hit in found.hits[:2]):
        return None
    return found.hits[0].article
