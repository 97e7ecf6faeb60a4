"""What a classification looks at: cues of the lexicon, and n-grams of the text that a reader recognises as words."""

import itertools
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from snowballstemmer import stemmer

from knowledge.language import HAN, normalise

CUE = "cue:"
_RUNS = re.compile(rf"[{HAN}]+|[a-z][a-z'-]*")
_MAIL = re.compile(r"^subject:\s*", re.IGNORECASE)
_LONGEST = 6_000  # characters looked at
_english = stemmer("english")


@dataclass(frozen=True)
class Cue:
    """A pattern that speaks for a value of a label."""

    label: str
    value: str
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """The lexicon."""
    rows = yaml.load(files("tools.triage").joinpath("data", "cues.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return tuple(
        Cue(label, value, re.compile(f"(?:{row['zh']})|(?:{row['en']})", re.IGNORECASE))
        for label, values in rows.items()
        for value, row in values.items()
    )


def features_of(text: str) -> dict[str, tuple[float, str]]:
    """The features of a text: name -> its value and the words it came from. A cue counts four times: it was thought about."""
    plain = _MAIL.sub("", normalise(text[:_LONGEST])).lower()
    found: dict[str, tuple[float, str]] = {}
    for cue in cues():
        if match := cue.pattern.search(plain):
            found[f"{CUE}{cue.label}={cue.value}"] = (4.0, match[0])
    for run in _RUNS.finditer(plain):
        for gram in _grams(run[0]):
            found.setdefault(gram, (1.0, gram))
    for pair in _pairs(plain):
        found.setdefault(pair, (1.0, pair))
    return found


def _grams(run: str) -> list[str]:
    """Chinese: two and three characters; English: the stem of the word."""
    if not "\u3400" <= run[0] <= "\u9fff":
        return [_english.stemWord(run)]
    return [run[start : start + size] for size in (2, 3) for start in range(len(run) - size + 1)]


def _pairs(plain: str) -> list[str]:
    """Two English words in a row."""
    words = [_english.stemWord(word) for word in re.findall(r"[a-z][a-z'-]+", plain)]
    return [f"{first} {second}" for first, second in itertools.pairwise(words)]
