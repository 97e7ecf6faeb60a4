"""What requests about orders have in common: ids and the user's words, bounded and cleaned."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from knowledge.language import visible
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Outcome, Terms
from tools.orders.order import order_owners

LONGEST = 4000  # characters of a message


def _clean(value: object) -> object:
    return visible(value).strip() if isinstance(value, str) else value


Identity = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=40)]
Sentence = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=LONGEST)]
MaybeSentence = Annotated[str, BeforeValidator(_clean), Field(max_length=LONGEST)]
MaybeIdentity = Annotated[str, BeforeValidator(_clean), Field(max_length=40)]


class Request(BaseModel):
    """A request: nothing but the fields it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AboutOrder(Request):
    """A request about one order."""

    order: Identity


class WithReason(AboutOrder):
    """A request about one order that has to say why."""

    reason: Sentence


def order_effect(
    name: str,
    request: type[AboutOrder],
    terms: Callable[[Act, Any], Terms],
    carry_out: Callable[[Act, Any, Terms], Outcome],
) -> Effect:
    """An effect on one order, whose owners are its two sides."""
    return Effect(name, request, lambda act, asked: order_owners(act, asked.order), terms, carry_out, lambda asked: asked.order)  # fmt: skip
