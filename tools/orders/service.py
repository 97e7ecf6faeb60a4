"""A service of the catalogue: what is done, for which price, by whom it may be done, what is needed and what is delivered."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Line = Literal[
    "appraisal", "consultation", "legal", "training", "search", "databases", "international", "forums", "information", "commercial",
]  # fmt: skip
Licence = Literal["none", "patent_agency", "trademark_agency", "law_firm", "appraiser", "auction_house"]
Contract = Literal[
    "mandate", "work", "technical", "service"
]  # as the Civil Code names them; "service" for none of its own
WHOLE = 10_000  # basis points


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Price(_Closed):
    """How a price is made. `minor`: fen; for per_unit and per_class of one unit, of which `input` says how many."""

    model: Literal["fixed", "per_unit", "per_class", "from_quote"]
    minor: int = Field(default=0, ge=0)
    currency: str = "CNY"
    input: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "Price":
        if (self.model == "from_quote") != (self.minor == 0) or (self.model in ("per_unit", "per_class")) != bool(
            self.input
        ):
            raise ValueError("a price has an amount unless quoted, and an input when it is by the unit")
        return self


class Input(_Closed):
    """What has to be known before the work: its name, its kind, the question in both languages.

    `kind`: text; number (a whole number, nothing allowed); count (at least one); classes (of the Nice classification).
    """

    name: str
    kind: Literal["text", "number", "count", "classes"]
    zh: str
    en: str


class Named(_Closed):
    """A name in both languages: a deliverable."""

    zh: str
    en: str


class Milestone(Named):
    """A step of the work and the share of the price it is worth, in basis points."""

    share: int = Field(gt=0, le=WHOLE)


class Cues(_Closed):
    """The words by which people ask for a service."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class Service(_Closed):
    """One product of the catalogue. `days`: calendar days from the provider's acceptance to delivery."""

    sku: str = Field(pattern=r"^[A-Z]{2,4}(-[A-Z]{2,8}){1,2}$")
    line: Line
    zh: str
    en: str
    about_zh: str
    about_en: str
    price: Price
    inputs: tuple[Input, ...]
    licence: Licence
    contract: Contract
    official_fees: bool = False  # fees of offices and courts come on top
    days: int = Field(gt=0)
    deliverables: tuple[Named, ...] = Field(min_length=1)
    milestones: tuple[Milestone, ...] = Field(min_length=1)
    cues: Cues

    @model_validator(mode="after")
    def _sound(self) -> "Service":
        counted = {each.name: each.kind for each in self.inputs}
        needed = {"per_unit": "count", "per_class": "classes"}.get(self.price.model)
        if needed and counted.get(self.price.input) != needed:
            raise ValueError(f"{self.sku}: no input {self.price.input} of kind {needed}")
        if sum(each.share for each in self.milestones) != WHOLE or len(counted) != len(self.inputs):
            raise ValueError(f"{self.sku}: shares do not add up, or an input stands twice")
        return self
