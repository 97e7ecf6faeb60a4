"""The finance tools of the assistant: thin wrappers over the rules. Nothing is sent from a conversation; packets have their page."""

import re
from decimal import Decimal
from typing import cast

from langchain.tools import ToolRuntime, tool

from knowledge.language import normalise
from knowledge.numerals import to_int
from tools.desk import Desk
from tools.exchange.records import HeldRecords
from tools.finance.loan import loan_of, read_kind, read_rate
from tools.finance.schedule import schedule_of
from tools.finance.showing import check_readiness
from tools.finance.telling import readiness_text, schedule_text
from tools.harmless import harmless
from tools.proposing import Result, amount_said, artifact, cited, said, step
from tools.refused import Refused
from tools.search.records import Records
from tools.slots import Slot, Task

_NUMBERS = (
    r"((?:(?:CN|ZL)[\d.]{6,}[A-Z]?\d?|\d{4}SR\d+|\b\d{7,8}\b)(?:[\s,、和及]*(?:and\s+)?(?:CN|ZL)[\d.]{6,}[A-Z]?\d?)*)"
)
READINESS_CUES = (
    r"(?:核查|查一下|看看|评估|检查)?[^。？?]{0,12}(?:CN|ZL)\d[\d.]{5,}[A-Z]?\d?[^。？?]{0,16}(?:能不能|能否|可不可以|可以|能|适合|是否可以|够不够)[^。？?]{0,8}(?:质押|贷款|融资)|质押(?:就绪|准备)(?:度|情况)?(?:核查|检查|评估)|(?:核查|检查)[^。？?]{0,20}质押(?:就绪|条件)",
    r"\bpledge[- ]?readiness\b|\b(?:can|could|may|is) (?:CN|ZL)\d\S* (?:be )?(?:pledged|pledgeable|used as (?:security|collateral))|\b(?:can|could|may) (?:i|we) (?:pledge|borrow against) (?:CN|ZL)\d|\bis (?:CN|ZL)\d\S* ready (?:to be pledged|for a pledge)|\bready to pledge (?:CN|ZL)\d",
)
SCHEDULE_CUES = (
    r"(?:贷|借)款?[^。？?]{0,30}年?利率[^。？?]{0,30}(?:月供|每月还|还款计划|还款表|每期还|怎么还)|(?:还款计划|还款表|月供)[^。？?]{0,40}(?:年利率|利率)|(?:等额本息|等额本金|先息后本)[^。？?]{0,60}(?:还款计划|还款表|月供|每月还|算)",
    r"\b(?:loan|repayment|amorti[sz]ation) schedule\b[^?]{0,60}\d|\bmonthly (?:payment|instal?ment)s?\b[^?]{0,60}\d+(?:\.\d+)?\s*(?:%|percent)|\brepay(?:ment)?\b[^?]{0,40}\d+(?:\.\d+)?\s*%[^?]{0,40}\bmonths\b",
)
_RATE = r"(\d+(?:\.\d+)?)\s*(?:%|％|percent|per cent)"
_MONTHS = r"(\d{1,5}\s*(?:个月|期|months?)|[一二两三四五六七八九十\d]{1,3}\s*(?:年(?!利率|化)|years?))"
READINESS = Task((Slot("numbers", "text", question=("请给出要质押的专利号、商标注册号或登记号。", "Which rights? Give the numbers of patents, marks or registered works."), patterns=(_NUMBERS,)),))  # fmt: skip
SCHEDULE = Task(
    (
        Slot("amount", "money", question=("贷款金额是多少？", "What is the amount of the loan?")),
        Slot("rate", "text", question=("年利率是多少？例如 4.35%。", "What is the yearly rate? For example 4.35%."), patterns=(_RATE,)),
        Slot("months", "text", question=("期限多少个月？", "Over how many months?"), patterns=(_MONTHS,)),
        Slot("kind", "choice", choices={"level-payment": r"等额本息|level[- ]payment|annuity|equal (?:monthly )?payment", "level-principal": r"等额本金|level[- ]principal|equal principal", "bullet": r"先息后本|到期(?:一次)?还本|bullet|interest[- ]only"}),
    )
)  # fmt: skip
_UNITS = re.compile(r"(?P<count>\d+|[一二两三四五六七八九十]+)\s*(?P<unit>个月|期|months?|年|years?)?", re.IGNORECASE)


@tool(response_format="content_and_artifact", extras={"cues": READINESS_CUES, "task": READINESS})
def check_pledge_readiness(numbers: str, runtime: ToolRuntime[Desk]) -> Result:
    """Check whether rights of the user's organisation can be pledged for a loan: findings with evidence and provisions, what to do first,
    papers, where it is registered. `numbers`: numbers of patents, marks or registered works, as the user wrote them."""
    desk = step(runtime, "核查质押条件", "Checking readiness for a pledge")
    given = [each for each in re.split(r"[\s,，、;；]+|\band\b|和|及", numbers) if each.strip()]
    with desk.effects.sessions() as session:
        found = check_readiness(session, desk.principal, given, {}, _evidence(desk), desk.now())
    keys = [*found.provisions, *(key for right in found.rights for check in right.checks for key in check.provisions), *(paper.key for right in found.rights for paper in right.papers if paper.key)]  # fmt: skip
    text = harmless(readiness_text(found, desk.language), keys)
    return text, artifact("pledge_readiness", found, text, cited(desk, keys))


@tool(response_format="content_and_artifact", extras={"cues": SCHEDULE_CUES, "task": SCHEDULE})
def loan_schedule(
    amount: str, rate: str, months: str, runtime: ToolRuntime[Desk], kind: str = "level-payment"
) -> Result:
    """Compute the instalments of a loan, exact to the cent. `amount`, `rate` (percent a year), `months`: as the user said them, never your
    own. `kind`: level-payment (等额本息), level-principal (等额本金) or bullet (interest monthly, principal at the end)."""
    desk = step(runtime, "计算还款计划", "Computing the instalments")
    found = schedule_of(
        loan_of(amount_said(runtime, amount), _rate(runtime, rate), read_months(months), read_kind(kind))
    )
    text = schedule_text(found, desk.language)
    return text, artifact("loan_schedule", found, text)


def read_months(text: str) -> int:
    """A term in months: "36", "36 个月", "3 years", "三年". Raises Refused for anything else."""
    match = _UNITS.fullmatch(normalise(text).strip())
    count = _count(match["count"]) if match else None
    if match is None or count is None:
        raise Refused(f"“{text[:20]}”不是期限，请写成 36 个月。/ “{text[:20]}” is no term; write it like 36 months.", "loan.months")  # fmt: skip
    return count * 12 if (match["unit"] or "").lower() in ("年", "year", "years") else count


def _evidence(desk: Desk) -> HeldRecords:
    """The records of this desk; only its reading of numbers is used, which a search room has."""
    return HeldRecords(lambda: cast(Records, desk.search_room), lambda: desk.marks)


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else to_int(text)


def _rate(runtime: ToolRuntime[Desk], text: str) -> Decimal:
    """The rate, which the user must have said in this conversation. Raises Refused."""
    rate = read_rate(text)
    for turn in said(runtime):
        if any(Decimal(each) == rate for each in re.findall(r"\d+(?:\.\d+)?", normalise(turn))):
            return rate
    raise Refused(f"年利率 {rate}% 不是您说过的数；请您自己写出利率。/ You have not named the rate {rate}%; please state it yourself.", "loan.rate_not_said")  # fmt: skip


FINANCE_TOOLS = (check_pledge_readiness, loan_schedule)
