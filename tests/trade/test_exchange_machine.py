"""The machines: every state and event, what is not in the table is refused by name and moves nothing."""

import pytest

from tests.trade.exchange_world import BUYER, Market
from tools.act import Act
from tools.exchange.machine import DEAL_STEPS, LISTING_STEPS, MACHINES, NEED_STEPS, OFFER_STEPS
from tools.machine import Machine
from tools.refused import Refused

PAIRS = [(machine, state, event) for machine in MACHINES for state in machine.states for event in machine.events]
ENDS = {"listing": {"sold", "withdrawn", "expired"}, "need": {"withdrawn", "expired"}, "deal": {"completed", "cancelled", "divided"}}  # fmt: skip
ENDS["offer"] = {"countered", "accepted", "declined", "withdrawn", "expired", "closed"}


@pytest.mark.parametrize(("machine", "state", "event"), PAIRS, ids=lambda part: getattr(part, "kind", part))
def test_each_event_in_each_state_moves_as_the_table_says_or_is_refused_by_name(machine: Machine, state: str, event: str) -> None:  # fmt: skip
    if (state, event) in machine.steps:
        assert machine.after(state, event) == machine.steps[state, event]
        return
    with pytest.raises(Refused) as refused:
        machine.after(state, event)
    assert refused.value.name == f"{machine.kind}.{event}_from_{state}"
    assert "/ " in str(refused.value)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.kind)
def test_a_machine_names_all_it_uses_and_nothing_else(machine: Machine) -> None:
    assert {state for state, _ in machine.steps} | set(machine.steps.values()) == machine.states.keys()
    assert {event for _, event in machine.steps} == machine.events.keys()
    assert {state for state in machine.states if not machine.can(state)} == ENDS[machine.kind]


def test_the_chief_steps_are_there_and_the_worst_are_not() -> None:
    assert LISTING_STEPS.steps["active", "contract"] == "under_contract"
    assert ("sold", "contract") not in LISTING_STEPS.steps
    assert ("under_contract", "withdraw") not in LISTING_STEPS.steps
    assert OFFER_STEPS.steps["open", "accept"] == "accepted"
    assert ("expired", "accept") not in OFFER_STEPS.steps
    assert DEAL_STEPS.steps["funded", "complete"] == "completed"
    assert ("agreed", "complete") not in DEAL_STEPS.steps
    assert NEED_STEPS.can("active") == ["renew", "withdraw", "expire"]


def test_a_refused_step_leaves_row_and_log_alone() -> None:
    market = Market()

    class Row:
        id, state = "LST-1", "sold"

    with market.sessions() as session:
        act = Act(session, BUYER, market.moment, market.new_id)
        with pytest.raises(Refused):
            act.step(LISTING_STEPS, Row(), "contract")
        assert Row.state == "sold"
        assert not session.new
