"""`ipos appraise`: what speaks for a right: patents by indicators, each with its evidence and what is not known."""

from typing import Annotated

import typer

from assistant.cli.appraise_value import app as values
from assistant.cli.shared import USER, As, AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect
from knowledge.patents.numbers import NumberError, parse_publication
from tools.access.table import require
from tools.appraisal.appraisal import Appraisal, appraise_patent, compare_patents
from tools.appraisal.facts import read_pairs
from tools.appraisal.guide import book
from tools.appraisal.telling import compared, telling, told, vetoes_told
from tools.refused import Refused

app = typer.Typer(help="Appraise rights: patents by indicators, with evidence and what is not known. Never an appraisal report under the Asset Appraisal Law.", no_args_is_help=True)  # fmt: skip
_SIGN = ":"  # between a number and a fact that is of it alone

app.add_typer(values)  # value, trademark, copyright


@app.callback()
def every() -> None:
    """Keep it a group, whatever the number of its commands."""


@app.command("patent")
def patent(
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Publication or application numbers; two or more are set side by side.")],
    scenario: Annotated[str, typer.Option("--scenario", help="licence, finance, reporting, infringement or management; also in Chinese.")] = "",
    fact: Annotated[list[str] | None, typer.Option("--fact", metavar="[NUMBER:]NAME=VALUE", help="What only you know; see `ipos appraise facts`. Before a colon the number it is of.")] = None,
    as_of: AsOf = None, lang: Lang = None, user: As = USER, json_: Json = False,
) -> None:  # fmt: skip
    """Judge patents held here by the 27 indicators: what comes first, the range of the total, the evidence, what is not known.

    Examples: ipos appraise patent CN202644312U --scenario finance · ipos appraise patent US8948935B1 --fact maturity=8 --fact fees=paid --lang en --json
    · ipos appraise patent CN202644312U US8948935B1 --scenario 许可 --fact CN202644312U:evaluation_report=positive
    """
    world = World()
    require(world.principal(user), "appraise_patent", None)
    day, room = the_day(world, as_of), world.search_room
    language: Language = the_language(lang) or (
        "zh" if detect(scenario) == "zh" and scenario else "en" if _foreign(numbers[0]) else "zh"
    )
    pairs = fact or []
    if len(numbers) == 1:
        found = appraise_patent(room, numbers[0], day, scenario, read_pairs(_of(numbers[0], pairs, numbers)))
        if json_:
            print_json(found.model_dump(mode="json"))
        else:
            say(told(found, language))
        return
    facts = {number: read_pairs(_of(number, pairs, numbers)) for number in numbers}
    several = compare_patents(room, numbers, day, scenario, facts)
    if json_:
        print_json({"appraisals": [each.model_dump(mode="json") for each in several]})
    else:
        _table(several, language)


@app.command("facts")
def facts(lang: Lang = None, json_: Json = False) -> None:
    """The facts that can be stated with --fact, their values and what they ask.

    Examples: ipos appraise facts --lang en · ipos appraise facts --json
    """
    known, language = book().facts, the_language(lang) or "zh"
    if json_:
        print_json({"facts": {name: fact.model_dump(mode="json") for name, fact in known.items()}})
        return
    for name, fact in known.items():
        values = ", ".join(f"{key} ({choice.of(language)})" for key, choice in fact.choices.items())
        say(f"{name}: {fact.ask.of(language)}\n    {values or f'{fact.least}–{fact.most}'}")


def _of(number: str, pairs: list[str], numbers: list[str]) -> list[str]:
    """The facts that are of a number: those without one, and its own. Raises Refused for one of a number not asked for."""
    kept = []
    for pair in pairs:
        named, sign, rest = pair.partition(_SIGN)
        if not sign or "=" in named:
            kept.append(pair)
        elif named not in numbers:
            raise Refused(f"“{named[:30]}”不在要评价的号码里。/ “{named[:30]}” is none of the numbers asked for.", "appraisal.fact")  # fmt: skip
        elif named == number:
            kept.append(rest)
    return kept


def _foreign(number: str) -> bool:
    """Whether a number is of an office that does not publish in Chinese."""
    try:
        return parse_publication(number).country not in ("CN", "TW")
    except NumberError:
        return False


def _table(several: list[Appraisal], language: Language) -> None:
    tell = telling(language)
    say(tell("compare_head", day=several[0].as_of, scenario=several[0].scenario_name.of(language)))
    for each in several:
        first, *vetoes = vetoes_told(each, language)
        say("\n".join([f"{each.number}  {first}", *vetoes]))
    rows = compared(several, language)
    for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
        say("  ".join(cell.ljust(22 if place == 0 else 26) for place, cell in enumerate(cells)).rstrip())
    say(f"{tell('compare_note')}\n{several[0].label.of(language)}")
