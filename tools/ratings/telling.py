"""Ratings, entries and disputes in words: one telling for the chat, the command line and the pages."""

from collections.abc import Sequence
from datetime import date

from knowledge.language import Language
from tools.ratings.entries import Entry
from tools.ratings.rating import Figure
from tools.ratings.showing import DisputeShown, RatingShown
from tools.ratings.weights import weights
from tools.search.words import Words, words_of

_PACKAGE = "tools.ratings"


def rating_text(shown: RatingShown, language: Language) -> str:
    """A rating with its components, and what it is not."""
    tell = words_of(_PACKAGE, language)
    return "\n".join([_head(shown, tell, language), *_figures(shown, tell), "", *_notes(shown, tell)])


def ratings_text(found: Sequence[RatingShown], language: Language) -> str:
    """Several ratings, their figures without the components."""
    tell = words_of(_PACKAGE, language)
    if not found:
        return tell("rating_none")
    lines = [line for shown in found for line in (_head(shown, tell, language), *(_figure(each, tell) for each in shown.rating.figures if each.orders))]  # fmt: skip
    return "\n".join([*lines, "", *_notes(found[0], tell)])


def entries_text(entries: Sequence[Entry], day: date, language: Language) -> str:
    """What took something away, a line each, with whether it can be disputed."""
    tell = words_of(_PACKAGE, language)
    lines = [tell("entry", id=each.id, day=each.day, record=each.record, component=tell(f"component_{each.component}"), points=each.points, state=_state(each, day, tell)) for each in entries]  # fmt: skip
    return "\n".join(lines) or tell("entry_none")


def disputes_text(found: Sequence[DisputeShown], language: Language) -> str:
    """The disputes that wait, a line each."""
    tell = words_of(_PACKAGE, language)
    return "\n".join(tell("dispute", **each.model_dump()) for each in found) or tell("dispute_none")


def rebuilt_text(count: int, language: Language, differing: Sequence[str] | None = None) -> str:
    """What a rebuild made, or what a comparison (`differing` given) found."""
    tell = words_of(_PACKAGE, language)
    if differing is None:
        return tell("rebuilt", count=count)
    return tell("checked_differ", names=", ".join(differing)) if differing else tell("checked_same", count=count)


def _head(shown: RatingShown, tell: Words, language: Language) -> str:
    name = shown.name_zh if language == "zh" else shown.name_en
    return tell("rating_head", name=name, organisation=shown.organisation, day=shown.rating.day, demo=tell("demo_mark") if shown.demo else "")  # fmt: skip


def _figures(shown: RatingShown, tell: Words) -> list[str]:
    lines = []
    for figure in shown.rating.figures:
        lines.append(_figure(figure, tell))
        for part in figure.parts:
            name = "part" if part.points is not None else "part_none"
            lines.append(tell(name, component=tell(f"component_{part.component}"), points=part.points, percent=part.percent, marks=part.marks))  # fmt: skip
    return lines


def _figure(figure: Figure, tell: Words) -> str:
    known, capacity = weights(), tell(f"capacity_{figure.capacity}")
    if figure.score is None:
        return tell("too_few", capacity=capacity, orders=figure.orders, counterparties=figure.counterparties, fewest=known.fewest_orders.value, others=known.fewest_counterparties.value)  # fmt: skip
    whole, part = divmod(figure.effective_hundredths, 100)
    return tell("score", capacity=capacity, score=figure.score, low=figure.low, high=figure.high, orders=figure.orders, counterparties=figure.counterparties, effective=f"{whole}.{part:02d}")  # fmt: skip


def _notes(shown: RatingShown, tell: Words) -> list[str]:
    return [tell("basis"), tell("law", provision=shown.provision)]


def _state(entry: Entry, day: date, tell: Words) -> str:
    if entry.dispute:
        return tell("entry_disputed" if entry.dispute == "open" else f"entry_{entry.dispute}")
    return tell("entry_open", until=entry.until) if day <= entry.until else tell("entry_late")
