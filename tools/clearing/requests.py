"""What users say to make clearing happen: ids, amounts of their own, words."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from tools.money import Money


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=2000)

    @field_validator("*")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        """Text that no database keeps (NUL, halves of characters) is refused here, in a sentence."""
        if isinstance(value, str) and ("\0" in value or any("\ud800" <= each <= "\udfff" for each in value)):
            raise ValueError("characters that cannot be kept")
        return value


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
