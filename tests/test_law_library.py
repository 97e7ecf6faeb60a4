"""The library: which text of a law governs on a day, where that date was read, and what a law is called."""

import itertools
import re
from datetime import date, timedelta

import pytest

from knowledge.law.calendar import commencement
from knowledge.law.library import LawLibrary, Standing
from knowledge.law.records import ArticleNumber, DateSource, Law, Version
from knowledge.law.register import Entry, load_register
from knowledge.numerals import to_int
from tests.conftest import NEXT_YEAR, TODAY

REGISTER = load_register()
REGISTERED = [(slug, entry) for slug, entries in REGISTER.versions.items() for entry in entries]
IDS = [f"{slug}@{entry.in_force_from}" for slug, entry in REGISTERED]


def law(library: LawLibrary, name: str) -> Law:
    found = library.names.resolve(name)
    assert found is not None, name
    return found


def held(library: LawLibrary, slug: str, entry: Entry) -> Version:
    (version,) = [v for v in library.versions(law(library, slug)) if v.adopted == entry.adopted]
    return version


@pytest.mark.parametrize(("slug", "entry"), REGISTERED, ids=IDS)
def test_a_registered_version_is_held_with_the_registered_day(library: LawLibrary, slug: str, entry: Entry) -> None:
    version = held(library, slug, entry)
    assert (version.in_force_from, version.source) == (entry.in_force_from, entry.source)
    assert version.in_force_from >= version.adopted


@pytest.mark.parametrize(
    ("slug", "entry"), [(s, e) for s, e in REGISTERED if e.source is DateSource.TEXT], ids=lambda v: getattr(v, "where", v)
)  # fmt: skip
def test_a_date_read_in_the_text_stands_in_the_named_article(library: LawLibrary, slug: str, entry: Entry) -> None:
    number = to_int(entry.where.removeprefix("第").removesuffix("条"))
    article = library.article(held(library, slug, entry), ArticleNumber(number or 0))
    assert article is not None, entry.where
    assert commencement(article.text) == entry.in_force_from


@pytest.mark.parametrize(
    ("slug", "entry"), [(s, e) for s, e in REGISTERED if e.source is DateSource.PACKAGE], ids=lambda v: getattr(v, "where", v)
)  # fmt: skip
def test_a_date_read_in_the_package_stands_in_the_named_instrument(
    library: LawLibrary, slug: str, entry: Entry
) -> None:
    name = re.sub(r"^《([^》]*修正案[^》]*)》", r"\1", re.sub(r"[（(]\d{4}-.*$", "", entry.where))
    instruments = [
        version
        for other in library.laws()
        for version in library.versions(other)
        if name in other.title and version.adopted == entry.adopted
    ]
    assert instruments, entry.where
    texts = "\n".join(article.text for version in instruments for article in library.articles(version))
    day = entry.in_force_from
    assert f"自{day.year}年{day.month}月{day.day}日起施行" in texts


@pytest.mark.parametrize(
    ("slug", "entry"), [(s, e) for s, e in REGISTERED if e.source is DateSource.DECISION], ids=lambda v: getattr(v, "where", v)
)  # fmt: skip
def test_a_date_of_a_decision_not_held_quotes_its_commencement_clause(slug: str, entry: Entry) -> None:
    assert f"（{entry.adopted}）" in entry.where
    at_once = "自公布之日起施行" in entry.where
    assert entry.in_force_from == (entry.adopted if at_once else commencement(entry.where))


def test_versions_of_a_law_never_overlap_and_never_end_before_they_begin(library: LawLibrary) -> None:
    for versions in map(library.versions, library.laws()):
        for version in versions:
            assert version.in_force_to is None or version.in_force_from <= version.in_force_to, version.key
        for older, newer in itertools.pairwise(versions):
            assert older.in_force_to == newer.in_force_from - timedelta(days=1)


def test_no_two_texts_share_a_key(library: LawLibrary) -> None:
    keys = [version.key for each in library.laws() for version in library.versions(each)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("day", "adopted", "articles"),
    [(date(2019, 11, 1), date(2019, 4, 23), 73), (TODAY, date(2019, 4, 23), 73), (date(2026, 12, 31), date(2019, 4, 23), 73),
     (date(2027, 1, 1), date(2026, 6, 26), 87), (NEXT_YEAR, date(2026, 6, 26), 87)],
)  # fmt: skip
def test_the_trademark_law_of_a_day_is_chosen_by_date(
    library: LawLibrary, day: date, adopted: date, articles: int
) -> None:
    version = library.version_at(law(library, "商标法"), day)
    assert version is not None
    assert (version.adopted, library.count(version)) == (adopted, articles)


@pytest.mark.parametrize(
    ("number", "today", "next_year"),
    [(57, "侵犯注册商标专用权", "自行改变注册商标"), (33, "三个月内", None), (36, None, "二个月内"), (72, None, "侵犯注册商标专用权")],
)  # fmt: skip
def test_the_same_number_means_another_rule_after_the_new_year(
    library: LawLibrary, number: int, today: str | None, next_year: str | None
) -> None:
    marks = law(library, "商标法")
    for words, day in ((today, TODAY), (next_year, NEXT_YEAR)):
        article = library.find(marks, ArticleNumber(number), day).article
        assert words is None or (article is not None and words in article.text)


def test_a_text_adopted_and_not_yet_in_force_is_announced(library: LawLibrary) -> None:
    marks = law(library, "商标法")
    pending = library.pending(marks, TODAY)
    assert pending is not None
    assert pending.in_force_from == date(2027, 1, 1)
    assert library.pending(marks, date(2026, 6, 25)) is library.pending(marks, NEXT_YEAR) is None


@pytest.mark.parametrize(
    "title", ["合同法", "民法通则", "民法总则", "物权法", "担保法", "侵权责任法", "婚姻法", "继承法", "收养法"]
)
def test_the_civil_code_ends_the_laws_it_replaces(library: LawLibrary, title: str) -> None:
    assert library.repealed[f"中华人民共和国{title}"] == date(2021, 1, 1)


def test_a_repealed_law_at_hand_is_no_longer_in_force(library: LawLibrary) -> None:
    finding = library.find(law(library, "环境保护法"), ArticleNumber(1), TODAY)
    assert (finding.standing, finding.version.in_force_to) == (Standing.NO_LONGER, date(2026, 8, 14))
    assert library.find(law(library, "环境保护法"), ArticleNumber(1), date(2026, 8, 14)).standing is Standing.IN_FORCE


@pytest.mark.parametrize("number", ["0", "83", "999", "99999999999999999999", "42-1"])
def test_the_patent_law_has_no_such_article(library: LawLibrary, number: str) -> None:
    finding = library.find(law(library, "专利法"), ArticleNumber.parse(number), TODAY)
    assert (finding.standing, finding.article) == (Standing.NO_SUCH_ARTICLE, None)


def test_an_inserted_article_is_not_the_one_before_it(library: LawLibrary) -> None:
    crimes = law(library, "刑法")
    base, branch = (library.find(crimes, ArticleNumber(219, n), TODAY).article for n in (0, 1))
    assert base is not None
    assert branch is not None
    assert branch.number.chinese == "第二百一十九条之一"
    assert ("境外" in branch.text, "境外" in base.text) == (True, False)


@pytest.mark.parametrize(
    "key",
    ["cn/patent-law@2021-06-01/art42", "cn/criminal-law@2021-03-01/art219-1", "cn/trademark-law@2027-01-01/art87"],
)
def test_a_key_names_one_article_and_the_article_the_key(library: LawLibrary, key: str) -> None:
    article = library.by_key(key)
    assert article is not None
    assert article.key == article.cite().key == key


@pytest.mark.parametrize(
    "key",
    ["", "/art42", "cn/patent-law@2021-06-01", "cn/patent-law@2021-06-01/art", "cn/patent-law@2021-06-01/art83",
     "cn/patent-law@1985-04-01/art42", "cn/patent-law@2021-06-01/artx", "us/8697359B1/claim1",
     "cn/patent-law@2021-06-01/art4_2", "cn/patent-law@2021-06-01/art042", "cn/patent-law@2021-06-01/art 42",
     "cn/patent-law@2021-06-01/art42-", "cn/patent-law@2021-06-01/art٤٢", "cn/patent-law@2021-06-01/art99999999999999999999"],
)  # fmt: skip
def test_a_key_of_another_form_names_nothing(library: LawLibrary, key: str) -> None:
    assert library.by_key(key) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [("专利法", "patent-law"), ("中华人民共和国专利法", "patent-law"), ("《专利法》", "patent-law"), ("PATENT LAW", "patent-law"),
     ("Patent Law of the PRC", "patent-law"), ("the Patent Law of the People's Republic of China", "patent-law"),
     ("patent-law", "patent-law"), ("Chinese Patent Law", "patent-law"), ("版权法", "copyright-law"), ("PIPL", "personal-information-law"),
     ("个保法", "personal-information-law"), ("反法", "anti-unfair-competition-law"), ("AUCL", "anti-unfair-competition-law"),
     ("科技成果转化法", "tech-transfer-law"), ("Trade Mark Law", "trademark-law"), ("Labour Law", "labor-law")],
)  # fmt: skip
def test_a_law_is_known_by_all_its_names(library: LawLibrary, name: str, slug: str) -> None:
    assert law(library, name).slug == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Pattent Law", "patent-law"), ("Trademrk Law", "trademark-law"), ("著作权发", "copyright-law"),
     ("反不正当竟争法", "anti-unfair-competition-law"), ("Anti-Unfair Competiton Law", "anti-unfair-competition-law")],
)  # fmt: skip
def test_a_slip_of_the_pen_still_means_the_law(library: LawLibrary, name: str, slug: str) -> None:
    assert library.names.resolve(name) is None
    assert library.names.guess(name) is law(library, slug)


@pytest.mark.parametrize(
    "name", ["", "法", "专利", "民法", "合同法", "火星法", "Contract Law", "Martian Law", "Marital Law", "Patient Law"]
)
def test_another_name_is_not_bent_to_a_law(library: LawLibrary, name: str) -> None:
    assert library.names.guess(name) is None
