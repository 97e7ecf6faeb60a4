"""Acts of before the text at hand: a fact that is older than the text an answer quotes, and no earlier text held here.

What the present text says of an old act can be wrong in every figure: a ceiling of damages that was raised since does
not reach back. So the answer names the day from which its text is in force, and the provision on why that matters.
"""

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel

from knowledge.citation import Citation
from knowledge.dates import bare_words, days_in
from knowledge.language import normalise
from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Both
from knowledge.practice.topics import cited_article
from tools.law.facts import Facts, span_meant

NO_RETROACTIVITY = "cn/legislation-law-2023/art104"
# A right that was created, registered or granted long ago lives under the law of today; what is asked happens now.
OF_A_STANDING_RIGHT = frozenset(
    ("grant", "registration", "publication", "first-publication", "creation", "performance", "death")
)


class YoungText(BaseModel):
    """A law whose oldest text held here is younger than a fact told."""

    law: Both
    held_from: date


class EarlierText(BaseModel):
    """A day told that lies before the oldest texts held here of laws an answer leads with."""

    words: str
    texts: list[YoungText]
    rule: Citation  # that law does not reach back


def earlier_text(library: LawLibrary, facts: Facts, today: date, leading: Iterable[Citation]) -> EarlierText | None:
    """What to be warned of, None when no fact is older than the texts quoted or the texts of that day are held here.

    `facts`: of the question; `leading`: the citations the answer leads with. Source: Legislation Law, Article 104.
    """
    articles = [article for citation in leading if (article := library.by_key(citation.key))]
    versions = list(dict.fromkeys(a.version for a in articles if a.version.in_force(today)))
    rule = cited_article(library, NO_RETROACTIVITY)
    for words, last in _acts(facts, today) if rule else ():
        young = [v for v in versions if last < v.in_force_from and library.version_at(v.law, last) is None]
        if rule and young:
            texts = [YoungText(law=Both(zh=v.law.name("zh"), en=v.law.name("en")), held_from=v.in_force_from) for v in young]  # fmt: skip
            return EarlierText(words=bare_words(words), texts=texts, rule=rule.cite())
    return None


def _acts(facts: Facts, today: date) -> Iterable[tuple[str, date]]:
    """The past days told, each with its last possible day, but for those of a right that only stands since then."""
    standing = {told.words for told in facts.told if told.event in OF_A_STANDING_RIGHT}
    for meant in days_in(normalise(facts.text), today):
        last = span_meant(meant.words, meant.day)[1]
        if last < today and meant.words not in standing:
            yield meant.words, last
