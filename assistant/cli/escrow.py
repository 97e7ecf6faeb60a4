"""`ipos escrow`: money held for orders and deals: show, list, fund, prove, confirm, release, refund, split; and the work."""

from typing import Annotated, Any

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from tools.money import Money

app = typer.Typer(help="Money held by the platform for an order or a deal, until it goes to the payee or back.", no_args_is_help=True)  # fmt: skip
Named = Annotated[str, typer.Argument(metavar="ESCROW", help="The escrow's id, ESC-...")]


@app.command("show")
def show(escrow: Named, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show an escrow: parties, amount, what its release waits for, proofs, history.

    Example: ipos escrow show ESC-0123456789AB --as lin
    """
    from tools.clearing.reading import show_escrow
    from tools.clearing.telling import escrow_text

    world = World()
    with world.sessions() as session:
        found = show_escrow(session, world.principal(user), escrow)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(escrow_text(found, the_language(lang) or "zh"))


@app.command("list")
def list_(
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="Only these: agreed, held, released, refunded, split, void.")] = "",
    purpose: Annotated[str, typer.Option("--purpose", metavar="order|deal", help="Only those of orders, or of deals.")] = "",
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List your organisation's escrows; staff see all.

    Examples: ipos escrow list --as lin · ipos escrow list --state held --json
    """
    from tools.clearing.machine import ESCROW
    from tools.clearing.reading import list_escrows
    from tools.clearing.telling import escrow_line
    from tools.search.words import words_of

    _one_of(state, tuple(ESCROW.states), "--state")
    _one_of(purpose, ("order", "deal"), "--purpose")
    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = list_escrows(session, world.principal(user), state, purpose)
    if json_:
        print_json({"escrows": [each.model_dump(mode="json") for each in found]})
    else:
        say(
            "\n".join(escrow_line(each, language) for each in found)
            or words_of("tools.clearing", language)("escrow_none")
        )


@app.command("fund")
def fund(escrow: Named, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Put the price into escrow, from your organisation's clearing account.

    Example: ipos escrow fund ESC-0123456789AB --as lin
    """
    carry(World(), user, "fund_escrow", {"escrow": escrow}, approve=approve, key=key, lang=lang, json_=json_)


@app.command("proof")
def proof(
    escrow: Named,
    number: Annotated[str, typer.Option("--number", help="The number of the notice or document.")],
    day: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it bears.")],
    kind: Annotated[str, typer.Option("--kind", help="What it proves (default: what the escrow waits for).")] = "",
    words: Annotated[str, typer.Option("--words", help="Anything to add.")] = "",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Submit the proof a release waits for, such as the notice of recordal.

    Example: ipos escrow proof ESC-0123456789AB --number 2026110800123 --date 2026-11-20 --as mei
    """
    world = World()
    request = {
        "escrow": escrow,
        "kind": kind,
        "number": number,
        "dated": the_day(world, day).isoformat(),
        "words": words,
    }
    carry(world, user, "submit_proof", request, approve=approve, key=key, lang=lang, json_=json_)


@app.command("confirm")
def confirm(
    escrow: Named,
    named: Annotated[str, typer.Option("--proof", metavar="PROOF", help="The proof's id, PRF-... (default: the newest).")] = "",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Confirm a proof, as payer or as staff; the money is due then.

    Example: ipos escrow confirm ESC-0123456789AB --as lin
    """
    request = {"escrow": escrow, "proof": named}
    carry(World(), user, "confirm_proof", request, approve=approve, key=key, lang=lang, json_=json_)


@app.command("release")
def release(escrow: Named, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Let the money go to the payee, less the platform's fee.

    Example: ipos escrow release ESC-0123456789AB --as lin
    """
    carry(World(), user, "release_escrow", {"escrow": escrow}, approve=approve, key=key, lang=lang, json_=json_)


@app.command("refund")
def refund(escrow: Named, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Give all of it back to the payer, as payee or as staff.

    Example: ipos escrow refund ESC-0123456789AB --as mei
    """
    carry(World(), user, "refund_escrow", {"escrow": escrow}, approve=approve, key=key, lang=lang, json_=json_)


@app.command("split")
def split(
    escrow: Named,
    part: Annotated[str, typer.Option("--to-payee", metavar="AMOUNT", help="What the payee gets, before its share of the fee.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is divided so.")],
    currency: Annotated[str, typer.Option("--currency", metavar="CODE", help="The currency of the amount.")] = "CNY",
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Divide the money after a dispute, as staff or as expert.

    Example: ipos escrow split ESC-0123456789AB --to-payee 600 --reason "half of it was delivered" --as expert
    """
    money = Money.of(part, currency)
    request = {"escrow": escrow, "to_payee": {"minor": money.minor, "currency": money.currency}, "reason": reason}
    carry(World(), user, "split_escrow", request, approve=approve, key=key, lang=lang, json_=json_)


@app.command("work")
def work(
    now: Annotated[bool, typer.Option("--now", help="Ask the rail again at once, also where it failed a moment ago.")] = False,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Do what waits: ask the payment rail, release what is due. It can be run again at any time. For staff.

    Example: ipos escrow work --as staff
    """
    from dataclasses import asdict

    from tools.access.table import require
    from tools.clearing.batch import clear_due
    from tools.clearing.dispatching import dispatch
    from tools.search.words import words_of

    world = World()
    require(world.principal(user), "work_clearing", None)
    sent, cleared = dispatch(world.clearing, at_once=now), clear_due(world.clearing)
    if json_:
        print_json({"transfers": asdict(sent), "clearing": asdict(cleared)})
        return
    words = words_of("tools.clearing", the_language(lang) or "zh")
    counts: dict[str, Any] = {name: len(ids) for name, ids in asdict(sent).items()}
    say(words("work_done", paid=len(cleared.paid), left=len(cleared.left), **counts))
    for identity, why in cleared.left:
        say(words("work_left", id=identity, why=why))


def _one_of(value: str, known: tuple[str, ...], option: str) -> None:
    """Wrong usage for a value that is none of those known."""
    if value and value not in known:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}.", param_hint=option)
