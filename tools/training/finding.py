"""Sessions by the words of a request: titles and texts in both languages, kinds, segments, online or not."""

import re
from collections.abc import Sequence

from knowledge.language import HAN, normalise
from tools.orders.terms_of_services import stems_of
from tools.training.tables import TrainingSessionRow

_KINDS = {
    "course": r"课程|课\b|\bcourses?\b|\bclass(?:es)?\b",
    "intensive": r"强化|训练营|实训|集训|密集|\bintensive\b|\bboot ?camp\b|\bcamp\b",
    "seminar": r"讲座|研讨|\bseminars?\b|\blectures?\b|\btalks?\b",
    "salon": r"沙龙|交流会|\bsalons?\b|\bmeet-?ups?\b",
    "forum": r"论坛|年会|峰会|大会|\bforums?\b|\bconferences?\b|\bsummit\b",
}
_ONLINE = re.compile(r"线上|网上|在线|远程|\bonline\b|\bremote\b|\bwebinar\b", re.IGNORECASE)
_FREE = re.compile(r"免费|不要钱|\bfree\b(?! seats?)", re.IGNORECASE)
_ENGLISH = re.compile(r"英文授课|英语授课|英文的?课|\bin english\b", re.IGNORECASE)
# What says nothing about a topic: the words every such request has.
_EMPTY = re.compile(
    r"培训|论坛与沙龙|课程|课|活动|场次|报名|参加|有没有|有什么|有哪些|最近|近期|哪些|什么|我们?|想|要|找|看|查|请|帮|给|可以|的|吗|呢|关于|方面|知识产权|强化|讲座|沙龙|论坛|免费|线上|在线|场|下个?月|本月"
    r"|\b(?:training|courses?|sessions?|events?|seminars?|salons?|forums?|conferences?|classes|class|upcoming|available|any|are|there|what|which|show|find|list|me|my|the|a|an|for|on|about|in|of|to|is|do|you|have|i|want|would|like|free|online|ip|intellectual|property|next|month|soon|sign|up|attend|join)\b",
    re.IGNORECASE,
)


def matching(rows: Sequence[TrainingSessionRow], request: str) -> list[TrainingSessionRow]:
    """The sessions that fit the words, the best first, in their order otherwise; all that fit what was asked of kind and place."""
    said = normalise(request)
    found = [row for row in rows if _fits(row, said)]
    terms = topic_terms(said)
    if not terms:
        return found
    scored = [(sum(term in _told(row) for term in terms), row) for row in found]
    best = max((score for score, _ in scored), default=0)
    return [row for score, row in sorted(scored, key=lambda each: -each[0]) if score and score * 2 >= best]


def topic_terms(said: str) -> set[str]:
    """What a request is about: stems of English words, pairs of Chinese characters."""
    rest = _EMPTY.sub(" ", said.lower())
    runs = re.findall(f"[{HAN}]{{2,}}", rest)
    return {*stems_of(rest), *(run[at : at + 2] for run in runs for at in range(len(run) - 1))}


def _fits(row: TrainingSessionRow, said: str) -> bool:
    kinds = [kind for kind, pattern in _KINDS.items() if re.search(pattern, said, re.IGNORECASE)]
    specific = [kind for kind in kinds if kind != "course"]
    return (
        (not specific or row.kind in specific)
        and (not _ONLINE.search(said) or not row.place_zh)
        and (not _FREE.search(said) or not row.price_minor)
        and (not _ENGLISH.search(said) or row.language in ("en", "both"))
    )


def _told(row: TrainingSessionRow) -> set[str]:
    texts = " ".join(
        (row.title_zh, row.title_en, row.about_zh, row.about_en, row.code, row.place_zh, row.place_en)
    ).lower()
    runs = re.findall(f"[{HAN}]{{2,}}", texts)
    return {*stems_of(texts), *(run[at : at + 2] for run in runs for at in range(len(run) - 1))}
