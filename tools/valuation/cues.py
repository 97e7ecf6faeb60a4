"""What turns look like that want a value estimated, and how their slots are read. Narrow on purpose: a question of law stays one."""

from collections.abc import Mapping

from tools.slots import Slot, Task
from tools.valuation.figure import specs

_WISH = r"^(?:请|帮我|给我|替我|我们|我|现在|那就|好的?|可以|能不能|[,，])*(?:想|要|需要|准备|打算)*"
_RIGHT = r"(?:专利|发明|实用新型|外观设计|商标|品牌|软件|软著|著作权|版权|作品)"
VALUE_CUES = (
    rf"{_WISH}(?:估算|测算|估一?估|估一下|估计一下|算一?下|算算)[^。？?]{{0,40}}{_RIGHT}[^。？?]{{0,16}}(?:价值|估值|值多少钱?)[^？?吗]*$|{_WISH}(?:给|为|对)[^。？?]{{0,30}}{_RIGHT}[^。？?]{{0,16}}(?:做(?:一?个|一下)?|作)?(?:估值|价值测算|价值估算)[^？?吗]*$",
    r"^(?:please |ok(?:ay)?,? |now |i |we |let me |can you |could you |i'd like to |we'd like to |want to |would like to |help me )*(?:(?:estimate|work out|calculate|compute) (?:the |a )?(?:\w+ )?(?:value|worth) of|put a value on|value) (?:my|our|the|this|that|a|an|one)\b[^?]*\b(?:patents?|invention|utility model|design|trade ?marks?|marks?|brand|software|copyright|program)\b[^?]*$",
)  # fmt: skip
_KINDS = {
    "utility_model": r"实用新型|utility model", "design": r"外观设计|(?:design patent|registered design|industrial design)", "trademark": r"商标|品牌|trade ?mark|brand",
    "software": r"软件|软著|程序|software|program", "copyright": r"著作权|版权|作品|copyright|literary|artistic", "invention": r"发明|专利|patent|invention",
}  # fmt: skip
_INCOME = ("revenue", "growth", "royalty", "discount", "tax", "life")
_COST = ("effort", "rate", "overhead", "profit", "functional", "economic")
_SUBJECT = (
    r"(?:名称|名字|叫做?|标题)(?:是|为)?\s*[:：]?\s*[“\"「]?([^”\"」，,。；;]{2,60})|\bcalled\s+[“\"]?([^”\",.;]{2,60})"
)
_FILED = r"申请日(?:期)?(?:是|为)?\s*[:：]?\s*(\d{4}-\d{1,2}-\d{1,2})|\bfiled (?:on )?(\d{4}-\d{1,2}-\d{1,2})"
_GRANTED = (
    r"授权(?:公告)?日(?:期)?(?:是|为)?\s*[:：]?\s*(\d{4}-\d{1,2}-\d{1,2})|\bgranted (?:on )?(\d{4}-\d{1,2}-\d{1,2})"
)
_DEALS = r"可比(?:交易|成交|案例)(?:的)?(?:价格?)?(?:分别)?(?:是|为|有)?\s*[:：]?\s*([^。；;]{2,120})|\bcomparable (?:deals?|sales?|transactions?|prices?)(?: (?:were|was|are|is|at|of|for))?\s*:?\s*((?:[^.;]|\.(?=\d)){2,120})"
_WHICH = ("估算哪种权利：发明专利、实用新型、外观设计、商标、软件著作权，还是其他作品著作权？", "Which right is to be valued: an invention patent, a utility model, a design patent, a trademark, software, or copyright in another work?")  # fmt: skip


def figures_for(known: Mapping[str, str]) -> tuple[Slot, ...]:
    """The figures asked for, by the kind of right: income for patents and marks, cost for works; the rest is only heard."""
    kind = known.get("kind", "")
    if not kind:
        return ()
    wanted = _COST if kind in ("software", "copyright") else _INCOME
    heard = [name for name, about in specs().items() if about.cue.zh and name not in wanted]
    return (*(_slot(name, asked=True) for name in wanted), *(_slot(name, asked=False) for name in heard))


def _slot(name: str, asked: bool) -> Slot:
    about = specs()[name]
    return Slot(f"inputs.{name}", "figure", question=(about.ask.zh, about.ask.en) if asked else ("", ""))


VALUE = Task(
    (
        Slot("kind", "choice", question=_WHICH, choices=_KINDS),
        Slot("subject", "text", patterns=(_SUBJECT,)), Slot("filed", "text", patterns=(_FILED,)), Slot("granted", "text", patterns=(_GRANTED,)),
        Slot("comparables", "text", patterns=(_DEALS,)),
    ),
    more=figures_for,
)  # fmt: skip
