"""The docket: days as the calculator counts them, grace, decisions, reminders, sums by currency, files to take away."""

import csv
import io
from datetime import date

import pytest
from icalendar import Calendar

from tests.portfolio.room import OTHER, OWNER, STAFF, TODAY, cn, library, make_room, mark, put
from tools.deadlines.computing import calculate
from tools.deadlines.facts import Facts
from tools.money import Money
from tools.portfolio.deciding import decide, reminders_of, stage_of
from tools.portfolio.exporting import assets_csv, docket_calendar, docket_csv
from tools.portfolio.importing import table_drafts, take_in
from tools.portfolio.profile import set_profile
from tools.portfolio.reading import Docket, Filter, docket_of, show_portfolio
from tools.portfolio.room import PortfolioRoom
from tools.principal import Principal
from tools.refused import Refused

US = {"jurisdiction": "US", "number": "US98999991B2", "filed": date(2020, 1, 20), "granted": date(2022, 12, 13)}


def docket(room: PortfolioRoom, who: Principal = OWNER, **wanted: object) -> Docket:
    with room.sessions() as session:
        return docket_of(room, session, who, "ORG-QINGLAN", Filter.model_validate(wanted))


def test_every_day_is_the_one_the_deadline_calculator_gives() -> None:
    room = make_room()
    put(room, cn())
    facts = Facts(event="grant", day=date(2020, 5, 8), right="invention", jurisdiction="CN", filed=date(2017, 12, 14))
    expected = {each.unmoved: (each.day, each.restoring.until) for each in calculate(library(), facts, TODAY).deadlines if each.rule == "cn-annual-fees" and each.restoring}  # fmt: skip
    found = {due.unmoved: (due.day, due.grace_end) for due in docket(room, fees=True).dues}
    assert found
    assert found == {day: days for day, days in expected.items() if day in found}
    assert min(found) == date(2026, 12, 14)
    assert len(found) == 11  # years 10 to 20


def test_a_fee_overdue_within_six_months_is_in_the_grace_period_and_one_beyond_is_not_told() -> None:
    room = make_room()
    put(room, cn(filed=date(2016, 8, 1)))
    first = docket(room, fees=True).dues[0]
    assert (first.state, first.day, first.grace_end, first.days_left) == ("grace", date(2026, 8, 3), date(2027, 2, 1), -111)  # fmt: skip
    assert first.lost
    assert first.fee
    assert first.fee.surcharges[-1].until == first.grace_end


def test_owners_in_common_get_the_smaller_reduction() -> None:
    room = make_room()
    set_profile(room, OWNER, reduction="single")
    put(room, cn(owners=("甲", "乙")), cn(number="CN201710999990.4", owners=("甲",)))
    assert [due.fee.percent_off for due in docket(room, days=30).dues if due.fee] == [85, 70]


def test_sums_are_by_year_and_currency_and_a_fee_without_amount_is_counted_apart() -> None:
    room = make_room()
    put(room, cn(), cn(**US), cn(jurisdiction="EP", number="EP3999999A1", filed=date(2024, 12, 14), granted=None, state="pending"))  # fmt: skip
    found = docket(room)
    assert [(each.year, each.total) for each in found.costs if each.year == 2026] == [(2026, Money(400_000)), (2026, Money(215_000, "USD"))]  # fmt: skip
    assert found.unpriced == {2026: 1}
    by_year = {(each.year, each.total.currency): each.total for each in found.costs}
    for (year, currency), total in by_year.items():
        rows = [due.fee.amount.minor for due in found.dues if due.fee and due.day.year == year and due.fee.amount.currency == currency]  # fmt: skip
        assert total.minor == sum(rows)


def test_filters_take_the_next_days_a_kind_and_a_place() -> None:
    room = make_room()
    put(room, cn(), cn(**US), mark())
    assert {due.right for due in docket(room, days=30).dues} == {"invention", "mark"}
    assert {due.rule for due in docket(room, rights=["mark"]).dues} == {"cn-mark-renewal-of-expiry"}
    assert {due.jurisdiction for due in docket(room, places=["US"]).dues} == {"US"}
    assert docket(room, days=0, places=["CN"], rights=["invention"]).dues == ()


def test_a_mark_whose_renewal_spans_the_new_year_is_told_by_the_text_in_force() -> None:
    room = make_room()
    put(room, mark())
    (due,) = docket(room).dues
    assert (due.opens, due.unmoved, due.fee.amount if due.fee else None) == (date(2025, 12, 20), date(2026, 12, 20), Money(90_000))  # fmt: skip
    assert due.citation.key == "cn/trademark-law@2019-11-01/art40"


def test_what_is_decided_is_kept_and_what_is_given_up_ends_there() -> None:
    room = make_room()
    put(room, cn())
    first, second, *_ = docket(room, fees=True).dues
    assert decide(room, OWNER, first.key, "done").state == "done"
    assert decide(room, OWNER, first.key, "done").state == "done"  # once more changes nothing
    assert docket(room, fees=True).costs[0].year == 2027
    decide(room, OWNER, second.key, "abandoned", "不再使用")
    assert [due.state for due in docket(room, fees=True).dues] == ["done", "abandoned"]
    assert docket(room, fees=True).costs == ()


@pytest.mark.parametrize("key", ["nonsense", "AST-999999999999:cn-annual-fees:2026-12-14"])
def test_a_day_that_is_not_there_and_anothers_are_refused_alike(key: str) -> None:
    room = make_room()
    put(room, cn())
    due = docket(room, fees=True).dues[0]
    for who, asked in ((OWNER, key), (OTHER, due.key), (OWNER, due.key.replace("2026-12-14", "2026-12-15"))):
        with pytest.raises(Refused) as refused:
            decide(room, who, asked, "done")
        assert refused.value.name == "not_found"


def test_reminders_come_at_their_stages_and_stop_when_it_is_done() -> None:
    room = make_room()
    put(room, cn(), mark())
    with room.sessions() as session:
        found = reminders_of(room, session, OWNER)
    assert [(each.stage, each.due.right) for each in found] == [(30, "invention"), (30, "mark")]
    decide(room, OWNER, found[0].due.key, "done")
    with room.sessions() as session:
        assert [each.due.right for each in reminders_of(room, session, OWNER)] == ["mark"]


@pytest.mark.parametrize(("left", "stage"), [(91, 0), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (2, 7), (1, 1), (0, 0), (-5, 0)])  # fmt: skip
def test_a_day_has_reached_the_narrowest_stage_it_lies_in(left: int, stage: int) -> None:
    assert stage_of(left) == stage


def test_others_are_told_nothing_and_staff_may_read() -> None:
    room = make_room()
    put(room, cn())
    assert docket(room, STAFF).assets == 1
    with room.sessions() as session, pytest.raises(Refused) as other:
        show_portfolio(room, session, OTHER, "ORG-QINGLAN")
    with room.sessions() as session, pytest.raises(Refused) as missing:
        show_portfolio(room, session, OTHER, "ORG-NOWHERE")
    assert str(other.value).replace("ORG-QINGLAN", "") == str(missing.value).replace("ORG-NOWHERE", "")


def test_files_hold_every_row_and_no_formula() -> None:
    room = make_room()
    put(room, cn(title="=HYPERLINK(1)", owners=("@evil",), note="+1"), cn(**US))
    found = docket(room, days=60)
    with room.sessions() as session:
        assets = assets_csv(show_portfolio(room, session, OWNER).assets)
    rows = [*csv.reader(io.StringIO(docket_csv(found, "zh").decode("utf-8-sig"))), *csv.reader(io.StringIO(assets.decode("utf-8-sig")))]  # fmt: skip
    assert len(rows) == 2 + len(found.dues) + 2
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]
    # what is taken away comes back to the same assets
    assert take_in(room, OWNER, table_drafts(room, assets)).outcomes == ("unchanged", "unchanged")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_calendar_has_an_event_a_day_with_alarms_and_the_same_bytes_twice(language: str) -> None:
    room = make_room()
    put(room, cn(), mark())
    found = docket(room, days=60)
    data = docket_calendar(found, language)  # type: ignore[arg-type]
    events = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len(events) == len(found.dues) == 2
    assert {event.decoded("dtstart") for event in events} == {due.safe for due in found.dues}
    assert all(len(event.walk("VALARM")) == 4 for event in events)
    assert data == docket_calendar(found, language)  # type: ignore[arg-type]


def test_what_cannot_be_scheduled_says_why() -> None:
    room = make_room()
    put(room, cn(filed=None, granted=None), cn(right="software", number="2024SR9990001", filed=None))
    assert len(docket(room).missing) == 2
    assert docket(room).dues == ()


def test_a_renewed_mark_asks_for_its_new_expiry() -> None:
    room = make_room()
    put(room, mark())
    decide(room, OWNER, docket(room).dues[0].key, "done")
    assert ["续展" in each.why.zh for each in docket(room).missing] == [True]
    put(room, mark(expiry=date(2036, 12, 20)))
    assert docket(room).missing == ()
    assert docket(room).dues[0].unmoved == date(2036, 12, 20)
