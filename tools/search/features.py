"""Splitting an invention into features: the clauses of a claim, or the sentences of a description, in either language."""

import re
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.language import HAN, Language, detect

MOST = 30  # features of one text: more make no readable table
_NUMBER = re.compile(r"^\s*(?:权利要求)?\s*\d{1,3}\s*[.、．:：)）]\s*(?=\D)")
_NUMERAL = re.compile(r"[（(\[]\s*\d{1,4}[a-zA-Z']{0,2}(?:\s*[,，、~-]\s*\d{1,4}[a-zA-Z']{0,2})*\s*[)）\]]")
# What a text says of itself or of its merits is no feature.
_NO_FEATURE = re.compile(
    r"^(?:本(?:发明|实用新型|申请)的?(?:优点|有益效果|目的|效果)|(?:其)?(?:优点|有益效果|目的|好处)|(?:现有技术|目前|传统的?)|与现有技术相比)"
    r"|(?:提高了|降低了|节约了|节省了)[^，。]{0,12}(?:效率|成本|能耗)$"
    r"|^(?:the )?(?:advantages?|objects?|benefits?|purpose)\b|^(?:compared (?:with|to)|in the prior art|conventional(?:ly)?|currently|existing)\b",
    re.IGNORECASE,
)
_CUT_ZH = re.compile(r"[；;。！？!?\n]+|(?<!\d)[.．](?=\s|$)")
_PREAMBLE_ZH = re.compile(
    r"(?:其)?特征(?:在于|是)\s*[，,：:]?|(?<=[^，,])(?:包括|包含|具有|由)\s*(?:以下步骤|如下步骤)?\s*[：:]"
)
_CLAUSE_ZH = re.compile(
    r"[，,](?=\s*(?:所述|且|并|其中|该|以及|还|同时|通过|在所述|每|各|用于|然后|再|最后|将|上述|两|另))"
)
_CUT_EN = re.compile(r";|\n+|(?<=[a-z)\]\d]{2})[.](?=\s+[A-Z(]|\s*$)|[!?]+")
_PREAMBLE_EN = re.compile(
    r"\b(?:compris(?:es|ing)|consist(?:s|ing) (?:essentially )?of|includ(?:es|ing)|having|characteri[sz]ed (?:in that|by))\b\s*(?:the (?:following )?steps of|steps of)?\s*:?",
    re.IGNORECASE,
)
_CLAUSE_EN = re.compile(
    r",\s*(?:and\s+)?(?=(?:wherein|whereby|said|the said|where|in which|such that|so that)\b)|,\s+and\s+(?=an?\b|at least\b|one or more\b)",
    re.IGNORECASE,
)
_LONG = {"zh": 36, "en": 150}  # characters from which a clause is cut again at its inner joints
_SHORT = {"zh": 5, "en": 12}  # characters under which a fragment belongs to its neighbour
_LETTER = re.compile(f"[A-Za-z{HAN}]")


class Feature(BaseModel):
    """One technical feature: its number in the table, its words, and whether it names the subject (the preamble)."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    language: Language
    preamble: bool = False
    place: str = ""  # "claim 3" where it stands in a claim


@dataclass(frozen=True)
class Split:
    """The features of a text and what was left out as no feature (merits, background, or past the limit)."""

    features: list[Feature]
    left_out: list[str]


def split_claim(text: str, place: str = "") -> list[Feature]:
    """The features of one claim, preamble first. Reference numerals and the claim's number are no part of them."""
    plain = _plain(_NUMBER.sub("", text))
    language = detect(plain)
    head, body = _at_preamble(plain, language)
    pieces = [(head, True)] if head else []
    pieces += [(piece, False) for piece in _pieces(body, language)]
    return _numbered(pieces, language, place)[:MOST]


def split_text(text: str) -> Split:
    """The features of a description in plain words: a claim-like text by clauses, prose by sentences and clauses."""
    plain = _plain(text)
    language = detect(plain)
    pieces: list[tuple[str, bool]] = []
    left_out = []
    for sentence in _sentences(plain, language):
        if _NO_FEATURE.search(_NUMBER.sub("", sentence)):
            left_out.append(sentence)
            continue
        head, body = _at_preamble(_NUMBER.sub("", sentence), language) if not pieces else ("", sentence)
        pieces += [(head, True)] if head else []
        pieces += [(piece, False) for piece in _pieces(_NUMBER.sub("", body), language)]
    if len(pieces) == 1:  # one sentence without a claim's words: its clauses are all there is to go by
        pieces = [(clause, False) for clause in _clauses(pieces[0][0])]
    kept = [piece for piece in pieces if not _NO_FEATURE.search(piece[0])]
    left_out += [piece for piece, _ in pieces if _NO_FEATURE.search(piece)]
    features = _numbered(kept, language, "")
    return Split(features[:MOST], left_out + [feature.text for feature in features[MOST:]])


def _plain(text: str) -> str:
    return re.sub(r"[ \t\u3000]+", " ", _NUMERAL.sub("", text)).strip()


def _sentences(text: str, language: Language) -> list[str]:
    cut = re.compile(r"[。！？!?\n]+") if language == "zh" else re.compile(r"\n{2,}|(?<=[a-z)\]\d]{2})[.](?=\s+[A-Z(]|\s*$)|[!?]+")  # fmt: skip
    return [sentence.strip() for sentence in cut.split(text) if _LETTER.search(sentence)]


def _at_preamble(text: str, language: Language) -> tuple[str, str]:
    """What a claim is of, and the rest; ("", text) where no words divide them."""
    found = (_PREAMBLE_ZH if language == "zh" else _PREAMBLE_EN).search(text)
    if not found or not _LETTER.search(text[found.end() :]):
        return "", text
    return text[: found.start()].strip(" ，,:：；;"), text[found.end() :]


def _pieces(text: str, language: Language) -> list[str]:
    cut, clause = (_CUT_ZH, _CLAUSE_ZH) if language == "zh" else (_CUT_EN, _CLAUSE_EN)
    pieces: list[str] = []
    for part in cut.split(text):
        pieces += clause.split(part) if len(part) > _LONG[language] else [part]
    out: list[str] = []
    for piece in (piece.strip(" ，,:：、.-") for piece in pieces):
        piece = re.sub(r"^(?:and|及|以及|和)\s+", "", piece)
        if not _LETTER.search(piece):
            continue
        if out and len(piece) < _SHORT[language]:
            out[-1] = f"{out[-1]}，{piece}" if language == "zh" else f"{out[-1]}, {piece}"
        else:
            out.append(piece)
    return out


def _clauses(text: str) -> list[str]:
    """The clauses between commas; a short one stays with the one before it."""
    clauses: list[str] = []
    for clause in re.split(r"(?:，|,)\s*", text):
        if clauses and len(clause) < _SHORT[detect(text)]:
            clauses[-1] += f"，{clause}" if detect(text) == "zh" else f", {clause}"
        else:
            clauses.append(clause)
    return clauses


def _once(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Repetitions left out, in order."""
    return list(dict.fromkeys(pieces))


def _numbered(pieces: list[tuple[str, bool]], language: Language, place: str) -> list[Feature]:
    return [
        Feature(id=f"F{number}", text=text, language=language, preamble=preamble, place=place)
        for number, (text, preamble) in enumerate(_once(pieces), 1)
    ]
