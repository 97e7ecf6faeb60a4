"""`ipos finance guide`, `invest`, `vest`: decision guides, shares after a round, what of a grant has vested."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

import typer

from assistant.cli.shared import Json, Lang, print_json, say, the_language
from tools.finance.guides import guide_named, guide_text, guides
from tools.money import Money
from tools.refused import Refused


def guide(name: Annotated[str, typer.Argument(help="contribution, equity, incentive, trust, securitisation, pledge; left out: all.")] = "", lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Ways to raise money with IP: what the law says, what to settle first, which services fit.

    Examples: ipos finance guide trust · ipos finance guide --lang en --json
    """
    found = [guide_named(name)] if name else list(guides())
    if json_:
        print_json({"guides": [each.model_dump(mode="json") for each in found]})
    else:
        say("\n\n".join(guide_text(each, the_language(lang) or "zh") for each in found).replace("**", ""))


def invest(
    holder: Annotated[list[str], typer.Option("--holder", metavar="NAME=SHARES", help="A holder with its shares; again for each; “pool” is the option pool.")],
    pre_money: Annotated[str, typer.Option("--pre-money", help="Value before the money.")],
    investment: Annotated[str, typer.Option("--investment", help="The money that comes in.")],
    pool: Annotated[str, typer.Option("--pool", help="The option pool after the round, in percent of all shares, made before the money.")] = "0",
    currency: Annotated[str, typer.Option("--currency", help="ISO code.")] = "CNY", lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Shares after a round: price of a share, new shares, everybody's part in whole numbers.

    Example: ipos finance invest --holder 创始人=8000000 --holder pool=1000000 --pre-money 40000000 --investment 10000000 --pool 10 --json
    """
    from tools.finance.shares import invest as invested

    code = currency.upper()
    found = invested(_holders(holder), Money.of(pre_money, code), Money.of(investment, code), _percent(pool))
    if json_:
        print_json(found.model_dump(mode="json"))
        return
    zh = (the_language(lang) or "zh") == "zh"
    say(
        f"{'投后估值' if zh else 'Post-money'} {found.post_money.text('zh' if zh else 'en')}; {'每股' if zh else 'a share'} {found.price[0]}/{found.price[1]} {'分' if zh else 'minor units'}"
    )
    for each in found.holdings:
        say(
            f"{each.holder}  {each.before:,} → {each.after:,}  {each.basis_points // 100}.{each.basis_points % 100:02d}%"
        )


def vest(
    shares: Annotated[int, typer.Argument(help="Shares or options granted.")], months: Annotated[int, typer.Option("--months", help="The whole term.")] = 48,
    cliff: Annotated[int, typer.Option("--cliff", help="Months before anything vests.")] = 12, every: Annotated[int, typer.Option("--every", help="Months between steps.")] = 1,
    json_: Json = False,
) -> None:  # fmt: skip
    """What of a grant has vested at each step, in whole shares.

    Example: ipos finance vest 100000 --months 48 --cliff 12 --every 3 --json
    """
    from tools.finance.shares import vest as vested

    rows = vested(shares, months, cliff, every)
    if json_:
        print_json(
            {
                "shares": shares,
                "months": months,
                "cliff": cliff,
                "every": every,
                "steps": [row.model_dump() for row in rows],
            }
        )
        return
    for row in rows:
        say(f"{row.month:>4}  {row.shares:,}")


def _holders(given: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in given:
        name, _, count = text.partition("=")
        if not count.strip().isdecimal() or name.strip() in found:
            raise Refused(f"“{text[:40]}”请写成 名称=股数，每个名称一次。/ Write “{text[:40]}” as NAME=SHARES, each name once.", "shares.holders")  # fmt: skip
        found[name.strip()] = int(count)
    return found


def _percent(text: str) -> Fraction:
    try:
        return Fraction(Decimal(text.strip().rstrip("%")))
    except (InvalidOperation, ValueError, OverflowError):
        raise Refused(f"“{text[:20]}”不是百分比。/ “{text[:20]}” is no percentage.", "shares.pool") from None
