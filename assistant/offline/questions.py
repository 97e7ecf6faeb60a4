"""Taking a turn apart: several questions in one, each with the situation it is about."""

import re

from knowledge.language import detect
from retrievers.tokens import query_tokens
from tools.law.facts import rights_in

LIMIT = 4
_END = re.compile(r"[^?？]*[?？]+")
_NUMBERED = re.compile(r"(?:^|\n|\s)(?:\d{1,2}[.、)）]|[一二三四五六][、.]|（[一二三四五六]）|\([a-d1-9]\))\s*")
_SENTENCES = re.compile(r"[^。！!\n.]+[。！!\n.]*")
_TAG = re.compile(
    r"^(?:对吗|是吗|是不是|行吗|可以吗|能行吗|合法吗|有依据吗|允许吗|怎么办|为什么|right|correct|is that (?:ok|legal|right|allowed)|why|can (?:they|we|i|he|she) do that|what can (?:i|we) do)\s*[?？]*$",
    re.IGNORECASE,
)
_OWN_SUBJECT = 3  # index terms a question needs to stand alone


def split_questions(text: str) -> list[str]:
    """The questions of a turn in order, with what was told before them; one when they belong together.

    A later question that names no right of its own is asked with the first one: 要补什么材料 is about what was told there.
    """
    numbered = [piece.strip() for piece in _NUMBERED.split(text) if piece.strip()]
    if len(numbered) > 2 or (len(numbered) == 2 and _NUMBERED.match(text.strip())):
        return numbered
    pieces = [piece.strip() for piece in _END.findall(text) if len(piece.strip()) > 1]
    if len(pieces) < 2:
        return [text]
    rest = text[sum(len(piece) for piece in _END.findall(text)) :].strip()
    context = _opening(pieces[0])
    questions: list[str] = []
    for piece in pieces:
        tag = _TAG.match(piece) or len(query_tokens(piece)) < 2
        if questions and (tag or not _stands_alone(piece)):
            questions[-1] += f" {piece}"
        elif questions and not _told(piece) and (context or not rights_in(piece)):
            questions.append(f"{context or pieces[0]} {piece}")
        else:
            questions.append(piece)
    if rest and questions:
        questions[-1] += f" {rest}"
    return questions


def _opening(piece: str) -> str:
    """The sentences told before the first question."""
    sentences = _SENTENCES.findall(piece)
    return "".join(sentences[:-1]).strip()


def _told(piece: str) -> bool:
    return len(_SENTENCES.findall(piece)) > 1


def _stands_alone(piece: str) -> bool:
    enough = _OWN_SUBJECT + 2 if detect(piece) == "zh" else _OWN_SUBJECT
    return len(query_tokens(piece)) >= enough
