"""Finding references to provisions in free text, Chinese and English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.reference import Holder, Reference, ReferenceFinder

PIECES = ["专利法", "《商标法》", "第", "四十二", "条", "款", "项", "（", "）", "至", "、", "和", "之一", "42", ".5", "9" * 25, "Article ", "§", "Patent Law",
          " of the ", "to ", "(2)", "新法", "该法", "美国", "US ", "法", "条例", "。", " ", "\n"]  # fmt: skip


@pytest.fixture(scope="module")
def finder(library: LawLibrary) -> ReferenceFinder:
    return ReferenceFinder(library.names, load_outside())


def named(references: list[Reference]) -> list[tuple[str, str]]:
    return [
        (reference.law.slug if reference.law else reference.law_name, str(reference.number)) for reference in references
    ]


@pytest.mark.parametrize(
    "text",
    ["专利法第四十二条", "专利法第42条", "专利法第４２条", "专利法42条", "《专利法》第四十二条", "中华人民共和国专利法第四十二条",
     "《中华人民共和国专利法》（2020年修正）第四十二条", "我国专利法第42条", "专利法 第 42 条", "第42条 专利法", "根据专利法的第四十二条",
     "Article 42 of the Patent Law", "Patent Law Article 42", "art. 42 of the PRC Patent Law", "Section 42 of China's Patent Law",
     "the Patent Law, in its Article 42, says", "Patent Law (2020) Article 42", "Article 42 of the 2020 Patent Law"],
)  # fmt: skip
def test_one_article_is_found_however_it_is_written(finder: ReferenceFinder, text: str) -> None:
    assert named(finder.find(text)) == [("patent-law", "42")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("专利法第二十二条至第二十四条", "22 23 24"), ("专利法第二十二至二十四条", "22 23 24"), ("专利法第22-24条", "22 23 24"),
     ("专利法第二十二条、第二十四条和第二十六条", "22 24 26"), ("专利法第三十、三十一条", "30 31"), ("专利法第一百条到第一百零二条", "100 101 102"),
     ("Articles 22 to 24 of the Patent Law", "22 23 24"), ("Patent Law Articles 22–24", "22 23 24"),
     ("Articles 22, 24 and 26 of the Patent Law", "22 24 26"), ("Article 42 and Article 45 of the Patent Law", "42 45")],
)  # fmt: skip
def test_lists_and_ranges_are_taken_apart(finder: ReferenceFinder, text: str, numbers: str) -> None:
    assert named(finder.find(text)) == [("patent-law", number) for number in numbers.split()]


def test_a_range_that_no_one_means_is_not_filled_in(finder: ReferenceFinder) -> None:
    assert named(finder.find("民法典第一条至第一千二百六十条")) == [("civil-code", "1"), ("civil-code", "1260")]


@pytest.mark.parametrize(
    ("text", "paragraph", "item"),
    [("专利法第四十二条第二款", 2, None), ("专利法第24条第（三）项", None, 3), ("专利法第二十四条第一款第三项", 1, 3), ("专利法第二十四条（三）", None, 3),
     ("Article 42, paragraph 2 of the Patent Law", 2, None), ("Article 24, item 3 of the Patent Law", None, 3),
     ("Article 22(2)(3) of the Patent Law", 2, 3), ("Article 42(2) of the Patent Law", 2, None)],
)  # fmt: skip
def test_paragraphs_and_items_are_read(
    finder: ReferenceFinder, text: str, paragraph: int | None, item: int | None
) -> None:
    (reference,) = finder.find(text)
    assert (reference.paragraph, reference.item) == (paragraph, item)


@pytest.mark.parametrize("text", ["商标法第五十七条（2019）", "商标法第五十七条（2019年修正）"])
def test_a_year_in_brackets_is_no_item(finder: ReferenceFinder, text: str) -> None:
    assert [reference.item for reference in finder.find(text)] == [None]


def test_every_paragraph_of_a_list_is_read(finder: ReferenceFinder) -> None:
    assert [reference.paragraph for reference in finder.find("专利法第四十二条第二款、第三款")] == [2, 3]


@pytest.mark.parametrize(
    "text", ["刑法第二百一十九条之一", "刑法第219条之一", "Article 219-1 of the Criminal Law", "刑法第219条之1"]
)
def test_an_inserted_article_keeps_its_branch(finder: ReferenceFinder, text: str) -> None:
    assert named(finder.find(text)) == [("criminal-law", "219-1")]


@pytest.mark.parametrize("text", ["专利法第42.5条", "Article 42.5 of the Patent Law"])
def test_a_fraction_is_a_reference_to_nothing(finder: ReferenceFinder, text: str) -> None:
    assert [(reference.holder, reference.number) for reference in finder.find(text)] == [(Holder.HERE, None)]


def test_thousands_with_a_comma_are_one_number(finder: ReferenceFinder) -> None:
    assert named(finder.find("Article 1,185 of the Civil Code")) == [("civil-code", "1185")]


@pytest.mark.parametrize(
    ("text", "found"),
    [("专利法第十条和商标法第四十二条", [("patent-law", "10"), ("trademark-law", "42")]),
     ("Art. 8 Copyright Law & Art. 9 Patent Law", [("copyright-law", "8"), ("patent-law", "9")]),
     ("专利法第四十二条和该法第五条", [("patent-law", "42"), ("patent-law", "5")]),
     ("专利法第二十二条规定新颖性。第二十四条是宽限期", [("patent-law", "22"), ("patent-law", "24")])],
)  # fmt: skip
def test_each_article_goes_with_its_law(finder: ReferenceFinder, text: str, found: list[tuple[str, str]]) -> None:
    assert named(finder.find(text)) == found


@pytest.mark.parametrize(
    "text",
    ["新法第五十条", "旧法第五十条", "该法第五条", "本法第三条", "第四十二条", "see Article 42", "Under the new law, Article 72", "商标法第五十条？新法第四十九条呢"],
)  # fmt: skip
def test_a_pronoun_names_no_law(finder: ReferenceFinder, text: str) -> None:
    assert finder.find(text)[-1].holder is Holder.UNNAMED


@pytest.mark.parametrize("text", ["新专利法第四十二条", "新商标法第七十二条", "旧商标法第57条"])
def test_a_law_called_new_or_old_is_still_the_law(finder: ReferenceFinder, text: str) -> None:
    assert finder.find(text)[0].holder is Holder.HERE


@pytest.mark.parametrize(
    "text",
    ["美国专利法第一百零一条", "日本商标法第4条", "韩国《专利法》第29条", "台湾专利法第二十二条", "欧洲专利公约第52条", "《巴黎公约》第四条",
     "Article 9 of the US Patent Act", "Article 4 of the Japanese Trademark Law", "Article 29 of Japan's Patent Act", "EPC Art. 54",
     "TRIPS Article 31", "Lanham Act Section 43(a)", "Article 29 of the Patent Law of Japan", "35 U.S.C. § 101",
     "墨西哥专利法第5条", "Article 9 of the Mexican Patent Law", "Article 9 of the Dutch Patent Act"],
)  # fmt: skip
def test_foreign_law_is_never_taken_for_ours(finder: ReferenceFinder, text: str) -> None:
    assert [(reference.law, reference.holder) for reference in finder.find(text)] == [(None, Holder.FOREIGN)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("专利法实施细则第七十七条", "专利法实施细则"), ("《技术进出口管理条例》第二十九条", "技术进出口管理条例"), ("计算机软件保护条例第八条", "计算机软件保护条例"),
     ("Article 77 of the Implementing Regulations of the Patent Law", "Implementing Regulations of the Patent Law")],
)  # fmt: skip
def test_a_regulation_not_held_is_not_its_law(finder: ReferenceFinder, text: str, name: str) -> None:
    assert [(r.holder, r.law_name) for r in finder.find(text)] == [(Holder.OUTSIDE, name)]


@pytest.mark.parametrize("text", ["火星法第三条", "《火星法》第三条", "根据火星法第三条", "合同法第五十二条", "Article 52 of the Contract Law",
                                  "药品专利法第三条", "行政监察法第三条", "民法通则第一百三十五条"])  # fmt: skip
def test_an_unknown_law_is_not_a_known_one_with_a_similar_name(finder: ReferenceFinder, text: str) -> None:
    assert [(reference.law, reference.holder) for reference in finder.find(text)] == [(None, Holder.UNKNOWN)]


@pytest.mark.parametrize(
    "text", ["", "专利法", "知识产权法院判决", "一条鱼", "第三方的条件", "Article of manufacture", "patent 42", "条"]
)
def test_a_text_without_provisions_has_no_references(finder: ReferenceFinder, text: str) -> None:
    assert finder.find(text) == []


def test_a_reference_says_where_it_stands(finder: ReferenceFinder) -> None:
    text = "依据《专利法》第四十二条，外观设计十五年；see Article 10 of the Trademark Law."
    for reference in finder.find(text):
        assert text[reference.start : reference.end] == reference.raw


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000])
def test_an_absurd_number_breaks_nothing(finder: ReferenceFinder, digits: str) -> None:
    assert len(finder.find(f"专利法第{digits}条")) == 1
    assert len(finder.find(f"Article {digits} of the Patent Law")) == 1


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_no_text_breaks_the_finder(finder: ReferenceFinder, text: str) -> None:
    for reference in finder.find(text):
        assert 0 <= reference.start < reference.end <= len(text)
        assert text[reference.start : reference.end] == reference.raw
        assert (reference.law is not None) == (reference.holder is Holder.HERE)
