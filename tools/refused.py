"""The one error that is an answer: a rule said no."""


class Refused(Exception):  # noqa: N818 - it is named for what it says, not for being an error
    """A rule said no. The message is one sentence, safe for the user and for the model; nothing was done."""
