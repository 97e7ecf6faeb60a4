"""Questionnaires, scores and plans in words of one language."""

from collections.abc import Sequence

from knowledge.language import Language
from tools.harmless import quoted
from tools.health_check.form import Form, Question, form_named
from tools.health_check.keeping import Change, Check
from tools.health_check.scoring import AreaScore, Score, Step
from tools.search.words import Words, words_of


def wording(language: Language) -> Words:
    """The words of this package."""
    return words_of("tools.health_check", language)


def form_text(asked: Form, language: Language) -> str:
    """A questionnaire with every question and its choices."""
    tell = wording(language)
    head = tell("list_head", name=asked.of_name(language), asked=len(asked.questions), source=asked.source(language))
    lines = [head]
    for area in asked.areas:
        lines += ["", f"**{area.of(language)}**"]
        lines += [
            _question(each, place, language) for place, each in enumerate(asked.questions, 1) if each.area == area.id
        ]
    return "\n".join([*lines, "", tell("answer_hint")])


def _question(each: Question, place: int, language: Language) -> str:
    zh = language == "zh"
    choices = ("、" if zh else ", ").join(
        f"{choice.id}（{choice.zh}）" if zh else f"{choice.id} ({choice.en})" for choice in each.choices
    )
    shown, evidence = (each.why_zh, each.evidence_zh) if zh else (each.why_en, each.evidence_en)
    name = "question_evidence" if evidence else "question"
    return wording(language)(
        name, place=place, id=each.id, text=each.of(language), why=shown, evidence=evidence, choices=choices
    )


def score_text(found: Score, language: Language) -> str:
    """A score with its areas and the plan."""
    tell, asked = wording(language), form_named(found.form)
    lines = [_scored("head", found.total, language, name=asked.of_name(language), day=found.as_of.isoformat())]
    areas = {area.id: area.of(language) for area in asked.areas}
    lines += [f"- {_scored('area', each, language, area=areas[each.area])}" for each in found.areas]
    if found.total.low != found.total.high:
        lines += ["", tell("range_note")]
    if found.plan:
        lines += [
            "",
            tell("plan_head"),
            *(step_text(step, place, asked, language) for place, step in enumerate(found.plan, 1)),
        ]
    return "\n".join([*lines, "", asked.source(language)])


def _scored(which: str, each: AreaScore, language: Language, **values: str) -> str:
    sure = f"{which}_sure" if each.exact_low == each.exact_high else which
    return wording(language)(sure, low=each.low, high=each.high, answered=each.answered, asked=each.asked, **values)


def step_text(step: Step, place: int, asked: Form, language: Language) -> str:
    """A step of the plan: what to do, why, who can help, by which provision."""
    tell, question, zh = wording(language), asked.question(step.question), language == "zh"
    area = next(each.of(language) for each in asked.areas if each.id == step.area)
    if not step.known:
        return tell("find_out", place=place, question=question.of(language), area=area)
    services = tell("services", skus=("、" if zh else ", ").join(step.skus)) if step.skus else ""
    shown = f" {tell('evidence', evidence=quoted(step.evidence))}" if step.evidence else ""
    return tell(
        "plan_line", place=place, act=question.act_zh if zh else question.act_en, area=area, question=question.of(language),
        why=question.why_zh if zh else question.why_en, services=services, provision=f" [{step.provision}]" if step.provision else "",
    ) + shown  # fmt: skip


def checks_text(found: Sequence[Check], language: Language) -> str:
    """The checks that are kept, a line each."""
    tell = wording(language)
    rows = [tell("line", id=each.id, day=each.day.isoformat(), form=form_named(each.form).of_name(language), low=each.score.total.low, high=each.score.total.high) for each in found]  # fmt: skip
    return "\n".join(rows) or tell("none")


def change_text(changes: Sequence[Change], older: Check, language: Language) -> str:
    """What moved against an earlier check."""
    tell, asked = wording(language), form_named(older.form)
    areas = {area.id: area.of(language) for area in asked.areas} | {"": tell("total")}
    lines = [
        tell("compare_line", area=areas[each.area], low=f"{each.low:+d}", high=f"{each.high:+d}") for each in changes
    ]
    return "\n".join([tell("compare_head", id=older.id, day=older.day.isoformat()), *(f"- {line}" for line in lines)])
