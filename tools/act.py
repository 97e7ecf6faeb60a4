"""One act of one principal within one transaction: its session, its moment, its ids, its entries in the log."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tools.database import Base
from tools.events import EventRow
from tools.machine import Machine
from tools.principal import Principal
from tools.refused import not_found

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Act:
    """What a rule with an effect works with. `holding`: rows are locked as they are read, because they will be changed.

    `cause` goes into the log: the id of the approval that is being carried out, or the name of the rule that acts by itself.
    """

    session: Session
    who: Principal
    moment: datetime
    new_id: Callable[[], str]
    holding: bool = True
    cause: str = ""

    def find(self, model: type[Row], identity: str) -> Row | None:
        """A row by its key as it is now, locked until the end of the transaction when the act changes something.

        A row this transaction has locked is not asked for again: nobody else can have changed it.
        """
        held = self.session.info.setdefault("held", {}) if self.holding else {}
        if (model, identity) in held:
            return self.session.get(model, identity)
        found = self.session.get(model, identity, populate_existing=True, with_for_update=locked(self.holding))
        if found is not None:
            held[model, identity] = found
        return found

    def row(self, model: type[Row], identity: str) -> Row:
        """A row by its key, as `find`. Raises Refused when there is none."""
        found = self.find(model, identity)
        if found is None:
            raise not_found(identity)
        return found

    def fresh(self, prefix: str) -> str:
        """A new id that cannot be guessed: PREFIX-0123456789AB."""
        return f"{prefix}-{self.new_id()[:12].upper()}"

    def note(self, kind: str, record: str, name: str, was: str = "", became: str = "", **detail: Any) -> None:
        """An entry in the log of what happened to a record; `detail` is JSON."""
        self.session.add(
            EventRow(
                kind=kind, record=record, name=name, was=was, became=became or was, user=self.who.user, organisation=self.who.organisation,
                when=self.moment, cause=self.cause, detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
            )
        )  # fmt: skip

    def step(self, machine: Machine, row: Any, event: str, **detail: Any) -> None:
        """Move a row (with `id` and `state`) one step of its machine, and note it. Raises Refused for an illegal step."""
        was = row.state
        row.state = machine.after(was, event)
        self.note(machine.kind, row.id, event, was, row.state, **detail)


def locked(holding: bool) -> bool:
    """Whether rows are read FOR UPDATE. A function of its own, so that a test can take the lock away and see it missed."""
    return holding
