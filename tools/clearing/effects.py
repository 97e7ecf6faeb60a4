"""Everything of clearing that has an effect."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from tools.approvals.effect import Effect
from tools.approvals.terms import Outcome
from tools.clearing.dispatching import dispatch
from tools.clearing.effects_of_escrow import fund, refund, release, split
from tools.clearing.effects_of_money import deposit, pay_out
from tools.clearing.effects_of_proof import confirm, submit
from tools.clearing.house import ClearingHouse
from tools.clearing.tables import TransferRow
from tools.database import DatabaseFailure


def clearing_effects(house: ClearingHouse) -> tuple[Effect, ...]:
    """The effects of clearing, with the house in which what follows a commit is done."""
    own = (deposit(), pay_out())
    of_escrow = (make(house) for make in (fund, release, refund, split, submit, confirm))
    after: Callable[[Outcome], Outcome] = partial(sent, house)
    return (*(replace(effect, afterwards=after) for effect in own), *of_escrow)


def sent(house: ClearingHouse, outcome: Outcome) -> Outcome:
    """Ask the rail at once, and say what it answered. What fails here is done by the next `dispatch`."""
    try:
        with house.sessions() as session:
            organisation = session.get_one(TransferRow, outcome.record).organisation
        dispatch(house, organisation)
        with house.sessions() as session:
            state = session.get_one(TransferRow, outcome.record).state
    except (SQLAlchemyError, DatabaseFailure):
        return outcome
    way = outcome.key.removesuffix("_requested")
    told = {"done": f"{way}_done", "failed": f"{way}_failed"}.get(state, outcome.key)
    return outcome.model_copy(update={"key": told, "data": {**outcome.data, "state": state}})
