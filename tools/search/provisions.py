"""The provisions patent searches rest on, each quoted verbatim from the text at hand."""

from datetime import date

from knowledge.citation import Citation
from knowledge.law.library import LawLibrary
from tools.law.sources import cite_point, cite_words

# By what it is cited for: an article and its words, or a point of a practice note (which quotes a regulation or an
# interpretation that the statute package does not hold).
_LAW = {
    "publication": ("cn/patent-law/art34", "国务院专利行政部门收到发明专利申请后，经初步审查认为符合本法要求的，自申请日起满十八个月，即行公布"),
    "models_on_grant": ("cn/patent-law/art40", "实用新型和外观设计专利申请经初步审查没有发现驳回理由的，由国务院专利行政部门作出授予实用新型专利权或者外观设计专利权的决定，发给相应的专利证书，同时予以登记和公告"),
    "novelty": ("cn/patent-law/art22", "新颖性，是指该发明或者实用新型不属于现有技术"),
    "conflicting": ("cn/patent-law/art22", "也没有任何单位或者个人就同样的发明或者实用新型在申请日以前向国务院专利行政部门提出过申请，并记载在申请日以后公布的专利申请文件或者公告的专利文件中"),
    "inventive": ("cn/patent-law/art22", "创造性，是指与现有技术相比，该发明具有突出的实质性特点和显著的进步，该实用新型具有实质性特点和进步"),
    "prior_art": ("cn/patent-law/art22", "本法所称现有技术，是指申请日以前在国内外为公众所知的技术"),
    "grace": ("cn/patent-law/art24", "申请专利的发明创造在申请日以前六个月内，有下列情形之一的，不丧失新颖性"),
    "acts": ("cn/patent-law/art11", "任何单位或者个人未经专利权人许可，都不得实施其专利，即不得为生产经营目的制造、使用、许诺销售、销售、进口其专利产品，或者使用其专利方法以及使用、许诺销售、销售、进口依照该专利方法直接获得的产品"),
    "scope": ("cn/patent-law/art64", "发明或者实用新型专利权的保护范围以其权利要求的内容为准，说明书及附图可以用于解释权利要求的内容"),
    "design_scope": ("cn/patent-law/art64", "外观设计专利权的保护范围以表示在图片或者照片中的该产品的外观设计为准，简要说明可以用于解释图片或者照片所表示的该产品的外观设计"),
    "interim": ("cn/patent-law/art13", "发明专利申请公布后，申请人可以要求实施其发明的单位或者个人支付适当的费用"),
    "known_art_defence": ("cn/patent-law/art67", "在专利侵权纠纷中，被控侵权人有证据证明其实施的技术或者设计属于现有技术或者现有设计的，不构成侵犯专利权"),
    "prior_use": ("cn/patent-law/art75", "在专利申请日前已经制造相同产品、使用相同方法或者已经作好制造、使用的必要准备，并且仅在原有范围内继续制造、使用的"),
    "request": ("cn/patent-law/art45", "自国务院专利行政部门公告授予专利权之日起，任何单位或者个人认为该专利权的授予不符合本法有关规定的，可以请求国务院专利行政部门宣告该专利权无效"),
    "effect": ("cn/patent-law/art47", "宣告无效的专利权视为自始即不存在"),
    "double": ("cn/patent-law/art9", "同样的发明创造只能授予一项专利权"),
    "disclosure": ("cn/patent-law/art26", "说明书应当对发明或者实用新型作出清楚、完整的说明，以所属技术领域的技术人员能够实现为准"),
    "support": ("cn/patent-law/art26", "权利要求书应当以说明书为依据，清楚、简要地限定要求专利保护的范围"),
    "added": ("cn/patent-law/art33", "对发明和实用新型专利申请文件的修改不得超出原说明书和权利要求书记载的范围"),
    "design_known": ("cn/patent-law/art23", "授予专利权的外观设计，应当不属于现有设计；也没有任何单位或者个人就同样的外观设计在申请日以前向国务院专利行政部门提出过申请，并记载在申请日以后公告的专利文件中"),
    "design_distinct": ("cn/patent-law/art23", "授予专利权的外观设计与现有设计或者现有设计特征的组合相比，应当具有明显区别"),
    "design_rights": ("cn/patent-law/art23", "授予专利权的外观设计不得与他人在申请日以前已经取得的合法权利相冲突"),
    "subject": ("cn/patent-law/art2", "发明，是指对产品、方法或者其改进所提出的新的技术方案"),
    "excluded": ("cn/patent-law/art25", "对下列各项，不授予专利权"),
    "secrecy": ("cn/patent-law/art19", "对违反本条第一款规定向外国申请专利的发明或者实用新型，在中国申请专利的，不授予专利权"),
}  # fmt: skip
_NOTES = {
    "filing_means_priority": "practice/patent-publication-provisional-protection/6",
    "grace_declared": "practice/patent-grace-period-own-disclosure/5",
    "all_elements": "practice/patent-infringement-what-counts/4",
    "equivalents": "practice/patent-infringement-what-counts/5",
    "design_similar": "practice/patent-infringement-what-counts/7",
    "law_at_filing": "practice/prior-art-defence/5",
    "grounds": "practice/patent-invalidation-request/3",
    "evidence": "practice/patent-invalidation-request/2",
    "one_month": "practice/patent-invalidation-request/4",
}
NAMES = (*_LAW, *_NOTES)


def provision(library: LawLibrary, name: str, day: date) -> Citation:
    """The provision cited under a name. Raises KeyError for an unknown name, ValueError when the text changed."""
    if name in _LAW:
        return cite_words(library, *_LAW[name])
    return cite_point(library, _NOTES[name], day)


def provisions(library: LawLibrary, day: date, *names: str) -> list[Citation]:
    """Several provisions, in the order named."""
    return [provision(library, name, day) for name in names]
