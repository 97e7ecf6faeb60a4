"""The rules of deadlines as data: every provision exists, is in force when it is said to be, and says the figure."""

import json
import re
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate
from knowledge.practice.topics import Topic, cited_article, load_topics
from tests.conftest import SHARED, TODAY
from tools.deadlines.rule import Rule, Source, Text
from tools.deadlines.rules_file import countings, deliveries, event_name, events, instruments, remedies, rules
from tools.law.sources import cite_point

CHANGE = date(2027, 1, 1)
CORPUS = SHARED / "statutes_zh"
US = {"usc-35": "35usc_patents_2023.jsonl", "usc-15": "15usc_ch22_lanham_2023.jsonl"}
ARCHIVED = {"patent-regs-2023", "patent-regs-2010", "mark-regs-2014", "layout-regs", "customs-regs"}
NOTED = {"epc", "madrid", "paris"}  # their words stand in the practice notes, checked there
FRENCH = {"douze": 12, "six": 6}
each_rule = pytest.mark.parametrize("rule", [rule for rule in rules() if rule.texts], ids=lambda rule: rule.id)


def sources() -> list[Source]:
    """Every source of the rules, their counting, service and remedies."""
    found: list[Source] = [text for rule in rules() for text in rule.texts]
    found += [source for counting in countings().values() for source in counting.sources]
    found += [row for manners in deliveries().values() for rows in manners.values() for row in rows]
    return found + [source for remedy in remedies().values() for source in remedy.sources]


STATUTES = sorted({(s.at, s.quote) for s in sources() if s.statute})
DIGESTS = sorted({(s.at, s.quote) for s in sources() if not s.statute and not s.at.startswith("practice/")})


@cache
def regulation(title: str, adopted: str) -> dict[str, str]:
    """The articles of a regulation in the archived corpus, by number."""
    name = title.removeprefix("中华人民共和国")
    path = next(CORPUS.rglob(f"{name}({adopted}).md"))
    with (CORPUS / "articles.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row["article"]): row["text"] for row in rows if row["file"].endswith(path.name)}


@cache
def noted(title: str) -> list[str]:
    """What our practice notes quote of an instrument."""
    return [p.quote for topic in topics() for p in topic.points if p.digest and p.digest.title == title]


@cache
def topics() -> list[Topic]:
    return list(load_topics())


@cache
def us_sections(file: str) -> dict[str, str]:
    with (SHARED / "statutes_en" / file).open(encoding="utf-8") as lines:
        return {row["section"]: " ".join(row["text"].split()) for row in map(json.loads, lines)}


@pytest.mark.parametrize(("at", "quote"), STATUTES)
def test_a_statute_holds_the_article_and_the_words(library: LawLibrary, at: str, quote: str) -> None:
    article = cited_article(library, at)
    assert article is not None, at
    assert quote
    assert locate(quote, article.text), f"{at} does not say {quote!r}"


@pytest.mark.parametrize(("at", "quote"), STATUTES)
def test_a_statute_is_in_force_or_its_time_is_bounded(library: LawLibrary, at: str, quote: str) -> None:
    article = cited_article(library, at)
    assert article is not None
    version = article.version
    texts = [text for rule in rules() for text in rule.texts if text.at == at]
    if version.in_force(TODAY) and version.in_force_to is None:
        return
    assert version.in_force_from == CHANGE or all(text.until == version.in_force_to for text in texts), at


@pytest.mark.parametrize(("at", "quote"), [row for row in DIGESTS if row[0].partition("/")[0] in ARCHIVED])
def test_a_digest_of_a_regulation_quotes_the_article(at: str, quote: str) -> None:
    name, _, article = at.partition("/")
    instrument = instruments()[name]
    assert quote
    assert plain(quote) in plain(regulation(instrument.title, instrument.adopted)[article])


def plain(text: str) -> str:
    """Without white space, and with one kind of brackets."""
    return re.sub(r"\s", "", text).translate(str.maketrans("（）", "()"))


@pytest.mark.parametrize(("at", "quote"), [row for row in DIGESTS if row[0].partition("/")[0] in US])
def test_a_digest_of_the_united_states_code_quotes_the_section(at: str, quote: str) -> None:
    name, _, section = at.partition("/")
    assert quote
    assert " ".join(quote.split()) in us_sections(US[name])[section]


@pytest.mark.parametrize(("at", "quote"), [row for row in DIGESTS if row[1] and row[0].partition("/")[0] in NOTED])
def test_a_digest_of_a_treaty_quotes_what_our_notes_quote(at: str, quote: str) -> None:
    assert any(quote in words for words in noted(instruments()[at.partition("/")[0]].title)), at


def test_a_digest_without_words_is_of_an_instrument_that_was_not_read() -> None:
    unread = {at.partition("/")[0] for at, quote in DIGESTS if not quote}
    assert not unread & (ARCHIVED | set(US))


def test_points_of_practice_notes_exist(library: LawLibrary) -> None:
    for source in sources():
        if source.at.startswith("practice/"):
            assert cite_point(library, source.at, TODAY).quote


def lengths(text: Text) -> set[tuple[float, str]]:
    given_in = (
        ("year", text.length.years),
        ("month", text.length.months),
        ("day", text.length.days + text.working_days),
    )
    return {(float(count), unit) for unit, count in given_in if count}


def said(quote: str) -> set[tuple[float, str]]:
    """The lengths of time in a quotation, French ones of the Paris Convention too."""
    return figures(quote) | {(float(count), "month") for word, count in FRENCH.items() if f"{word} mois" in quote}


# The figure stands elsewhere: fixed by the action within the bounds quoted, a table row, or four articles' sum.
ELSEWHERE = re.compile(r"^(?:us-(?:oa|final)-(?:3|ext-)|us-appeal-notice|pct-phase-|cn-divisional|ep-renewal-3$)")


@each_rule
def test_the_words_quoted_say_the_length(rule: Rule) -> None:
    for text in rule.texts:
        if text.quote and lengths(text) and not ELSEWHERE.match(rule.id):
            assert lengths(text) <= said(text.quote), (rule.id, lengths(text), said(text.quote))


@each_rule
def test_the_wordings_of_a_rule_follow_each_other_without_gap_or_overlap(rule: Rule) -> None:
    texts = sorted(rule.texts, key=lambda text: text.since or date.min)
    for earlier, later in pairwise(texts):
        assert earlier.until is not None
        assert later.since is not None
        assert (later.since - earlier.until).days == 1
    assert texts[-1].until is None


def test_everything_is_said_in_both_languages() -> None:
    han = re.compile("[\u4e00-\u9fff]")
    for rule in rules():
        for told in (rule.name, rule.lost, rule.note):
            assert told is None or (han.search(told.zh) and not han.search(told.en)), rule.id


def test_every_event_is_used_and_every_alias_names_one() -> None:
    assert set(events()) == {rule.event for rule in rules()}
    names = [name for event in events().values() for name in (event.id, *event.aliases)]
    assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
    assert all(event_name(event) for event in events())
