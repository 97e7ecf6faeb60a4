"""Findings, packages and drafts in words."""

from knowledge.language import Language
from tools.harmless import quoted
from tools.search.words import Words, words_of
from tools.segments.finding import Finding
from tools.segments.package import Draft, Package, StepShown
from tools.segments.segment import segments

_SHOWN = 40  # characters of the words it was decided on


def finding_text(found: Finding, language: Language) -> str:
    """Which segment, on which words; or that it is not known, and what to answer."""
    tell = words_of("tools.segments", language)
    because = ("、" if language == "zh" else ", ").join(tell("because", words=quoted(each.words, _SHOWN), name=each.zh if language == "zh" else each.en) for each in found.because)  # fmt: skip
    if found.segment:
        kind = segments().segments[found.segment]
        return tell("found", name=kind.zh if language == "zh" else kind.en, because=because)
    heard = tell("heard", because=because) if because else tell("heard_nothing")
    asked = [tell("asks"), *(tell("ask", question=each.zh if language == "zh" else each.en) for each in found.asks)]
    return "\n".join([tell("unknown"), heard, *(asked if found.asks else [tell("given_up")])])


def package_text(package: Package, language: Language) -> str:
    """A package, a line each step."""
    tell = words_of("tools.segments", language)
    lines = [step_text(step, place, tell, language) for place, step in enumerate(package.steps, 1)]
    return "\n".join(
        [tell("package_head"), *lines, "", tell("next", sku=package.steps[0].sku, segment=package.segment)]
    )


def step_text(step: StepShown, place: int, tell: Words, language: Language) -> str:
    """A step with its reason, what is taken for granted and what is still to be told."""
    zh = language == "zh"
    questions = "" if not step.missing else tell("missing", questions=("" if zh else " ").join(each[1 if zh else 2] for each in step.missing))  # fmt: skip
    values = ", ".join(f"{name}={value}" for name, value in step.assumed.items())
    price = _price(step, tell, language) + (tell("assumed", values=values) if values else "")
    return tell("step", place=place, name=step.name_zh if zh else step.name_en, sku=step.sku, why=step.why_zh if zh else step.why_en, price=price, missing=questions)  # fmt: skip


def draft_text(draft: Draft, language: Language) -> str:
    """The quotes of a draft, and the steps that wait."""
    tell, zh = words_of("tools.segments", language), language == "zh"
    if not draft.quotes:
        lines = [tell("draft_none")]
    else:
        lines = [tell("draft_head", name=draft.package.zh if zh else draft.package.en, count=len(draft.quotes))]
        lines += [tell("draft_line", quote=each.id, name=each.zh if zh else each.en, price=each.price.text(language) if each.price else tell("unpriced")) for each in draft.quotes]  # fmt: skip
    return "\n".join([*lines, *([tell("draft_waiting", skus=", ".join(draft.waiting))] if draft.waiting else [])])


def _price(step: StepShown, tell: Words, language: Language) -> str:
    if step.price:
        return tell("price", amount=step.price.text(language))
    return tell("price_waits") if step.quoted else tell("price_none")
