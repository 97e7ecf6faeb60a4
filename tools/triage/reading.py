"""Reading an inquiry: every label with how sure it is and the words it was decided on. A pure function of text, day and examples."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.language import Language, detect, normalise
from knowledge.law.library import LawLibrary
from tools.triage.classifier import Classifier, Label
from tools.triage.labels import NONE, data_of, desk_of, gated, routing
from tools.triage.places_told import place_of
from tools.triage.urgency import Urgency, urgency_of

_SURELY_OUT = 0.45
_IP = re.compile(r"专利|商标|版权|著作|商业秘密|发明|外观|知识产权|侵权|\b(?:patents?|trade ?marks?|copyright|trade secret|design|infring\w+|intellectual property)\b", re.IGNORECASE)  # fmt: skip
_NUMBER = re.compile(r"(?:CN|ZL|PCT/[A-Z]{2}|US|EP|JP|WO)\s?\d[\d/.,]{5,16}\d[A-Z]?\d?|(?<!\d)(?:19|20)\d{2}[1238]\d{7}(?:\.[\dXx])?(?!\d)|[（(]20\d{2}[）)][\u4e00-\u9fff]{1,4}\d*[\u4e00-\u9fff]{1,4}\d+号")  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """A label with its value, how sure in percent, and the words it was decided on."""

    label: str
    value: str
    percent: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Read:
    """What was read in a text. `labels`: sub_platform, right, jurisdiction, segment, licence, desk, urgency by name."""

    language: Language
    labels: dict[str, str]
    reasons: tuple[Reason, ...]
    urgency: Urgency
    confidence: int
    needs_person: bool
    flags: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def out_of_scope(self) -> bool:
        """Whether it is no matter of the platform."""
        return self.labels["sub_platform"] == NONE


class InquiryReader:
    """Reads inquiries with the law at hand and the classifier as it is trained now."""

    def __init__(self, library: LawLibrary, classifier: Callable[[], Classifier]) -> None:
        self._library = library
        self._classifier = classifier

    def read(self, text: str, received: date) -> Read:
        """Every label of a text that came on a day."""
        found = self._classifier().classify(text)
        place, place_words = place_of(text)
        labels = {label: each.value for label, each in found.items()} | {"jurisdiction": place}
        urgency = urgency_of(self._library, text, received)
        if _surely_out(found["sub_platform"], text):
            urgency = Urgency(NONE)
        labels["licence"] = _licence(found["licence"], labels)
        labels |= {"desk": desk_of(labels), "urgency": urgency.level}
        sure = confidence_of(found, labels)
        reasons = (
            *(Reason(label, labels[label], round(each.confidence * 100), each.words) for label, each in found.items()),
            Reason("jurisdiction", place, 100 if place_words else 60, (place_words,) if place_words else ()),
            Reason("urgency", urgency.level, 100, urgency.words),
        )
        flags = tuple(name for name, pattern in _dangers().items() if pattern.search(normalise(text)))
        return Read(detect(text), labels, reasons, urgency, sure, not _confident(found) or bool(flags), flags, numbers_in(text))  # fmt: skip


def confidence_of(found: dict[str, Label], labels: dict[str, str]) -> int:
    """How sure the routing is, in percent: of its surest doubtful part, the matter or the licence."""
    return round(100 * min(found["sub_platform"].confidence, found["licence"].confidence))


def _confident(found: dict[str, Label]) -> bool:
    """Whether matter and licence both reach the thresholds set on the training part; below, a person decides."""
    return all(100 * found[label].confidence >= percent for label, percent in routing()["confident"].items())


def _licence(found: Label, labels: dict[str, str]) -> str:
    """The kind of licensed body to suggest: none that the gate rules out for such a matter."""
    return found.value if gated(found.value, labels) else NONE


def _surely_out(found: Label, text: str) -> bool:
    """No matter of ours and no word of one: only then is a period of the text none of ours either."""
    return found.value == NONE and found.confidence >= _SURELY_OUT and not _IP.search(text)


def numbers_in(text: str) -> tuple[str, ...]:
    """Application, registration and docket numbers, in one form, each once."""
    return tuple(dict.fromkeys(re.sub(r"[\s.,]", "", match[0]).upper()[:60] for match in _NUMBER.finditer(normalise(text))))[:20]  # fmt: skip


@cache
def _dangers() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"(?:{row['zh']})|(?:{row['en']})", re.IGNORECASE) for name, row in data_of("dangers").items()}  # fmt: skip
