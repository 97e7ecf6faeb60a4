"""The kinds of proof a release can wait for, with the provision that makes the moment what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PATENT = ("cn/patent-law@2021-06-01/art10",)
TRADEMARK = ("cn/trademark-law@2019-11-01/art42",)
# The Trademark Law of 2026 is in force from this day; the article is its 46th then.
NEW_TRADEMARK_LAW = date(2027, 1, 1)
NEW_TRADEMARK = ("cn/trademark-law@2027-01-01/art46",)
COPYRIGHT = ("cn/copyright-law@2021-06-01/art27",)


@dataclass(frozen=True)
class ProofKind:
    """A kind of proof. `provisions`: citation keys; `later`: those from the day `since` on, None for the same."""

    name: str
    zh: str
    en: str
    provisions: tuple[str, ...] = ()
    since: date | None = None
    later: tuple[str, ...] = ()

    def provisions_on(self, day: date) -> tuple[str, ...]:
        """The provisions in force on a day."""
        return self.later if self.since and day >= self.since else self.provisions


_KINDS = (
    ProofKind("", "无需证明", "no proof needed"),
    ProofKind("delivery", "交付验收", "delivery accepted"),
    ProofKind("contract", "书面合同", "contract in writing"),
    ProofKind("copyright_contract", "著作权转让书面合同", "contract in writing on the copyright", COPYRIGHT),
    ProofKind("recordal", "登记公告", "notice of recordal", PATENT + TRADEMARK, NEW_TRADEMARK_LAW, PATENT + NEW_TRADEMARK),
    ProofKind("patent_recordal", "专利权转让登记", "recordal of the patent transfer", PATENT),
    ProofKind("trademark_recordal", "商标转让核准公告", "publication of the trademark transfer", TRADEMARK, NEW_TRADEMARK_LAW, NEW_TRADEMARK),
)  # fmt: skip
KINDS: Mapping[str, ProofKind] = {kind.name: kind for kind in _KINDS}


def proof_kind(name: str) -> ProofKind:
    """A kind by its name. Raises ValueError for one there is not: which proof is needed is for the platform's code to say."""
    if name not in KINDS:
        raise ValueError(f"no kind of proof is called {name}")
    return KINDS[name]
