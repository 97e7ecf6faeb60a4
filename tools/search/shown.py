"""A publication as a result shows it, and the citation that names it."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation, Kind
from knowledge.patents.record import Patent, Texts
from retrievers.patents.search import PatentHit

QUOTED = 300  # characters of a passage in a citation


class PatentShown(BaseModel):
    """One publication: who, what, when, the passage that was found and the reasons it was found for."""

    model_config = ConfigDict(frozen=True)

    number: str
    title: str
    titles: dict[str, str]
    holders: list[str]
    right: str
    stage: str
    filed: date | None
    priority: date | None
    published: date | None
    classes: list[str]
    score: float = 0.0
    passage: str = ""
    place: str = ""
    reasons: tuple[str, ...] = ()
    citation: Citation


def show(patent: Patent, hit: PatentHit | None = None) -> PatentShown:
    """What is shown of a publication; with a hit, why it was found."""
    return PatentShown(
        number=str(patent.number),
        title=title_of(patent),
        titles={language: texts.title for language, texts in patent.texts.items() if texts.title},
        holders=[holder.name for holder in patent.holders],
        right=patent.right.value,
        stage=patent.stage.value,
        filed=patent.filed,
        priority=patent.earliest_priority,
        published=patent.published,
        classes=list(dict.fromkeys(symbol.code for symbol in patent.symbols)),
        score=round(hit.score, 4) if hit else 0.0,
        passage=hit.passage if hit else "",
        place=hit.passage_place if hit else "",
        reasons=hit.reasons if hit else (),
        citation=cite(patent, hit.passage if hit else "", hit.passage_place if hit else ""),
    )


def cite(patent: Patent, quote: str = "", place: str = "") -> Citation:
    """The citation of a publication, quoting a passage of it (its title without one)."""
    number = str(patent.number)
    return Citation(
        key=patent.key,
        kind=Kind.PATENT,
        title=f"{number} {title_of(patent)}".strip(),
        locator=place or number,
        quote=(quote or title_of(patent))[:QUOTED],
        source=number,
    )


def title_of(patent: Patent) -> str:
    """The title in the original language, else in any."""
    texts = [patent.texts.get(patent.language, Texts()), *patent.texts.values()]
    return next((each.title for each in texts if each.title), "")
