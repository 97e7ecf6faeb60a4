"""Segments: the labelled conversations, what is not known, packages from the catalogue, drafts that are quotes and never orders."""

import pytest
from sqlalchemy import func, select

from evals.segments.__main__ import conversations, figures
from tests.agencies.rooms import MEMBER, Room
from tools.orders.tables import OrderRow, QuoteRow
from tools.refused import Refused
from tools.segments.finding import find_segment
from tools.segments.package import draft_package, find_my_package, package_of
from tools.segments.segment import segments


def test_the_labelled_set_is_large_enough_and_split_once() -> None:
    rows = conversations()
    assert len(rows) >= 60
    assert {row["split"] for row in rows} == {"train", "test"}
    assert len({str(row["turns"]) for row in rows}) == len(rows)
    for segment in segments().segments:
        assert {row["lang"] for row in rows if row["segment"] == segment} == {"zh", "en"}


def test_conversations_that_were_not_looked_at_are_told_apart() -> None:
    found = figures([row for row in conversations() if row["split"] == "test"])
    assert found["right"] * 100 >= 90 * found["of"], found
    assert found["mistaken"] <= 1, "not known is better than wrong"


def test_what_was_heard_is_told_and_nothing_is_made_up() -> None:
    found = find_segment(["我们刚成立，十来个人", "年费没人管"])
    assert found.segment == "startup"
    assert all(each.words in "我们刚成立，十来个人\n年费没人管" for each in found.because)
    assert found.points["startup"] == sum(each.weight for each in found.because)
    assert find_segment([]).segment is None
    torn = find_segment(["我们要出口，也要卖掉专利"])
    assert torn.segment is None, "as much speaks for one as for the other"
    assert {each.segment for each in torn.because} >= {"abroad", "trade"}
    assert find_segment([""], ["goal"]).asks[0].id == "size"


def test_a_draft_is_quotes_and_nothing_is_ordered() -> None:
    room = Room()
    found, package = find_my_package(room.who(MEMBER), ["我们刚成立，没有专人"])
    assert package
    assert found.segment == package.segment == "startup"
    draft = draft_package(room.effects, room.who(MEMBER), "startup", {"CON-HOST": {"rights": "3"}})
    assert [each.sku for each in draft.quotes] == ["CON-HOST"]
    assert draft.quotes[0].price
    assert set(draft.waiting) == {"SRCH-STATUS", "CON-MINE", "INF-POLICY"}
    with room.sessions() as session:
        assert session.scalar(select(func.count()).select_from(QuoteRow)) == 1
        assert session.scalar(select(func.count()).select_from(OrderRow)) == 0


def test_every_step_is_in_the_catalogue_and_some_cost_something() -> None:
    for name in segments().segments:
        package = package_of(name)
        assert len(package.steps) >= 3
        assert len({step.sku for step in package.steps}) == len(package.steps)
        assert all(step.why_zh and step.why_en for step in package.steps)
    assert any(step.price for step in package_of("unaware").steps)


@pytest.mark.parametrize(
    ("segment", "given"),
    [("nobody", {}), ("startup", {"PAT-OA": {"actions": 1}}), ("startup", {"CON-HOST": {"rights": "many"}})],
)
def test_what_is_no_segment_step_or_answer_is_refused(segment: str, given: dict[str, dict[str, object]]) -> None:
    room = Room()
    with pytest.raises(Refused):
        draft_package(room.effects, room.who(MEMBER), segment, given)
    with room.sessions() as session:
        assert session.scalar(select(func.count()).select_from(QuoteRow)) == 0
