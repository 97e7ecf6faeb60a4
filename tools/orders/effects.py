"""Everything that can be done to quotes and orders: the one list of it."""

from tools.approvals.effect import Effect
from tools.orders.assigning import assigning_effects
from tools.orders.closing import closing_effects
from tools.orders.messages import send_message_effect
from tools.orders.placing import place_order_effect
from tools.orders.quote_effects import quote_effects
from tools.orders.rating import rate_order_effect
from tools.orders.working import working_effects


def order_effects() -> tuple[Effect, ...]:
    """The effects of orders."""
    return (
        *quote_effects(), place_order_effect(), *assigning_effects(), *working_effects(), *closing_effects(), send_message_effect(),
        rate_order_effect(),
    )  # fmt: skip
