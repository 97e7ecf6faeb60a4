"""What clearing costs: the platform's commission and an estimate of stamp duty, from `tariff.yaml`."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tools.approvals.terms import Amount
from tools.money import Money

WHOLE = 10_000  # basis points


@cache
def tariff() -> dict[str, Any]:
    """The tariff of this installation as it stands in the package."""
    found: dict[str, Any] = yaml.load(
        files("tools.clearing").joinpath("tariff.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return found


def fee_of(purpose: str, price: Money) -> Money:
    """The platform's commission on a price: a share, at least the minimum of the currency, never more than the tariff's cap.

    `purpose`: order or deal. Raises KeyError for any other.
    """
    rule = tariff()["commission"][purpose]
    share = price.share(rule["rate"], WHOLE)
    least = Money(rule["minimum"].get(price.currency, 0), price.currency)
    return min(max(share, least), price.share(rule["most"], WHOLE))


def taxes_of(kind: str, price: Money) -> tuple[Amount, ...]:
    """The stamp duty each party pays on its own copy (Stamp Tax Law, Articles 4, 8, 10 and schedule), an estimate; () for none.

    `kind`: transfer; licence (patent, know-how); technology (development, consultation, service); other_licence; service.
    Raises KeyError for any other.
    """
    rate = tariff()["duty"][kind]["rate"]
    return (Amount(key="stamp_duty", money=price.share(rate, WHOLE), estimate=True),) if rate else ()


def tax_provisions() -> tuple[str, ...]:
    """The citation keys the estimate rests on."""
    return tuple(tariff()["provisions"])
