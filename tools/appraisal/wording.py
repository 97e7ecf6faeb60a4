"""The words of an appraisal: sentences by name, in both languages at once."""

from knowledge.practice.notes import Both
from tools.search.words import words_of


def both(name: str, /, **values: object) -> Both:
    """The sentence of this name in both languages; a value that is a `Both` is taken in each. Raises KeyError."""
    sides = {side: {key: value.of(side) if isinstance(value, Both) else value for key, value in values.items()} for side in ("zh", "en")}  # fmt: skip
    return Both(zh=words_of("tools.appraisal", "zh")(name, **sides["zh"]), en=words_of("tools.appraisal", "en")(name, **sides["en"]))  # fmt: skip
