"""The figures of training, from `rules.yaml`."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Rules(BaseModel):
    """Figures of training: hours and days; `cancel_rule`, `contract`: citation keys the terms name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    offer_hours: int = Field(gt=0)
    pay_days: int = Field(gt=0)
    close_hours: int = Field(ge=0)
    cancel_rule: str
    contract: str
    quiz_questions: int = Field(gt=0)
    quiz_options: int = Field(gt=1)


@cache
def rules() -> Rules:
    """The rules of this installation. Raises pydantic.ValidationError for a file that is not sound."""
    source = files("tools.training").joinpath("rules.yaml").read_text("utf-8")
    return Rules.model_validate(yaml.load(source, yaml.CSafeLoader))
