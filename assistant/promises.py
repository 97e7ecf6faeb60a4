"""No promise of a hand-off without the hand-off: a sentence that says a person has it, or will call, stands only if it was stored.

Offers stay ("I can hand this to the staff"), and so does what a tool itself wrote.
"""

import re
from collections.abc import Collection

from knowledge.language import Language

_STAFF_ZH = r"(?:人工|工作人员|同事|专员|客服|专家|律师|代理师|顾问|团队|负责人|专人|后台|平台人员)"
_STAFF_EN = r"(?:staff|team|colleagues?|specialists?|experts?|humans?|person|someone|agents?|attorneys?|lawyers?|advisors?|representatives?|desk|case manager|support)"
_PROMISE = re.compile(
    rf"(?:已|已经|正在|这就|马上|立即|会|将|现(?:在)?|帮您|为您|替您|给您)[^。！？!?\n，,；]{{0,14}}(?:转交|转达|转给|转接|转发|转到|提交|移交|反馈|上报|通知|登记)[^。！？!?\n]{{0,12}}{_STAFF_ZH}"
    rf"|(?:已|已经)[^。！？!?\n，,；]{{0,8}}转(?:交|人工|接)|{_STAFF_ZH}[^。！？!?\n]{{0,8}}(?:会|将|稍后|随后|马上|很快|已(?:经)?(?:收到|受理|看到))[^。！？!?\n]{{0,14}}(?:联系|回复|答复|致电|处理您|跟进|受理|收到|回电|看到)"
    rf"|(?:稍后|随后|很快|\d+个?(?:工作日|小时|天)内)[^。！？!?\n]{{0,6}}(?:有|由)?{_STAFF_ZH}[^。！？!?\n]{{0,8}}(?:联系|回复|答复|致电|跟进)"
    rf"|\b(?:I|we)(?:'ve| have|'ll| will| am|'m| are|'re)?\s*(?:just |now |already |also |going to |gone ahead and )*(?:forwarded|forwarding|forward|handed|handing|hand|passed|passing|pass|escalated|escalating|escalate|transferred|transferring|transfer|sent|sending|notified|notify|alerted|alert|referred|refer|registered|submitted)\b[^.!?\n]{{0,70}}\b{_STAFF_EN}\b"
    rf"|\b(?:your|this|the) (?:inquiry|question|request|case|matter|message|issue)\b[^.!?\n]{{0,20}}\b(?:has been|was|is being|will be|is)\b[^.!?\n]{{0,16}}\b(?:forwarded|handed|passed|escalated|transferred|sent|assigned|referred|registered)\b"
    rf"|\b(?:an?|the|our|one of our|someone from (?:the|our))\s+(?:[a-z]+ )?{_STAFF_EN}(?: member)?\b[^.!?\n]{{0,12}}\b(?:will|is going to|shall)\b[^.!?\n]{{0,24}}\b(?:contact|call|reply|respond|reach|get back|follow up|be in touch|answer|look into|review|handle)\b"
    rf"|\b(?:someone|somebody) (?:will|is going to) (?:contact|call|reply|reach|get back|be in touch|follow up)\b|\b(?:we|they) will (?:get back to you|be in touch|call you|contact you)\b",
    re.IGNORECASE,
)  # fmt: skip
_OFFERED = re.compile(
    r"如果|如需|若|要不要|是否|可以|需要的话|愿意|只要|您可|请(?:说|回复|告诉)|想要|的话|(?:没有|尚未|并未|不会|不能|无法|还没)[^。]{0,8}转"
    r"|\b(?:if|would you like|shall|should|can|could|may|might|do you want|want me|let me know|say|unless|once you|whether|not|never|cannot|unable|no)\b|n't\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?\n；]*?(?:[。！？!?；\n]|\.(?=\s|$)|$)")
_NOTICE = {
    "zh": "（划掉的句子说已转交人工，但本轮并没有转交。需要人工时请说“转人工”。）",
    "en": "(The sentence struck out speaks of a hand-off, but nothing was handed over in this turn. Say “talk to a person” to have it done.)",
}


def strike_handoffs(text: str, language: Language, told: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The text with every promise of a hand-off struck out and a sentence that says so, and what was struck."""
    own = {line.strip(" -*") for each in told for line in each.split("\n") if line.strip()}
    struck: list[str] = []

    def check(match: re.Match[str]) -> str:
        sentence = match[0]
        found = _PROMISE.search(sentence)
        if (
            not found
            or _OFFERED.search(_clause(sentence, found))
            or sentence.strip(" -*\n") in own
            or sentence.startswith(">")
        ):
            return sentence
        core = sentence.strip()
        struck.append(core)
        return sentence.replace(core, f"~~{core}~~")

    checked = _SENTENCE.sub(check, text)
    return (f"{checked.rstrip()}\n\n{_NOTICE[language]}", tuple(struck)) if struck else (text, ())


def _clause(sentence: str, found: re.Match[str]) -> str:
    """The words before a promise and its first words: what makes an offer of it, or a denial."""
    return sentence[: found.start() + 14] if found.start() else sentence[:14]
