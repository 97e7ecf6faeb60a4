"""`ipos patent`: one patent or application: its record, claims, family, events, and its status on a day."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from assistant.cli.shared import Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect
from knowledge.patents.claims import Claim, parse_claims
from knowledge.patents.kinds import kind_of
from knowledge.patents.record import Patent
from knowledge.patents.term import FeeDue
from knowledge.patents.terms import Provision
from tools.search.status import StatusFound, status_of

app = typer.Typer(help="Show patents: record, claims, family, events, legal status.", no_args_is_help=True)
Day = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day the status is wanted for (default: today).")
]
Adjustment = Annotated[
    int | None,
    typer.Option("--adjustment", min=0, max=6000, metavar="DAYS", help="Term adjustment or compensation the register shows."),
]  # fmt: skip


@app.command("show")
def show(
    number: Annotated[str, typer.Argument(help="A publication or application number: CN202644312U, ZL201220249767.4, 12/657,848 ...")],
    as_of: Day = None,
    adjustment: Adjustment = None,
    lang: Lang = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Show a patent held here with its status on a day, the arithmetic, and what the record cannot tell.

    Examples: ipos patent show CN202644312U · ipos patent show US8697359B1 --as-of 2030-01-01 --lang zh --json
    """
    world = World()
    day = the_day(world, as_of)
    found = status_of(world.patents, number, day, world.library, adjustment)
    tree = parse_claims(found.claims)
    patent = found.newest
    kind = kind_of(patent.number.country, patent.number.kind, patent.published, patent.number.serial)
    if json_:
        print_json(
            {
                "asked": asdict(found.asked),
                "record": patent.model_dump(mode="json", exclude={"texts"}) | {"texts": _texts(patent)},
                "kind": kind.model_dump(mode="json") if kind else None,
                "publications": [str(each.number) for each in found.publications],
                "status": status_data(found),
                "claims": [_claim_data(claim) for claim in tree.claims],
                "claim_problems": [problem.model_dump() for problem in tree.problems],
                "family": [{"number": member.number, "state": member.state} for member in found.family],
                "citations": [citation.model_dump(mode="json") for citation in found.citations],
            }
        )
        return
    from assistant.offline.patent_replies import title, told

    language: Language = the_language(lang) or detect(title(patent, "zh") or number)
    if found.asked.problem:
        zh, _, en = found.asked.problem.partition("/ ")
        say(zh if language == "zh" else en)
    for line in told(found, kind, tree, language):
        say(line)


def _texts(patent: Patent) -> dict[str, Any]:
    """Titles and abstracts; the description is long and stays in the store, the claims stand apart."""
    return {
        language: {"title": text.title, "abstract": text.abstract, "paragraphs": len(text.description)}
        for language, text in patent.texts.items()
    }


def _claim_data(claim: Claim) -> dict[str, Any]:
    return asdict(claim) | {"independent": claim.independent, "multiple": claim.multiple}


def status_data(found: StatusFound) -> dict[str, Any]:
    """The status as data: every reason, step of the arithmetic, fee and open question with its provision."""
    status = found.status
    term = status.term
    return {
        "number": status.number,
        "as_of": status.as_of,
        "state": status.state,
        "reasons": [
            {"text": reason.text.model_dump(), "day": reason.day, "provision": _place(reason.source)} for reason in status.reasons
        ],
        "term": {
            "rule": term.rule, "expires": term.expires, "protected_through": term.through,
            "steps": [
                {"what": step.what.model_dump(), "start": step.start, "length": step.length.model_dump(), "result": step.result, "provision": _place(step.source)}
                for step in term.steps
            ],
            "may_change": [extension.model_dump() for extension in term.may_change], "notes": [note.model_dump() for note in term.notes],
        } if term else None,
        "fees": [_fee(fee) for fee in status.fees],
        "next_fee": _fee(status.next_fee) if status.next_fee else None,
        "open_questions": [{"zh": question.zh, "en": question.en} for question in status.open_questions],
        "check": status.check.model_dump(),
        "known_through": status.known_through,
    }  # fmt: skip


def _fee(fee: FeeDue) -> dict[str, Any]:
    return {
        "number": fee.number,
        "due": fee.due,
        "late_until": fee.late_until,
        "lapses": fee.lapses,
        "provision": _place(fee.source),
    }


def _place(source: Provision | None) -> dict[str, Any] | None:
    """Where a provision stands and its words, None without one."""
    return {"place": source.place.model_dump(), "law": source.law, "quote": source.quote} if source else None
