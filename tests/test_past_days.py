"""Whether a question asks what the law said then."""

from datetime import date

import pytest

from knowledge.past_days import day_asked_then

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年1月8号拿到一份许可费的仲裁裁决，当时想去法院撤掉的话有多长时间？", date(2026, 1, 8)),
        ("2024年5月我们就这么印的，按那年的规定要罚吗", date(2024, 5, 1)),
        ("2025年11月引进了一套技术，按那个时候的外贸法要不要备案", date(2025, 11, 1)),
        (
            "In January 2026, on what grounds could a court refuse to enforce an award over royalties?",
            date(2026, 1, 1),
        ),
        ("Who could act in 2022 when a mark had become generic?", date(2022, 1, 1)),
    ],
)
def test_the_law_of_then_is_asked_for(text: str, day: date) -> None:
    meant = day_asked_then(text, TODAY)
    assert meant is not None
    assert meant.day == day


@pytest.mark.parametrize(
    "text",
    [
        "2019年注册的商标，现在能续吗",
        "2015年当时没续，如今还来得及吗",
        "We registered our mark in 2019. Can we still renew it?",
        "In 2024, a competitor copied our lamp. What can we do?",
        "明年三月提出异议有多长时间",
        "What is the term of a patent?",
    ],
)
def test_a_day_that_is_only_told_decides_nothing(text: str) -> None:
    assert day_asked_then(text, TODAY) is None
