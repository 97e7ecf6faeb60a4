"""The tool that finds which package of the platform's fits somebody, from a few sentences."""

from collections.abc import Mapping

from langchain.tools import ToolRuntime, tool

from tools.desk import Desk
from tools.harmless import harmless
from tools.proposing import Result, artifact, step
from tools.records import Shown
from tools.segments.finding import find_segment
from tools.segments.package import find_my_package as found_package
from tools.segments.segment import segments
from tools.segments.telling import finding_text, package_text
from tools.slots import Slot, Task

CUES = (
    r"(?:适合|推荐|应该选|该选|选择?)[^。？?]{0,12}(?:服务包|套餐)|(?:哪个|哪种|什么样?的?)(?:服务包|套餐)|(?:服务包|套餐)[^。？?]{0,6}(?:推荐|怎么选|适合)",
    r"\b(?:which|what) (?:service )?packages?\b[^?]{0,40}\b(?:fits?|suits?|right|should|would|for (?:us|me|my|our))\b|\bfind (?:me |us )?(?:my|our|the right|a|a suitable) (?:service )?package\b",
)
_GROUP = "details"


def questions_of(args: Mapping[str, str]) -> tuple[Slot, ...]:
    """The questions that were answered, and the next one while the segment is not known."""
    asked = [each for each in segments().questions if f"{_GROUP}.{each.id}" in args]
    found = find_segment([args.get("answers", ""), *args.values()], [each.id for each in asked])
    return tuple(Slot(f"{_GROUP}.{each.id}", "text", question=(each.zh, each.en)) for each in (*asked, *found.asks[:1]))


@tool(
    response_format="content_and_artifact",
    extras={"cues": CUES, "task": Task((Slot("answers", "request"),), questions_of)},
)
def find_my_package(answers: str, runtime: ToolRuntime[Desk], details: dict[str, str] | None = None) -> Result:
    """Which of the platform's five kinds of comers the user is and the package for it, with the words it was decided on; "not
    known" where they do not suffice. `answers`: what the user said of the company. `details`: answers to the questions goal, size,
    attitude, market, by these names, as far as they were asked."""
    desk = step(runtime, "判断适合的服务包", "Finding the package that fits")
    told = details or {}
    found, package = found_package(desk.principal, [answers, *told.values()], list(told))
    parts = [finding_text(found, desk.language), *([package_text(package, desk.language)] if package else [])]
    text = harmless("\n\n".join(parts))
    data = {"segment": found.segment, "points": found.points, "package": package.model_dump(mode="json") if package else None}  # fmt: skip
    return text, artifact("package", data, text, records=[Shown("service", each.sku) for each in package.steps] if package else [])  # fmt: skip


SEGMENT_TOOLS = (find_my_package,)
