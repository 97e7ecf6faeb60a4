"""Reading the claims of a publication as a search needs them: number, text, what each depends on."""

from pydantic import BaseModel, ConfigDict

from knowledge.patents.claims import parse_claims
from knowledge.patents.record import Patent
from tools.search.features import Feature, split_claim


class Claim(BaseModel):
    """One claim; `parents` are the claims whose features it takes over, none for an independent claim."""

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
    claims = [claim for claim in parse_claims(texts).claims if not claim.cancelled]
    parents = {claim.number: () if claim.independent else claim.refers_to for claim in claims}
    kept = {number: tuple(p for p in above if p in parents and p != number) for number, above in parents.items()}
    return [
        Claim(
            number=claim.number,
            text=claim.text,
            parents=kept[claim.number],
            children=tuple(number for number, above in kept.items() if claim.number in above),
        )
        for claim in claims
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
