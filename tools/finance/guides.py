"""Decision guides on ways to raise money with IP: what provisions say, what to settle first, who can help."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from tools.finance.stated import read_data
from tools.refused import Refused


class Point(BaseModel):
    """What a provision says in plain words. `word`: a word of its text; `read: false` marks our own reading, without a provision."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str
    key: str = ""
    word: str = ""
    read: bool = True


class Guide(BaseModel):
    """One way: when it comes into question, what the law says, what to settle before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    zh: str
    en: str
    when_zh: str
    when_en: str
    points: tuple[Point, ...]
    ask_zh: tuple[str, ...]
    ask_en: tuple[str, ...]
    skus: tuple[str, ...]


@cache
def guides() -> tuple[Guide, ...]:
    """All guides."""
    return tuple(Guide.model_validate(row) for row in read_data("guides.yaml"))


def guide_named(name: str) -> Guide:
    """A guide by its name. Raises Refused, naming those there are."""
    for each in guides():
        if each.name == name.strip().lower():
            return each
    known = [each.name for each in guides()]
    raise Refused(f"没有“{name[:40]}”；可选：{'、'.join(known)}。/ There is no guide “{name[:40]}”; choose from {', '.join(known)}.", "finance.guide")  # fmt: skip


def guide_text(each: Guide, language: Language) -> str:
    """A guide as text."""
    zh = language == "zh"
    lines = [f"**{each.zh if zh else each.en}**", each.when_zh if zh else each.when_en]
    for point in each.points:
        mark = (
            f" [{point.key}]"
            if point.key
            else ""
            if point.read
            else ("（本平台的理解，未核对）" if zh else " (our own reading, not checked)")
        )
        lines.append(f"- {point.zh if zh else point.en}{mark}")
    asks = each.ask_zh if zh else each.ask_en
    lines.append(("- 先问清：" if zh else "- Settle first: ") + ("；" if zh else "; ").join(asks))
    return "\n".join([*lines, ("- 相符的服务：" if zh else "- Services that fit: ") + ", ".join(each.skus)])
