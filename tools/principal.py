"""Who is asking."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """The name of an account. It comes from the signed-in session, never from a model's argument."""

    user: str
    role: str = "member"
