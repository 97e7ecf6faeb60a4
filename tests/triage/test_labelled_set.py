"""The labelled set is what it says: large, in two languages, apart; its licences pass the gate; words and data agree."""

import json
from importlib.resources import files

from rapidfuzz import fuzz

from evals.triage.scoring import LABELS
from evals.triage.scoring import test_part as rows_of_the_test
from tools.search.words import words_of
from tools.triage.classifier import Classifier
from tools.triage.examples import written_examples
from tools.triage.labels import data_of, desk_of, gated, routing, values
from tools.triage.listing import Wanted
from tools.triage.machine import CASE

TEST = rows_of_the_test()
TRAIN = [
    json.loads(line)
    for line in files("tools.triage").joinpath("data", "examples.jsonl").read_text("utf-8").splitlines()
]
EVERY = [*TRAIN, *TEST]


def test_it_is_large_and_varied_enough() -> None:
    assert len(EVERY) >= 400
    assert sum(row["sub_platform"] == "none" for row in EVERY) / len(EVERY) >= 0.14
    assert sum(row["urgency"] != "none" for row in EVERY) / len(EVERY) >= 0.2
    assert min(sum(row["language"] == language for row in EVERY) for language in ("zh", "en")) > 150
    assert sum(row["style"] == "mail" for row in EVERY) >= 40
    assert {row["sub_platform"] for row in TEST} == set(values("sub_platform"))


def test_no_two_are_alike_and_nothing_of_the_test_is_trained_on() -> None:
    texts = [row["text"] for row in EVERY]
    assert len(set(texts)) == len(texts)
    assert not {each.text for each in written_examples()} & {row["text"] for row in TEST}
    assert max(fuzz.ratio(row["text"], other["text"]) for row in TEST for other in TRAIN) < 80


def test_every_label_is_one_there_is_and_its_licence_passes_the_gate() -> None:
    for row in EVERY:
        assert all(row[label] in values(label) for label in LABELS if label != "language"), row
        assert gated(row["licence"], row), row
        assert desk_of(row) == row["desk"], row


def test_the_gate_lets_no_other_body_act() -> None:
    mark = {"right": "mark", "sub_platform": "legal"}
    patent = {"right": "patent", "sub_platform": "legal"}
    outside = {"right": "none", "sub_platform": "none"}
    assert not gated("patent_agency", mark)
    assert not gated("trademark_agency", patent)
    assert not any(gated(licence, outside) for licence in values("licence") if licence != "none")
    assert not gated("auction_house", patent)
    assert not gated("bank", patent)


def test_training_is_deterministic_and_says_its_words() -> None:
    first, again = (Classifier(written_examples()[:60]).classify("商标续展怎么办理，注册商标到期了") for _ in range(2))
    assert first == again
    assert all(0 < each.confidence <= 1 for each in first.values())
    assert first["right"].value == "mark"


def test_words_of_both_languages_have_the_same_names_and_name_everything() -> None:
    zh, en = words_of("tools.triage", "zh").names(), words_of("tools.triage", "en").names()
    assert zh == en
    assert {f"event_{event}" for _, event in CASE.steps} | {f"flag_{name}" for name in data_of("dangers")} <= zh
    assert {f"draft_route_{licence}" for licence in values("licence") if licence != "none"} <= zh
    assert set(routing()["skills"]) == set(values("desk"))
    assert Wanted() == Wanted()
