"""`ipos finance packet`: what is sent to a bank, guarantor or investor, by approval only, and what becomes of it."""

from typing import Annotated

import typer

from assistant.cli.effects import Approve, carry
from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.money import Money

app = typer.Typer(help="Packets for lenders and investors: nothing is shared before its terms were shown and approved.", no_args_is_help=True)  # fmt: skip
Identity = Annotated[str, typer.Argument(help="The id of the packet, PKT-...")]


@app.command("send")
def send(
    recipient: Annotated[str, typer.Argument(help="The organisation it goes to (see `ipos finance packet recipients`).")],
    numbers: Annotated[list[str], typer.Argument(help="Numbers of the rights.")],
    amount: Annotated[str, typer.Option("--amount", help="The amount wished for, like 3000000.")],
    months: Annotated[int, typer.Option("--months", help="The term wished for.")],
    purpose: Annotated[str, typer.Option("--purpose", help="What the money is for.")],
    fact: Annotated[list[str] | None, typer.Option("--fact", metavar="NAME=yes|no", help="A statement about the rights.")] = None,
    paper: Annotated[list[str] | None, typer.Option("--paper", help="The name of a paper you have at hand.")] = None,
    contact: Annotated[str, typer.Option("--contact", help="Whom to answer.")] = "",
    consent: Annotated[bool, typer.Option("--consent", help="You agree that what the terms list is shared with this recipient.")] = False,
    currency: Annotated[str, typer.Option("--currency", help="ISO code.")] = "CNY",
    approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Show exactly what would be shared with whom, and send it when you approve.

    Example: ipos finance packet send ORG-JIANGAN CN202644312U --amount 3000000 --months 36 --purpose "扩产" --fact no_pledge=yes --consent --as lin
    """
    from tools.finance.stated import read_facts

    request = {
        "recipient": recipient, "numbers": tuple(numbers), "amount": Money.of(amount, currency.upper()), "months": months, "purpose": purpose,
        "stated": read_facts(fact or ()), "papers": tuple(paper or ()), "contact": contact, "consent": consent,
    }  # fmt: skip
    carry(World(), user, "send_packet", request, approve=approve, lang=lang, json_=json_)


@app.command("withdraw")
def withdraw(
    packet: Identity, approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False
) -> None:
    """Withdraw a packet that was not answered yet.

    Example: ipos finance packet withdraw PKT-0123456789AB --as lin
    """
    carry(World(), user, "withdraw_packet", {"packet": packet}, approve=approve, lang=lang, json_=json_)


@app.command("accept")
def accept(packet: Identity, reply: Annotated[str, typer.Argument(help="What happens next.")] = "", approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Take up a packet addressed to your organisation.

    Example: ipos finance packet accept PKT-0123456789AB "请携原件面谈" --as jiang
    """
    carry(World(), user, "accept_packet", {"packet": packet, "reply": reply}, approve=approve, lang=lang, json_=json_)


@app.command("decline")
def decline(packet: Identity, reason: Annotated[str, typer.Argument(help="Why.")], approve: Approve = None, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Decline a packet addressed to your organisation, with the reason.

    Example: ipos finance packet decline PKT-0123456789AB "不在授信范围" --as jiang
    """
    carry(
        World(), user, "decline_packet", {"packet": packet, "reason": reason}, approve=approve, lang=lang, json_=json_
    )


@app.command("list")
def list_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the packets your organisation sent or received.

    Example: ipos finance packet list --as jiang --json
    """
    from tools.finance.showing import list_packets
    from tools.finance.telling import packets_text

    world = World()
    with world.sessions() as session:
        found = list_packets(session, world.principal(user))
    if json_:
        print_json({"packets": [each.model_dump(mode="json") for each in found]})
    else:
        say(packets_text(found, the_language(lang) or "zh"))


@app.command("show")
def show(packet: Identity, user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Show a packet in full, as its recipient reads it.

    Example: ipos finance packet show PKT-0123456789AB --as jiang
    """
    from tools.finance.showing import show_packet
    from tools.finance.telling import packet_text

    world = World()
    with world.sessions() as session:
        found = show_packet(session, world.principal(user), packet)
    if json_:
        print_json(found.model_dump(mode="json"))
    else:
        say(packet_text(found, the_language(lang) or "zh").replace("**", ""))


@app.command("recipients")
def recipients_(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the banks, guarantors and investors a packet can be sent to, by name.

    Example: ipos finance packet recipients --lang en
    """
    from tools.finance.packet import recipients

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        rows = recipients(session, world.principal(user).organisation)
    if json_:
        print_json(
            {
                "recipients": [
                    {"id": row.id, "zh": row.name_zh, "en": row.name_en, "kind": row.kind, "demo": row.demo}
                    for row in rows
                ]
            }
        )
        return
    for row in rows:
        say(f"{row.id}  {row.name_zh if language == 'zh' else row.name_en}  ({row.kind})")
