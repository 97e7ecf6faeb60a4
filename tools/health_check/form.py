"""A questionnaire as data: areas, questions with their choices and points, why each is asked, what to do and who can help."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language import Language
from tools.refused import Refused

FormName = Literal["six-lacks", "self-audit"]
FORMS: tuple[FormName, ...] = ("six-lacks", "self-audit")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Its words in a language."""
        return self.zh if language == "zh" else self.en


class Area(_Told):
    """A subject of the questions."""


class Choice(_Told):
    """An answer that can be given, with its points: whole, 0 is worst."""

    points: int


class Question(_Told):
    """A question. `weight`: 1 to 3; `act`: what to do when the answer loses points; `skus`: services that fit; `evidence`: what can be shown;
    `provision`: the citation key it rests on, cited until the day `until`.
    """

    area: str
    weight: int
    choices: tuple[Choice, ...]
    why_zh: str
    why_en: str
    act_zh: str
    act_en: str
    evidence_zh: str = ""
    evidence_en: str = ""
    skus: tuple[str, ...] = ()
    provision: str = ""
    until: date | None = None
    word: str = ""

    @property
    def most(self) -> int:
        """The points of the best answer."""
        return max(choice.points for choice in self.choices)

    def choice(self, named: str) -> Choice:
        """A choice by its id or its words. Raises Refused, naming the choices, for what is none."""
        wanted = named.strip().casefold()
        for each in self.choices:
            if wanted in (each.id.casefold(), each.zh, each.en.casefold()):
                return each
        told = "、".join(f"{each.id}（{each.zh}）" for each in self.choices)
        raise Refused(f"“{named[:40]}”不是 {self.id} 的选项；可选：{told}。/ “{named[:40]}” is no choice of {self.id}; choose from {', '.join(f'{each.id} ({each.en})' for each in self.choices)}.", "health.choice")  # fmt: skip


class Form(BaseModel):
    """A questionnaire in one edition; answers are kept with the edition they were given to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: FormName
    edition: str
    zh: str
    en: str
    source_zh: str
    source_en: str
    areas: tuple[Area, ...]
    questions: tuple[Question, ...]

    def of_name(self, language: Language) -> str:
        """What it is called."""
        return self.zh if language == "zh" else self.en

    def source(self, language: Language) -> str:
        """Where its questions come from, and what they are not."""
        return self.source_zh if language == "zh" else self.source_en

    def question(self, named: str) -> Question:
        """A question by its id. Raises Refused for one that is not asked."""
        for each in self.questions:
            if each.id == named.strip():
                return each
        raise Refused(f"没有“{named[:40]}”这道题。/ There is no question “{named[:40]}”.", "health.question")


@cache
def form(name: FormName) -> Form:
    """A questionnaire as its file has it. Raises ValueError for a file that is not sound."""
    rows: dict[str, Any] = yaml.load(
        files("tools.health_check").joinpath("forms", f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    scales = rows.pop("scales")
    rows["questions"] = [{**{key: value for key, value in row.items() if key != "scale"}, "choices": scales[row["scale"]]} for row in rows["questions"]]  # fmt: skip
    return Form.model_validate({"name": name, **rows})


def form_named(text: str) -> Form:
    """A questionnaire by its name. Raises Refused for any other."""
    for name in FORMS:
        if text.strip().lower() == name:
            return form(name)
    raise Refused("可选的问卷：six-lacks（六缺体检）、self-audit（体系自查）。/ The questionnaires are six-lacks and self-audit.", "health.form")  # fmt: skip
