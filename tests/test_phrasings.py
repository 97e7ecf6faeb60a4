"""The list by wording: somebody asked in much the same words."""

from pathlib import Path

import numpy as np
import pytest

from retrievers.phrasings import PhraseView, phrase_runs, phrase_views, write_phrasings

ALL = np.ones(3, dtype=bool)


def view(folder: Path, *texts: tuple[int, str]) -> PhraseView:
    """A view of some texts, each with its row."""
    write_phrasings(folder, "notes", [row for row, _ in texts], [text for _, text in texts])
    return PhraseView(folder, "notes")


def test_a_view_that_was_written_is_there(tmp_path: Path) -> None:
    view(tmp_path, (0, "专利权的期限"))
    assert phrase_views(tmp_path) == ("notes",)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("外观设计能保护几年？", 0),
        ("別人抢注了我的商标怎么办", 1),
        ("can we oppose the application of a rival", 2),
        ("How long does a design patent last?", 0),
    ],
)
def test_the_row_asked_about_in_much_the_same_words_is_the_first(tmp_path: Path, question: str, row: int) -> None:
    held = view(
        tmp_path, (0, "外观设计专利保护几年"), (0, "how many years does a design patent last"), (1, "商标被别人抢注了怎么办"),
        (2, "how can we oppose a rival's application"), (2, "怎样对别人的申请提出异议"),
    )  # fmt: skip
    found = held.nearest(question, ALL, 3)
    assert found[0] == (row, 1.0)
    assert all(0 < share < 1 for _, share in found[1:])


def test_several_questions_of_a_row_count_together(tmp_path: Path) -> None:
    one, two = "合同里没写违约金", "合同没写违约金吗"
    alone = dict(view(tmp_path, (0, one), (1, one)).nearest("合同没写违约金", ALL, 2))
    together = dict(view(tmp_path, (0, one), (1, one), (1, two)).nearest("合同没写违约金", ALL, 2))
    assert alone[0] == alone[1]
    assert together[0] < together[1]


def test_a_row_that_is_not_allowed_is_not_found(tmp_path: Path) -> None:
    held = view(tmp_path, (0, "年费什么时候交"), (1, "年费晚交了怎么办"))
    assert [row for row, _ in held.nearest("年费", np.array([False, True]), 5)] == [1]


@pytest.mark.parametrize("question", ["", "？！", "xyzzy plugh"])
def test_words_nobody_used_find_nothing(tmp_path: Path, question: str) -> None:
    assert view(tmp_path, (0, "专利权的期限")).nearest(question, ALL, 5) == []


def test_runs_are_characters_up_to_three_and_stems_with_their_neighbour() -> None:
    assert list(phrase_runs("查商标")) == ["查", "商", "标", "查商", "商标", "查商标"]
    assert list(phrase_runs("Filing fees")) == ["file", "fee", "file fee"]
