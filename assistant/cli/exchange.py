"""`ipos exchange`: offer rights, post needs, make offers, bid; every one of them shows its terms and asks."""

from typing import Annotated

import typer

from assistant.cli.effects import Approve, Key, carry
from assistant.cli.exchange_asking import (  # fmt: skip
    Classes,
    Conditions,
    Currency,
    Days,
    Declare,
    Description,
    Listing,
    Months,
    Offer,
    Product,
    Title,
    Use,
    amount,
    declarations,
    given,
    moment,
    wordings,
)
from assistant.cli.exchange_reading import register_reading
from assistant.cli.shared import USER, As, Json, Lang
from assistant.world import World

app = typer.Typer(help="The exchange: list rights, post needs, find, make offers, bid. What changes anything shows its terms and asks.", no_args_is_help=True)  # fmt: skip
register_reading(app)
Deal = Annotated[str, typer.Option("--deal", help="transfer, exclusive, sole, ordinary or open.")]


@app.command("list")
def list_(
    subject: Annotated[str, typer.Argument(help="patent, application, package, trademark, software or know_how.")],
    numbers: Annotated[list[str] | None, typer.Argument(help="The numbers of the rights; none for know-how.")] = None,
    deal: Deal = "transfer",
    price: Annotated[str | None, typer.Option("--price", help="The price asked, or where bidding starts.")] = None,
    bidding: Annotated[bool, typer.Option("--bidding", help="Competitive bidding (竞价意向).")] = False,
    currency: Currency = "CNY", title: Title = None, use: Use = None, product: Product = None, description: Description = None,
    country: Annotated[str, typer.Option("--country", help="Where the right holds.")] = "CN", class_: Classes = None,
    most: Annotated[int | None, typer.Option("--most", min=1, help="How many ordinary licences at most.")] = None,
    reserve: Annotated[str | None, typer.Option("--reserve", help="Bidding: nothing is sold below it.")] = None,
    increment: Annotated[str | None, typer.Option("--increment", help="Bidding: the least step.")] = None,
    starts: Annotated[str | None, typer.Option("--starts", help="Bidding: when it opens (now).")] = None,
    ends: Annotated[str | None, typer.Option("--ends", help="Bidding: when it ends.")] = None,
    extension: Annotated[int, typer.Option("--extension", min=0, max=60, help="Bidding: minutes a late bid adds to the end.")] = 5,
    months: Months = 6, declare: Declare = None,
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Offer a right to the public, after the checks. Without a price it is to be negotiated.

    Examples: ipos exchange list patent CN108556365A --price 100000 --title 无人机避障装置 --use 电力巡检 --declare no_pledge --as lin ·
    ipos exchange list trademark 1234567 --bidding --price 5000 --increment 500 --ends 2026-12-20T16:00+08:00 --title 青竹
    """
    request = given(
        subject=subject, deal=deal, numbers=numbers, pricing="bidding" if bidding else "asking" if price else "negotiable",
        price=amount(price, currency), country=country.upper(), classes=class_, most=most, reserve=amount(reserve, currency),
        increment=amount(increment, currency), starts=moment(starts, "--starts"), ends=moment(ends, "--ends"),
        extension=extension, months=months, declares=declarations(declare), **wordings(title, use, product, description),
    )  # fmt: skip
    carry(World(), user, "list_right", request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("need")
def need(
    title: Title = None, use: Use = None, product: Product = None, description: Description = None,
    subject: Annotated[list[str] | None, typer.Option("--subject", help="What kind of right; may be given again.")] = None,
    deal: Annotated[list[str] | None, typer.Option("--deal", help="What kind of deal; may be given again.")] = None,
    class_: Classes = None, country: Annotated[str, typer.Option("--country", help="Where the right is to hold.")] = "",
    budget: Annotated[str | None, typer.Option("--budget", help="What it may cost at most.")] = None, currency: Currency = "CNY",
    months: Months = 6, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Say what you look for; sellers see it, and `ipos exchange matches` finds listings that fit.

    Example: ipos exchange need --title 求购无人机避障专利 --use 电力巡检 --budget 200000 --as chen
    """
    request = given(
        subjects=subject, deals=deal, classes=class_, country=country.upper(), budget=amount(budget, currency), months=months,
        **wordings(title, use, product, description),
    )  # fmt: skip
    carry(World(), user, "post_need", request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("offer")
def offer(
    listing: Listing, price: Annotated[str, typer.Argument(help="The amount you offer.")] = "", currency: Currency = "CNY",
    conditions: Conditions = "", days: Days = 14,
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Make an offer for a listing; an open licence is taken at its price, without an amount.

    Examples: ipos exchange offer LST-0123456789AB 90000 --conditions 含技术指导 --as chen · ipos exchange offer LST-0123456789AB --as chen
    """
    world = World()
    if not price:
        carry(world, user, "take_open_licence", {"listing": listing}, approve=approve, lang=lang, json_=json_, key=key)
        return
    request = given(listing=listing, amount=amount(price, currency), conditions=conditions, days=days)
    carry(world, user, "make_offer", request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("counter")
def counter(
    offer: Offer, price: Annotated[str, typer.Argument(help="The amount you would agree to.")], currency: Currency = "CNY",
    conditions: Conditions = "", days: Days = 14, declare: Declare = None,
    approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Answer an offer with another amount or other conditions.

    Example: ipos exchange counter OFR-0123456789AB 95000 --as lin
    """
    request = given(offer=offer, amount=amount(price, currency), conditions=conditions, days=days, declares=declarations(declare))  # fmt: skip
    carry(World(), user, "counter_offer", request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("accept")
def accept(offer: Offer, declare: Declare = None, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Accept an offer made to you: the deal is there, the buyer pays into escrow.

    Example: ipos exchange accept OFR-0123456789AB --declare written_contract --as lin
    """
    carry(World(), user, "accept_offer", given(offer=offer, declares=declarations(declare)), approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("decline")
def decline(offer: Offer, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Decline an offer made to you.

    Example: ipos exchange decline OFR-0123456789AB --as lin
    """
    carry(World(), user, "decline_offer", {"offer": offer}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("bid")
def bid(listing: Listing, price: Annotated[str, typer.Argument(help="The amount you bid.")], currency: Currency = "CNY", approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Bid on a listing: a declaration of intent to buy, which can be neither lowered nor taken back.

    Example: ipos exchange bid LST-0123456789AB 12000 --as chen
    """
    carry(World(), user, "place_bid", {"listing": listing, "amount": amount(price, currency)}, approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("close")
def close(listing: Listing, declare: Declare = None, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Accept the highest bid after the end.

    Example: ipos exchange close LST-0123456789AB --declare written_contract --as lin
    """
    carry(World(), user, "close_bidding", given(listing=listing, declares=declarations(declare)), approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("withdraw")
def withdraw(record: Annotated[str, typer.Argument(help="A listing, a need or an offer of yours.")], approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Take a listing, a need or an offer of yours back.

    Examples: ipos exchange withdraw LST-0123456789AB --as lin · ipos exchange withdraw OFR-0123456789AB --as chen
    """
    kind = {"NED-": "need", "OFR-": "offer"}.get(record[:4], "listing")
    carry(World(), user, f"withdraw_{kind}", {kind: record}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("renew")
def renew(record: Annotated[str, typer.Argument(help="A listing or a need of yours.")], months: Months = 6, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Let a listing or a need run on.

    Example: ipos exchange renew NED-0123456789AB --months 12 --as chen
    """
    carry(World(), user, "renew", {"record": record, "months": months}, approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip


@app.command("house")
def house(listing: Listing, to: Annotated[str, typer.Option("--to", help="The organisation's id; left out: the first that may.")] = "", back: Annotated[bool, typer.Option("--back", help="Take the listing back instead.")] = False, approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Hand a listing to a licensed auction house, where an auction in the legal sense is wanted.

    Example: ipos exchange house LST-0123456789AB --as lin
    """
    name, request = ("resume_listing", {"listing": listing}) if back else ("ask_auction_house", given(listing=listing, house=to))  # fmt: skip
    carry(World(), user, name, request, approve=approve, lang=lang, json_=json_, key=key)


@app.command("cancel")
def cancel(deal: Annotated[str, typer.Argument(help="The number of a deal: DEA-...")], approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Break a deal off before payment: the buyer at any time, the seller after the time to pay.

    Example: ipos exchange cancel DEA-0123456789AB --as chen
    """
    carry(World(), user, "cancel_deal", {"deal": deal}, approve=approve, lang=lang, json_=json_, key=key)


@app.command("dispute")
def dispute(deal: Annotated[str, typer.Argument(help="The number of a deal: DEA-...")], reason: Annotated[str, typer.Argument(help="What is wrong.")], approve: Approve = None, key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Open a dispute about a deal that was paid for; staff or an expert decides.

    Example: ipos exchange dispute DEA-0123456789AB "登记被驳回" --as chen
    """
    carry(World(), user, "dispute_deal", {"deal": deal, "reason": reason}, approve=approve, lang=lang, json_=json_, key=key)  # fmt: skip
