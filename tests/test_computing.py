"""Days computed from facts: the rules rest on the text, the arithmetic is the law's, and the result is the right day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.lengths import Length, after_weekend
from knowledge.practice.periods import Period, PeriodText, load_countings, load_periods
from knowledge.practice.telling import load_telling
from knowledge.practice.topics import cited_article, load_topics
from tests.conftest import NEXT_YEAR, TODAY
from tools.law.computing import Computed, compute, computed_from
from tools.law.facts import Told, read_facts
from tools.law.sources import cite_point, cite_words

each_period = pytest.mark.parametrize("period", load_periods(), ids=lambda period: period.id)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def rule(name: str) -> Period:
    return next(period for period in load_periods() if period.id == name)


def computed(library: LawLibrary, question: str, today: date = TODAY) -> list[Computed]:
    return compute(library, read_facts(question, today), today)


def lengths(text: PeriodText) -> set[tuple[float, str]]:
    given_in = (("year", text.length.years), ("month", text.length.months), ("day", text.length.days))
    return {(float(count), unit) for unit, count in given_in if count}


@each_period
def test_every_rule_rests_on_words_of_the_named_text_that_give_its_length(library: LawLibrary, period: Period) -> None:
    for text in (*period.texts, *period.renewed):
        article = cited_article(library, text.law)
        assert article is not None
        assert locate(text.quote, article.text), (text.law, text.quote)
        assert text.unheld or lengths(text) <= figures(text.quote), text.quote


@each_period
def test_the_texts_of_a_rule_follow_each_other_and_are_in_force_for_their_days(
    library: LawLibrary, period: Period
) -> None:
    for first, second in zip(period.texts, period.texts[1:], strict=False):
        assert first.until is not None
        assert second.since == first.until + timedelta(days=1)
    for text in period.texts:
        article = cited_article(library, text.law)
        assert article is not None
        ended, later = article.version.in_force_to, text.until is None
        assert not (later and ended), "a text without end is one that no other replaces"
        assert later or text.unheld or text.until == ended


@each_period
def test_a_rule_knows_its_event_its_rights_and_its_counting(period: Period) -> None:
    telling = load_telling()
    event = telling.event(period.start)
    assert set(period.rights) <= {right.id for right in telling.rights} | {"any"}
    wider = {*period.rights, *(telling.right(right).kind_of for right in period.rights if right != "any")}
    assert not event.rights or wider & set(event.rights), "nobody could tell the event of this right"
    assert period.counting in load_countings()
    assert period.derived in {"", *(other.id for other in load_periods())}
    assert period.across is None or len(period.texts) > 1


def test_every_way_of_counting_has_its_sources(library: LawLibrary) -> None:
    points = {f"{topic.key}/{n}": point for topic in load_topics() for n, point in enumerate(topic.points, 1)}
    for counting in load_countings().values():
        for source in counting.sources:
            if isinstance(source, str):
                assert cite_point(library, source, TODAY).quote == points[source].quote
            else:
                assert cite_words(library, source.law, source.quote).quote
    assert "前一日为期限届满日" in points[str(load_countings()["mark-term"].sources[0])].quote
    assert "最后一月的相应日为期限届满日" in points[str(load_countings()["patent-term"].sources[1])].quote


def test_a_source_that_does_not_say_so_is_an_error(library: LawLibrary) -> None:
    with pytest.raises(ValueError, match="does not say"):
        cite_words(library, "cn/patent-law/art42", "外观设计专利权的期限为十年")


@given(DAYS, st.integers(1, 240))
def test_months_end_on_the_corresponding_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    end = Length(months=months).after(day)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(DAYS, st.integers(1, 20))
def test_years_are_twelve_months_and_days_are_days(day: date, count: int) -> None:
    assert Length(years=count).after(day) == Length(months=12 * count).after(day)
    assert Length(days=count).after(day) - day == timedelta(days=count)
    assert Length(months=count).before(Length(months=count).after(day)) <= day


@given(DAYS)
def test_only_weekends_move_and_only_to_monday(day: date) -> None:
    moved = after_weekend(day)
    assert moved == day if day.weekday() < 5 else moved.weekday() == 0
    assert 0 <= (moved - day).days <= 2


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (Length(years=15), "十五年", "15 years"),
        (Length(months=2), "两个月", "2 months"),
        (Length(days=1), "一日", "1 day"),
    ],
)
def test_a_length_is_said_in_both_languages(length: Length, zh: str, en: str) -> None:
    assert (length.words("zh"), length.words("en")) == (zh, en)


@given(st.dates(date(1993, 1, 1), date(2050, 12, 31)))
def test_the_term_of_a_design_turns_on_the_first_of_june_2021(library: LawLibrary, filed: date) -> None:
    question = f"{filed.year}年{filed.month}月{filed.day}日申请的外观什么时候到期？"
    [result] = computed(library, question)
    years = 15 if filed >= date(2021, 6, 1) else 10
    assert result.ends == Length(years=years).after(filed)
    assert bool(result.unheld) == (years == 10)


@pytest.mark.parametrize(
    ("question", "period", "ends", "article"),
    [
        ("2020年3月1日申请的外观什么时候到期？", "design-term", "2030-03-01", "patent-law@2021-06-01/art42"),
        ("My design was filed on 1 July 2021. When does it expire?", "design-term", "2036-07-01", "patent-law@2021-06-01/art42"),
        ("我们2016年2月29日申请的发明专利，保护到哪天", "invention-term", "2036-02-29", "patent-law@2021-06-01/art42"),
        ("A utility model filed on 29 February 2024: how long is it protected?", "utility-model-term", "2034-02-28", "patent-law@2021-06-01/art42"),
        ("发明2024年2月29日申请，最迟什么时候请求实质审查", "substantive-examination", "2027-02-28", "patent-law@2021-06-01/art35"),
        ("2026年11月30日收到专利驳回决定，复审最晚哪天", "patent-reexamination", "2027-02-28", "patent-law@2021-06-01/art41"),
        ("We filed an invention first in Japan on 10 January 2026; until when can we file in China with priority?", "patent-priority-12", "2027-01-10", "patent-law@2021-06-01/art29"),
        ("外观2026年8月31日在日本第一次申请，优先权到什么时候", "patent-priority-6", "2027-02-28", "patent-law@2021-06-01/art29"),
        ("商标公告日是2027年1月5日，异议截止哪天", "mark-opposition", "2027-03-05", "trademark-law@2027-01-01/art36"),
        ("The mark was published on 5 August 2026; what is the deadline to oppose?", "mark-opposition", "2026-11-05", "trademark-law@2019-11-01/art33"),
        ("商标2026年11月10日收到驳回通知，复审期限到哪天", "mark-refusal-review", "2026-11-25", "trademark-law@2019-11-01/art34"),
        ("We received the refusal of our trademark on 10 January 2027. What is the deadline for review?", "mark-refusal-review", "2027-01-25", "trademark-law@2027-01-01/art37"),
        ("商标2023年5月1日注册的，五年内可以请求无效，到哪天为止，什么时候截止", "mark-five-years", "2028-05-01", "trademark-law@2019-11-01/art45"),
        ("The author died in 1990, is the novel still protected?", "copyright-person", "2040-12-31", "copyright-law@2021-06-01/art23"),
        ("公司的软件作品2000年首次发表，版权保护到哪年", "copyright-entity", "2050-12-31", "copyright-law@2021-06-01/art23"),
        ("2026-11-20签了专利转让合同，印花税最迟什么时候交", "stamp-tax", "2026-12-05", "stamp-tax-law@2022-07-01/art16"),
        ("员工2025年3月1日离职，竞业限制到什么时候", "non-compete", "2027-03-01", "labour-contract-law@2013-07-01/art24"),
        ("2024年5月6日发现专利侵权，诉讼时效到哪天", "patent-limitation", "2027-05-06", "patent-law@2021-06-01/art74"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 26 else "",
)  # fmt: skip
def test_the_day_comes_out_with_its_article(
    library: LawLibrary, question: str, period: str, ends: str, article: str
) -> None:
    results = {result.period: result for result in computed(library, question)}
    assert results[period].ends.isoformat() == ends
    assert results[period].citation.key == f"cn/{article}"


def test_a_mark_ends_the_day_before_and_may_be_renewed_in_the_year_before_and_half_a_year_after(
    library: LawLibrary,
) -> None:
    for question in ("我们的商标2017年3月14日注册的，什么时候续展", "Our mark was registered on 14 March 2017, when do we renew?"):  # fmt: skip
        results = {result.period: result for result in computed(library, question)}
        assert results["mark-term"].ends == date(2027, 3, 13)
        window, grace = results["mark-renewal"], results["mark-renewal-grace"]
        assert (window.opens, window.ends) == (date(2026, 3, 13), date(2027, 3, 13))
        assert grace.ends == date(2027, 9, 13)
        assert [results[name].renewals for name in results] == [0, 0, 0]


@pytest.mark.parametrize(("registered", "renewals"), [(2017, 0), (2007, 1), (1997, 2)])
def test_an_old_mark_is_taken_to_be_renewed(library: LawLibrary, registered: int, renewals: int) -> None:
    [term] = [c for c in computed(library, f"商标{registered}年3月14日注册，有效期到哪天") if c.period == "mark-term"]
    assert (term.ends, term.renewals) == (date(2027, 3, 13), renewals)
    assert any("每次续展" in citation.quote for citation in term.counting) == bool(renewals)


def test_a_vague_day_gives_every_day_it_may_mean(library: LawLibrary) -> None:
    before, after = computed(library, "2021年申请的外观保护到哪年")
    assert (before.ends, before.ends_latest) == (date(2031, 1, 1), date(2031, 5, 31))
    assert (after.ends, after.ends_latest) == (date(2036, 6, 1), date(2036, 12, 31))


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("我的专利保护几年 实用新型的，2024年5月6日", "2034-05-06"),
        ("How long is my patent protected? A utility model, 6 May 2024", "2034-05-06"),
        ("2024年5月6日买的实用新型，保护几年", ""),
        ("How long is the utility model we bought on 6 May 2024 protected?", ""),
    ],
)
def test_a_day_told_alone_is_the_one_the_question_needs(library: LawLibrary, question: str, ends: str) -> None:
    assert [result.ends.isoformat() for result in computed(library, question)] == ([ends] if ends else [])


def test_a_patent_of_no_kind_gives_all_three(library: LawLibrary) -> None:
    results = computed(library, "我的专利2022年3月1日申请的，什么时候到期")
    assert {(c.period, c.ends.year) for c in results} == {
        ("invention-term", 2042), ("utility-model-term", 2032), ("design-term", 2037),
    }  # fmt: skip


def test_a_period_across_the_change_is_worked_out_under_both_texts(library: LawLibrary) -> None:
    [result] = computed(library, "商标2026年11月5日公告，异议到哪天截止")
    assert (result.ends, result.citation.in_force_to) == (date(2027, 2, 5), date(2026, 12, 31))
    assert result.later is not None
    assert (result.later.ends, result.later.citation.in_force_from) == (date(2027, 1, 5), date(2027, 1, 1))
    [earlier] = computed(library, "商标2026年8月5日公告，异议到哪天截止")
    assert earlier.later is None


@pytest.mark.parametrize(
    "question",
    [
        "我们的新商标2026年6月1日在国际展会上首次展出，优先权到哪天截止",
        "Our brand was first shown at an international trade fair on 1 June 2026: by when must we file to claim priority?",
    ],
)
def test_a_mark_shown_at_a_fair_has_its_priority(library: LawLibrary, question: str) -> None:
    assert date(2026, 12, 1) in [each.ends for each in computed(library, question) if each.period == "mark-exhibition"]


@pytest.mark.parametrize(
    "question",
    [
        "他2022年才申报的椅子造型，2019年的展会画册里早就有了，我能挡住他吗",
        "His chair was in the brochure of a trade fair in 2019 and he filed in 2022: is it too late to stop him?",
    ],
)
def test_a_fair_without_a_mark_has_none(library: LawLibrary, question: str) -> None:
    assert "mark-exhibition" not in {each.period for each in computed(library, question)}


def test_a_last_day_on_a_weekend_moves(library: LawLibrary) -> None:
    [sunday] = computed(library, "商标2026年11月21日收到驳回通知，复审最晚哪天")
    assert (sunday.ends, sunday.working_day) == (date(2026, 12, 6), date(2026, 12, 7))
    assert sunday.days_left == (date(2026, 12, 7) - TODAY).days
    [monday] = computed(library, "商标2026年11月22日收到驳回通知，复审最晚哪天")
    assert monday.working_day is None


@pytest.mark.parametrize(
    "question",
    [
        "2020年3月1日申请的外观被人抄了怎么起诉",
        "What does Article 42 of the Patent Law say about designs filed in 2020?",
        "My US design patent was filed on 1 March 2020. When does it expire?",
        "商标法2019年修改了什么",
        "外观设计保护多少年",
        "How do I oppose a trademark?",
        "",
    ],
)
def test_nothing_is_computed_where_no_day_is_asked_for_or_told(library: LawLibrary, question: str) -> None:
    assert computed(library, question) == []


def test_the_text_that_governs_now_is_the_one_cited_for_a_term(library: LawLibrary) -> None:
    question = "商标2020年3月14日注册，有效期到哪天"
    now, then = (next(c for c in computed(library, question, day) if c.period == "mark-term") for day in (TODAY, NEXT_YEAR))  # fmt: skip
    assert now.citation.key.startswith("cn/trademark-law@2019-11-01/")
    assert then.citation.key.startswith("cn/trademark-law@2027-01-01/")
    assert now.ends == then.ends == date(2030, 3, 13)


@given(DAYS)
def test_no_day_told_breaks_any_rule(library: LawLibrary, day: date) -> None:
    for period in load_periods():
        told = Told(event=period.start, words="x", first=day, last=day)
        for result in computed_from(library, period, told, TODAY):
            assert result.ends >= day
            assert result.citation.quote
