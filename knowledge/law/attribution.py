"""Whether a provision says what a text attributes to it.

Two plain tests, both conservative: figures in the statement must stand in the article, and a Chinese statement must
share enough of its content words with it. English statements are judged by their figures alone (the official text is
Chinese); a statement that can be neither supported nor contradicted is `UNSURE`.
"""

import re
from enum import StrEnum

from knowledge.law.figures import figures
from knowledge.law.reference import Reference

_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_EMPTY = re.compile(
    r"[\s,，:：。;；、.（）()《》“”\"']|规定|根据|依据|按照|依照|有关|所|的|了|是|为|即|应当|可以|中|之|其|该"
)
_ASKING = re.compile(
    r"[?？]|什么|怎么|如何|哪|吗|呢|多少|多久|是否|几(?=个|年|条|款|天|月|倍|人)"
    r"|^\s*(?:and |so |but )?(?:what|which|how|when|who|whose|why|does|do|did|is|are|can|may|should|explain|show|read|tell|quote|say)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[，,]?\s*(?:对吗|是吗|对不对|是不是|是这样吗|正确吗|准确吗|是否正确|有没有错|right|correct|is that (?:right|correct|true))\s*[?？]*$|^\s*(?:请)?(?:核对|检查|核实|验证|verify|check)(?:一下)?\s*[:：]?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[，,、；;。\n]|\band\b")
_SUBJECTS = {
    "utility model": "实用新型",
    "design": "外观设计",
    "invention": "发明",
    "opposition": "异议",
    "renewal": "续展",
}
_SHARED = 0.55  # of a Chinese statement's character pairs


class Fit(StrEnum):
    """Whether the article supports what is said of it."""

    FITS = "fits"
    DIFFERS = "differs"
    UNSURE = "unsure"
    NOT_STATED = "not_stated"


def statement_about(text: str, reference: Reference, references: list[Reference]) -> str:
    """What the text says of a cited provision: the words of its sentence after (else before) the citation."""
    ends = [m.start() for m in _SENTENCE_END.finditer(text, reference.end)]
    starts = [m.end() for m in _SENTENCE_END.finditer(text, 0, reference.start)]
    stop = min([*ends, len(text)])
    following = [r.start for r in references if reference.end <= r.start < stop]
    after = text[reference.end : min([stop, *following])]
    before = text[max([0, *starts, *(r.end for r in references if r.end <= reference.start)]) : reference.start]
    if _asks(_TAG.sub("", text[max([0, *starts]) : min(len(text), stop + 1)])):
        return ""
    after, before = _TAG.sub("", after).strip(), _TAG.sub("", before).strip()
    return after if _content(after) else before if _content(before) else ""


def _asks(sentence: str) -> bool:
    return bool(_ASKING.search(sentence))


def _content(piece: str) -> bool:
    return len(_EMPTY.sub("", piece)) >= 4


def judge_fit(statement: str, article: str) -> Fit:
    """Compare what is said with what stands there."""
    if not _content(statement):
        return Fit.NOT_STATED
    said = figures(statement)
    if said and not (said <= figures(article) and _figures_belong(statement, article)):
        return Fit.DIFFERS
    pairs = _pairs(statement)
    if len(pairs) < 4:
        return Fit.FITS if said else Fit.UNSURE
    shared = len(pairs & _pairs(article)) / len(pairs)
    if shared >= _SHARED:
        return Fit.FITS
    if shared < 0.2 and not said:
        return Fit.DIFFERS
    return Fit.UNSURE


def _figures_belong(statement: str, article: str) -> bool:
    """Whether each figure stands where the article speaks of the same thing (designs 15 years, not 10)."""
    there = [(_pairs(clause), figures(clause)) for clause in _CLAUSE.split(article)]
    for clause in _CLAUSE.split(_with_chinese_subjects(statement)):
        about = _pairs(clause)
        for value, unit in figures(clause):
            rivals = [(len(about & pairs), found) for pairs, found in there if any(u == unit for _, u in found)]
            best = max((score for score, _ in rivals), default=0)
            if best and not any((value, unit) in found for score, found in rivals if score == best):
                return False
    return True


def _with_chinese_subjects(statement: str) -> str:
    for english, chinese in _SUBJECTS.items():
        statement = re.sub(rf"\b{english}s?\b", f" {chinese} ", statement, flags=re.IGNORECASE)
    return statement


def _pairs(text: str) -> set[str]:
    """Neighbouring Chinese characters, function words left out."""
    runs = re.findall(r"[\u4e00-\u9fff]+", _EMPTY.sub(" ", text))
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
