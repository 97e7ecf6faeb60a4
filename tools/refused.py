"""The one error that is an answer: a rule said no."""


class Refused(Exception):  # noqa: N818 - it is named for what it says, not for being an error
    """A rule said no. The message is one sentence, safe for the user and for the model; nothing was done.

    `name` tells rules apart where a reader of the code needs to ("order.illegal_step"); it is not shown.
    """

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


def not_found(identity: str) -> Refused:
    """What is said of a record that does not exist and, in the same words, of one that is not for this account (S6)."""
    shown = " ".join(identity.split())[:60]
    return Refused(
        f"没有找到“{shown}”，请核对编号。/ There is no “{shown}” here for you; check the number.", "not_found"
    )
