"""An offer of a loan as a lender made it, read from a file the user gives: loan, fees, subsidy, and what is agreed besides."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tools.finance.costs import Cost, Subsidy
from tools.finance.loan import Loan, loan_of, read_kind, read_rate
from tools.money import Money
from tools.refused import Refused

CONDITIONS = ("security", "personal_guarantee", "prepayment", "covenants", "drawing", "revaluation", "other")
MOST = 10  # offers of one comparison
_AMOUNTS = ("amount", "percent")


class Offer(BaseModel):
    """`conditions`: what differs besides the price, by `CONDITIONS`, in the words of the offer. `drawn`: the day of drawing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=80)
    loan: Loan
    costs: tuple[Cost, ...] = ()
    subsidy: Subsidy | None = None
    conditions: dict[str, str] = {}
    drawn: date | None = None


def read_offers(text: str) -> tuple[Offer, ...]:
    """The offers of a file in JSON or YAML: a list, or `offers:` with a list. Raises Refused, saying which entry is wrong.

    An entry: name, amount ("3000000"), currency (CNY), rate ("4.35%"), months, kind, fees ([{kind, amount or percent, when}]),
    subsidy ({amount or percent, month}), conditions ({security: ...}), drawn (a day).
    """
    try:
        rows = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise Refused(f"文件不是 JSON 或 YAML（{str(error).splitlines()[0]}）。/ The file is neither JSON nor YAML ({str(error).splitlines()[0]}).", "finance.file") from None  # fmt: skip
    rows = rows.get("offers") if isinstance(rows, Mapping) else rows
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST or not all(isinstance(row, Mapping) for row in rows):
        raise Refused(f"请给出 1 到 {MOST} 个方案的列表。/ Give a list of 1 to {MOST} offers.", "finance.offers")
    return tuple(read_offer(row, place) for place, row in enumerate(rows, 1))


def read_offer(row: Mapping[str, Any], place: int = 1) -> Offer:
    """One offer. Raises Refused for figures that are not sound and for names that mean nothing."""
    currency = str(row.get("currency") or "CNY").upper()
    loan = loan_of(
        Money.of(_said(row, "amount", place), currency), read_rate(_said(row, "rate", place)), _months(_said(row, "months", place)),
        read_kind(_said(row, "kind", place)),
    )  # fmt: skip
    made = {
        "name": str(row.get("name") or f"#{place}"), "loan": loan, "costs": [_priced(each, currency) for each in row.get("fees") or ()],
        "subsidy": _priced(row["subsidy"], currency) if row.get("subsidy") else None, "conditions": row.get("conditions") or {}, "drawn": row.get("drawn"),
    }  # fmt: skip
    try:
        offer = Offer.model_validate(made)
    except ValidationError as error:
        raise _wrong(place, ".".join(str(part) for part in error.errors()[0]["loc"])) from None
    for name in [*offer.conditions, *row]:
        if name not in (
            *CONDITIONS,
            "name",
            "amount",
            "currency",
            "rate",
            "months",
            "kind",
            "fees",
            "subsidy",
            "conditions",
            "drawn",
        ):
            raise _wrong(place, str(name))
    return offer


def _priced(row: Any, currency: str) -> Any:
    """A fee or subsidy with its amount as money; a currency of its own is kept, so that mixing is noticed."""
    if not isinstance(row, Mapping):
        return row
    found = {str(key): value for key, value in row.items() if key != "currency"}
    if found.get("amount") is not None:
        found["amount"] = Money.of(str(found["amount"]), str(row.get("currency") or currency).upper())
    if found.get("percent") is not None:
        try:
            found["percent"] = Decimal(str(found["percent"]).rstrip("%％ "))
        except InvalidOperation:
            found["percent"] = "?"
    return found


def _said(row: Mapping[str, Any], name: str, place: int) -> str:
    value = row.get(name)
    if value is None or isinstance(value, (list, Mapping)):
        raise _wrong(place, name)
    return str(value)


def _months(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused(f"“{text[:20]}”不是月数，请写成 36。/ “{text[:20]}” is no number of months; write it like 36.", "loan.months") from None  # fmt: skip


def _wrong(place: int, name: str) -> Refused:
    return Refused(f"第 {place} 个方案的“{name[:40]}”没有写对，请更正。/ “{name[:40]}” of offer {place} is not right; correct it.", "finance.offer")  # fmt: skip
