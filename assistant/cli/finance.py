"""`ipos finance`: readiness for a pledge, loan schedules, offers compared, guides, share arithmetic, and packets."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.finance_packet import app as packet
from assistant.cli.finance_shares import guide, invest, vest
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.finance.loan import loan_of, read_kind, read_rate
from tools.money import Money
from tools.refused import Refused

app = typer.Typer(help="IP finance: what can be pledged, what a loan costs, and what is sent to whom. Lending is the lender's decision.", no_args_is_help=True)  # fmt: skip
app.add_typer(packet, name="packet")
app.command("guide")(guide)
app.command("invest")(invest)
app.command("vest")(vest)
Facts = Annotated[list[str] | None, typer.Option("--fact", metavar="NAME=yes|no", help="A statement about the rights, as `ipos finance facts` lists them; again for each.")]  # fmt: skip


@app.command("readiness")
def readiness(
    numbers: Annotated[list[str], typer.Argument(help="Numbers of patents, marks or registered works.")],
    fact: Facts = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Whether rights can be pledged: findings with evidence and provisions, steps, papers, where it is registered.

    Examples: ipos finance readiness CN202644312U --fact no_pledge=yes --as lin · ipos finance readiness 12345678 2023SR0123456 --lang en --json
    """
    from tools.finance.showing import check_readiness
    from tools.finance.stated import read_facts
    from tools.finance.telling import readiness_text

    world = World()
    with world.sessions() as session:
        found = check_readiness(
            session, world.principal(user), numbers, read_facts(fact or ()), world.evidence, world.now()
        )
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(readiness_text(found, the_language(lang) or "zh").replace("**", ""))


@app.command("facts")
def facts_(lang: Lang = None, json_: Json = False) -> None:
    """List what can be stated about a right with --fact.

    Example: ipos finance facts --lang en
    """
    from tools.finance.stated import facts

    if json_:
        print_json({"facts": [each.model_dump(mode="json") for each in facts().values()]})
        return
    for each in facts().values():
        say(f"{each.name}  {each.of(the_language(lang) or 'zh')}")


@app.command("schedule")
def schedule(
    amount: Annotated[str, typer.Option("--amount", help="The amount of the loan, like 3000000 or 3,000,000.00.")],
    rate: Annotated[str, typer.Option("--rate", help="The yearly rate, like 4.35%.")],
    months: Annotated[int, typer.Option("--months", help="The term in months, 1 to 600.")],
    kind: Annotated[str, typer.Option("--kind", help="level-payment, level-principal or bullet.")] = "level-payment",
    currency: Annotated[str, typer.Option("--currency", help="ISO code.")] = "CNY",
    lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Every instalment of a loan, exact to the cent.

    Examples: ipos finance schedule --amount 3000000 --rate 4.35% --months 36 --kind level-payment · ipos finance schedule --amount 500000 --rate 5 --months 12 --kind bullet --lang en --json
    """
    from tools.finance.schedule import schedule_of
    from tools.finance.telling import schedule_text

    found = schedule_of(loan_of(Money.of(amount, currency.upper()), read_rate(rate), months, read_kind(kind)))
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(schedule_text(found, the_language(lang) or "zh", every=True).replace("**", ""))


@app.command("compare")
def compare(
    file: Annotated[Path, typer.Argument(help="Offers in JSON or YAML: a list of name, amount, rate, months, kind, fees, subsidy, conditions.")],
    lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Hold loan offers beside each other: exact costs, effective annual cost, and what differs besides the price; no ranking.

    Example: ipos finance compare offers.yaml --lang en --json
    """
    from tools.finance.comparing import compare as held_beside
    from tools.finance.offer import read_offers
    from tools.finance.telling import comparison_text

    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"不能读取 {file}（{error}）。/ {file} cannot be read ({error}).") from None
    found = held_beside(read_offers(text))
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(comparison_text(found, the_language(lang) or "zh").replace("**", ""))
