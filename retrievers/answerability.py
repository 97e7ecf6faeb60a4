"""How likely it is that what was found answers the question: a small calibrated score, and the evidence behind it."""

import math
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass

Lists = Mapping[tuple[str, str, str], list[tuple[str, float]]]
THRESHOLD = 0.33
TRADE_DISCOUNT = 0.7
_TRADE = re.compile(
    r"专利|商标|著作权|版权|发明|外观设计|实用新型|商业秘密|许可|侵权|注册|品牌|作品|质押|竞业|成果|软件|盗版|假冒|仿冒|抄袭"
    r"|\b(?:patent|trademark|copyright|trade secret|licen[sc]|infring|invent|design|brand|logo|counterfeit|knock-?off|pirat|know-how)",
    re.IGNORECASE,
)
# Of the fields of `Evidence`, in order: a logistic regression on the development questions (docs/retrieval.md). BM25
# scores and the closeness of the article's own text were tried and told nothing more.
_WEIGHTS, _BIAS = (5.1, 2.0, -16.4), 1.4


@dataclass(frozen=True)
class Evidence:
    """What tells an answerable question: a note close to it, lists that agree, and no off-topic question closer."""

    note_closeness: float  # cosine of the best note
    agreement: float  # share of lists whose first five hold the winner
    elsewhere: float  # cosine of the nearest off-topic question

    @classmethod
    def of(cls, query: str, lists: Lists, winner: str, elsewhere: float) -> "Evidence":
        """Read the evidence off the lists of one search. A question with a word of the trade is hardly off topic."""
        notes = (ranked for name, ranked in lists.items() if name[1:] == ("dense", "notes") and ranked)
        holding = [winner in [key for key, _ in ranked[:5]] for ranked in lists.values()]
        return cls(
            note_closeness=max((ranked[0][1] for ranked in notes), default=0.0),
            agreement=sum(holding) / len(holding) if holding else 0.0,
            elsewhere=elsewhere * (TRADE_DISCOUNT if _TRADE.search(query) else 1.0),
        )


def answerability(evidence: Evidence) -> float:
    """Probability (0 to 1) that the hits answer the question."""
    score = sum(weight * value for weight, value in zip(_WEIGHTS, astuple(evidence), strict=True)) + _BIAS
    return 1 / (1 + math.exp(-score))
