"""What is held about one patent on a day: its publications, status, claims, and what the index says of its class."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.patents.claims import Claim, parse_claims
from knowledge.patents.history import History, history_of
from knowledge.patents.record import Patent, Right
from knowledge.patents.status import LegalStatus, status_on
from tools.appraisal.growth import ClassCounts, class_counts
from tools.refused import Refused
from tools.search.records import Asked, found_records
from tools.search.room import SearchRoom
from tools.search.shown import title_of

READABLE = ("zh", "en")  # languages whose claims can be taken apart
# Where the next claim begins in a text that runs on: "...。2．根据权利要求1所述的...", "... holes. 2. The device of claim 1 ...".
_RUNS_ON = re.compile(r"(?<=[。.;；])\s*(?=\d{1,3}\s*[.．、]\s*(?:根据|如|按|依|权利要求|一种|(?:The|An?|In|According|Use|Method|Device)\b))")  # fmt: skip


@dataclass(frozen=True)
class HeldPatent:
    """One application or patent as the records show it. `claims` only where their language can be read."""

    asked: Asked
    history: History
    status: LegalStatus
    claims: tuple[Claim, ...]
    claims_language: str
    counts: ClassCounts
    as_of: date
    retrieved: date | None  # when the latest of its records was taken in

    @property
    def newest(self) -> Patent:
        """The publication that speaks for the application."""
        return self.history.newest

    @property
    def title(self) -> str:
        """Its title as printed."""
        return title_of(self.newest)

    @property
    def granted(self) -> bool:
        """Whether it was granted by the day."""
        return self.history.granted_on is not None and self.history.granted_on <= self.as_of


def held_patent(room: SearchRoom, number: str, as_of: date) -> HeldPatent:
    """What is held of a typed number. Raises Refused: not held, a right the guide does not cover, or days that cannot be."""
    asked, publications = found_records(room, number)
    history = history_of(publications)
    _covered(history)
    _possible(history, as_of)
    language, printed = _claims(history)
    known = [source.retrieved.date() for patent in history.publications for source in patent.sources.values()]
    return HeldPatent(
        asked, history, status_on(publications, as_of), tuple(claim for claim in parse_claims(printed).claims if not claim.cancelled), language,
        class_counts(room, history, as_of), as_of, max(known, default=None),
    )  # fmt: skip


def _covered(history: History) -> None:
    number = history.newest.number
    if history.right is Right.DESIGN:
        raise Refused(f"{number} 是外观设计，GB/T 42748-2023 只适用于发明和实用新型：请委托评估机构评估（服务 APR-PAT），并先取得专利权评价报告。/ {number} is a design, and GB/T 42748-2023 covers inventions and utility models only: have it valued by an appraisal firm (service APR-PAT) and get an evaluation report of the office first.", "appraisal.design")  # fmt: skip
    if history.right not in (Right.INVENTION, Right.UTILITY_MODEL):
        raise Refused(f"{number} 不是发明或实用新型，这套指标不适用；请委托评估机构（服务 APR-PAT）。/ {number} is neither an invention nor a utility model, which is all these indicators cover; ask an appraisal firm (service APR-PAT).", "appraisal.right")  # fmt: skip


def _possible(history: History, as_of: date) -> None:
    """Days that contradict each other are not scored."""
    number, filed, granted = history.newest.number, history.filed, history.granted_on
    if filed and filed > as_of:
        raise Refused(f"{number} 的申请日 {filed} 晚于评价日 {as_of}：那一天还没有申请；请改用以后的日子，或更正记录后重新入库。/ {number} was filed on {filed}, after the day of the appraisal, {as_of}: nothing was filed yet; choose a later day, or correct the record and ingest it again.", "appraisal.future")  # fmt: skip
    if filed and granted and granted < filed:
        raise Refused(f"{number} 的授权日 {granted} 早于申请日 {filed}，记录有误；请核对专利登记簿，更正后重新入库（ipos ingest patents）。/ {number} is said to be granted on {granted}, before it was filed on {filed}: the record is wrong; check the register, correct it and ingest it again (ipos ingest patents).", "appraisal.days")  # fmt: skip


def _claims(history: History) -> tuple[str, tuple[str, ...]]:
    """The claims of the newest publication that has any, in a language that can be read: the original's first."""
    for patent in reversed(history.publications):
        for language in (patent.language, "zh", "en"):
            if language in READABLE and language in patent.texts and patent.texts[language].claims:
                return language, _apart(patent.texts[language].claims)
    return "", ()


def _apart(printed: tuple[str, ...]) -> tuple[str, ...]:
    """The claims one by one; a source that gives all of them as one text may leave no line between two."""
    if len(printed) != 1:
        return printed
    numbered = re.match(r"\s*\d", printed[0])
    return (_RUNS_ON.sub("\n", printed[0] if numbered else f"1. {printed[0]}"),)
