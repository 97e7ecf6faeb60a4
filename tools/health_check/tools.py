"""The health check in the conversation: what it asks, and the score of answers given in words; kept answers have their page."""

import re

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk
from tools.harmless import harmless
from tools.health_check.answers import read_answers
from tools.health_check.form import form_named
from tools.health_check.scoring import score
from tools.health_check.telling import form_text, score_text, wording
from tools.proposing import Result, artifact, cited, step
from tools.slots import Slot, Task

HEALTH_CUES = (
    r"(?:知识产权|IP|六缺|专利)\s*体检|体检(?:问卷|答案)|(?:做|开始|来)(?:一次|一个|个)?[^。？?]{0,6}(?:体检|六缺)|(?:管理)?体系自查|六缺",
    r"\b(?:ip|intellectual property) health[- ]?check\b|\bhealth[- ]check (?:answers?|questions?|questionnaire)\b|\bsix lacks\b|\bself[- ]audit\b[^?]{0,40}\b(?:ip|management system|questions?|answers?)\b|\b(?:ip|management system) self[- ]audit\b",
)
_GIVEN = r"((?:[a-z_]+\s*=\s*[\w\u4e00-\u9fff]+[\s,，;；、]*)+)"
_PAIR = re.compile(r"([a-z_]+)\s*=\s*([\w\u4e00-\u9fff]+)")
HEALTH = Task(
    (
        Slot("form", "choice", choices={"self-audit": r"体系自查|自查|self[- ]audit", "six-lacks": r"体检|六缺|health|six lacks"}),
        Slot("answers", "text", patterns=(_GIVEN,)),
    )
)  # fmt: skip


@tool(response_format="content_and_artifact", extras={"cues": HEALTH_CUES, "task": HEALTH})
def start_health_check(runtime: ToolRuntime[Desk], form: str = "six-lacks", answers: str = "") -> Result:
    """Show the IP health check on the six lacks, or the self-audit of the management system, or score answers the user gave. `form`: six-lacks
    or self-audit. `answers`: as the user wrote them, "agenda=never, goal=yes"; never your own; what is left out is not known."""
    desk = step(runtime, "知识产权体检", "The IP health check")
    asked = form_named(form or "six-lacks")
    if not answers.strip():
        text = form_text(asked, desk.language)
        return text, artifact(
            "health_check", {"form": asked.name, "edition": asked.edition, "questions": len(asked.questions)}, text
        )
    found = score(asked, read_answers(asked, _pairs(answers)), desk.now().date())
    keys = [each.provision for each in found.plan if each.provision]
    text = harmless(f"{score_text(found, desk.language)}\n\n{wording(desk.language)('not_kept')}", keys)
    return text, artifact("health_check", found, text, cited(desk, keys))


def _pairs(answers: str) -> dict[str, str]:
    """The answers of a text; a word that names no question is refused by the rule, not passed over."""
    return dict(_PAIR.findall(answers.lower()))


HEALTH_TOOLS = (start_health_check,)
