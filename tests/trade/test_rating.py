"""Credit ratings: what each component counts, how orders weigh, who cannot game them, and when no score is told."""

from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.trade.rating_log import Log
from tools.money import Money
from tools.ratings.interval import effective, wilson
from tools.ratings.rating import Figure, rating_of
from tools.ratings.weighing import ceiling
from tools.ratings.weights import weights


def figure(log: Log, organisation: str = "AGENCY", capacity: str = "provider") -> Figure:
    return rating_of(log.events, organisation, TODAY).figure(capacity)  # type: ignore[arg-type]


def points(shown: Figure) -> dict[str, int | None]:
    return {part.component: part.points for part in shown.parts}


def test_everything_well_done_is_a_hundred_with_a_bound_below() -> None:
    shown = figure(Log().orders_of(12))
    assert (shown.score, shown.high, shown.orders, shown.counterparties) == (100, 100, 12, 6)
    assert points(shown) == dict.fromkeys(("in_time", "accepted_first", "undisputed", "took_on", "stars"), 100)
    assert 70 <= shown.low < 80  # Wilson for 12 of 12: 75.8


@pytest.mark.parametrize(
    ("fault", "component"),
    [({"late": 1}, "in_time"), ({"returned": True}, "accepted_first"), ({"decided": "refund"}, "undisputed"), ({"stars": 1}, "stars")],
)  # fmt: skip
def test_a_fault_costs_its_component_and_no_other(fault: dict[str, object], component: str) -> None:
    shown = figure(Log().orders_of(6).orders_of(6, **fault))
    found = points(shown)
    assert found.pop(component) == 50
    assert set(found.values()) == {100}
    share = next(part.percent for part in shown.parts if part.component == component)
    assert shown.score == round(Fraction(100 - share, 1) + Fraction(share, 2))


def test_declining_is_counted_and_is_no_order() -> None:
    log = Log().orders_of(6)
    for number in range(6):
        record = f"ORD-DECLINED-{number}"
        log.add("order", record, "place", f"CLIENT-{number % 3}", TODAY, price_minor=100_000, currency="CNY")
        log.add("order", record, "decline", "AGENCY", TODAY)
    shown = figure(log)
    assert points(shown)["took_on"] == 50
    assert shown.orders == 6


def test_a_complaint_that_was_not_lost_costs_nothing_and_a_split_costs_its_part() -> None:
    assert points(figure(Log().orders_of(6, decided="release")))["undisputed"] == 100
    assert points(figure(Log().orders_of(6, decided="split", to_payee=75_000)))["undisputed"] == 75
    assert points(figure(Log().orders_of(6, decided="split")))["undisputed"] == 50
    clients = Log()
    for number in range(6):
        clients.order(f"AGENCY-{number}", "CLIENT", decided="release")
    assert points(figure(clients, "CLIENT", "counterparty"))["undisputed"] == 0  # who disputed in vain lost the dispute


def test_work_never_delivered_is_late_once_its_day_has_passed() -> None:
    log = Log().orders_of(5)
    log.add("order", "ORD-X", "place", "CLIENT-9", TODAY - timedelta(9), price_minor=100_000, currency="CNY")
    log.add("order", "ORD-X", "accept_assignment", "AGENCY", TODAY - timedelta(8), due=(TODAY - timedelta(1)).isoformat())  # fmt: skip
    assert points(figure(log))["in_time"] == round(Fraction(500, 6))
    on_the_day = rating_of(log.events, "AGENCY", TODAY - timedelta(1)).figure("provider")
    assert on_the_day.orders == 0  # the others are of today; nothing is late yet


@pytest.mark.parametrize(
    ("by", "overdue", "in_time", "kept"),
    [("A", False, 0, None), ("A", True, 0, None), ("C", False, None, 0), ("C", True, 0, None), ("PLATFORM", True, 0, None), ("PLATFORM", False, None, None)],
)  # fmt: skip
def test_who_breaks_off_is_told_from_who_was_late(
    by: str, overdue: bool, in_time: int | None, kept: int | None
) -> None:
    log = Log()
    for number in range(5):
        log.broken_off("A", f"C{number}", by=by if by != "C" else f"C{number}", overdue=overdue)
        log.broken_off(f"A{number}", "C", by=by if by != "A" else f"A{number}", overdue=overdue)
    assert points(figure(log, "A"))["in_time"] == in_time
    assert points(figure(log, "C", "counterparty"))["kept"] == kept


@pytest.mark.parametrize(("hour", "late"), [(15, False), (16, True)])
def test_a_day_ends_at_midnight_in_beijing(hour: int, late: bool) -> None:
    log = Log().orders_of(6)
    for place, event in enumerate(log.events):
        if event.name in ("deliver", "accept_delivery", "rated"):
            log.events[place] = event.model_copy(update={"when": event.when.replace(hour=hour)})
    shown = rating_of(log.events, "AGENCY", TODAY + timedelta(1)).figure("provider")
    assert points(shown)["in_time"] == (0 if late else 100)


def test_self_deals_count_nothing() -> None:
    honest = Log().orders_of(6, stars=3)
    before = figure(honest)
    for number in range(20):
        honest.order("AGENCY", "AGENCY", minor=10**9)  # the same organisation
        honest.order("AGENCY", "SHELL", minor=10**9, users=("wang", "wang"))  # one account on both sides
        honest.order("AGENCY", "SHELL", minor=10**9, users=("li", f"zhao {number}"))  # another order of that shell
    assert figure(honest) == before


def test_one_counterparty_decides_nothing_alone() -> None:
    log = Log().orders_of(8, stars=1)
    for _ in range(200):
        log.order("AGENCY", "FRIEND", minor=10**10, stars=5)
    assert points(figure(log))["stars"] == weights().most_of_one.value


def test_larger_and_newer_orders_weigh_more() -> None:
    old = Log().orders_of(9, stars=5).orders_of(9, stars=1, day=TODAY - timedelta(365))
    assert points(figure(old))["stars"] == round(Fraction(200, 3))
    large = Log().orders_of(9, stars=5, minor=100_000_00).orders_of(9, stars=1, minor=999_99)
    assert points(figure(large))["stars"] == 80  # 100,000 yuan weighs 4, under a thousand 1
    assert figure(Log().orders_of(9, day=TODAY - timedelta(1826))).orders == 0


@pytest.mark.parametrize(("orders", "clients", "told"), [(4, 4, False), (5, 2, False), (5, 3, True), (0, 1, False)])
def test_too_few_tell_no_score(orders: int, clients: int, told: bool) -> None:
    log = Log()
    for number in range(orders):
        log.order("AGENCY", f"CLIENT-{number % clients}", stars=1)
    shown = figure(log)
    assert (shown.score is not None) is told
    assert set(points(shown).values()) != {None} if told else set(points(shown).values()) == {None}
    assert (shown.low, shown.high) != (0, 100) or not told


def test_buying_much_makes_nobody_a_better_provider() -> None:
    log = Log()
    for number in range(9):
        log.order(f"SELLER-{number}", "AGENCY")
    assert figure(log).orders == 0
    assert figure(log, capacity="counterparty").score == 100


def test_deals_count_for_both_sides_and_against_the_buyer_who_does_not_pay() -> None:
    log = Log()
    for number in range(5):
        log.deal("SELLER", f"BUYER-{number}")
        log.deal(f"SELLER-{number}", "BUYER", cancelled_by="BUYER" if number % 2 else f"SELLER-{number}")
    assert points(figure(log, "SELLER", "counterparty")) == {"kept": 100, "undisputed": 100, "stars": None}
    assert points(figure(log, "BUYER", "counterparty"))["kept"] == 0
    assert figure(log, "SELLER-1", "counterparty").orders == 0  # what the other broke says nothing of it


@pytest.mark.parametrize(("ended", "seller", "buyer"), [("complete", 100, 0), ("cancel", 0, 100), ("divide", 50, 50)])
def test_the_end_of_a_disputed_deal_decides_who_lost(ended: str, seller: int, buyer: int) -> None:
    log = Log()
    for number in range(5):
        log.deal("SELLER", f"B{number}", disputed=ended)
        log.deal(f"S{number}", "BUYER", disputed=ended)
    for organisation, won in (("SELLER", seller), ("BUYER", buyer)):
        assert points(figure(log, organisation, "counterparty"))["undisputed"] == won


def test_values_of_other_currencies_and_unknown_ones_have_a_weight() -> None:
    known = weights()
    assert [known.of_value(value) for value in (None, Money(99_999), Money(100_000), Money(10**9), Money(20_000, "USD"), Money(20_000, "JPY"))] == [1, 1, 2, 5, 2, 2]  # fmt: skip


# --- properties


@st.composite
def logs(draw: st.DrawFn) -> Log:
    log = Log()
    for _ in range(draw(st.integers(0, 14))):
        log.order(
            draw(st.sampled_from(["A", "B"])), draw(st.sampled_from(["A", "B", "C", "D", "E", "F"])), late=draw(st.integers(-2, 2)),
            returned=draw(st.booleans()), stars=draw(st.sampled_from([None, 1, 3, 5])), minor=draw(st.sampled_from([1, 10**6, 10**9])),
            decided=draw(st.sampled_from(["", "", "release", "refund", "split"])), day=TODAY - timedelta(draw(st.integers(0, 2000))),
        )  # fmt: skip
    return log


@settings(max_examples=60, deadline=None)
@given(logs(), st.integers(0, 10**6))
def test_a_rating_is_a_function_of_the_log_and_no_more(log: Log, seed: int) -> None:
    shown = rating_of(log.events, "A", TODAY)
    shuffled = list(log.events)
    Random(seed).shuffle(shuffled)
    assert rating_of(shuffled, "A", TODAY) == shown
    named = {event.record for event in log.events if "A" in (event.organisation, *event.detail.values())}
    assert rating_of([event for event in log.events if event.record in named], "A", TODAY) == shown
    log.order("Y", "Z")
    assert rating_of(log.events, "A", TODAY) == shown
    for each in shown.figures:
        assert each.score is None or 0 <= each.low <= each.score <= each.high <= 100


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=12))
def test_after_the_cut_nobody_has_more_than_the_share(totals: list[int]) -> None:
    share, weights_ = Fraction(weights().most_of_one.value, 100), [Fraction(total) for total in totals]
    most = ceiling(weights_, share)
    cut = [min(total, most) for total in weights_]
    assert max(cut) <= share * sum(cut)
    assert max(weights_) == most or any(total > most for total in weights_) or max(weights_) <= share * sum(weights_)


@pytest.mark.parametrize(
    ("share", "count", "bounds"),
    # of the formula worked out with 50 decimals: 10 of 10, 0 of 10, 5 of 10, 81 of 263 (Newcombe, Statistics in Medicine 17 (1998) 857)
    [((1, 1), 10, (72, 100)), ((0, 1), 10, (0, 28)), ((1, 2), 10, (23, 77)), ((81, 263), 263, (25, 37)), ((15, 148), 148, (6, 17))],
)  # fmt: skip
def test_the_interval_is_wilsons(share: tuple[int, int], count: int, bounds: tuple[int, int]) -> None:
    assert wilson(Fraction(*share), Fraction(count), 196) == bounds


def test_unequal_weights_tell_less_than_equal_ones() -> None:
    assert effective([Fraction(1)] * 4) == 4
    assert effective([Fraction(9), Fraction(1)]) == Fraction(100, 82)
    assert effective([]) == 0
