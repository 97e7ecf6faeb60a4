"""Explicit checks for questions that no statute here answers, however close the words: they come before any score.

Foreign law, figures that the provisions found do not give, statistics, predictions, the outcome of a named dispute and
recommendations of a firm all read like questions this desk answers, and none of them can be told from a statute.
"""

import re
from typing import Literal

from knowledge.jurisdiction import ABROAD as ANY_COUNTRY
from knowledge.jurisdiction import jurisdictions_in
from knowledge.law.figures import gives, units_asked
from knowledge.law.repealed import repealed_in
from retrievers.scope import likeliest_gap
from retrievers.search import Found

ABROAD = 0.2  # probability from which a question that names a country is one of its law
Gap = Literal[
    "", "nothing_found", "not_in_statutes", "foreign_law", "no_such_provision", "no_records", "no_figure", "statistics",
    "prediction", "recommendation", "outcome", "policy", "office", "fees", "wrongdoing", "internal", "valuation", "drafting",
    "classification", "technical", "repealed", "instrument", "other_law",
]  # fmt: skip
_ABROAD_ZH = "美国|日本|欧洲|欧盟|德国|英国|韩国|法国|意大利|加拿大|澳大利亚|澳洲|印度|新加坡|俄罗斯|巴西|瑞士|以色列|越南|泰国|台湾|香港|澳门"
_ABROAD_EN = r"US|U\.S\.|USA|United States|America|Japan|Europe|EU|European Union|Germany|UK|Britain|England|Korea|South Korea|France|Italy|Canada|Australia|India|Singapore|Russia|Brazil|Switzerland|Israel|Vietnam|Thailand|Taiwan|Hong Kong"
_ADJECTIVE_EN = r"US|U\.S\.|American|Japanese|European|EU|German|UK|British|Korean|French|Italian|Canadian|Australian|Indian|Singapore(?:an)?|Swiss|Israeli|Vietnamese|Thai|Taiwan(?:ese)?"
_FOREIGN = re.compile(
    rf"(?:{_ABROAD_ZH})(?:专利商标局|特许厅|知识产权局|专利局)?的?(?:临时|外观设计|实用新型|发明)?(?:专利|商标|版权|著作权|商业秘密)(?:法|权|申请|注册|公告|制度|期|保护|的)"
    rf"|(?:{_ABROAD_ZH})的?(?:法律|法院|临时|异议|审查|规定|法)|(?:在|向|去|到)(?:{_ABROAD_ZH})(?:专利局|商标局|特许厅)?(?:申请|注册|登记|起诉|打官司|保护|维权|提交|答复)"
    r"|\b(?:USPTO|EPO|EUIPO|JPO|KIPO|UKIPO|TTAB|PTAB|ITC|CAFC|UPC)\b|欧专局|美专局|美国专商局|European Patent (?:Office|Convention)|(?:Japan|Korean?) (?:Patent|Intellectual Property) Office"
    rf"|\b(?:under|by|of) (?:the )?(?:{_ADJECTIVE_EN}) (?:\w+ )?(?:law|statute|rules?|practice|code)\b|\b(?:{_ADJECTIVE_EN}) (?:federal |utility |design |provisional )*(?:patent|trademark|copyright|trade secret)s?(?: (?:law|office|act|application|term|registration|grace))?\b"
    rf"|\b(?:in|at|to|for) (?:the )?(?:{_ABROAD_EN})\b(?=[^.]*\b(?:file|filing|register|registration|patent|trademark|copyright|sue|court|grace|protect)\b)|\bin (?:the )?(?:{_ABROAD_EN})\s*\?"
    rf"|\b[Uu]nder (?:the )?(?:{_ADJECTIVE_EN}) (?:\w+ )?law\b|\b(?:{_ADJECTIVE_EN}) (?:\w+ )?(?:grace period|term|deadline|opposition|priority|procedure|system|office)\b",
)
# Any country's office, customs or court, and "In Brazil, ...": whose law is asked for stands in the words.
_OF_A_COUNTRY = re.compile(
    rf"(?:^|[.;!?] )(?:in|under|at) (?:the )?(?:{ANY_COUNTRY})(?:\s|,)|在(?:{ANY_COUNTRY})的?(?:外观|发明|实用新型|意匠|专利|商标|著作权|版权)"
    rf"|(?:{ANY_COUNTRY})的?(?:海关|法院|专利局|商标局|意匠)|(?:{ANY_COUNTRY}) (?:patent office|trade ?mark office|ip office|customs|courts?)\b",
    re.IGNORECASE,
)
_CLASSES = re.compile(
    r"第几类|哪(?:一|几|个)?类|尼斯分类|\b(?:which|what) (?:nice )?class(?:es)?\b|\bnice class", re.IGNORECASE
)
_OTHER_ASK = re.compile(
    r"(?:能|可以|要|会|算|行|合法|有用|允许)[^，。？?]{0,24}(?:吗|么|不)|能不能|可不可以|是不是|是否|怎么办|怎么(?:处理|拦|告|赔)|\b(?:can|may|do|does|is|are|must|should|could) (?:i|we|they|he|she|it|the|a|our|my|you)\b|\bwhat can\b",
    re.IGNORECASE,
)
_CHINA = re.compile(r"中国|国内|我国|\b(?:China|Chinese|PRC|CNIPA)\b", re.IGNORECASE)
_STATISTICS = re.compile(
    r"(?:全国|去年|今年|每年|历年|20\d\d年).{0,10}(?:一共|总共|共|受理|授权|申请)?.{0,10}(?:多少件|多少个|数量|排名)|成功率|胜诉率|驳回率|授权率|通过率|统计|平均(?:要|需要|多久|赔)"
    r"|\bwhat (?:percentage|percent|share|proportion) of\b.{0,40}\b(?:succeed|granted|refused|rejected|cases|requests|applications|suits)|\bhow many\b.{0,40}\b(?:were|are|was) (?:filed|granted|registered|issued)\b|\b(?:success|grant|win|refusal) rate|\bstatistic|\b(?:on )?average (?:award|damages|time)",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"预测|你(?:觉得|认为|估计|猜).{0,20}(?:会不会|能不能|能赢|概率|几率)|(?:胜算|赢的?(?:概率|几率|把握|可能)|几成把握|多大(?:概率|把握|可能))|未来.{0,4}年.{0,20}(?:会|走向|趋势)"
    r"|我们?的?(?:这个|这件)?(?:发明|外观设计|实用新型|商标|专利|申请)[^，。？?]{0,4}(?:能|会|能不能|会不会)被?(?:授权|批下来|核准|注册成功|通过|批准)(?:吗|么|呢)?[？?]?$"
    r"|\bpredict|\b(?:my|our|the) (?:odds|chances) of|\bodds of (?:winning|success)|\bhow likely (?:am i|are we|is it that (?:we|i)) (?:to )?win|\bwill (?:i|we) win\b"
    r"|\bwill (?:my|our|this|the) (?:\w+ ){0,2}(?:patents?|trade ?marks?|brand|mark|applications?|designs?) (?:get|be) (?:granted|registered|approved|allowed|refused|rejected|accepted)\W*$",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(
    r"(?:推荐|介绍).{0,10}(?:律师|律所|事务所|代理(?:机构|公司|所)|专利代理师|评估(?:机构|公司))|哪(?:家|个)(?:律所|律师|事务所|代理机构|代理公司|评估公司|评估机构).{0,8}(?:好|靠谱|便宜|强|推荐)"
    r"|\b(?:recommend|suggest)\b.{0,40}\b(?:law firm|lawyer|attorney|agent|agency|firm|appraiser)|\b(?:best|which|good|cheapest) (?:law firm|ip lawyer|patent (?:attorney|agent|agency|firm)|trademark (?:agent|agency|attorney|firm))",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:最后|最终|后来|到底)?(?:法院|终审|二审|一审)?(?:是)?(?:怎么|如何)判的|(?:案|官司|纠纷|之争).{0,8}(?:判决结果|怎么判|谁赢|结果(?:如何|是什么|怎样)|判了多少|最后)|谁赢了"
    r"|\b(?i:who won)\b|\b(?i:outcome|result|holding|ruling|verdict) (?:of|in) (?:the )?[A-Z]|\b[A-Z]\w+ v\.? [A-Z]\w+"
    r"|\b(?i:how (?:did|was|has) .{0,50}(?:court|case|dispute|fight|battle|lawsuit|row|feud|quarrel)\b.{0,30}\b(?:ruled?|decided?|end(?:ed)?|resolved|go|turn out))\b",
)


_STATUS = re.compile(
    r"(?:商标|专利|名字|牌子|域名).{0,12}(?:有没有(?:人|被)|是否(?:已经)?被|被谁|是谁)(?:.{0,6}(?:注册|申请|占用))|(?:帮我|给我|能不能|可以)?(?:查(?:一下|询|查)?|检索)(?:.{0,16})(?:商标|专利|名字).{0,10}(?:注册|状态|是否|有没有|还有效)|(?:还|还是)?(?:能|可以)注册下来吗"
    r"|\b(?:is|are) .{0,30}\b(?:already (?:registered|taken|patented)|available as a (?:trademark|mark))|\bwho owns the (?:trademark|patent|mark)\b(?=\s+(?:called|named|no\b|number|[\"“'‘]|\S*\d))|\bcheck (?:if|whether) .{0,40}(?:registered|patented|taken)|\bstatus of (?:my|our|the|patent|application)",
    re.IGNORECASE,
)
_VALUATION = re.compile(
    r"(?:专利|商标|版权|著作权|软著|品牌|牌子)[^，。？?]{0,6}(?:值(?:多少|几)|能卖(?:多少|几)|多少钱能卖|卖多少钱(?:合适|合理)?[？?]?$)"
    r"|\bhow much (?:is|are) (?:my|our|a|an|the|this|that|these|his|her|their) (?:\w+ ){0,3}(?:patents?|trade ?marks?|marks?|brands?|copyrights?) worth\b|\bwhat (?:is|are|would|could) (?:my|our|a|the|this|that) (?:[\w-]+ ){0,3}(?:patents?|trade ?marks?|brands?)\b[^.?]{0,30}\b(?:worth|sell for|fetch)\b",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"补贴|补助|资助(?:政策|标准|金额|多少)|高新技术企业(?:认定|资格|评审)|高企认定|加计扣除|专精特新|减免(?:政策|比例|多少)|费减|\bsubsid(?:y|ies)\b|\bhigh-tech enterprise\b|\bsuper[- ]deduction\b|\bfee reduction\b|\bgovernment grants? for\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:地址|电话(?:号码)?|官网|网址|邮箱|上班时间|办公时间)(?:是|在|有)?(?:多少|哪|什么|几号)|几点(?:上班|下班|关门)|(?:表格|申请书|模板|范本).{0,6}(?:下载|在哪|哪里|发我|给我)|\b(?:address|phone number|telephone|opening hours|office hours) (?:of|for)\b|\b(?:what|which|where)\b[^.?!]{0,30}\b(?:website|url)\b|\b(?:where|how) (?:can|do) i download|\b(?:template|sample form)\b",
    re.IGNORECASE,
)


def find_gap(found: Found, answerable: bool, shown: list[str]) -> Gap:
    """Why nothing here answers the question, empty when something may.

    `answerable`: the score is high enough. `shown`: the texts the conclusion would rest on. A question that asks
    nothing but a figure is not answered by provisions without one; one that asks more besides is.
    """
    named, query = found.identifiers, found.query
    if named.articles:
        return ""
    if repealed_in(query):
        return "repealed"
    into_china = jurisdictions_in(query) == {"INT", "CN"}  # a treaty's way into China is Chinese law
    if (named.foreign and not into_china) or (
        not _CHINA.search(query) and (_FOREIGN.search(query) or _OF_A_COUNTRY.search(query) or _asks_of_abroad(found))
    ):
        return "foreign_law"
    if named.outside:
        return "not_in_statutes"
    if named.unresolved:
        return "no_such_provision"
    if named.patents or named.dockets:
        return "no_records"
    for gap, pattern in _BY_KIND:
        if pattern.search(query):
            return gap
    if not found.hits:
        return "nothing_found"
    if not answerable:
        return _LEARNED.get(likeliest_gap(found.kinds), "nothing_found")
    units = units_only_asked(query)
    return "no_figure" if units and not any(gives(text, units) for text in shown) else ""


def units_only_asked(query: str) -> frozenset[str]:
    """The units of the figure a question asks for, empty where it asks more besides."""
    return frozenset() if _OTHER_ASK.search(query) else units_asked(query)


def asks_outcome(query: str) -> bool:
    """Whether a question asks how a case ended, in so many words."""
    return _OUTCOME.search(query) is not None


# The kinds of the learned classifier (retrievers/scope.yaml) by the reply they get.
_LEARNED: dict[str, Gap] = {
    "fees": "fees", "statistics": "statistics", "prediction": "prediction", "recommendation": "recommendation",
    "named_matter": "outcome", "register": "no_records", "policy": "policy", "office": "office",
    "foreign_law": "foreign_law", "wrongdoing": "wrongdoing", "internal": "internal", "valuation": "valuation",
    "drafting": "drafting", "classification": "classification", "technical": "technical", "instrument": "instrument", "off_topic": "nothing_found",
    "other_law": "other_law",
}  # fmt: skip


def _asks_of_abroad(found: Found) -> bool:
    """A country is named and the classifier takes the question for one of its law; a Korean firm filing here is none."""
    return bool(jurisdictions_in(found.query) - {"CN"}) and found.kinds.get("foreign_law", 0.0) > ABROAD


_BY_KIND: tuple[tuple[Gap, re.Pattern[str]], ...] = (
    ("no_records", _STATUS), ("valuation", _VALUATION), ("policy", _POLICY), ("office", _OFFICE), ("classification", _CLASSES), ("statistics", _STATISTICS), ("prediction", _PREDICTION), ("recommendation", _RECOMMENDATION), ("outcome", _OUTCOME),
)  # fmt: skip
