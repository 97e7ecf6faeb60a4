"""Asking for another tenant's records through the tools and rules people and models use: by name, by id, by their exact words."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from assistant.assistant import finish
from assistant.world import World
from evals.tenants.making import TENANTS, Held, person
from tools.databases.exporting import export_database
from tools.members.reading import list_members, show_organisation
from tools.orders.messages import messages_of
from tools.orders.quoting import quote_of
from tools.orders.reading import order_of, timeline
from tools.principal import Principal
from tools.refused import Refused
from tools.registry import TOOLS
from tools.search.room import room_of

_MARK = re.compile(rf"mark[0-9a-f]{{10}}([{TENANTS}])")
Ask = Callable[[World, Principal, Held], object]


@dataclass
class Figures:
    """What came of it. `leaks`: way, who asked, whose mark was seen; `controls`: records their owner was shown, of how many."""

    records: int = 0
    queries: dict[str, int] = field(default_factory=dict)
    leaks: list[tuple[str, str, str]] = field(default_factory=list)
    controls: dict[str, bool] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many queries there were."""
        return sum(self.queries.values())


def tool(name: str, arguments: Callable[[Held], dict[str, str]]) -> Ask:
    """A way of asking through a tool of the conversation."""
    func: Any = next(each for each in TOOLS if each.name == name)

    def ask(world: World, who: Principal, held: Held) -> object:
        desk = world.desk(who, f"thread of {who.user}", world.today(), "en")
        runtime = SimpleNamespace(context=desk, stream_writer=lambda _: None, state={"messages": []})
        return func.func(runtime=runtime, **arguments(held))

    return ask


def read(rule: Callable[[Any, Principal, Held], object]) -> Ask:
    """A way of asking through a rule that reads the members' database."""

    def ask(world: World, who: Principal, held: Held) -> object:
        with world.sessions() as session:
            return rule(session, who, held)

    return ask


def _export(world: World, who: Principal, held: Held) -> object:
    return export_database(world.databases, room_of(world), who, held.id, "csv", "en", world.today()).decode()


def _talk(world: World, who: Principal, held: Held) -> object:
    finish(world.assistant.ask(held.id, who, "继续"))
    return [str(each) for each in world.assistant.messages(held.id)]


def _erase(world: World, who: Principal, held: Held) -> object:
    world.assistant.forget(held.id, who)
    return "erased"


def _messages(session: Any, who: Principal, held: Held) -> object:
    order_of(session, who, held.id)
    return [each.model_dump() for each in messages_of(session, held.id)]


# Kind of record -> ways of asking for it; the second half of a pair says whether the owner sees the mark that way.
WAYS: dict[str, dict[str, tuple[Ask, bool]]] = {
    "document": {
        "its exact words": (tool("read_my_document", lambda held: {"question": held.text}), True),
        "its name": (tool("read_my_document", lambda held: {"question": held.text, "document": f"{held.name}.pdf"}), True),
        "its id": (tool("read_my_document", lambda held: {"question": held.text, "document": held.id}), True),
    },
    "database": {
        "shown by id": (tool("show_patent_database", lambda held: {"name": held.id}), True),
        "shown by owner and name": (tool("show_patent_database", lambda held: {"name": f"{person(held.tenant).user}/{held.name}"}), False),
        "searched by id": (tool("search_patent_database", lambda held: {"name": held.id, "request": held.text}), False),
        "listed": (tool("list_patent_databases", lambda held: {}), True),
        "exported": (_export, True),
    },
    "order": {
        "shown": (tool("show_order", lambda held: {"order": held.id}), True),
        "listed": (tool("list_orders", lambda held: {}), False),
        "read": (read(lambda session, who, held: order_of(session, who, held.id).model_dump()), True),
        "its timeline": (read(lambda session, who, held: [each.model_dump() for each in timeline(session, who, held.id)]), False),
        "its messages": (read(_messages), True),
    },
    "quote": {
        "read": (read(lambda session, who, held: quote_of(session, who, held.id, held_day(session)).model_dump()), True),
        "listed": (tool("list_quotes", lambda held: {}), False),
    },
    "inquiry": {
        "handed over in the same words": (tool("hand_to_staff", lambda held: {"question": held.text}), False),
        "listed": (lambda world, who, held: [vars(each) for each in world.inquiries.of_user(who.user)], True),
    },
    "conversation": {
        "gone on with": (_talk, False),
        "listed": (lambda world, who, held: world.conversations.of_user(who.user, 1000), True),
        "erased": (_erase, False),
    },
    "organisation": {
        "shown": (read(lambda session, who, held: show_organisation(session, who, person(held.tenant).organisation).model_dump()), False),
        "its accounts": (read(lambda session, who, held: [each.model_dump() for each in list_members(session, who, person(held.tenant).organisation)]), False),
    },
}  # fmt: skip


def held_day(session: Any) -> Any:
    """The day quotes are read for: the one they were made on."""
    from sqlalchemy import func, select

    from tools.orders.tables import QuoteRow

    return session.scalar(select(func.min(QuoteRow.created))).date()


def measure(world: World, records: list[Held], queries: int, seed: int = 7) -> Figures:
    """Ask `queries` times for a record of another tenant; then once in each way for one's own, which has to be found."""
    figures = Figures(records=len(records))
    for way, ask, who, held in _asked(records, queries, random.Random(seed)):  # noqa: S311 - a sample, no secret
        figures.queries[way] = figures.queries.get(way, 0) + 1
        said = said_to(ask, world, who, held)
        own = who.organisation[-1].lower()
        figures.leaks += [(way, own, tenant) for tenant in set(_MARK.findall(said)) - {own}]
    for kind, ways in WAYS.items():
        for name, (ask, seen) in ways.items():
            if seen:
                held = next(each for each in records if each.kind == kind)
                figures.controls[f"{kind}: {name}"] = held.mark in said_to(ask, world, person(held.tenant), held)
    return figures


def said_to(ask: Ask, world: World, who: Principal, held: Held) -> str:
    """Everything that is answered, a refusal included."""
    try:
        return json.dumps(ask(world, who, held), ensure_ascii=False, default=str)
    except Refused as refused:
        return str(refused)


def _asked(records: list[Held], queries: int, chance: random.Random) -> Iterator[tuple[str, Ask, Principal, Held]]:
    """Ways and records in turn, so that each way is asked about as often as any other."""
    ways = [(kind, name, ask) for kind, each in WAYS.items() for name, (ask, _) in each.items()]
    for number in range(queries):
        kind, name, ask = ways[number % len(ways)]
        held = chance.choice([each for each in records if kind in (each.kind, "organisation")])
        tenant = chance.choice([each for each in TENANTS if each != held.tenant])
        yield f"{kind}: {name}", ask, person(tenant), held
