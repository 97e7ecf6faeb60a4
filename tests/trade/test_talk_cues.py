"""No cue of the exchange's tools takes a question of law: all the questions our notes answer are tried."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import knowledge.practice
from knowledge.language import normalise
from tools.registry import TOOLS

PRACTICE = Path(str(knowledge.practice.__file__)).parent
TASKS = [tool for tool in TOOLS if "task" in (tool.extras or {})]
NAMES = {
    "find_services", "quote_service", "place_order", "list_orders", "show_order", "cancel_order", "accept_delivery", "dispute_order", "rate_order",
    "find_listings", "show_listing", "list_for_exchange", "post_need", "make_offer", "counter_offer", "accept_offer", "place_bid", "withdraw_listing",
    "list_deals", "show_escrow", "fund_escrow", "submit_proof", "release_escrow", "refund_escrow", "deposit_money", "show_account", "show_rating",
    "dispute_rating",
}  # fmt: skip


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


@pytest.fixture(scope="module")
def questions() -> list[str]:
    found = [
        text
        for path in sorted((PRACTICE / "questions").glob("*.yaml"))
        for text in texts(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    ]
    for path in sorted((PRACTICE / "notes").glob("*.yaml")):
        rows = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or []
        found += [text for row in rows if isinstance(row, dict) for text in texts(row.get("questions", {}))]
    return [normalise(text) for text in found if len(text) > 6]


def test_all_named_tools_are_there() -> None:
    assert {tool.name for tool in TASKS} >= NAMES


@pytest.mark.parametrize("tool", TASKS, ids=lambda tool: tool.name)
def test_no_question_of_law_is_taken(tool: Any, questions: list[str]) -> None:
    assert len(questions) > 20_000
    cue = re.compile("|".join(f"(?:{each})" for each in tool.extras["cues"]), re.IGNORECASE)
    assert [question for question in questions if cue.search(question)] == []
