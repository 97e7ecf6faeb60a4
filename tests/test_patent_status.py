"""Terms, fees and status: the rules rest on their provisions, the arithmetic is shown, nothing unknown is assumed."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.law.records import ArticleNumber
from knowledge.lengths import Length
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Event, Patent, Priority, Right, Source, Stage, Symbol
from knowledge.patents.status import State, status_on
from knowledge.patents.term import Facts, fees_of, term_of
from knowledge.patents.terms import Provision, term_file
from knowledge.practice.periods import load_periods
from knowledge.practice.topics import cited_article, load_topics
from tests.conftest import SHARED

each_provision = pytest.mark.parametrize("name", term_file().provisions)
RULES = SHARED / "statutes_zh" / "patentExaminator_kb" / "专利法实施细则_2023.txt"


def patent(number: str, **fields: object) -> Patent:
    return Patent(number=parse_publication(number), printed=number, **fields)  # type: ignore[arg-type]


def granted(number: str, filed: date, published: date, right: Right = Right.INVENTION, **fields: object) -> Patent:
    return patent(number, stage=Stage.GRANT, filed=filed, published=published, right=right, **fields)


def fetched(day: date) -> dict[str, Source]:
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return {"events": Source(raw="0" * 64, importer="ops", place="1", retrieved=when)}


@cache
def code_of_the_states(year: int) -> dict[str, str]:
    with (SHARED / "statutes_en" / f"35usc_patents_{year}.jsonl").open(encoding="utf-8") as lines:
        return {row["section"]: row["text"] for row in map(json.loads, lines)}


def text_of(source: Provision, library: LawLibrary) -> str | None:
    """The text a provision is quoted from, None where it is not at hand."""
    if source.law:
        article = cited_article(library, source.law)
        return article.text if article else ""
    assert source.digest
    if source.digest.title == "中华人民共和国专利法实施细则" and RULES.exists():
        wanted = ArticleNumber.parse(source.digest.article).chinese
        return next(line for line in RULES.read_text("utf-8").split("\n") if line.startswith(wanted))
    if source.digest.title.startswith("United States Code") and RULES.exists():
        return code_of_the_states(int(source.digest.adopted[:4]))[source.digest.article]
    return None


@cache
def digests() -> list[tuple[str, str]]:
    """Article and words of every digest in the practice notes."""
    return [(point.digest.article, point.quote) for topic in load_topics() for point in topic.points if point.digest]


@each_provision
def test_the_words_of_a_provision_stand_in_the_named_article(library: LawLibrary, name: str) -> None:
    source = term_file().provisions[name]
    text = text_of(source, library)
    if text is None:
        assert source.digest
        noted = [quote for article, quote in digests() if article == source.digest.article]
        assert any(source.quote in quote for quote in noted) or name == "ep-63"  # held as a note, or read at the office
        return
    assert locate(source.quote, text), (name, text[:300])
    number = (
        (source.law.rpartition("art")[2] if source.law else source.digest.article)
        if source.digest or source.law
        else ""
    )
    assert number in source.place.en


def test_every_length_is_a_figure_of_its_provision() -> None:
    rules = term_file()
    for rule in rules.terms:
        said = figures(rules.provisions[rule.provision].quote)
        assert all((float(part.years), "year") in said for part in rule.parts if rule.id != "cn-design-10"), rule.id
    for fee in rules.fees:
        if fee.grace != Length():
            assert (6.0, "month") in figures(rules.provisions[fee.grace_provision].quote)
        if fee.at:
            words = rules.provisions[fee.provision].quote
            assert [
                word in words
                for word in ("Three years and 6 months", "Seven years and 6 months", "Eleven years and 6 months")
            ] == [True] * 3
            assert [(each.years, each.months) for each in fee.at] == [(3, 6), (7, 6), (11, 6)]


def test_chinese_terms_are_those_of_the_periods_file() -> None:
    periods = {period.id: period for period in load_periods()}
    chinese = [rule for rule in term_file().terms if rule.office == "CN"]
    assert len(chinese) == 4
    for rule in chinese:
        day = max(rule.since, date(2000, 1, 1))
        [text] = [text for text in periods[rule.period].texts if text.covers(day)]
        assert [text.length] == [Length(years=part.years) for part in rule.parts]
        assert text.law == term_file().provisions[rule.provision].law


def test_every_name_in_the_file_is_known() -> None:
    rules = term_file()
    used = {rule.provision for rule in rules.terms} | {each.provision for each in rules.extensions.values()}
    used |= {name for fee in rules.fees for name in (fee.provision, fee.grace_provision)}
    assert used <= set(rules.provisions)
    assert {name for rule in rules.terms for name in rule.may} == set(rules.extensions)


@pytest.mark.parametrize(
    ("facts", "expires", "through"),
    [
        (Facts("CN", Right.UTILITY_MODEL, date(1999, 9, 6), date(2000, 5, 1)), "2009-09-06", "2009-09-05"),  # the Guidelines' example
        (Facts("CN", Right.INVENTION, date(2016, 2, 29), date(2019, 1, 1)), "2036-02-29", "2036-02-28"),
        (Facts("CN", Right.DESIGN, date(2021, 5, 31), date(2021, 12, 1)), "2031-05-31", "2031-05-30"),
        (Facts("CN", Right.DESIGN, date(2021, 6, 1), date(2021, 12, 1)), "2036-06-01", "2036-05-31"),
        (Facts("US", Right.INVENTION, date(2010, 1, 29), date(2014, 4, 15), date(2007, 8, 3)), "2027-08-03", "2027-08-03"),
        (Facts("US", Right.INVENTION, date(2010, 1, 29), date(2014, 4, 15), date(2010, 1, 29), adjustment=100), "2030-05-09", "2030-05-09"),
        (Facts("US", Right.INVENTION, date(1995, 6, 7), date(2000, 3, 7)), "2017-03-07", "2017-03-07"),
        (Facts("US", Right.INVENTION, date(1995, 6, 7), date(1997, 3, 4)), "2015-06-07", "2015-06-07"),
        (Facts("US", Right.DESIGN, date(2015, 5, 12), date(2016, 5, 3)), "2030-05-03", "2030-05-03"),
        (Facts("US", Right.DESIGN, date(2015, 5, 13), date(2016, 5, 3)), "2031-05-03", "2031-05-03"),
        (Facts("EP", Right.INVENTION, date(1999, 11, 8), date(2003, 2, 12)), "2019-11-08", "2019-11-08"),
        (Facts("JP", Right.INVENTION, date(2010, 4, 1), date(2014, 4, 1)), "2030-04-01", "2030-04-01"),
    ],
)  # fmt: skip
def test_a_term_ends_on_its_day(facts: Facts, expires: str, through: str) -> None:
    term = term_of(facts)
    assert term is not None
    assert (term.expires.isoformat(), term.through.isoformat()) == (expires, through)
    assert all(step.result == step.length.after(step.start) for step in term.steps)
    assert all(step.source.quote for step in term.steps)


def test_no_term_is_made_up() -> None:
    assert term_of(Facts("CN", Right.INVENTION, date(1990, 1, 1), None)) is None
    assert term_of(Facts("KR", Right.INVENTION, date(2010, 1, 1), None)) is None
    assert term_of(Facts("US", Right.DESIGN, date(2010, 1, 1), None)) is None  # it runs from a grant that is not known
    assert term_of(Facts("CN", Right.INVENTION, None, date(2010, 1, 1))) is None


def test_chinese_annual_fees_are_due_on_the_anniversary_of_filing_with_six_months_of_grace() -> None:
    facts = Facts("CN", Right.UTILITY_MODEL, date(2018, 8, 31), date(2019, 5, 7))
    fees = fees_of(facts, term_of(facts))
    assert fees is not None
    assert [(fee.number, fee.due.isoformat(), fee.late_until.isoformat()) for fee in fees][:2] == [
        (2, "2019-08-31", "2020-02-29"),
        (3, "2020-08-31", "2021-02-28"),
    ]
    assert len(fees) == 9  # no fee is due on the day the term ends
    assert all(fee.lapses == fee.due for fee in fees)


def test_american_maintenance_fees_are_due_from_grant_and_designs_have_none() -> None:
    facts = Facts("US", Right.INVENTION, date(2010, 1, 29), date(2014, 4, 15), date(2010, 1, 29))
    fees = fees_of(facts, term_of(facts))
    assert fees is not None
    assert [fee.due.isoformat() for fee in fees] == ["2017-10-15", "2021-10-15", "2025-10-15"]
    assert fees[0].lapses == fees[0].late_until == date(2018, 4, 15)
    assert fees_of(Facts("US", Right.DESIGN, date(2016, 1, 1), date(2017, 1, 3)), None) == ()
    assert fees_of(Facts("KR", Right.INVENTION, date(2016, 1, 1), date(2017, 1, 3)), None) is None


FILED, LAID_OPEN, GRANT = date(2015, 3, 2), date(2016, 9, 7), date(2018, 1, 5)


def chinese(*events: Event, seen: date | None = None) -> list[Patent]:
    sources = fetched(seen) if seen else {}
    return [
        patent("CN105000001A", filed=FILED, published=LAID_OPEN),
        granted("CN105000001B", FILED, GRANT, events=events, sources=sources),
    ]


UNPAID = Event(day=date(2020, 10, 9), code="CF01", text="未缴年费专利权终止", effect="lapsed")
Case = tuple[list[Patent], date, State]
CASES: list[Case] = [
    (chinese(), date(2015, 1, 1), State.UNKNOWN), (chinese(), date(2015, 3, 2), State.PENDING), (chinese(), date(2018, 1, 4), State.PENDING),
    (chinese(), GRANT, State.IN_FORCE), (chinese(), date(2018, 9, 2), State.IN_FORCE), (chinese(), date(2018, 9, 3), State.UNKNOWN),
    (chinese(seen=date(2026, 11, 1)), date(2026, 11, 22), State.IN_FORCE), (chinese(seen=date(2025, 9, 1)), date(2026, 11, 22), State.UNKNOWN),
    (chinese(seen=date(2025, 10, 1)), date(2026, 8, 1), State.IN_FORCE), (chinese(), date(2035, 3, 2), State.EXPIRED), (chinese(seen=date(2035, 3, 1)), date(2035, 3, 1), State.IN_FORCE),
    (chinese(UNPAID), date(2026, 11, 22), State.LAPSED), (chinese(UNPAID), date(2020, 6, 1), State.LAPSED), (chinese(UNPAID), date(2020, 3, 1), State.IN_FORCE),
    (chinese(UNPAID, Event(day=date(2021, 2, 1), code="RR", effect="restored"), seen=date(2026, 11, 1)), date(2026, 11, 22), State.IN_FORCE),
    (chinese(Event(day=date(2022, 5, 5), code="IW01", text="全部无效", effect="revoked")), date(2026, 11, 22), State.REVOKED),
    ([patent("CN105000002A", filed=FILED, published=LAID_OPEN)], date(2026, 11, 22), State.UNKNOWN), ([patent("CN105000002A", filed=FILED, published=LAID_OPEN)], LAID_OPEN, State.PENDING),
    ([patent("CN105000002A", filed=FILED, published=LAID_OPEN, sources=fetched(date(2026, 11, 22)))], date(2026, 11, 22), State.PENDING),
    ([patent("CN105000002A", filed=FILED, published=LAID_OPEN, events=(Event(day=date(2018, 1, 1), code="C12", effect="refused"),))], date(2026, 11, 22), State.REFUSED),
    ([patent("CN105000002A", filed=FILED, published=LAID_OPEN, events=(Event(day=date(2018, 1, 1), code="C04", effect="withdrawn"),))], date(2026, 11, 22), State.WITHDRAWN),
    ([patent("CN105000002A", filed=FILED, published=LAID_OPEN)], date(2045, 1, 1), State.EXPIRED),
    ([granted("CN202644312U", date(2012, 5, 31), date(2013, 1, 2), Right.UTILITY_MODEL)], date(2026, 11, 22), State.EXPIRED),
    ([granted("CN306000001S", date(2020, 1, 10), date(2020, 7, 3), Right.DESIGN)], date(2030, 1, 10), State.EXPIRED),
    ([granted("CN1019808B", date(1989, 1, 1), date(1992, 12, 30))], date(2026, 11, 22), State.EXPIRED),
    ([granted("USD800000S1", date(2016, 1, 4), date(2017, 10, 17), Right.DESIGN)], date(2026, 11, 22), State.IN_FORCE),
    ([granted("US9000000B2", date(2010, 1, 29), date(2015, 4, 7))], date(2019, 4, 6), State.IN_FORCE), ([granted("US9000000B2", date(2010, 1, 29), date(2015, 4, 7))], date(2026, 11, 22), State.UNKNOWN),
    ([granted("US9000000B2", date(2004, 1, 29), date(2015, 4, 7))], date(2026, 11, 22), State.UNKNOWN), ([granted("US5480107A", date(1990, 1, 5), date(1996, 1, 2))], date(2026, 11, 22), State.EXPIRED),
    ([granted("US6000000A", date(2000, 1, 5), date(2001, 1, 2))], date(2026, 11, 22), State.EXPIRED),
    ([granted("EP1000000B1", date(1999, 11, 8), date(2003, 2, 12))], date(2010, 1, 1), State.UNKNOWN), ([granted("EP1000000B1", date(1999, 11, 8), date(2003, 2, 12))], date(2026, 11, 22), State.EXPIRED),
    ([granted("EP1000000B1", date(1999, 11, 8), date(2003, 2, 12), events=(Event(day=date(2006, 1, 1), code="PG25", text="LAPSED IN AT", effect="lapsed"),))], date(2010, 1, 1), State.UNKNOWN),
    ([patent("WO2025000001A1", filed=date(2024, 6, 1), published=date(2025, 1, 2), earliest_priority=date(2023, 6, 5))], date(2025, 12, 5), State.PENDING),
    ([patent("WO2015000001A1", filed=date(2014, 6, 1), published=date(2015, 1, 2))], date(2026, 11, 22), State.UNKNOWN),
    ([patent("EP1000001A3", right=Right.OTHER, published=date(2000, 1, 1))], date(2026, 11, 22), State.UNKNOWN),
    ([granted("KR100802716B1", date(2006, 1, 1), date(2008, 2, 1))], date(2026, 11, 22), State.UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("publications", "as_of", "state"), CASES)
def test_a_status_says_what_the_record_shows_and_no_more(publications: list[Patent], as_of: date, state: State) -> None:
    found = status_on(publications, as_of)
    assert found.state is state, found.reasons
    assert found.reasons
    assert all(reason.text.zh and reason.text.en for reason in found.reasons)
    assert found.check.zh


def test_a_lapse_for_fees_goes_back_to_the_day_they_were_due() -> None:
    found = status_on(chinese(UNPAID), date(2020, 6, 1))
    assert date(2020, 3, 2) in [reason.day for reason in found.reasons]
    assert any(reason.source and "115" in reason.source.place.en for reason in found.reasons)


def test_compensation_and_adjustment_stay_open_unless_known() -> None:
    late = [granted("US9000000B2", date(2004, 1, 29), date(2015, 4, 7))]
    open_ones = status_on(late, date(2026, 11, 22))
    assert open_ones.state is State.UNKNOWN
    assert any("PTA" in question.en for question in open_ones.open_questions)
    known = status_on(late, date(2026, 11, 22), adjustment=400)
    assert known.state is State.EXPIRED
    slow = [granted("CN105000001B", date(2003, 3, 2), date(2022, 1, 5))]
    assert status_on(slow, date(2024, 1, 1)).state is State.UNKNOWN
    assert any("compensation" in question.en for question in status_on(slow, date(2022, 2, 1)).open_questions)


def test_a_us_term_leaves_provisionals_and_foreign_priorities_out() -> None:
    priorities = (
        Priority(number="US61629441P", country="US", day=date(2008, 11, 18)), Priority(number="60/225,166", country="US", day=date(2007, 8, 14)),
        Priority(number="JP2005356883A", country="JP", day=date(2007, 1, 1)), Priority(number="US12345609A", country="US", day=date(2009, 2, 3)),
    )  # fmt: skip
    found = status_on(
        [granted("US9000000B2", date(2010, 1, 29), date(2015, 4, 7), priorities=priorities)], date(2026, 1, 1)
    )
    assert found.term is not None
    assert found.term.starts == date(2009, 2, 3)


def test_a_running_grace_and_the_next_fee_are_told() -> None:
    found = status_on(chinese(), date(2018, 5, 1))
    assert found.next_fee is not None
    assert found.next_fee.due == date(2018, 3, 2)
    assert any("2018-09-02" in question.en for question in found.open_questions)


def test_a_drug_patent_past_its_term_asks_about_compensation() -> None:
    drug = [
        granted("CN105000001B", date(2005, 1, 4), date(2008, 1, 9), symbols=(Symbol(scheme="IPC", code="A61K 31/519"),))
    ]
    assert any("drug" in question.en for question in status_on(drug, date(2026, 1, 1)).open_questions)


def test_a_status_needs_a_publication() -> None:
    with pytest.raises(ValueError, match="no publication"):
        status_on([], date(2026, 1, 1))


@given(st.dates(date(1993, 1, 1), date(2035, 1, 1)), st.integers(200, 3000), st.integers(0, 12_000))
@settings(max_examples=80)
def test_a_right_passes_through_its_states_in_order(filed: date, pendency: int, later: int) -> None:
    record = [granted("CN105000001B", filed, filed + timedelta(days=pendency))]
    order = [State.PENDING, State.IN_FORCE, State.UNKNOWN, State.EXPIRED]
    first, second = (status_on(record, filed + timedelta(days=days)) for days in (later // 2, later))
    assert order.index(first.state) <= order.index(second.state)
    assert (second.state is State.EXPIRED) <= (second.term is not None and second.as_of > second.term.through)
