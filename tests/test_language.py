"""Languages of the desk and the one written form of what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import detect, normalise, visible


@pytest.mark.parametrize(
    ("text", "language"),
    [("外观设计保护多少年", "zh"), ("專利權的期限", "zh"), ("How long do designs last?", "en"), ("What does 专利法 say about designs?", "en"),
     ("Article 42 of 专利法 please, in English", "en"), ("PCT申请的期限", "zh"), ("请解释 prior art", "zh"), ("", "zh"), ("42", "zh")],
)  # fmt: skip
def test_an_answer_is_in_the_language_of_the_question(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("專利法第四十二條", "专利法第四十二条"), ("商標註冊", "商标注册"), ("Ｐａｔｅｎｔ　Ｌａｗ", "Patent Law"), ("第４２条", "第42条"),
     ("专\u200b利\u2060法", "专利法"), ("a\r\nb", "a\nb"), ("着作权", "著作权"), ("著作權", "著作权")],
)  # fmt: skip
def test_one_written_form_for_all_scripts_and_widths(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("专力法第四十二条", "专利法第四十二条"), ("专利发第四十二条", "专利法第四十二条"), ("商标发第三十三条", "商标法第三十三条"),
     ("侵犯板权", "侵犯版权"), ("职务发名", "职务发明"), ("patnet law", "patent law"), ("Trademrk infrigement", "trademark infringement"),
     ("trade mark", "trademark"), ("utlity model", "utility model")],
)  # fmt: skip
def test_slips_of_typing_are_mended(typed: str, meant: str) -> None:
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["专利发明人是谁", "专利发生转让", "商标发布之后", "著作权发生争议", "出版全集的版权", "正版全套软件", "老板权限", "专利和商标",
     "a copywriter employed by us", "trade marketing budget", "an employee's invention"],
)  # fmt: skip
def test_words_that_only_look_like_slips_are_left_alone(text: str) -> None:
    assert normalise(text) == text


@given(st.text(max_size=120))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                "专利发",
                "明",
                "商标",
                "著做权",
                "版全",
                "老板",
                "權",
                "trade mark",
                "s",
                "patnet ",
                "copywrite",
                "\u200b",
            ]
        )
    )
)
def test_normalising_twice_changes_nothing_more_of_slips(pieces: list[str]) -> None:
    once = normalise("".join(pieces))
    assert normalise(once) == once


@pytest.mark.parametrize("text", ["专利\ud83d法", "patent \udc00 law"])
def test_half_a_character_breaks_nothing(text: str) -> None:
    assert "law" in normalise(text) or "专利" in normalise(text)


def test_hidden_characters_are_removed_and_nothing_else() -> None:
    hidden = "\u00ad\u200b\u200f\u202e\u2066\u2069\ufeff\U000e0041"
    assert visible(f"专{hidden}利 law\n§42") == "专利 law\n§42"
