"""The answer guard: nothing is cited that was not found, nothing named that does not exist on the day.

It reads the finished answer, whichever engine wrote it. A citation key has to come from this conversation's tool
results; a provision named in the prose has to be among them, or to exist in force as of the day and not to say
something else; a docket or patent number has to stand in them. What fails is struck out and said.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.cases.dockets import numbers_within, singles, sub_dockets
from knowledge.citation import Citation
from knowledge.language import Language
from knowledge.law.attribution import Fit
from knowledge.law.outside import Outside
from knowledge.law.records import ArticleNumber
from knowledge.law.reference import Reference
from knowledge.law.verify import Checked, Reason, Verdict, Verifier

KEY = re.compile(r"\[((?:cn|us|ep|jp|practice|case|patent|mark|document)/[^\[\]\s;,、]+)\]")
_KEYS = re.compile(
    r"\[((?:(?:cn|us|ep|jp|practice|case|patent|mark|document)/[^\[\]\s;,、]+\s*[;,、]\s*)+(?:cn|us|ep|jp|practice|case|patent|mark|document)/[^\[\]\s;,、]+)\]"
)
_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_PATENT = re.compile(
    rf"{_START}(?:CN|ZL|US|EP|JP|KR|WO|DE|GB)\s?\d[\d,/-]{{4,14}}\d(?:\.\d)?(?:\s?[A-Z]\d?)?{_END}|{_START}PCT/[A-Z]{{2}}\d{{4}}/\d{{5,6}}{_END}"
)
_NO_BEFORE = re.compile(
    r"(?:没有|并?不存在|并无|查不到|找不到|无此|未收录?|不是)[《“\s]*[^，。；,;!！?？\n]{0,14}$"
    r"|\b(?:no|not|never|without|cannot find|find no|is no|has no)\s+(?:an?\s+|any\s+|such\s+(?:thing as\s+)?|(?:case|record|entry) (?:of\s+)?)?(?:the\s+)?$",
    re.IGNORECASE,
)
_NO_AFTER = re.compile(
    r"^[》”\s]*(?:并?不存在|查不到|找不到|已经?(?:废止|失效)|不再有效|尚未(?:生效|施行)|没有这一条|的说法(?:有误|不对))"
    r"|^[\s,]*(?:does not exist|do not exist|is not (?:in force|held|here)|is no longer|was repealed|is repealed|has been repealed|cannot be (?:found|checked|verified)|is wrong)",
    re.IGNORECASE,
)
_OVERCLAIM = re.compile(
    r"(?:一定|必然|肯定|必定|保证|百分之?百|100%)(?:您|你|会|能|可以|被)*(?:能|会)?(?:胜诉|赢|授权|成功|无效掉)|包赢|必胜"
    r"|\b(?:guaranteed?s?|definitely|certain(?:ly)?(?: to)?)\s+(?:that\s+)?(?:you\s+|we\s+)?(?:will\s+|to\s+)?(?:win|succeed|be granted|prevail)|\b(?:success|a win|victory|the grant) is (?:guaranteed|certain)",
    re.IGNORECASE,
)
_DISCLAIMED = re.compile(
    r"(?:不|没有?人?|无法|不能|难以|谁也|从不)[^，。；\n]{0,8}$|\b(?:not|no|cannot|can't|never|nobody|no one)\b[^.;\n]{0,24}$",
    re.IGNORECASE,
)
_NOTICE = {
    "zh": "（划掉或删去的内容没有通过核对，请勿采用：{what}。）",
    "en": "(What was struck out or removed failed the check; do not rely on them: {what}.)",
}
# A case as the offline engine tells it: of our digest, whose foreign and superseded provisions no library here holds.
_CASE_TOLD = re.compile(r"^- \*\*.*\[case/[^\]\s]+\].*(?:\n  .+)*", re.MULTILINE)
_QUOTATION = 8  # characters from which a repetition is a quotation


@dataclass(frozen=True)
class Guarded:
    """The answer as it may be shown, what it cites, and what was struck."""

    text: str
    cited: tuple[Citation, ...]
    struck: tuple[str, ...]


class Guard:
    """Checks answers against the evidence and the library."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    def check(
        self, answer: str, evidence: dict[str, Citation], day: date, language: Language, composed: bool = False, told: Collection[str] = (), asked: str = "",
    ) -> Guarded:  # fmt: skip
        """The answer with every unsupported reference struck out and a sentence that says so.

        `composed`: the offline engine put it together from notes that are tested against the text, so that what is
        said of a provision shown is not judged again by its words; that the provision was shown or exists still is.
        `told`: texts the tools wrote themselves; a line of them said again word for word stands as it is, but for its keys.
        `asked`: what the user wrote; the offline engine, which makes nothing up, may name the numbers in it again.
        """
        struck: list[str] = []
        cited: dict[str, Citation] = {}

        def key(match: re.Match[str]) -> str:
            if match[1] in evidence:
                cited[match[1]] = evidence[match[1]]
                return match[0]
            struck.append(match[1])
            return ""

        text = KEY.sub(key, _KEYS.sub(_one_by_one, answer))
        text = self._strike_provisions(text, evidence, day, struck, composed, told)
        text = _strike_records(text, evidence, struck, (*told, asked) if composed else told)
        text = _strike_promises(text, struck)
        if struck:
            joiner = "、" if language == "zh" else "; "
            what = joiner.join(dict.fromkeys(struck))
            text = f"{text.rstrip()}\n\n{_NOTICE[language].format(what=what)}"
        return Guarded(text, tuple(cited.values()), tuple(struck))

    def _in_an_evident_law(self, number: ArticleNumber | None, evidence: dict[str, Citation]) -> bool:
        """An article named without its law: it has to exist in some text of a law this conversation has shown."""
        return number is None or any(self._verifier.exists(slug, number) for slug in _laws(evidence))

    def _strike_provisions(
        self, text: str, evidence: dict[str, Citation], day: date, struck: list[str], composed: bool, told: Collection[str]
    ) -> str:  # fmt: skip
        own = _CASE_TOLD.sub(_blank, text) if composed else text
        prose = _without_quotations(KEY.sub(_blank, own), evidence, told)  # same places, no keys and no quotations
        spans: dict[tuple[int, int], str] = {}
        for checked in self._verifier.verify(prose, day):
            reference = checked.reference
            if reference.carried or checked.reason is Reason.NO_LAW_NAMED:
                supported = self._in_an_evident_law(reference.number, evidence)
            else:
                supported = _supported(checked, evidence, self._verifier, composed)
            if not supported and not _denied(prose, reference.start, reference.end):
                spans[reference.start, reference.end] = reference.raw
        for (start, end), raw in _apart(spans):
            text = f"{text[:start]}~~{text[start:end]}~~{text[end:]}"
            struck.insert(0, raw.strip())
        return text


def _one_by_one(match: re.Match[str]) -> str:
    """[a; b] as [a] [b]."""
    return " ".join(f"[{key}]" for key in re.split(r"\s*[;,、]\s*", match[1]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_quotations(text: str, evidence: dict[str, Citation], told: Collection[str]) -> str:
    """Blank what is quoted word for word from the evidence: what a provision itself refers to needs no support."""
    pieces = {line.strip() for citation in evidence.values() for line in citation.quote.split("\n")}
    pieces |= {KEY.sub(_blank, line).strip() for own in told for line in own.split("\n")}
    digests = [citation for key, citation in evidence.items() if key.startswith("practice/")]
    pieces |= {f"{c.title}{c.locator}" for c in digests} | {f"{c.title_en}, {c.place('en')}" for c in digests}
    for piece in sorted((piece for piece in pieces if len(piece) >= _QUOTATION), key=len, reverse=True):
        text = text.replace(piece, " " * len(piece))
    return text


def _apart(spans: dict[tuple[int, int], str]) -> list[tuple[tuple[int, int], str]]:
    """The spans from the last to the first, those inside a longer one left out."""
    longest = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    apart: list[tuple[int, int]] = []
    for span in sorted(longest, reverse=True):
        if not apart or span[1] <= apart[-1][0]:
            apart.append(span)
    return [(span, spans[span]) for span in apart]


def _supported(checked: Checked, evidence: dict[str, Citation], verifier: Verifier, composed: bool) -> bool:
    """Shown by a tool or in force, and not saying something else; or an instrument nobody can check that a tool quoted."""
    reference = checked.reference
    if reference.law and reference.number and _shown(reference.law.slug, reference.number, evidence):
        whole = checked.reason not in (Reason.NO_PARAGRAPH, Reason.NO_ITEM)
        return whole and (composed or verifier.may_say(reference.law.slug, reference.number, checked.statement))
    if checked.verdict is Verdict.CANNOT_CHECK:
        return any(_names(citation, reference, verifier.outside) for citation in evidence.values())
    return checked.verdict is Verdict.IN_FORCE and checked.fit is not Fit.DIFFERS


def _shown(slug: str, number: ArticleNumber, evidence: dict[str, Citation]) -> bool:
    return any(key.startswith(f"cn/{slug}@") and key.endswith(f"/art{number}") for key in evidence)


def _laws(evidence: dict[str, Citation]) -> set[str]:
    return {key.split("/")[1].partition("@")[0] for key in evidence if key.startswith("cn/")}


def _names(citation: Citation, reference: Reference, outside: Outside) -> bool:
    """The citation is of this instrument, or its own words name it."""
    if not reference.law_name:
        return False
    words = f"{citation.title}{citation.title_en}{citation.locator}{citation.quote}"
    return reference.law_name in words or outside.same(reference.law_name, citation.title.partition("（")[0])


def _denied(text: str, start: int, end: int) -> bool:
    """The words just before or after say that the thing named does not exist or is not in force."""
    return bool(_NO_BEFORE.search(text[max(0, start - 30) : start]) or _NO_AFTER.match(text[end : end + 40]))


def _strike_records(text: str, evidence: dict[str, Citation], struck: list[str], told: Collection[str]) -> str:
    """Dockets and patent numbers that no tool has shown."""
    words = [*(f"{c.key} {c.title} {c.locator} {c.quote}" for c in evidence.values()), *told]
    known, dockets = _squeeze(" ".join(words)), {form for line in words for form in numbers_within(line)}

    def strike(match: re.Match[str]) -> str:
        shown = _squeeze(match[0]) in known or dockets.issuperset(singles(match[0]))
        if shown or _denied(match.string, *match.span()):
            return match[0]
        struck.append(match[0])
        return f"~~{match[0]}~~"

    return _PATENT.sub(strike, sub_dockets(strike, text))


def _squeeze(text: str) -> str:
    return re.sub(r"[\s()（）,]", "", text)


def _strike_promises(text: str, struck: list[str]) -> str:
    """A desk gives information; it promises no outcome. Saying that nobody can promise one is no promise."""

    def strike(match: re.Match[str]) -> str:
        if _DISCLAIMED.search(match.string[: match.start()]):
            return match[0]
        struck.append(match[0])
        return f"~~{match[0]}~~"

    return _OVERCLAIM.sub(strike, text)


def keys_in(text: str) -> Iterable[str]:
    """Citation keys in an answer, in order of appearance, each once."""
    return dict.fromkeys(KEY.findall(text))
