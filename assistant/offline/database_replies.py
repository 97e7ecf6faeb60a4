"""Telling special-topic databases: what they hold, in figures, and what those figures leave out."""

from assistant.offline.coverage_replies import day, keys, safe
from knowledge.language import Language
from tools.databases.figures import DatabaseShown, Figures
from tools.databases.keeping import Change
from tools.databases.tools import DatabaseLine, DatabasesListed
from tools.search.shown import PatentShown
from tools.search.words import Words, words_of

SHOWN = 10  # publications and changes told
_STATES = ("in_force", "pending", "ended", "unknown")


def database_words(language: Language) -> Words:
    """The words databases are told in."""
    return words_of("tools.databases", language)


def database_created_reply(found: DatabaseShown, language: Language) -> str:
    """That a database was saved, and what it holds."""
    tell = database_words(language)
    head = tell("created", name=safe(found.name), id=found.id, members=found.members)
    return "\n\n".join([head, *_body(tell, found, language)])


def database_reply(found: DatabaseShown, language: Language) -> str:
    """A database with its figures and first publications."""
    tell = database_words(language)
    head = tell(
        "head", name=safe(found.name), id=found.id, level=tell(f"level_{found.level}"), members=found.members,
        by_hand=found.by_hand, refreshed=found.refreshed.strftime("%Y-%m-%d %H:%M") if found.refreshed else tell("unknown"),
    )  # fmt: skip
    return "\n\n".join([head, *_body(tell, found, language)])


def databases_reply(found: DatabasesListed, language: Language) -> str:
    """The databases an account has or may read; those of others with their owner."""
    tell = database_words(language)
    if not found.databases:
        return tell("list_none")
    return "\n".join([tell("list_head", count=len(found.databases)), *(_line(tell, each) for each in found.databases)])


def change_lines(change: Change, language: Language) -> str:
    """One entry of a history: what was done, and the first publications that came and went."""
    tell = database_words(language)
    rows = [
        tell(
            "change_line", when=change.when.strftime("%Y-%m-%d %H:%M"), what=tell(f"change_{change.what}"), by=safe(change.by),
            came=len(change.came), went=len(change.went), members=change.members,
        )
    ]  # fmt: skip
    for name, numbers in (("came", change.came), ("went", change.went)):
        if numbers:
            more = "…" if len(numbers) > SHOWN else ""
            rows.append("  " + tell(name, numbers=_list(language, list(numbers[:SHOWN])) + more))
    return "\n".join(rows)


def _body(tell: Words, found: DatabaseShown, language: Language) -> list[str]:
    if not found.members:
        return [tell("empty")]
    lines = ["\n".join(_figures(tell, found, language))]
    lines.append("\n".join([tell("first_head"), *(_publication(tell, each, language) for each in found.first[:SHOWN])]))
    lines += [tell("gone", numbers=_list(language, found.gone[:SHOWN]))] if found.gone else []
    return [*lines, tell("coverage")]


def _figures(tell: Words, found: DatabaseShown, language: Language) -> list[str]:
    figures: Figures = found.figures
    rows = []
    for name, values in figures.counts.items():
        if not values:
            continue
        told = [f"{_value(tell, name, each.value)} ({each.count})" for each in values]
        others = tell("others", count=figures.others[name]) if name in figures.others else ""
        head = tell(f"figure_{name}", day=found.as_of)
        rows.append("- " + tell("figure_line", name=head, values=_list(language, told), others=others))
    return rows


def _value(tell: Words, name: str, value: str) -> str:
    return tell(f"state_{value}") if name == "status" and value in _STATES else safe(value)


def _publication(tell: Words, each: PatentShown, language: Language) -> str:
    title = each.titles.get(language) or each.title
    holders = _list(language, [safe(name) for name in each.holders[:2]]) or tell("unknown")
    return tell("publication_line", number=each.number, title=safe(title), holders=holders, published=day(tell, each.published), key=keys([each.citation]))  # fmt: skip


def _line(tell: Words, each: DatabaseLine) -> str:
    level = tell(f"level_{each.level}")
    level = level if each.level == "owner" else tell("owned_by", owner=safe(each.owner), level=level)
    return tell("list_line", name=safe(each.name), id=each.id, level=level, members=each.members, refreshed=each.refreshed or tell("unknown"))  # fmt: skip


def _list(language: Language, items: list[str]) -> str:
    return ("、" if language == "zh" else ", ").join(items)
