"""Requests the tests of the value start from."""

from datetime import date
from typing import Any

from tools.valuation.request import Request
from tools.valuation.requesting import request_of
from tools.valuation.result import Valuation, Valued
from tools.valuation.valuing import value

DAY = date(2026, 11, 22)
ROYALTY: dict[str, Any] = {
    "revenue": 1_000_000,
    "growth": "5%",
    "royalty": "5%",
    "discount": "15%",
    "life": 8,
    "tax": "25%",
}
RANGES: dict[str, Any] = ROYALTY | {"royalty": "3%:5%:8%", "discount": "12%:15%:18%"}
SOFTWARE: dict[str, Any] = {
    "effort": 600,
    "rate": "2000元",
    "overhead": "20%",
    "profit": "15%",
    "functional": "20%",
    "economic": "0%",
}


def asked(kind: str = "invention", inputs: dict[str, Any] | None = None, **more: Any) -> Request:
    """A request as a file would hold it, with few draws."""
    return request_of({"kind": kind, "inputs": ROYALTY if inputs is None else inputs, "draws": 1000} | more, DAY)


def valued(kind: str = "invention", inputs: dict[str, Any] | None = None, **more: Any) -> Valuation:
    """What it comes to."""
    return value(asked(kind, inputs, **more))


def of(found: Valuation, method: str) -> Valued:
    """What one method came to."""
    return next(each for each in found.methods if each.method == method)


def point(kind: str = "invention", inputs: dict[str, Any] | None = None, method: str = "royalty", **more: Any) -> float:
    """The point of a method in major units."""
    return of(valued(kind, inputs, **more), method).point / 100
