"""An effect: one thing a principal can make happen, with whose record it needs, its terms, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tools.access.relation import Owner
from tools.act import Act
from tools.approvals.terms import Outcome, Terms


@dataclass(frozen=True)
class Effect:
    """`name` is its row in the table of access. `request`: a pydantic model that forbids extra fields; what a user says, ids and
    words, never a price of the platform's, a user or a role.

    `owners(act, request)`: whose record it is about: () when there is no such record, None when it is about none.
    `terms(act, request)`: the terms as the database has them now; it runs when they are shown and again, with the rows locked,
    when they are carried out: equal inputs give equal terms (no clock in them but days). Raises Refused.
    `carry_out(act, request, terms)`: does it, within the act's transaction. Raises Refused.
    `subject(request)`: the id the request names, for the refusal of a record that is not there.
    `afterwards`: what follows the commit and may be done again (asking a payment rail); it must not raise.
    """

    name: str
    request: type[BaseModel]
    owners: Callable[[Act, Any], tuple[Owner, ...] | None]
    terms: Callable[[Act, Any], Terms]
    carry_out: Callable[[Act, Any, Terms], Outcome]
    subject: Callable[[Any], str] = lambda request: ""
    afterwards: Callable[[Outcome], Outcome] | None = None
