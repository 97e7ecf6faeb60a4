"""The dense list: what several questions near the one asked say, and what one sentence of it says."""

from pathlib import Path

import numpy as np
import pytest

from retrievers.dense import DenseView, write_dense

AXES = np.eye(4, dtype=np.float32)
ALL = np.ones(3, dtype=bool)


def view(folder: Path, owners: list[int], vectors: list[list[float]]) -> DenseView:
    """A view of unit vectors."""
    matrix = np.array(vectors, dtype=np.float32)
    write_dense(folder, "notes", owners, matrix / np.linalg.norm(matrix, axis=1, keepdims=True))
    return DenseView(folder, "notes")


def test_many_questions_somewhat_near_stand_before_one_that_is_a_little_nearer(tmp_path: Path) -> None:
    near, nearer = [1.0, 0.80, 0.0, 0.0], [1.0, 0.0, 0.75, 0.0]
    found = view(tmp_path, [0, 0, 0, 0, 0, 1], [near] * 5 + [nearer]).nearest(AXES[0].tolist(), ALL, 2)
    assert [row for row, _ in found] == [0, 1]
    assert dict(found)[1] == pytest.approx(0.8, abs=1e-3)  # closeness is cosine


def test_one_sentence_of_a_story_finds_what_the_whole_of_it_hides(tmp_path: Path) -> None:
    held = view(tmp_path, [0, 1], [[1.0, 0.9, 0.0, 0.0], [0.7, 0.0, 1.0, 0.0]])
    whole, sentence = AXES[0].tolist(), AXES[2].tolist()
    assert [row for row, _ in held.nearest(whole, ALL, 2)] == [0, 1]
    told = held.nearest(whole, ALL, 2, [sentence])
    assert [row for row, _ in told] == [1, 0]
    assert dict(told)[1] == pytest.approx(dict(held.nearest(whole, ALL, 2))[1])  # closeness stays that of the whole


def test_a_row_that_is_not_allowed_is_not_found(tmp_path: Path) -> None:
    held = view(tmp_path, [0, 1, 2], [[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 0, 0]])
    assert [row for row, _ in held.nearest(AXES[0].tolist(), np.array([False, True, True]), 3)] == [1, 2]
