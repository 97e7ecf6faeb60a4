"""What an answer carries beside the day: steps, both texts across a change, remedies, needs, words, and the calendar file."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tools.deadlines.calendar_file import ALARMS, calendar_file
from tools.deadlines.computing import calculate
from tools.deadlines.deadline import Calculation, Deadline
from tools.deadlines.facts import Facts
from tools.deadlines.listing import listed
from tools.deadlines.rules_file import events, rules
from tools.deadlines.telling import told


def answer(library: LawLibrary, event: str, day: str, right: str, today: date = TODAY, **beside: object) -> Calculation:
    return calculate(library, Facts.model_validate({"event": event, "day": day, "right": right, **beside}), today)


def of(calculation: Calculation, rule: str) -> Deadline:
    return next(row for row in calculation.deadlines if row.rule == rule)


def test_each_step_of_the_counting_is_shown_in_both_languages(library: LawLibrary) -> None:
    row = of(answer(library, "office-action", "2026-05-19", "invention", served="post"), "cn-office-action-4")
    assert [step.day for step in row.steps] == [
        date(2026, 6, 3),
        date(2026, 6, 4),
        date(2026, 10, 3),
        date(2026, 10, 8),
    ]
    assert "满15日推定收到" in row.steps[0].text.zh
    assert "not counted" in row.steps[1].text.en
    assert "国庆节假期" in row.steps[3].text.zh
    assert "National Day" in row.steps[3].text.en


def test_a_month_without_the_day_is_said(library: LawLibrary) -> None:
    row = of(answer(library, "refusal-served", "2023-11-30", "invention"), "cn-reexamination")
    assert "2024年2月没有30日，取月末29日" in row.steps[1].text.zh


def test_an_opposition_across_the_new_year_shows_both_texts(library: LawLibrary) -> None:
    row = of(answer(library, "publication", "2026-11-13", "mark"), "cn-mark-opposition")
    assert row.later is not None
    assert (row.day, row.later.day, row.safe) == (date(2027, 2, 15), date(2027, 1, 13), date(2027, 1, 13))
    assert row.later.citation.key == "cn/trademark-law@2027-01-01/art36"
    assert any("does not say how such periods pass over" in note.en for note in row.notes)
    words = told(answer(library, "publication", "2026-11-13", "mark"), "zh")
    assert "2027-01-13" in words
    assert "稳妥日: 2027-01-13" in words


def test_the_same_day_under_both_texts_is_said_to_be(library: LawLibrary) -> None:
    row = of(answer(library, "refusal-served", "2026-12-25", "mark", date(2027, 1, 5)), "cn-mark-refusal-review")
    assert row.later is not None
    assert row.later.day == row.day
    assert any("both give the same day" in note.en for note in row.notes)


@pytest.mark.parametrize(
    ("event", "day", "right", "rule", "possible", "until"),
    [
        ("first-filing", "2025-10-22", "invention", "cn-priority-12", True, date(2026, 12, 22)),
        ("first-filing", "2026-04-30", "design", "cn-priority-6", False, None),
        ("refusal-served", "2026-08-04", "invention", "cn-reexamination", True, date(2027, 1, 4)),
        ("grant", "2026-08-04", "invention", "cn-term-compensation", False, None),
        ("registration", "2016-12-31", "mark", "cn-mark-renewal", True, date(2027, 6, 30)),
        ("publication", "2026-09-30", "mark", "cn-mark-opposition", False, None),
        ("judgment-served", "2026-11-02", "mark", "cn-appeal-15", True, None),
    ],
)
def test_whether_a_missed_day_can_be_made_good(library: LawLibrary, event: str, day: str, right: str, rule: str, possible: bool, until: date | None) -> None:  # fmt: skip
    row = of(answer(library, event, day, right), rule)
    assert row.restoring is not None
    assert (row.restoring.possible, row.restoring.until) == (possible, until)


def test_every_last_day_says_what_is_lost_and_whether_it_can_be_restored() -> None:
    assert all(rule.lost and rule.remedy for rule in rules() if rule.result == "last_day")


def test_what_is_not_known_is_asked_for_and_never_assumed(library: LawLibrary) -> None:
    found = answer(library, "grant", "2026-05-08", "invention")
    assert [row.rule for row in found.missing] == ["cn-annual-fees"]
    assert "--filed" in found.missing[0].why.en
    assert "--filed" in told(found, "en")
    assert "--filed" in told(found, "zh")


def test_a_filing_without_priority_starts_priority_here_and_abroad(library: LawLibrary) -> None:
    first = answer(library, "filing", "2026-03-02", "invention")
    assert of(first, "paris-12").day == date(2027, 3, 2)
    assert of(first, "cn-priority-12").day == date(2027, 3, 2)
    assert any("first for its subject" in note.en for note in of(first, "paris-12").notes)
    second = answer(library, "filing", "2026-03-02", "invention", priority="2025-03-03")
    assert not {row.rule for row in second.deadlines} & {"paris-12", "cn-priority-12"}


def test_what_is_taken_for_granted_is_said(library: LawLibrary) -> None:
    alone = of(answer(library, "filing", "2026-03-02", "invention"), "cn-substantive-examination")
    assert any("no priority date is given" in note.en for note in alone.notes)
    dated = of(
        answer(library, "filing", "2026-03-02", "invention", priority="2025-03-03"), "cn-substantive-examination"
    )
    assert dated.day == date(2028, 3, 3)
    assert not any("no priority date" in note.en for note in dated.notes)


def test_a_digest_whose_wording_was_not_read_says_so(library: LawLibrary) -> None:
    found = answer(library, "office-action", "2026-09-01", "invention")
    assert "原文未收入，请核对" in told(found, "zh")
    assert "the wording is not held here" in told(found, "en")
    assert of(found, "cn-office-action-4").digest


def test_a_text_that_was_not_in_force_yet_is_said_to_be_newer(library: LawLibrary) -> None:
    row = of(answer(library, "first-filing", "2019-05-06", "invention"), "cn-priority-12")
    assert any("not held" in note.en and "2019-05-06" in note.en for note in row.notes)


def test_annual_fees_run_from_filing_after_the_grant_to_the_end_of_the_term(library: LawLibrary) -> None:
    rows = [row for row in answer(library, "grant", "2026-05-08", "invention", filed="2023-02-14").deadlines if row.rule == "cn-annual-fees"]  # fmt: skip
    assert [row.unmoved.year for row in rows] == list(range(2027, 2043))
    assert all(row.restoring and row.restoring.until and row.restoring.until > row.day for row in rows)


def test_a_year_without_notice_keeps_the_weekend_day_as_the_safe_one(library: LawLibrary) -> None:
    row = of(answer(library, "refusal-served", "2026-11-30", "invention", date(2026, 12, 1)), "cn-reexamination")
    assert (row.day, row.safe) == (date(2027, 3, 1), date(2027, 2, 28))
    assert any("weekends only" in note.en for note in row.notes)


def test_words_name_provision_version_and_remedy(library: LawLibrary) -> None:
    found = answer(library, "final-office-action", "2026-09-30", "invention", jurisdiction="US")
    en, zh = told(found, "en"), told(found, "zh")
    assert "35 U.S.C. § 133 (digest)" in en
    assert "six-month maximum" in en
    assert "六个月的法定最长期" in zh
    assert "not an agent's advice" in en


def events_of(content: bytes) -> dict[str, object]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_the_calendar_file_has_all_day_events_with_alarms_and_stable_names(library: LawLibrary) -> None:
    facts = {"filed": "2023-02-14"}
    first = calendar_file(answer(library, "grant", "2026-05-08", "invention", **facts), "zh")
    again = calendar_file(answer(library, "grant", "2026-05-08", "invention", **facts), "zh")
    later = calendar_file(
        answer(library, "grant", "2026-05-08", "invention", TODAY + timedelta(days=30), **facts), "en"
    )
    assert first == again
    assert events_of(first).keys() == events_of(later).keys()
    assert len(events_of(first)) == 16
    for event in events_of(first).values():
        assert type(event["dtstart"].dt) is date  # type: ignore[index]
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)  # type: ignore[index]
        assert sorted(-alarm["trigger"].dt.days for alarm in event.walk("VALARM")) == sorted(ALARMS)  # type: ignore[attr-defined]


def test_the_calendar_file_leaves_out_what_is_past_and_warns_by_the_safe_day(library: LawLibrary) -> None:
    content = calendar_file(answer(library, "publication", "2026-11-13", "mark"), "en")
    (event,) = events_of(content).values()
    assert event["dtstart"].dt == date(2027, 1, 13)  # type: ignore[index]
    assert not events_of(calendar_file(answer(library, "publication", "2026-01-13", "mark"), "en"))


def test_the_list_names_every_event_and_filters() -> None:
    assert {row.event for row in listed()} == set(events())
    marks = listed("CN", "mark")
    assert any(row.event == "publication" for row in marks)
    assert not any(row.event == "office-action" for row in marks)
    assert all(row.follows for row in marks)
