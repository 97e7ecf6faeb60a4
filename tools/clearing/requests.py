"""What users say to make clearing happen: ids, amounts of their own, words."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from tools.money import Money


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=2000)


class MoneyRequest(_Request):
    """An amount to bring in or take out."""

    amount: Money


class EscrowRequest(_Request):
    """An escrow to fund, release or refund."""

    escrow: str = Field(max_length=40)


class SplitRequest(EscrowRequest):
    """How to divide an escrow, and why."""

    to_payee: Money
    reason: str = Field(min_length=2)


class ProofRequest(EscrowRequest):
    """A proof: its kind ("" for the one the escrow waits for), the number and day of the notice, and words."""

    kind: str = Field("", max_length=30)
    number: str = Field(min_length=1, max_length=80)
    dated: date
    words: str = ""


class ConfirmRequest(EscrowRequest):
    """A proof to confirm; "" for the newest of the escrow."""

    proof: str = Field("", max_length=40)
