"""Everything about agencies that has an effect on somebody else."""

from tools.agencies.answering import answering_effects
from tools.agencies.confirming import confirm_licence_effect
from tools.agencies.introducing import introduce_effect
from tools.approvals.effect import Effect


def agency_effects() -> tuple[Effect, ...]:
    """The effects on introductions and on entries of the directory."""
    return (introduce_effect(), *answering_effects(), confirm_licence_effect())
