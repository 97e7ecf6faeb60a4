"""Reading the claims of a publication as a search needs them: number, text, what each depends on."""

import re

from pydantic import BaseModel, ConfigDict

from knowledge.patents.record import Patent
from tools.search.features import Feature, split_claim

_NUMBER = re.compile(r"^\s*(?:权利要求)?\s*(\d{1,3})\s*[.、．:：)）]\s*")
_ZH_REFERS = re.compile(
    r"(?:根据|如|按照?|依据|权利要求|由)?(?:上述|前述)?权利要求\s*(\d{1,3})(?:\s*(至|到|-|~|—|或|、|和|及)\s*(?:权利要求)?\s*(\d{1,3}))*"
)
_EN_REFERS = re.compile(
    r"\b(?:any (?:one )?of\s+)?(?:the\s+)?(?:preceding\s+)?claims?\s+(\d{1,3})(?:\s*(to|through|-|–|or|and|,)\s*(?:claim\s+)?(\d{1,3}))*",
    re.IGNORECASE,
)
_HEAD = 160  # characters in which a dependent claim says what it depends on
_ALL_BEFORE = re.compile(r"前述任一项?权利要求|上述任一项?权利要求|any (?:one )?of the preceding claims", re.IGNORECASE)


class Claim(BaseModel):
    """One claim; `parents` are the claims it refers to in its opening, none for an independent claim."""

    model_config = ConfigDict(frozen=True)

    number: int
    text: str
    parents: tuple[int, ...] = ()
    children: tuple[int, ...] = ()

    @property
    def independent(self) -> bool:
        """Whether the claim stands by itself."""
        return not self.parents

    @property
    def features(self) -> list[Feature]:
        """The claim's own features."""
        return split_claim(self.text, f"claim {self.number}")


def claims_language(patent: Patent) -> str:
    """The language the claims are held in: the original's where there are some, else any; "" without claims."""
    held = [language for language, texts in patent.texts.items() if texts.claims]
    return patent.language if patent.language in held else next(iter(sorted(held)), "")


def read_claims(patent: Patent) -> list[Claim]:
    """The claims of a publication, in order; empty when the record holds none."""
    language = claims_language(patent)
    texts = patent.texts[language].claims if language else ()
    plain: list[Claim] = []
    for position, text in enumerate(texts, 1):
        found = _NUMBER.match(text)
        number = int(found[1]) if found else position
        body = text[found.end() :] if found else text
        plain.append(Claim(number=number, text=body.strip(), parents=_parents(body, number)))
    numbers = {claim.number for claim in plain}
    kept = [claim.model_copy(update={"parents": tuple(p for p in claim.parents if p in numbers)}) for claim in plain]
    return [
        claim.model_copy(update={"children": tuple(c.number for c in kept if claim.number in c.parents)})
        for claim in kept
    ]


def whole_features(claims: list[Claim], number: int) -> list[Feature]:
    """All features of a claim: those of the claims it depends on (the first of several), then its own, renumbered."""
    by_number = {claim.number: claim for claim in claims}
    chain = [by_number[number]]
    while chain[-1].parents:
        chain.append(by_number[chain[-1].parents[0]])
    found = [
        feature for claim in reversed(chain) for feature in claim.features if claim.independent or not feature.preamble
    ]
    return [feature.model_copy(update={"id": f"F{place}"}) for place, feature in enumerate(found, 1)]


def _parents(text: str, number: int) -> tuple[int, ...]:
    """The claims a claim's opening refers to, in order; a claim refers only to earlier ones."""
    head = text[:_HEAD]
    if _ALL_BEFORE.search(head):
        return tuple(range(1, number))
    found = _ZH_REFERS.search(head) or _EN_REFERS.search(head)
    if not found:
        return ()
    said = [int(digits) for digits in re.findall(r"\d{1,3}", found[0])]
    if found[2] in ("至", "到", "-", "~", "—", "to", "through", "–") and len(said) == 2:
        said = list(range(said[0], said[1] + 1))
    return tuple(dict.fromkeys(parent for parent in said if parent < number))
