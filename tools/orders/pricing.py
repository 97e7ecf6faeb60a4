"""The price of a service for its inputs, from the catalogue alone."""

from collections.abc import Mapping

from tools.money import MOST, Money
from tools.orders.inputs import Given
from tools.orders.service import Service
from tools.refused import Refused


def price_of(service: Service, inputs: Mapping[str, Given]) -> Money | None:
    """The price for inputs that were read; None where it has to be quoted by hand."""
    if service.price.model == "from_quote":
        return None
    return Money(service.price.minor, service.price.currency).times(units_of(service, inputs))


def units_of(service: Service, inputs: Mapping[str, Given]) -> int:
    """How many units are ordered: the number of classes, the count, or one."""
    given = inputs.get(service.price.input)
    if isinstance(given, tuple):
        return len(given)
    return given if isinstance(given, int) else 1


def quotable(price: Money) -> Money:
    """A price somebody states, if it can be one. Raises Refused for nothing, less, or more than the desk handles."""
    if not 0 < price.minor <= MOST:
        raise Refused("报价必须大于零且不超过上限。/ A price has to be more than nothing and within the limit.", "quote.price")  # fmt: skip
    return price
