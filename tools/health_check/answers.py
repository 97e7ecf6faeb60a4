"""Answers as a user gives them: question -> choice, or choice with the evidence that can be shown; what is left out is not known."""

import json
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from tools.health_check.form import Form
from tools.refused import Refused

LONGEST = 500  # characters of evidence
_UNSAID = ("", "unknown", "不知道", "not known")


class Answer(BaseModel):
    """A choice by its id, and the evidence that the user says can be shown."""

    model_config = ConfigDict(frozen=True)

    choice: str
    evidence: str = ""


Answers = dict[str, Answer]


def read_answers(asked: Form, given: Mapping[str, Any]) -> Answers:
    """Answers in the order of the questions. Raises Refused for a question that is not asked, or an answer that is no choice."""
    if not isinstance(given, Mapping):
        raise _shape()
    for name in given:
        asked.question(str(name))
    found: Answers = {}
    for question in asked.questions:
        said, evidence = _parts(given.get(question.id))
        if said.strip().casefold() not in _UNSAID:
            found[question.id] = Answer(choice=question.choice(said).id, evidence=" ".join(evidence.split())[:LONGEST])
    return found


def read_file(asked: Form, text: str) -> Answers:
    """Answers of a file in JSON or YAML: question: choice, or question: {choice, evidence}. Raises Refused as `read_answers`."""
    try:
        rows = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        raise _shape() from None
    return read_answers(asked, rows.get("answers", rows) if isinstance(rows, Mapping) else rows)


def kept(answers: Answers) -> str:
    """Answers as the database keeps them."""
    return json.dumps(
        {name: answer.model_dump() for name, answer in answers.items()}, ensure_ascii=False, sort_keys=True
    )


def _parts(value: Any) -> tuple[str, str]:
    """Choice and evidence. YAML reads a bare yes and no as true and false."""
    if isinstance(value, Mapping):
        return _parts(value.get("choice"))[0], str(value.get("evidence") or "")
    if isinstance(value, bool):
        return ("yes" if value else "no"), ""
    return ("" if value is None else str(value)), ""


def _shape() -> Refused:
    return Refused(
        "答案请写成“题号: 选项”，每题一行。/ Write answers as “question: choice”, a line each.", "health.answers"
    )
