"""Claims: their numbers, which depends on which, and each taken apart into preamble, transition and features.

A reading aid, not a construction of the claim: what a feature means and whether it limits is a matter of law. Offsets
are into `Claim.text`, so that every feature can be shown in its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from knowledge.patents.references import references
from knowledge.practice.notes import Both

Openness = Literal["open", "closed", "partly", ""]
_NUMBER = re.compile(
    r"^\s*(?:\.\[\.)?(?:claim\s+|权利要求\s*)?(\d{1,3})(?:\s*[.．、:：)）]|\s+(?=[A-Z一]))\s*(?!\d)", re.IGNORECASE
)
_START = re.compile(
    r"(?m)^[ \t\u3000]*(?:\.\[\.)?(?:权利要求\s*)?(\d{1,3})\s*(?:\.?\s*[-–]\s*(\d{1,3})\s*\.?\s*(?=\(|cancel)|[.．、)）]\s*(?=[^\d\s]))"
)
_CANCELLED = re.compile(r"^\W*(?:\d+\W*)?(?:cancell?ed|withdrawn|deleted|删除|（?已?取消)", re.IGNORECASE)
_CHARACTERISING = re.compile(
    r",?\s*(?:\b(?:is\s+|are\s+|being\s+)?characteri[sz]ed\s+(?:in\s+that|by)\b|\bthe\s+improvement\s+(?:which\s+)?compris\w+|其?特征(?:在于|是|为)(?:[，,]?如下)?)\s*[:：，,]?",
    re.IGNORECASE,
)
_TRANSITIONS: tuple[tuple[Openness, re.Pattern[str]], ...] = (
    ("partly", re.compile(r"\bconsist(?:s|ing)?\s+essentially\s+of\b|基本上?由", re.IGNORECASE)),
    ("closed", re.compile(r"\bconsist(?:s|ing)?\s+of\b|\bcomposed\s+of\b|由(?=[^，；。]{1,200}(?:组成|构成))|组成[为是]|余量[为是]", re.IGNORECASE)),
    ("open", re.compile(r"\b(?:which\s+)?compris(?:es?|ing)\b|\binclud(?:es?|ing)\b|\bcontain(?:s|ing)\b|\bhaving\b|它?包括(?:有)?|包含(?:有)?|含有|具有|设有|设置有", re.IGNORECASE)),
    ("", re.compile(r"\bwherein\b|\bin\s+which\b|\bwhereby\b|其中", re.IGNORECASE)),
)  # fmt: skip
_METHOD = re.compile(r"\b(?:method|process|use)\b|方法|工艺|流程|用途|应用", re.IGNORECASE)
_BREAK = re.compile(r"[;；\n]+|(?<=[\u4e00-\u9fff)）])。(?=.)")
_COMMA_EN = re.compile(r",\s+(?:and\s+)?(?=(?:an?|the|said|at\s+least|one\s+or\s+more|means|wherein|where|a\s+plurality|first|second)\b)", re.IGNORECASE)  # fmt: skip
_COMMA_ZH = re.compile(r"[，,](?=所述|其中|且|并|以及|还|该|第[一二三四五六七八九十]|一[个对种根端]|另)")
_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")
_RANGE = re.compile(
    r"^\s*(\d{1,3})\s*\.?\s*[-–]\s*(\d{1,3})\s*\.?\s*(?=\(?\s*(?:cancel|withdrawn|deleted))", re.IGNORECASE
)
_LONG = {"zh": 60, "en": 200}


@dataclass(frozen=True)
class Feature:
    """A piece of a claim with its place in `Claim.text`."""

    text: str
    start: int
    end: int
    known: bool = False  # it stands before "characterised in that": the part shared with the closest prior art


@dataclass(frozen=True)
class Claim:
    """One claim. `refers_to` is empty for an independent one."""

    number: int
    text: str
    refers_to: tuple[int, ...] = ()
    preamble: str = ""
    transition: str = ""
    openness: Openness = ""
    features: tuple[Feature, ...] = ()
    other_category: bool = False  # it refers to a claim of another category: independent in substance
    cancelled: bool = False

    @property
    def independent(self) -> bool:
        """Whether the claim stands alone; one that refers to a claim of another category counts as independent."""
        return not self.refers_to or self.other_category

    @property
    def multiple(self) -> bool:
        """Whether it depends on several claims in the alternative."""
        return len(self.refers_to) > 1


@dataclass(frozen=True)
class ClaimTree:
    """All claims of a publication, and what is odd about them."""

    claims: tuple[Claim, ...]
    problems: tuple[Both, ...] = field(default=())

    def get(self, number: int) -> Claim | None:
        """The claim of a number."""
        return next((claim for claim in self.claims if claim.number == number), None)

    def children(self, number: int) -> tuple[int, ...]:
        """The claims that refer directly to one."""
        return tuple(claim.number for claim in self.claims if number in claim.refers_to)

    def roots(self) -> tuple[int, ...]:
        """The claims that refer to no other."""
        return tuple(claim.number for claim in self.claims if not claim.refers_to and not claim.cancelled)

    def ancestors(self, number: int) -> tuple[int, ...]:
        """Every claim whose features a claim takes over by one of its references, nearest first."""
        seen: list[int] = []
        waiting = list(((claim := self.get(number)) and claim.refers_to) or ())
        while waiting:
            next_one = waiting.pop(0)
            if next_one not in seen and (parent := self.get(next_one)):
                seen.append(next_one)
                waiting += parent.refers_to
        return tuple(seen)


def split_claims(text: str) -> list[str]:
    """A text of all claims cut into claims, each with its number; numbers have to go up, so "2. 5 mm" begins none."""
    starts: list[int] = []
    last = 0
    for match in _START.finditer(text):
        if last < int(match[1]) <= last + 30:
            starts.append(match.start())
            last = int(match[2] or match[1])
    if not starts:
        return [text.strip()] if text.strip() else []
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def parse_claims(printed: Sequence[str]) -> ClaimTree:
    """The claims as printed ("1. A device ..."; a number left out is counted on), or the one text of all of them."""
    texts = split_claims(printed[0]) if len(printed) == 1 else [each for each in printed if each.strip()]
    claims: list[Claim] = []
    problems: list[Both] = []
    for text in texts:
        if gone := _RANGE.match(text):  # "21.-25. (canceled)"
            claims += [
                Claim(each, text[gone.end() :], cancelled=True) for each in range(int(gone[1]), int(gone[2]) + 1)
            ]
            continue
        found = _NUMBER.match(text)
        number = int(found[1]) if found else (claims[-1].number + 1 if claims else 1)
        body = _joined(text[found.end() :] if found else text)
        named = sorted({each for reference in references(body, number) for each in reference.claims})
        refers_to = tuple(each for each in named if each < number)
        if any(each >= number for each in named):
            problems.append(_forward(number, [each for each in named if each >= number]))
        claims.append(_claim(number, body, refers_to, claims))
        if len(refers_to) > 1 and (
            basis := [each.number for each in claims if each.number in refers_to and each.multiple]
        ):
            problems += _multiple_on_multiple(number, basis, body)
    return ClaimTree(tuple(claims), tuple(problems))


def _joined(text: str) -> str:
    """Without the line breaks of the print: none within Chinese, a space within English; those after ; and : stay."""
    text = text.replace("\u200b", "").strip()
    if re.search(r"[\u4e00-\u9fff]", text):
        return re.sub(r"(?<![;；:：。\n])[ \t]*\n\s*", "", text)
    text = re.sub(r"(?<![;:；：,，])[ \t]*\n[ \t]*(?=[a-z0-9(])", " ", text)
    return re.sub(r"[ \t]{2,}", " ", text)


def _forward(number: int, named: list[int]) -> Both:
    which = ", ".join(map(str, named))
    return Both(
        zh=f"权利要求{number}引用了不在其前的权利要求{which}，没有计入。",
        en=f"Claim {number} refers to claim {which}, which does not come before it; the reference is not counted.",
    )


def _multiple_on_multiple(number: int, basis: list[int], text: str) -> list[Both]:
    """A remark for Chinese claims: Implementing Regulations, Article 25 (text of 2023-12-11)."""
    if not re.search(r"[\u4e00-\u9fff]", text):
        return []
    which = ", ".join(map(str, basis))
    return [
        Both(
            zh=f"多项从属权利要求{number}以多项从属权利要求{which}为基础（专利法实施细则第二十五条不允许）。",
            en=f"Claim {number}, multiple dependent, rests on multiple dependent claim {which} (Implementing Regulations of the Patent Law, Article 25, forbids that).",
        )
    ]


def _claim(number: int, text: str, refers_to: tuple[int, ...], before: list[Claim]) -> Claim:
    if _CANCELLED.match(text) or not text:
        return Claim(number, text, cancelled=True)
    characterising = _CHARACTERISING.search(text)
    openness, lead = _first_transition(text)
    mark = characterising or lead
    if mark is None:
        whole = Feature(text, 0, len(text))
        return Claim(
            number, text, refers_to, text, features=(whole,), other_category=_other(text, text, refers_to, before)
        )
    preamble = text[: mark.start()].rstrip(" ,，：:")
    subject = text[: min(mark.start(), lead.start() if lead else mark.start())].rstrip(" ,，：:")
    features = [Feature(subject, 0, len(subject), known=bool(characterising))] if subject.strip() else []
    if characterising and lead and lead.end() < characterising.start():
        features += _features(text, lead.end(), characterising.start(), known=True)
    features += _features(text, mark.end(), len(text), known=False)
    return Claim(
        number, text, refers_to, preamble, mark[0].strip(" ,，：:"), openness, tuple(features),
        _other(subject, text, refers_to, before),
    )  # fmt: skip


def _first_transition(text: str) -> tuple[Openness, re.Match[str] | None]:
    """The transition that opens the list of features: the earliest of those that say open or closed, else "wherein"."""
    found = [
        (match.start(), openness, match) for openness, pattern in _TRANSITIONS[:3] if (match := pattern.search(text))
    ]
    if found:
        _, openness, match = min(found, key=lambda each: (each[0], len(each[1])))
        return openness, match
    return "", _TRANSITIONS[3][1].search(text)


def _other(subject: str, text: str, refers_to: tuple[int, ...], before: list[Claim]) -> bool:
    """Whether the claim asks for something else than the claims it refers to: a method of using the device of claim 1."""
    if not refers_to or re.match(r"\s*(?:the|said)\b|\s*(?:根据|如|按照|依据|按)?权利要求", text, re.IGNORECASE):
        return False
    head = re.split(r"\bclaims?\b|权利要求|根据|如\b", subject, maxsplit=1)[0] or subject
    tail = subject if re.search(r"权利要求", subject) else head
    parents = [claim for claim in before if claim.number in refers_to]
    return bool(parents) and all(
        bool(_METHOD.search(tail)) != bool(_METHOD.search(claim.preamble)) for claim in parents
    )


def _features(text: str, start: int, end: int, known: bool) -> list[Feature]:
    """The span cut at semicolons and line ends; a long piece left whole is cut at commas that begin a feature."""
    pieces = _cut(text, start, end, _BREAK)
    chinese = bool(re.search(r"[\u4e00-\u9fff]", text[start:end]))
    comma, limit = (_COMMA_ZH, _LONG["zh"]) if chinese else (_COMMA_EN, _LONG["en"])
    finer = [
        inner for first, last in pieces for inner in (_cut(text, first, last, comma) if last - first > limit else [(first, last)])
    ]  # fmt: skip
    return [Feature(text[first:last], first, last, known) for first, last in finer]


def _cut(text: str, start: int, end: int, at: re.Pattern[str]) -> list[tuple[int, int]]:
    """Spans between the matches, trimmed, empty ones left out."""
    masked = _PARENTHESES.sub(lambda inside: "x" * len(inside[0]), text)  # reference signs: (162, 164; 362)
    edges = [start, *(edge for match in at.finditer(masked, start, end) for edge in match.span()), end]
    spans = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        piece = text[first:last]
        left = first + len(piece) - len(piece.lstrip(" \n\t,，:：。."))
        right = last - (len(piece) - len(piece.rstrip(" \n\t,，:：。.")))
        if left < right and text[left:right].strip(" and"):
            spans.append((left, right))
    return spans
