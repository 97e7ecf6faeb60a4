"""The effective annual cost of cash flows: the rate at which all that is received is worth all that is paid.

Months count as equal twelfths of a year (as Directive 2008/48/EC, Annex I, remark (c), does); with a day of drawing the flows
fall on calendar days and a year has 365 days (XIRR). The flows are exact; the rate is a figure solved for, shown rounded.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pyxirr

from knowledge.lengths import Length
from tools.refused import Refused

_TWO = Decimal("0.01")


def annual_cost(flows: Sequence[int], drawn: date | None = None) -> Decimal:
    """Percent a year, rounded to two decimals. `flows`: minor units by month, received above nothing, paid below.

    Raises Refused where there is no such rate: nothing received, or nothing paid back.
    """
    if not any(flow > 0 for flow in flows) or not any(flow < 0 for flow in flows):
        raise _none()
    if drawn is not None:
        rate = pyxirr.xirr([Length(months=month).after(drawn) for month in range(len(flows))], [float(flow) for flow in flows], silent=True)  # fmt: skip
    else:
        monthly = pyxirr.irr([float(flow) for flow in flows], silent=True)
        rate = None if monthly is None else (1 + monthly) ** 12 - 1
    if rate is None or rate != rate or abs(rate) > 1000:
        raise _none()
    return Decimal(repr(rate * 100)).quantize(_TWO)


def _none() -> Refused:
    return Refused("这些收付款算不出年化成本，请核对金额和费用。/ No annual cost follows from these payments; check amounts and fees.", "finance.no_rate")  # fmt: skip
