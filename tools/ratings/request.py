"""What users say when they dispute an entry or decide on one."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=4, max_length=2000), AfterValidator(lambda text: " ".join(text.split()))]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DisputeRating(_Closed):
    """Dispute an entry of one's own organisation's rating. `entry`: its id, as `ipos rating show --entries` lists it."""

    entry: str = Field(max_length=40)
    reason: Words


class DecideRating(_Closed):
    """Decide a dispute: the entry is upheld, or removed from the reckoning."""

    dispute: str = Field(max_length=40)
    decision: Literal["upheld", "removed"]
    reasons: Words
