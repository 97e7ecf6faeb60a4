"""Our practice notes: every sentence of law in them has a source, and the source says so."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from assistant.guard import Guard
from knowledge.citation import Citation, Kind
from knowledge.language import HAN
from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.quoting import locate
from knowledge.law.reference import ReferenceFinder
from knowledge.law.verify import Verdict, Verifier
from knowledge.practice.notes import Both
from knowledge.practice.topics import Topic, TopicPoint, cited_article, load_topics
from tests.conftest import NEXT_YEAR, SHARED, TODAY

TOPICS = list(load_topics())
CORPUS = SHARED / "statutes_zh"
SUPERSEDED = {  # texts quoted although a newer one exists that is not at hand
    "中华人民共和国专利法实施细则": "2010-01-09",
    "中华人民共和国植物新品种保护条例": "2014-07-29",
    "集成电路布图设计保护条例": "2001-04-02",
    "最高人民法院关于审理专利纠纷案件适用法律问题的若干规定": "2015-01-29",
}
STATUTES_EN = SHARED / "statutes_en"
US_TEXTS = {  # foreign texts at hand: their file, and what stands before a section's number in it
    "United States Code, Title 35 (Patents)": ("35usc_patents_2023.jsonl", ""),
    "United States Code, Title 17 (Copyrights)": ("17usc_copyright_2023.jsonl", ""),
    "United States Code, Title 15, Chapter 22 (Lanham Act)": ("15usc_ch22_lanham_2023.jsonl", ""),
    "Manual of Patent Examining Procedure": ("mpep_ch2100.jsonl", "MPEP "),
}
BELONGS_TO = {  # what a point of a comparison may open with
    "US": ("美国", "US"), "EP": ("欧洲", "Europe"), "EU": ("欧洲", "Europe"), "JP": ("日本", "Japan"),
    "INT": ("PCT|巴黎公约|马德里", "PCT|Paris|Madrid"), "CN": ("中国", "China"),
}  # fmt: skip
COPIED = 40
_CHINESE = re.compile(f"[{HAN}]")
_BEHIND_THE_NAME = re.compile(r"中华人民共和国|\(\d{4}.*\)$|\s")
_MARKDOWN = re.compile(r"[*\\]|\]\([^)]*\)|\[")
_RULE = re.compile(r"\b(?:Rule|U\.S\.C\.) (\d+)(?:\([\w()]+)?(?:(?: and |、)(\d+))?")

each_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)


@pytest.fixture(scope="module")
def verifier(library: LawLibrary) -> Verifier:
    return Verifier(library, ReferenceFinder(library.names, load_outside()))


def texts(topic: Topic) -> list[Both]:
    return [topic.title, topic.answer, topic.next, *topic.points]


def statute_points(topic: Topic) -> list[TopicPoint]:
    return [point for point in topic.points if point.law]


def digest_points() -> Iterator[tuple[str, TopicPoint]]:
    """The points on Chinese regulations and interpretations."""
    points = ((topic.id, point) for topic in TOPICS for point in topic.points if point.digest)
    return ((name, point) for name, point in points if not point.digest.source and point.digest.title not in US_TEXTS)


def foreign_points() -> list[tuple[str, TopicPoint]]:
    """The points on instruments of other countries and on treaties."""
    chinese = {point.digest for _, point in digest_points()}
    return [(t.id, p) for t in TOPICS for p in t.points if p.digest and p.digest not in chinese]


def evidence(library: LawLibrary, topic: Topic) -> dict[str, Citation]:
    """What an answer made of this topic has to show: its sources, and the article that led to it."""
    names = [*(point.law for point in statute_points(topic)), *topic.see[:1]]
    shown = [article.cite() for name in names if (article := cited_article(library, name))]
    for number, point in enumerate(topic.points, 1):
        if digest := point.digest:
            key, title = f"{topic.key}/{number}", f"{digest.title}（{digest.adopted}）"
            shown.append(Citation(key=key, kind=Kind.PRACTICE, title=title, locator=digest.article, quote=point.quote))
    return {citation.key: citation for citation in shown}


@cache
def instruments() -> dict[tuple[str, str], list[str]]:
    """The articles of the corpus by instrument and number, each with the date of its text in front."""
    dates = {}
    for row in map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()):
        day = re.match(r"(\d+)年(\d+)月(\d+)日", row["history"] or "")
        dates[row["file"]] = row["version"] or (date(*map(int, day.groups())).isoformat() if day else "")
    found = defaultdict(list)
    for row in map(json.loads, (CORPUS / "articles.jsonl").read_text("utf-8").splitlines()):
        name = _BEHIND_THE_NAME.sub("", row["law"])
        found[name, str(row["article"])].append(f"{dates[row['file']]} {row['text']}")
    return found


@cache
def us_sections(title: str) -> dict[str, str]:
    """The sections of a foreign text at hand by their number, without the marks of Markdown."""
    file, before = US_TEXTS[title]
    rows = map(json.loads, (STATUTES_EN / file).read_text("utf-8").splitlines())
    return {row["section"].removeprefix(before): _MARKDOWN.sub("", row["text"]) for row in rows}


def test_there_are_topics_and_no_two_have_one_id_or_one_question() -> None:
    assert len(TOPICS) > 150
    assert len({topic.id for topic in TOPICS}) == len(TOPICS)
    asked = [re.sub(r"[\W_]+", "", q.lower()) for t in TOPICS for q in (*t.questions.zh, *t.questions.en)]
    assert sorted({question for question in asked if asked.count(question) > 1}) == []


@each_topic
def test_every_statute_quote_stands_in_the_named_article_and_every_see_exists(
    library: LawLibrary, topic: Topic
) -> None:
    for point in statute_points(topic):
        article = cited_article(library, point.law)
        assert article is not None, point.law
        assert locate(point.quote, article.text), (point.law, point.quote)
    assert topic.see
    assert len(set(topic.see)) == len(topic.see)
    assert [name for name in topic.see if cited_article(library, name) is None] == []


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the shared corpus of regulations and interpretations")
def test_every_digest_quotes_the_real_text_of_its_instrument_and_day() -> None:
    wrong = []
    for name, point in digest_points():
        digest = point.digest
        held = instruments().get((_BEHIND_THE_NAME.sub("", digest.title), digest.article), [])
        if not any(text.startswith(digest.adopted) and locate(point.quote, text) for text in held):
            wrong.append((name, digest.title, digest.adopted, digest.article, point.quote[:30]))
    assert wrong == []


@pytest.mark.skipif(not STATUTES_EN.exists(), reason="needs the shared texts of United States law")
def test_every_quote_of_us_law_stands_in_its_section() -> None:
    points = [(name, point) for name, point in foreign_points() if point.digest.title in US_TEXTS]
    wrong = [
        (name, point.digest.title, point.digest.article, point.quote[:40])
        for name, point in points
        if not locate(point.quote, us_sections(point.digest.title).get(point.digest.article, ""))
    ]
    assert len(points) > 60
    assert wrong == []


def test_every_other_foreign_text_says_where_it_was_read() -> None:
    points = [(name, point.digest) for name, point in foreign_points() if point.digest.title not in US_TEXTS]
    assert len(points) > 20
    assert [(name, d.title, d.source) for name, d in points if not re.match(r"https?://\w", d.source)] == []


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic.about], ids=lambda topic: topic.id)
def test_every_point_of_a_comparison_opens_with_the_country_it_is_about(topic: Topic) -> None:
    chinese, english = ("|".join({BELONGS_TO[place][n] for place in topic.about}) for n in (0, 1))
    for point in topic.points:
        home = point.law or point.digest in {point.digest for _, point in digest_points()}
        zh, en = BELONGS_TO["CN"] if home else (chinese, english)
        assert re.match(rf"(?:{zh})\S", point.zh), point.zh
        assert re.match(rf"(?:{en})\b", point.en), point.en


def test_a_point_on_a_superseded_text_says_of_which_year_it_is() -> None:
    old = [
        (name, point) for name, point in digest_points() if SUPERSEDED.get(point.digest.title) == point.digest.adopted
    ]
    assert {point.digest.title for _, point in old} == set(SUPERSEDED)
    silent = [
        (name, text)
        for name, point in old
        for text in (point.zh, point.en)
        if SUPERSEDED[point.digest.title][:4] not in text
    ]
    assert silent == []


@each_topic
@pytest.mark.parametrize("day", [TODAY, NEXT_YEAR])
def test_no_topic_names_a_provision_that_does_not_exist(verifier: Verifier, topic: Topic, day: date) -> None:
    sure = (Verdict.IN_FORCE, Verdict.CANNOT_CHECK)  # regulations and bare numbers: the guard's test looks at those
    for text in (both.of(language) for both in texts(topic) for language in ("zh", "en")):
        assert [c.reference.raw for c in verifier.verify(text, day) if c.verdict not in sure] == [], text


@each_topic
@pytest.mark.parametrize("day", [TODAY, NEXT_YEAR])
def test_the_answer_guard_strikes_nothing_out_of_a_topic(
    library: LawLibrary, verifier: Verifier, topic: Topic, day: date
) -> None:
    guard, shown = Guard(verifier), evidence(library, topic)
    for both in texts(topic):
        assert guard.check(both.zh, shown, day, "zh").struck == (), both.zh
        assert guard.check(both.en, shown, day, "en").struck == (), both.en


@each_topic
def test_a_statute_point_counts_only_what_its_article_counts(library: LawLibrary, topic: Topic) -> None:
    for point in statute_points(topic):
        article = cited_article(library, point.law)
        assert article is not None
        for text in (point.zh, point.en):
            assert figures(text) <= figures(article.text), (point.law, text)


@each_topic
def test_no_chinese_text_copies_its_source(topic: Topic) -> None:
    for quote in ("".join(point.quote.split()) for point in topic.points):
        for both in (topic.answer, topic.next, *topic.points):
            runs = (both.zh[i : i + COPIED + 1] for i in range(len(both.zh) - COPIED))
            assert [run for run in runs if run in quote] == []


@each_topic
def test_each_text_is_in_its_language_and_questions_are_five_to_twelve(topic: Topic) -> None:
    english = [*(both.en for both in texts(topic)), *topic.questions.en, *topic.terms.en]
    chinese = [*(both.zh for both in texts(topic)), *topic.questions.zh]
    assert [text for text in english if _CHINESE.search(text) or not text.strip()] == []
    assert [text for text in chinese if not _CHINESE.search(text)] == []
    assert 5 <= len(topic.questions.zh) <= 12
    assert 5 <= len(topic.questions.en) <= 12


@each_topic
def test_both_languages_of_a_text_name_the_same_articles(verifier: Verifier, topic: Topic) -> None:
    for both in texts(topic):
        chinese, english = (
            {str(c.reference.number) for c in verifier.verify(text, TODAY)}
            | {number for pair in _RULE.findall(text) for number in pair if number}
            for text in (both.zh, both.en)
        )
        assert chinese == english, both
