"""`ipos account`: your organisation's clearing account: balances, deposit, payout, statement."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from tools.money import Money

app = typer.Typer(help="Your organisation's clearing account: what is on it, money in and out, statements.", no_args_is_help=True)  # fmt: skip
Amount = Annotated[str, typer.Argument(metavar="AMOUNT", help="In major units: 1234.50.")]
Currency = Annotated[str, typer.Option("--currency", metavar="CODE", help="ISO 4217 code of the currency.")]
Organisation = Annotated[str, typer.Option("--organisation", metavar="ORG", help="Another organisation's, for staff.")]


@app.command("show")
def show(organisation: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show the balances and the latest transfers.

    Examples: ipos account show --as lin · ipos account show --organisation ORG-1 --as staff --json
    """
    from tools.clearing.reading import show_account
    from tools.clearing.telling import account_text

    world = World()
    with world.sessions() as session:
        found = show_account(session, world.principal(user), organisation)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(account_text(found, the_language(lang) or "zh"))


@app.command("deposit")
def deposit(
    amount: Amount, currency: Currency = "CNY", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Bring money into the clearing account over the payment rail (a sandbox: no real money moves).

    Example: ipos account deposit 50000 --as lin
    """
    carry(World(), user, "deposit_money", _request(amount, currency), approve=approve, key=key, lang=lang, json_=json_)


@app.command("payout")
def payout(
    amount: Amount, currency: Currency = "CNY", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Take money out of the clearing account over the payment rail; what the rail declines comes back.

    Example: ipos account payout 1200.50 --as mei
    """
    carry(World(), user, "pay_out", _request(amount, currency), approve=approve, key=key, lang=lang, json_=json_)


@app.command("statement")
def statement_(
    since: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="First day (default: 30 days ago).")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="Last day (default: today).")] = None,
    currency: Currency = "CNY",
    file: Annotated[Path | None, typer.Option("--csv", help="Write it to this file as CSV.")] = None,
    organisation: Organisation = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show what came and went, with opening and closing balance.

    Examples: ipos account statement --as lin · ipos account statement --from 2026-11-01 --csv november.csv --as lin
    """
    from tools.clearing.statements import statement, statement_csv
    from tools.clearing.telling import statement_text

    world, language = World(), the_language(lang) or "zh"
    last = the_day(world, until)
    first = the_day(world, since) if since else last - timedelta(days=30)
    if first > last:
        raise typer.BadParameter(f"{first} 晚于 {last}。/ {first} is after {last}.", param_hint="--from")
    zone, who = world.now().tzinfo, world.principal(user)
    start, end = (datetime.combine(day, time.min, zone) for day in (first, last + timedelta(days=1)))
    with world.sessions() as session:
        found = statement(session, who, organisation or who.organisation, Money(0, currency).currency, start, end)
    if file:
        _write(file, statement_csv(found, language))
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(f"已写入 / written: {file}" if file else statement_text(found, language))


def _request(amount: str, currency: str) -> dict[str, dict[str, str | int]]:
    money = Money.of(amount, currency)
    return {"amount": {"minor": money.minor, "currency": money.currency}}


def _write(file: Path, text: str) -> None:
    """A new file with a mark that lets spreadsheet programs read Chinese. Wrong usage for one that is there or cannot be."""
    try:
        with file.open("x", encoding="utf-8-sig", newline="") as out:
            out.write(text)
    except FileExistsError:
        raise typer.BadParameter(f"{file} 已存在。/ {file} exists; choose another name.", param_hint="--csv") from None
    except OSError as error:
        raise typer.BadParameter(f"{file} 写不进去。/ {file} cannot be written ({error.strerror}).", param_hint="--csv") from None  # fmt: skip
