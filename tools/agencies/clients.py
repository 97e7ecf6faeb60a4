"""Whom each provider stands for and acts against: what it registered itself, and what the platform's own records show."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.agencies.names import Names, names, party
from tools.agencies.tables import IntroductionRow, PartyRow
from tools.exchange.dealing import DealRow
from tools.orders.providers import OPPONENT
from tools.orders.tables import OrderRow

_NOT_TAKEN = ("placed", "cancelled")  # orders that nobody works on
_TAKEN = ("sent", "accepted", "closed")  # introductions whose packet the agency holds or took


@dataclass(frozen=True)
class Parties:
    """`clients`: stood for, now or before; `adverse`: acted against."""

    clients: tuple[Names, ...]
    adverse: tuple[Names, ...]


def parties_of(session: Session, called: Mapping[str, Names]) -> dict[str, Parties]:
    """The parties of every provider. `called`: the names of organisations by id."""
    clients: dict[str, list[Names]] = defaultdict(list)
    adverse: dict[str, list[Names]] = defaultdict(list)
    for row in session.scalars(select(PartyRow).order_by(PartyRow.id)):
        (clients if row.side == "client" else adverse)[row.organisation].append(names(json.loads(row.names), row.group))
    for order in session.scalars(select(OrderRow).where(OrderRow.provider != "", OrderRow.state.not_in(_NOT_TAKEN)).order_by(OrderRow.id)):  # fmt: skip
        clients[order.provider].append(called[order.buyer])
        if opponent := str(json.loads(order.inputs).get(OPPONENT, "")).strip():
            adverse[order.provider].append(names([opponent]))
    for made in session.scalars(select(IntroductionRow).where(IntroductionRow.state.in_(_TAKEN)).order_by(IntroductionRow.id)):  # fmt: skip
        clients[made.agency].append(called[made.member])
        adverse[made.agency] += [party(each) for each in json.loads(made.against)]
    for deal in session.scalars(select(DealRow).order_by(DealRow.id)):  # a side of a deal is tied to the other side
        clients[deal.seller].append(called[deal.buyer])
        clients[deal.buyer].append(called[deal.seller])
    return {each: Parties(tuple(clients[each]), tuple(adverse[each])) for each in sorted({*clients, *adverse})}
