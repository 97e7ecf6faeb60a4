"""A shop with one price, its terms with everything a card can hold: enough to see what faces make of it."""

from datetime import timedelta

import pytest
from pydantic import BaseModel, ConfigDict

from assistant.world import World
from tests.conftest import clock
from tools.access import table as access
from tools.access.relation import Relation
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.effects import Effects
from tools.approvals.terms import Amount, Check, Clause, Outcome, Party, Terms
from tools.members.tables import AccountRow, OrganisationRow
from tools.money import Money
from tools.principal import Principal, Role

ARTICLE = "cn/civil-code@2021-01-01/art585"
PEOPLE = (("lin", "ORG-A", Role.MEMBER, True), ("wang", "ORG-B", Role.AGENCY, True), ("zhou", "ORG-P", Role.STAFF, True),
          ("gao", "ORG-P", Role.EXPERT, True), ("real", "ORG-C", Role.ADMIN, False))  # fmt: skip


class Buying(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    thing: str


class Shop:
    """What it costs, whether it may be sold, and how often it was."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.price, self.blocked, self.sold, self.later = 500, False, 0, timedelta()
        rows = {**access.table(), "buy": {Role.MEMBER: frozenset({Relation.NONE})}}
        monkeypatch.setattr(access, "table", lambda: rows)
        world.now = lambda: clock() + self.later  # type: ignore[method-assign]
        effect = Effect("buy", Buying, lambda act, request: None, self.terms, self.buy)
        self.effects = Effects.of(world.sessions, world.audit, lambda: world.now(), world.new_id, [effect])
        world.__dict__["effects"] = self.effects
        people(world)

    def terms(self, act: Act, request: Buying) -> Terms:
        looked = Clause(key="looked", values={"at": "<script>alert(1)</script>"}, provision=ARTICLE)
        outcomes = ("pass", "unknown", "declared", *(("blocked",) if self.blocked else ()))
        return Terms(
            effect="buy", words="tests.trade.shop", title_zh=request.thing, title_en=request.thing,
            parties=(Party(capacity="seller", organisation="ORG-B", name_zh="乙 & 店", name_en="B & *shop*", demo=True),),
            amounts=(Amount(key="price", money=Money(self.price)), Amount(key="stamp_duty", money=Money(5), estimate=True)),
            clauses=(Clause(key="said", values={"text": f"[x](http://evil.example) [{ARTICLE}0]"}, provision=ARTICLE),),
            checks=tuple(Check(key="look", outcome=outcome, evidence=(looked,), provisions=(ARTICLE,)) for outcome in outcomes),
        )  # fmt: skip

    def buy(self, act: Act, request: Buying, terms: Terms) -> Outcome:
        self.sold += 1
        return Outcome(
            effect="buy", words="tests.trade.shop", record="ORD-1", key="bought", values={"thing": request.thing}
        )


def people(world: World) -> None:
    """Organisations and their accounts: four of the demo and one that is not."""
    world.principal("local")
    with world.sessions.begin() as session:
        for user, organisation, role, demo in PEOPLE:
            if not session.get(OrganisationRow, organisation):
                session.add(OrganisationRow(id=organisation, name_zh=f"甲{organisation}", name_en=f"Co {organisation}", kind="enterprise", demo=demo, created=clock()))  # fmt: skip
                session.flush()
            session.add(AccountRow(user=user, organisation=organisation, role=role.value, demo=demo, created=clock()))


def propose(shop: Shop, user: str = "local", thing: str = "灯", thread: str = "") -> str:
    """A card of a user's; its id."""
    who = Principal(user, "ORG-LOCAL" if user == "local" else "ORG-A", Role.MEMBER)
    return shop.effects.propose(who, "buy", {"thing": thing}, thread).id
