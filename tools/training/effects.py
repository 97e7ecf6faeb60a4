"""Everything that can be done to sessions and sign-ups: the one list of it."""

from tools.approvals.effect import Effect
from tools.training.attending import attendance_effect
from tools.training.publishing import publishing_effects
from tools.training.signing import signing_effects


def training_effects() -> tuple[Effect, ...]:
    """The effects of training."""
    return (*signing_effects(), *publishing_effects(), attendance_effect())
