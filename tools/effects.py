"""Everything that has an effect, in one list, and the clearing house that orders and deals follow."""

from collections.abc import Callable
from datetime import datetime

from tools.agencies.effects import agency_effects
from tools.approvals.effect import Effect
from tools.audit.chain import Audit
from tools.clearing.effects import clearing_effects
from tools.clearing.house import ClearingHouse
from tools.clearing.rail import Rail
from tools.database import Sessions
from tools.exchange.effects import exchange_effects
from tools.exchange.evidence import Evidence
from tools.exchange.held import find_deal
from tools.exchange.settling import deal_settled
from tools.finance.effects import finance_effects
from tools.members.effects import member_effects
from tools.orders.effects import order_effects
from tools.orders.settling import order_settled
from tools.orders.tables import OrderRow
from tools.ratings.effects import rating_effects
from tools.training.effects import training_effects
from tools.triage.replying import triage_effects


def clearing_house(sessions: Sessions, audit: Audit, now: Callable[[], datetime], new_id: Callable[[], str], rail: Rail) -> ClearingHouse:  # fmt: skip
    """Clearing with who follows an escrow, and whose rows are locked before it."""
    return ClearingHouse(
        sessions, audit, now, new_id, rail,
        settled={"order": order_settled, "deal": deal_settled},
        locks={"order": lambda act, order: act.find(OrderRow, order), "deal": find_deal},
    )  # fmt: skip


def all_effects(house: ClearingHouse, evidence: Evidence, receiver: str = "") -> tuple[Effect, ...]:
    """All effects. `evidence`: what the checks of the exchange look at; `receiver`: who runs an external language model."""
    return (
        *order_effects(),
        *exchange_effects(evidence),
        *clearing_effects(house),
        *rating_effects(),
        *member_effects(receiver),
        *agency_effects(),
        *training_effects(),
        *triage_effects(),
        *finance_effects(evidence),
    )
