"""What sellers and buyers say: the words of a listing or need, what a seller declares, and the requests of the effects."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tools.money import Money

Subject = Literal["patent", "application", "package", "trademark", "software", "know_how"]
DealKind = Literal["transfer", "exclusive", "sole", "ordinary", "open"]
Pricing = Literal["asking", "negotiable", "bidding"]
EXCLUSIVE = ("transfer", "exclusive", "sole")  # a right can be dealt with in this way once
Identity = Annotated[str, Field(min_length=1, max_length=60)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
ClassCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 /.-]{0,20}$")]
Number = Annotated[str, Field(min_length=3, max_length=80)]
LONGEST = 2000


class Closed(BaseModel):
    """Base of every request: what is not asked for is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Closed):
    """A right or a need in the words of who offers or looks for it, in one language."""

    title: str = Field(min_length=1, max_length=200)  # a mark may be one character
    description: str = Field(default="", max_length=LONGEST)
    use: str = Field(default="", max_length=LONGEST)
    product: str = Field(default="", max_length=LONGEST)

    @property
    def text(self) -> str:
        """Everything it says."""
        return "\n".join(part for part in (self.title, self.use, self.product, self.description) if part)


class Declarations(Closed):
    """What the seller declares; None where it says nothing. A false declaration is the seller's own responsibility.

    `export`: "free" (the technology is in no catalogue of prohibited or restricted exports, the contract will be registered) or
    "licensed" (an export licence is held).
    """

    fees_paid: bool | None = None
    authorised: bool | None = None  # the holder has authorised this organisation in writing
    co_owners_consent: bool | None = None
    no_pledge: bool | None = None
    pledgee_consent: bool | None = None
    no_licence: bool | None = None  # no exclusive or sole licence runs
    no_dispute: bool | None = None  # neither preservation nor a dispute about the right
    written_contract: bool | None = None
    state_approved: bool | None = None  # state-owned seller: decided, appraised and traded as the rules ask
    publicised: bool | None = None  # university or institute: name and price were publicised
    export: Literal["", "free", "licensed"] = ""
    evaluation_report: bool | None = None
    open_announced: bool | None = None  # the office has announced the open licence

    def with_(self, later: "Declarations") -> "Declarations":
        """These declarations, with what a later one says in place of what it says anew."""
        said = {key: value for key, value in later.model_dump().items() if value not in (None, "")}
        return self.model_copy(update=said)


NOTHING_DECLARED = Declarations()


class ListRight(Closed):
    """Offer rights to the public. `price`: asked, or where bidding starts. `most`: of ordinary licences. `extension`: minutes."""

    subject: Subject
    deal: DealKind
    numbers: tuple[Number, ...] = Field(default=(), max_length=50)
    pricing: Pricing
    price: Money | None = None
    zh: Wording | None = None
    en: Wording | None = None
    country: Country = "CN"
    classes: tuple[ClassCode, ...] = Field(default=(), max_length=45)
    most: int | None = Field(default=None, ge=1, le=10_000)
    reserve: Money | None = None
    increment: Money | None = None
    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    extension: int = Field(default=5, ge=0, le=60)
    months: int = Field(default=6, ge=1, le=24)
    declares: Declarations = Declarations()


class PostNeed(Closed):
    """Say what one looks for; `country`: where the right is to hold, "" for anywhere."""

    zh: Wording | None = None
    en: Wording | None = None
    subjects: tuple[Subject, ...] = ()
    deals: tuple[DealKind, ...] = ()
    classes: tuple[ClassCode, ...] = Field(default=(), max_length=45)
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    budget: Money | None = None
    months: int = Field(default=6, ge=1, le=24)


class OfListing(Closed):
    """A listing by its id."""

    listing: Identity


class OfNeed(Closed):
    """A need by its id."""

    need: Identity


class Renew(Closed):
    """A listing or a need, by its id, for so many months from today."""

    record: Identity
    months: int = Field(default=6, ge=1, le=24)


class MakeOffer(Closed):
    """An amount for a listing, further conditions in the buyer's words, and for how many days the offer stands."""

    listing: Identity
    amount: Money
    conditions: str = Field(default="", max_length=LONGEST)
    days: int = Field(default=14, ge=1, le=90)


class CounterOffer(Closed):
    """Another amount or other conditions in answer to an offer; it takes the offer's place. `declares`: the seller's."""

    offer: Identity
    amount: Money
    conditions: str = Field(default="", max_length=LONGEST)
    days: int = Field(default=14, ge=1, le=90)
    declares: Declarations = Declarations()


class AcceptOffer(Closed):
    """An offer by its id; `declares`: what the seller declares for this deal."""

    offer: Identity
    declares: Declarations = Declarations()


class OfOffer(Closed):
    """An offer by its id."""

    offer: Identity


class PlaceBid(Closed):
    """An amount bid on a listing."""

    listing: Identity
    amount: Money


class CloseBidding(Closed):
    """The end of bidding on a listing; `declares`: what the seller declares for the deal."""

    listing: Identity
    declares: Declarations = Declarations()


class AskHouse(Closed):
    """A listing for a licensed auction house: one by its id, or "" for the first that holds a valid licence."""

    listing: Identity
    house: str = Field(default="", max_length=40)


class OfDeal(Closed):
    """A deal by its id."""

    deal: Identity


class Dispute(Closed):
    """A deal by its id, and what is wrong."""

    deal: Identity
    reason: str = Field(min_length=4, max_length=LONGEST)
