"""The questionnaires as data: whole, in both languages, with services that exist and provisions that say what is relied on."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from tools.health_check.form import FORMS, Form, FormName, form, form_named
from tools.health_check.telling import form_text
from tools.orders.catalogue import catalogue
from tools.refused import Refused

BOTH = [form(name) for name in FORMS]


@pytest.mark.parametrize("asked", BOTH, ids=lambda each: each.name)
def test_questions_are_whole(asked: Form) -> None:
    assert 24 <= len(asked.questions) <= 30
    assert len({each.id for each in asked.questions}) == len(asked.questions)
    assert {each.area for each in asked.questions} == {each.id for each in asked.areas}
    for each in asked.questions:
        assert 1 <= each.weight <= 3
        assert all((each.zh, each.en, each.why_zh, each.why_en, each.act_zh, each.act_en))
        assert [choice.points for choice in each.choices] == sorted(
            {choice.points for choice in each.choices}, reverse=True
        )
        assert min(choice.points for choice in each.choices) == 0


@pytest.mark.parametrize("asked", BOTH, ids=lambda each: each.name)
def test_every_service_is_in_the_catalogue(asked: Form) -> None:
    wrong = [(each.id, sku) for each in asked.questions for sku in each.skus if sku not in catalogue().services]
    assert wrong == []
    assert all(each.skus for each in asked.questions)


def test_provisions_are_in_force_and_say_it(library: LawLibrary) -> None:
    cited = [each for asked in BOTH for each in asked.questions if each.provision]
    assert len(cited) > 15
    for each in cited:
        article = library.by_key(each.provision)
        assert article is not None, each.id
        assert each.word, each.id
        assert each.word in article.text, each.id
        assert library.version_at(article.version.law, date(2026, 11, 22)) == article.version, each.id
        later = library.version_at(article.version.law, date(2027, 1, 1))
        assert (each.until == date(2027, 1, 1)) == (later != article.version), each.id


def test_the_six_lacks_and_the_subjects_of_the_self_audit() -> None:
    assert [area.id for area in form("six-lacks").areas] == [
        "ideas",
        "systems",
        "talents",
        "tools",
        "partners",
        "experience",
    ]
    audit = form("self-audit")
    assert all(each.evidence_zh and each.evidence_en for each in audit.questions)
    assert "未核对标准原文" in audit.source_zh
    assert "not checked" in audit.source_en


@pytest.mark.parametrize("name", FORMS)
def test_shown_in_both_languages(name: FormName) -> None:
    zh, en = form_text(form(name), "zh"), form_text(form(name), "en")
    assert all(each.zh in zh and each.en in en for each in form(name).questions)


def test_unknown_names_are_refused() -> None:
    for call in (
        lambda: form_named("seven"),
        lambda: form("six-lacks").question("luck"),
        lambda: form("six-lacks").question("goal").choice("maybe"),
    ):
        with pytest.raises(Refused, match="/ "):
            call()
