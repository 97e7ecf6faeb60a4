"""Past days: whether a question asks what the law said then, or tells of then and asks what to do now."""

import re
from datetime import date

from knowledge.dates import DayMeant, days_in

_THEN = re.compile(
    r"当时|那(?:个|段)?时(?:候|间|期)?|那会儿|那阵|当年|当初|(?:按|依|照)(?:照|据)?那(?:一)?年|\bat (?:that|the) time\b|\bback then\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"现在|如今|目前|今天|眼下|\b(?:now|today|still|currently|these days)\b", re.IGNORECASE)
# "In January 2026, on what grounds could a court refuse ...?": the question itself stands in the past.
_ASKS_PAST = re.compile(
    r"\b(?:who|what|which|how|when|where|why|on what|for how)\b[^?.]{0,40}\b(?:could|was|were|did|had)\b[^?.]*\?|(?:^|[,;.] )(?:could|was|were|did|had)\b[^?.]*\?",
    re.IGNORECASE,
)
_ASKS_NOW = re.compile(
    r"\b(?:can|may|do|does|is|are|will|should|must|have|has) (?:i|we|they|he|she|it|you|the|a|an|our|my|their|his|her|this|that|there|any\w*)\b",
    re.IGNORECASE,
)
_LEADING = 4  # characters before a day that leads its sentence


def day_asked_then(text: str, as_of: date) -> DayMeant | None:
    """The past day whose law a question asks for, None when it asks for today's.

    "2026年1月拿到裁决，当时想撤销有多长时间" and "In January 2026, who could refuse ...?" ask what the law said then; "registered
    in 2019, may I still ...?" does not.
    """
    past = [meant for meant in days_in(text, as_of) if meant.day < as_of]
    if not past or _NOW.search(text):
        return None
    if _THEN.search(text):
        return past[0]
    asks = _ASKS_PAST.search(text)
    if asks and not _ASKS_NOW.search(text):
        leads = next((meant for meant in past if _leads(text, meant.words)), None)
        return leads or next((meant for meant in past if meant.words in asks[0]), None)
    return None


def _leads(text: str, words: str) -> bool:
    """Whether the words of a day stand at the beginning of a sentence."""
    before = re.split(r"[.!?。！？]\s*", text[: text.find(words)])[-1]
    return len(before) <= _LEADING
