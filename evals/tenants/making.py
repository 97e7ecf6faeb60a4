"""Three tenants with the same kinds of records under the same names; each record holds a mark that no query contains."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from assistant.conversations import Conversation
from assistant.world import World
from knowledge.documents.record import Classification, Contents, Document, Page, PageState
from tools.databases.definition import Definition
from tools.databases.tables import DatabaseRow
from tools.members.tables import AccountRow, OrganisationRow
from tools.orders.tables import MessageRow, OrderRow, QuoteRow
from tools.principal import Principal, Role
from tools.search.query import SearchQuery
from tools.triage.inquiries import Inquiry

TENANTS = "abc"
SHARES = {"document": 100, "database": 50, "order": 60, "quote": 30, "inquiry": 20, "conversation": 40}  # of 300
_THINGS = ("轨枕预留孔", "winch brake", "电池隔膜涂层", "folding hinge", "阀门密封圈", "drone rotor", "披萨烤盘", "seal ring", "散热片", "nozzle sensor")  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A record of a tenant: how it can be named and asked for, and the mark that only its owner may ever see."""

    kind: str
    tenant: str
    id: str
    name: str
    text: str
    mark: str


def person(tenant: str) -> Principal:
    """The account a tenant's records are of."""
    return Principal(f"owner-{tenant}", f"ORG-{tenant.upper()}", Role.MEMBER)


def make(world: World, size: int) -> list[Held]:
    """Tenants and about `size` records of each, in the proportions of `SHARES`."""
    found: list[Held] = []
    with world.sessions.begin() as session:
        for tenant in TENANTS:
            _account(world, session, tenant)
        for tenant in TENANTS:
            for kind, share in SHARES.items():
                for number in range(max(1, share * size // 300)):
                    held = _held(kind, tenant, number)
                    _MAKERS[kind](world, session, held)
                    found.append(held)
    return found


def _held(kind: str, tenant: str, number: int) -> Held:
    key = hashlib.sha256(f"{kind}{tenant}{number}".encode()).hexdigest()
    prefix = {"order": "ORD-", "quote": "QUO-", "inquiry": "INQ-"}.get(kind, "")
    identity = f"{prefix}{key[:12].upper()}" if prefix else key[:32]
    thing = _THINGS[number % len(_THINGS)]
    text = f"{thing} 第{number}号 confidential matter {key[40:46]} of the year"
    return Held(kind, tenant, identity, f"{kind} {number}", text, f"mark{key[:10]}{tenant}")


def _account(world: World, session: Session, tenant: str) -> None:
    who = person(tenant)
    session.add(OrganisationRow(id=who.organisation, name_zh=f"租户{tenant}", name_en=f"Tenant {tenant}", kind="enterprise", created=world.now()))  # fmt: skip
    session.flush()
    session.add(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, manager=True, created=world.now()))  # fmt: skip
    session.flush()


def _document(world: World, _: Session, held: Held) -> None:
    page = Page(number=1, text=f"{held.text}. {held.mark}", state=PageState.TEXT)
    data = f"%PDF {held.mark}".encode()
    world.documents.store.put(
        Document(
            id=held.id, owner=person(held.tenant).user, name=f"{held.name}.pdf", sha256=hashlib.sha256(data).hexdigest(), size=len(data),
            classification=Classification.CONFIDENTIAL, received=world.now(), contents=Contents(pages=(page,)),
        ),
        data,
    )  # fmt: skip


def _database(world: World, session: Session, held: Held) -> None:
    definition = Definition(query=SearchQuery(classes=("E01B",))).model_dump_json()
    session.add(DatabaseRow(id=held.id, owner=person(held.tenant).user, name=f"{held.name} {held.mark}", definition=definition, found='["CN1000001B"]', version=1, created=world.now(), refreshed=world.now()))  # fmt: skip


def _quote(world: World, session: Session, held: Held) -> None:
    session.add(_quote_row(world, held, held.id))


def _quote_row(world: World, held: Held, identity: str) -> QuoteRow:
    who, inputs = person(held.tenant), json.dumps({"sessions": 1, "audience": f"{held.text} {held.mark}"})
    return QuoteRow(
        id=identity, sku="TRN-AWARE", inputs=inputs, buyer=who.organisation, buyer_user=who.user, state="open", price_minor=100_000, days=9,
        valid_until=world.today() + timedelta(9), created=world.now(),
    )  # fmt: skip


def _order(world: World, session: Session, held: Held) -> None:
    who, row = person(held.tenant), _quote_row(world, held, held.id.replace("ORD", "QUO"))
    session.add(row)
    session.flush()
    session.add(
        OrderRow(
            id=held.id, quote=row.id, sku=row.sku, inputs=row.inputs, buyer=who.organisation, buyer_user=who.user, state="placed",
            price_minor=100_000, currency="CNY", days=9, created=world.now(),
        )
    )  # fmt: skip
    session.flush()
    session.add(MessageRow(order=held.id, user=who.user, organisation=who.organisation, text=f"{held.text} {held.mark}", when=world.now()))  # fmt: skip


def _inquiry(world: World, session: Session, held: Held) -> None:
    session.add(Inquiry(id=held.id, user=person(held.tenant).user, thread=f"t-{held.id}", text=held.text, contact=held.mark, state="open", created=world.now()))  # fmt: skip


def _conversation(world: World, session: Session, held: Held) -> None:
    session.add(Conversation(thread=held.id, user=person(held.tenant).user, title=f"{held.name} {held.mark}"[:60], created=world.now(), touched=world.now()))  # fmt: skip


_MAKERS: dict[str, Callable[[World, Session, Held], None]] = {
    "document": _document, "database": _database, "order": _order, "quote": _quote, "inquiry": _inquiry, "conversation": _conversation,
}  # fmt: skip
