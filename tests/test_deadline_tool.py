"""The assistant's deadline tool: what a model says is read, and the artifact carries every citation."""

from types import SimpleNamespace
from typing import Any

import pytest

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY, clock
from tools.deadlines.tools import DEADLINE_TOOLS, compute_deadlines
from tools.refused import Refused


@pytest.fixture
def runtime(library: LawLibrary) -> Any:
    steps: list[dict[str, str]] = []
    desk = SimpleNamespace(library=library, as_of=TODAY, language="zh", now=clock)
    return SimpleNamespace(context=desk, stream_writer=steps.append, steps=steps)


def call(runtime: Any, **words: str) -> tuple[str, dict[str, Any]]:
    result: tuple[str, dict[str, Any]] = compute_deadlines.func(runtime=runtime, **words)  # type: ignore[attr-defined]
    return result


def test_the_text_and_the_artifact_say_the_same(runtime: Any) -> None:
    text, artifact = call(runtime, event="初审公告", day="2026年11月13日", right="商标")
    (deadline,) = artifact["data"]["deadlines"]
    assert deadline["day"] == "2027-02-15"
    assert "2027-02-15" in text
    assert {"cn/trademark-law@2019-11-01/art33", "cn/trademark-law@2027-01-01/art36"} <= {
        c["key"] for c in artifact["citations"]
    }
    assert all(citation["key"] in text for citation in artifact["citations"] if citation["key"].startswith("cn/"))
    assert "计算期限" in runtime.steps[0]["step"]


def test_days_beside_the_event_and_another_as_of(runtime: Any) -> None:
    _, artifact = call(
        runtime, event="grant", day="2026-12-08", right="invention", filed="2023-02-14", as_of="2027-01-05"
    )
    assert artifact["data"]["as_of"] == "2027-01-05"
    assert not artifact["data"]["missing"]


@pytest.mark.parametrize(
    "words",
    [
        {"day": "2026-02-30"},
        {"event": "party"},
        {"right": "boat"},
        {"jurisdiction": "mars"},
        {"as_of": "someday"},
        {"served": "pigeon"},
    ],
)
def test_what_a_model_gets_wrong_is_refused(runtime: Any, words: dict[str, str]) -> None:
    with pytest.raises(Refused):
        call(runtime, **{"event": "publication", "day": "2026-11-13", "right": "mark", **words})


def test_a_model_cannot_say_who_asks_and_is_told_what_the_tool_is_for() -> None:
    (tool,) = DEADLINE_TOOLS
    schema = tool.tool_call_schema.model_json_schema()  # type: ignore[union-attr]
    assert set(schema["properties"]) == {
        "event",
        "day",
        "right",
        "jurisdiction",
        "served",
        "filed",
        "priority",
        "as_of",
    }
    assert set(schema["required"]) == {"event", "day"}
    assert schema["description"]
