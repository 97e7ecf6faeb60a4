"""The provisions a trademark search rests on, of the text that governs at the filing date, each quoted verbatim.

The 2019 text governs until 2026-12-31, the text of 2026-06-26 from 2027-01-01. The new text says nothing of applications
filed before that day and decided after it (its article 87 only keeps registered marks valid), so the other text's
provision is always given beside the governing one.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from knowledge.law.records import ArticleNumber, Version

SLUG = "trademark-law"
OLD, NEW = date(2019, 11, 1), date(2027, 1, 1)  # first days in force of the two texts at hand


class Ground(StrEnum):
    """What a provision is cited for."""

    SIMILAR = "similar"  # refusal for an earlier mark on the same or similar goods
    FIRST = "first"  # of two applicants the first to file
    USE_SAME = "use_same"  # infringement: the same mark, the same goods
    USE_SIMILAR = "use_similar"  # infringement: similar, with likelihood of confusion
    YEAR_BAR = "year_bar"
    WELL_KNOWN = "well_known"
    RIGHTS = "rights"  # others' earlier rights, marks in use with some influence
    OPPOSITION = "opposition"
    INTENT = "intent"  # filing without intent to use
    PARTY = "party"  # only in the 2026 text
    STATE = "state"
    FOREIGN_STATE = "foreign_state"
    ORGANISATION = "organisation"
    RED_CROSS = "red_cross"
    DECEPTIVE = "deceptive"
    PLACE = "place"
    GENERIC = "generic"
    DESCRIPTIVE = "descriptive"
    WEAK = "weak"


# For each ground: article and words of the 2019 text, article and words of the 2026 text.
_WORDS: dict[Ground, tuple[tuple[int, str] | None, tuple[int, str]]] = {
    Ground.SIMILAR: (
        (30, "凡不符合本法有关规定或者同他人在同一种商品或者类似商品上已经注册的或者初步审定的商标相同或者近似的，由商标局驳回申请，不予公告"),
        (20, "申请注册的商标，不得同他人在同一种商品或者类似商品上已经注册或者在先申请的商标相同或者近似"),
    ),
    Ground.FIRST: (
        (31, "初步审定并公告申请在先的商标；同一天申请的，初步审定并公告使用在先的商标"),
        (35, "初步审定并公告申请在先的商标；同一天申请的，初步审定并公告使用在先的商标"),
    ),
    Ground.USE_SAME: (
        (57, "未经商标注册人的许可，在同一种商品上使用与其注册商标相同的商标"),
        (72, "未经商标注册人的许可，在同一种商品上使用与其注册商标相同的商标"),
    ),
    Ground.USE_SIMILAR: (
        (57, "未经商标注册人的许可，在同一种商品上使用与其注册商标近似的商标，或者在类似商品上使用与其注册商标相同或者近似的商标，容易导致混淆"),
        (72, "未经商标注册人的许可，在同一种商品上使用与其注册商标近似的商标，或者在类似商品上使用与其注册商标相同或者近似的商标，容易导致混淆"),
    ),
    Ground.YEAR_BAR: (
        (50, "注册商标被撤销、被宣告无效或者期满不再续展的，自撤销、宣告无效或者注销之日起一年内，商标局对与该商标相同或者近似的商标注册申请，不予核准"),
        (49, "商标注册人申请注销其注册商标的，自注销公告之日起一年内，国务院商标管理部门对他人在同一种或者类似商品上与该商标相同或者近似的商标注册申请，不予核准"),
    ),
    Ground.WELL_KNOWN: (
        (13, "就不相同或者不相类似商品申请注册的商标是复制、摹仿或者翻译他人已经在中国注册的驰名商标，误导公众，致使该驰名商标注册人的利益可能受到损害的，不予注册并禁止使用"),
        (21, "就不相同或者不相类似商品申请注册的商标是复制、摹仿或者翻译他人的驰名商标，误导公众，致使该驰名商标持有人的利益可能受到损害的，不予注册并禁止使用"),
    ),
    Ground.RIGHTS: (
        (32, "申请商标注册不得损害他人现有的在先权利，也不得以不正当手段抢先注册他人已经使用并有一定影响的商标"),
        (24, "申请商标注册不得损害他人现有的在先合法权益，也不得故意抢先注册他人已经使用并有一定影响的商标"),
    ),
    Ground.OPPOSITION: (
        (33, "对初步审定公告的商标，自公告之日起三个月内"),
        (36, "对初步审定公告的商标，自公告之日起二个月内"),
    ),
    Ground.INTENT: (
        (4, "不以使用为目的的恶意商标注册申请，应当予以驳回"),
        (19, "不以使用为目的，且明显超出正常生产经营需要申请商标注册的，不予注册"),
    ),
    Ground.PARTY: (None, (15, "同中国共产党的名称、党旗、党徽、勋章或者重要理论成就、历史事件相关的标志性要素等相同或者近似的")),
    Ground.STATE: (
        (10, "同中华人民共和国的国家名称、国旗、国徽、国歌、军旗、军徽、军歌、勋章等相同或者近似的"),
        (15, "同中华人民共和国的国家名称、国旗、国徽、国歌、军旗、军徽、军歌、勋章等相同或者近似的"),
    ),
    Ground.FOREIGN_STATE: (
        (10, "同外国的国家名称、国旗、国徽、军旗等相同或者近似的，但经该国政府同意的除外"),
        (15, "同外国的国家名称、国旗、国徽、军旗等相同或者近似的，但经该国政府同意的除外"),
    ),
    Ground.ORGANISATION: (
        (10, "同政府间国际组织的名称、旗帜、徽记等相同或者近似的，但经该组织同意或者不易误导公众的除外"),
        (15, "同政府间国际组织的名称、旗帜、徽记等相同或者近似的，但经该组织同意或者不易误导公众的除外"),
    ),
    Ground.RED_CROSS: (
        (10, '同"红十字"、"红新月"的名称、标志相同或者近似的'),
        (15, "同“红十字”、“红新月”的名称、标志相同或者近似的"),
    ),
    Ground.DECEPTIVE: (
        (10, "带有欺骗性，容易使公众对商品的质量等特点或者产地产生误认的"),
        (15, "带有欺骗性，容易使公众对商品的质量、工艺、原料等特点或者产地产生误认的"),
    ),
    Ground.PLACE: (
        (10, "县级以上行政区划的地名或者公众知晓的外国地名，不得作为商标。但是，地名具有其他含义或者作为集体商标、证明商标组成部分的除外"),
        (16, "县级以上行政区划名称或者公众知晓的外国地名，不得作为商标注册和使用。但是，地名具有其他含义或者作为集体商标、证明商标组成部分的除外"),
    ),
    Ground.GENERIC: ((11, "仅有本商品的通用名称、图形、型号的"), (17, "仅有本商品的通用名称、图形、型号的")),
    Ground.DESCRIPTIVE: (
        (11, "仅直接表示商品的质量、主要原料、功能、用途、重量、数量及其他特点的"),
        (17, "仅直接表示商品的质量、主要原料、功能、用途、重量、数量及其他特点的"),
    ),
    Ground.WEAK: ((11, "其他缺乏显著特征的"), (17, "其他缺乏显著特征的")),
}  # fmt: skip


class Provision(BaseModel):
    """What a ground is under the text that governs, and its counterpart in the other text at hand (None: there is none)."""

    model_config = ConfigDict(frozen=True)

    ground: Ground
    citation: Citation | None
    other: Citation | None


class Governing(BaseModel):
    """The text of the Trademark Law that governs at a filing date; `held` is False for a day before the texts at hand."""

    model_config = ConfigDict(frozen=True)

    filed: date
    held: bool
    adopted: date
    in_force_from: date
    in_force_to: date | None

    @property
    def new(self) -> bool:
        """Whether it is the text of 2026."""
        return self.in_force_from >= NEW


def governing(library: LawLibrary, filed: date) -> Governing:
    """The text in force on the filing date; for a day before the oldest text at hand, that one, said to be not held."""
    versions = _versions(library)
    version = next((each for each in reversed(versions) if each.in_force(filed)), None)
    shown = version or versions[0]
    return Governing(
        filed=filed,
        held=version is not None,
        adopted=shown.adopted,
        in_force_from=shown.in_force_from,
        in_force_to=shown.in_force_to,
    )


def provision(library: LawLibrary, ground: Ground, filed: date) -> Provision:
    """The provision of a ground at a filing date, with its counterpart. Raises ValueError when a text does not say its words."""
    old, new = (_cite(library, start, place) for start, place in zip((OLD, NEW), _WORDS[ground], strict=True))
    first, second = (new, old) if governing(library, filed).new else (old, new)
    return Provision(ground=ground, citation=first, other=second)


def _cite(library: LawLibrary, start: date, place: tuple[int, str] | None) -> Citation | None:
    if place is None:
        return None
    version = next(each for each in _versions(library) if each.in_force_from == start)
    article = library.article(version, ArticleNumber(place[0]))
    if article is None:
        raise ValueError(f"{version.key} has no article {place[0]}")
    return article.cite(place[1])


def _versions(library: LawLibrary) -> list[Version]:
    law = library.law(SLUG)
    return [version for version in library.versions(law) if version.in_force_from in (OLD, NEW)] if law else []
