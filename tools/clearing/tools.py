"""The clearing tools of the assistant: thin wrappers over the rules. What has an effect only proposes it."""

from langchain.tools import ToolRuntime, tool

from tools.clearing.reading import list_escrows as escrows_of
from tools.clearing.reading import show_account as account_of
from tools.clearing.reading import show_escrow as escrow_of
from tools.clearing.telling import account_text, escrow_line, escrow_text
from tools.desk import Desk
from tools.harmless import harmless
from tools.proposing import Result, amount_said, artifact, propose, step
from tools.records import Shown, shown
from tools.slots import Slot, Task
from tools.telling.wording import bulleted, listed, wording

FUND_CUES = (
    r"(?:支付|付|交|打|缴|存)(?:一下|了)?(?:[^。？?，]{0,16})托管(?:款|金)?|托管(?:款|金)?[^。？?]{0,6}(?:付款|支付|付了|打款)|(?:给|为|把)[^。？?]{0,24}(?:订单|交易|ORD-\S+|DEA-\S+|ESC-\S+)[^。？?]{0,10}(?:付款|支付|托管)|^(?:我)?(?:现在|马上|就|来|要|想)*(?:去)?(?:付款|托管价款|打款|付托管款)[了吧。!！\s]*$",
    r"\b(?:fund|pay into|pay for|deposit into)\b[^.?]{0,40}\b(?:escrow|order|deal|ORD-\w+|DEA-\w+|ESC-\w+)|^(?:please |i(?:'d| would) like to |let me |i want to )?(?:pay|fund it|make the payment|pay now)[ .!]*$",
)  # fmt: skip
PROOF_CUES = (
    r"(?:提交|上传|交|补)[^。？?]{0,20}(?:放款|托管|登记|变更|合格通知书|手续|核准转让)[^。？?]{0,12}(?:证明|凭证|通知书)[^？?]*(?:ESC-|DEA-|编号|号码|号是|$)|(?:登记|变更)证明[^。？?]{0,12}(?:编号|号码|号)(?:是|为|:|：)",
    r"\b(?:submit|hand in|file|upload)\b[^.?]{0,40}\b(?:proof|notice of recordal|recordal notice|certificate of recordal)\b",
)
CONFIRM_CUES = (
    r"^(?:请|我们|我|现在|同意|要|想)*确认(?:收到)?(?:对方|卖方|他们)?(?:提交的?)?(?:这份|该|那份)?(?:登记|放款|变更|转让|ESC-\S+的?)*(?:证明|凭证|通知书)[^？?]{0,20}$",
    r"^(?:please |yes,? |i |we |let me |i'd like to |want to )*confirm (?:the |this |that |their |his )?(?:\w+ )?(?:proof|notice|certificate)\b[^?]*$",
)
RELEASE_CUES = (
    r"^(?:请|申请|同意|可以|现在|就|我们|我|给|把|对|确认|要|想)+[^。？?，]{0,24}放款(?:给[^。？?]{0,12})?[了吧。!！\s]*$|^放款(?:给[^。？?]{0,12})?[了吧。!！\s]*$|ESC-[0-9A-Z]+[^。？?]{0,6}放款|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:释放|解除|放开)(?:这笔|该|那笔)?(?:托管|资金|托管款)",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*release\b[^.?]{0,30}\b(?:escrow|money|funds?|payment|ESC-\w+|it)\b[^?]*$",
)  # fmt: skip
REFUND_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:把|将|给)?[^。？?，]{0,20}(?:ESC-\S+|托管款?|这笔款|对方|买方|付款方)[^。？?，]{0,8}(?:退款|退回|退还)[^？?]{0,6}$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*退款[吧了。!！\s]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*退(?:还|回)托管",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*refund\b[^.?]{0,30}\b(?:escrow|money|funds?|payer|buyer|ESC-\w+|it)\b[^?]*$",
)  # fmt: skip
DEPOSIT_CUES = (
    r"^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:入金|充值)[^？?]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:往|给|向|在)?(?:我的|我们的|我|自己的)?(?:结算)?账户(?:里|上|中)?(?:存|充|打|转)[^？?]*$|^(?:请|帮我|给我|我们|我|现在|马上|那就|那|好的?|就|可以|能不能|[,，])*(?:想|要|需要|准备|打算|同意|确认|申请)*(?:存|充|打|转)(?:入|进|到)?[^。？?]{0,16}(?:到|进|入)?(?:我的|我们的|结算)账户[^？?]*$",
    r"^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:deposit|top up|add|put|transfer)\b[^.?]{0,40}\b(?:into|to|in|on) (?:my|our|the) (?:clearing )?account\b[^?]*$|^(?:please |yes,? |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |i'll |we'll |want to |would like to |wish to )*(?:deposit|top up|pay in)\b[^?]*$",
)  # fmt: skip
ACCOUNT_CUES = (
    r"(?:查|看|显示|我的?|账户|结算账户)[^。？?]{0,10}(?:余额|结算账户)|(?:账户|结算账户)(?:里|上)?(?:还)?有多少钱|余额(?:是)?(?:多少|还有)",
    r"\b(?:my|our|account|clearing)\b[^.?]{0,20}\bbalance\b(?! (?:bike|sheet|board|scale))|\bbalance of (?:my|our) (?:clearing )?account\b|\bhow much (?:money )?(?:do (?:i|we) have|is|is left) (?:in|on) (?:my|our|the) (?:clearing )?account\b|\bshow (?:me )?(?:my|our) (?:clearing )?account\b",
)  # fmt: skip
SHOW_CUES = (
    r"(?:查|看|显示|查询)[^。？?]{0,12}(?:托管)[^。？?]{0,30}(?:ESC-|情况|状态|进度)|ESC-[0-9A-Z]+[^。？?]{0,10}(?:状态|情况|怎么样|进度|到哪|如何)|(?:这笔|那笔|该)托管[^。？?]{0,8}(?:状态|情况|怎么样|进度)",
    r"\b(?:show|status of|state of|check|look at)\b[^.?]{0,20}\b(?:escrow|ESC-\w+)\b|\bwhere is (?:the |my )?escrow\b",
)
LIST_CUES = (
    r"(?:我|我们)(?:有|的)[^。？?]{0,8}(?:哪些|几笔|什么|所有|全部)[^。？?]{0,4}托管|(?:列出|查看|看看|显示)(?:我的|所有|全部)(?:的)?托管",
    r"\b(?:list|show(?: me)?|what are|which)\b[^.?]{0,12}\b(?:my|all|our) escrows\b",
)


def _escrow(ask: str, *fits: str) -> Slot:
    return Slot("escrow", "record", ask, kind="escrow", lookup="list_escrows", fits=fits)


@tool(
    response_format="content_and_artifact",
    extras={"cues": DEPOSIT_CUES, "task": Task((Slot("amount", "money", "ask_deposit"),))},
)
def deposit_money(amount: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to bring money into the user's clearing account. `amount`: as the user said it, with its currency."""
    money = amount_said(runtime, amount)
    return propose(runtime, "deposit_money", {"amount": money}, "准备入金", "Preparing a deposit")


@tool(response_format="content_and_artifact", extras={"cues": ACCOUNT_CUES, "task": Task()})
def show_account(runtime: ToolRuntime[Desk]) -> Result:
    """What the user's clearing account holds, with its latest transfers."""
    desk = step(runtime, "查询结算账户", "Reading your clearing account")
    with desk.effects.sessions() as session:
        found = account_of(session, desk.principal)
    text = harmless(bulleted(account_text(found, desk.language)))
    return text, artifact("account", found, text, records=[shown(each.id, each.state) for each in found.transfers])


@tool(response_format="content_and_artifact", extras={"cues": LIST_CUES, "task": Task()})
def list_escrows(runtime: ToolRuntime[Desk]) -> Result:
    """The escrows of the user's organisation, the newest first."""
    desk = step(runtime, "列出托管", "Listing your escrows")
    with desk.effects.sessions() as session:
        found = escrows_of(session, desk.principal)
    tell, lines = (
        wording(desk.language),
        [f"{place}. {escrow_line(each, desk.language)}" for place, each in enumerate(found, 1)],
    )
    text = harmless(listed(tell("escrows_head", count=len(found)), lines, tell("escrows_none"), desk.language))
    return text, artifact("escrows", {"escrows": [each.model_dump(mode="json") for each in found]}, text, records=[shown(each.id, each.state) for each in found])  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": SHOW_CUES, "task": Task((_escrow("ask_escrow"),))})
def show_escrow(escrow: str, runtime: ToolRuntime[Desk]) -> Result:
    """An escrow of the user's: its parties, amounts, state, and what a release waits for. `escrow`: its id, ESC-..."""
    desk = step(runtime, "查询托管", "Reading the escrow")
    with desk.effects.sessions() as session:
        found = escrow_of(session, desk.principal, escrow.strip().upper())
    text = harmless(bulleted(escrow_text(found, desk.language)))
    records = [
        shown(found.id, found.state),
        shown(found.subject),
        *(Shown("proof", each.id, each.state) for each in found.proofs),
    ]
    return text, artifact("escrow", found, text, records=records)


@tool(
    response_format="content_and_artifact", extras={"cues": FUND_CUES, "task": Task((_escrow("ask_escrow", "agreed"),))}
)
def fund_escrow(escrow: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to pay the agreed price into escrow from the user's clearing account. `escrow`: its id, ESC-..., as a result shows it."""
    return _on_escrow(runtime, "fund_escrow", escrow, "准备支付托管款", "Preparing to fund the escrow")


@tool(
    response_format="content_and_artifact",
    extras={"cues": RELEASE_CUES, "task": Task((_escrow("ask_escrow", "held"),))},
)
def release_escrow(escrow: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to release the money held to the payee. `escrow`: its id, ESC-..."""
    return _on_escrow(runtime, "release_escrow", escrow, "准备放款", "Preparing to release the escrow")


@tool(
    response_format="content_and_artifact", extras={"cues": REFUND_CUES, "task": Task((_escrow("ask_escrow", "held"),))}
)
def refund_escrow(escrow: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to give the money held back to the payer. `escrow`: its id, ESC-..."""
    return _on_escrow(runtime, "refund_escrow", escrow, "准备退款", "Preparing to refund the escrow")


PROOF_TASK = Task(
    (
        _escrow("ask_escrow", "held"),
        Slot(
            "number",
            "text",
            "ask_proof_number",
            patterns=(r"(?:编号|文号|号码|number|no\.?)\s*(?:是|为|is)?\s*[:：#]?\s*([A-Za-z0-9][A-Za-z0-9/-]{2,60})",),
        ),
        Slot("day", "day", "ask_proof_day"),
    )
)


@tool(response_format="content_and_artifact", extras={"cues": PROOF_CUES, "task": PROOF_TASK})
def submit_proof(escrow: str, number: str, day: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose to hand in the proof a release waits for. `escrow`: its id, ESC-... `number`: of the notice or document.
    `day`: the day it bears, YYYY-MM-DD. All as the user said them."""
    request = {"escrow": escrow.strip().upper(), "number": number, "dated": day}
    return propose(runtime, "submit_proof", request, "准备提交放款证明", "Preparing to submit the proof")


@tool(
    response_format="content_and_artifact",
    extras={"cues": CONFIRM_CUES, "task": Task((_escrow("ask_escrow", "held"),))},
)
def confirm_proof(escrow: str, runtime: ToolRuntime[Desk]) -> Result:
    """Propose, for the payer, to confirm the proof that was handed in; the money is due then. `escrow`: its id, ESC-..."""
    return _on_escrow(runtime, "confirm_proof", escrow, "准备确认放款证明", "Preparing to confirm the proof")


CLEARING_TOOLS = (
    confirm_proof,
    show_account,
    deposit_money,
    list_escrows,
    submit_proof,
    release_escrow,
    refund_escrow,
    fund_escrow,
    show_escrow,
)


def _on_escrow(runtime: ToolRuntime[Desk], effect: str, escrow: str, zh: str, en: str) -> Result:
    return propose(runtime, effect, {"escrow": escrow.strip().upper()}, zh, en)
