"""What comes before any score, with its provision, and in which scenarios it stops the total; and what is refused."""

from datetime import date

import pytest

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Event, Party, Patent, Stage
from tests.appraisal.room import DESIGN, FILED, GRANT, MODEL, OLD, SUBJECT, appraisal_room
from tests.conftest import TODAY
from tests.search_records import record
from tools.appraisal.appraisal import Appraisal, appraise_patent
from tools.appraisal.guide import book
from tools.appraisal.telling import told
from tools.refused import Refused

N = "CN9200001B"
GRANTED = {"filed": FILED, "granted": date(2023, 5, 2), "stage": Stage.GRANT}


def patent(number: str = N, **changes: object) -> Patent:
    return record(number, SUBJECT, "zh", date(2023, 5, 2), **(GRANTED | changes))


def ended(effect: str, text: str = "") -> dict[str, object]:
    return {"events": (Event(day=date(2025, 1, 8), effect=effect, text=text),)}


def appraised(library: LawLibrary, more: Patent, scenario: str = "licence", **facts: str) -> Appraisal:
    return appraise_patent(appraisal_room(library, more), str(more.number), TODAY, scenario, facts)


@pytest.mark.parametrize(
    ("changes", "veto", "article"),
    [
        (ended("lapsed", "专利权终止"), "lapsed", "art44"), (ended("revoked"), "revoked", "art47"), ({"filed": date(2003, 9, 6), "granted": date(2005, 5, 2)}, "expired", "art42"),
        ({"number": "CN9200001A", "granted": None, "stage": Stage.APPLICATION, "filed": date(2025, 9, 6), "events": (Event(day=TODAY, effect="", text="公布"),)}, "application", "art39"),
        ({"number": "CN9200001A", "granted": None, "stage": Stage.APPLICATION}, "grant-not-held", "art39"),
        ({"number": "CN9200001A", "granted": None, "stage": Stage.APPLICATION, **ended("refused")}, "refused", "art38"),
    ],
)  # fmt: skip
def test_what_is_no_right_any_more_or_yet_gets_no_total(
    library: LawLibrary, changes: dict[str, object], veto: str, article: str
) -> None:
    values = dict(changes)
    found = appraised(library, patent(str(values.pop("number", N)), **values))
    assert found.vetoes[0].id == veto
    assert found.vetoes[0].stops
    assert found.total is None
    assert any(key.endswith(article) for key in found.vetoes[0].provisions)
    for language, words in (("zh", "不给总分"), ("en", "No total")):
        text = told(found, language)  # type: ignore[arg-type]
        assert text.index(found.vetoes[0].text.of(language)) < text.index(words)


def test_past_acts_can_still_be_sued_for_when_the_right_has_ended(library: LawLibrary) -> None:
    assert appraised(library, patent(**ended("lapsed")), "infringement").total
    assert appraised(library, patent(**ended("revoked")), "infringement").total is None


@pytest.mark.parametrize(
    ("facts", "veto", "stops", "runs"),
    [
        ({"title": "disputed"}, "title-disputed", "management", ""), ({"title": "unregistered"}, "unregistered", "finance", "infringement"), ({"fees": "unpaid"}, "fee-unpaid", "licence", "infringement"),
        ({"pledge": "pledged"}, "pledged", "licence", "management"), ({"evaluation_report": "negative"}, "report-negative", "infringement", "management"), ({"co_owners_consent": "no"}, "no-consent", "finance", "management"),
        ({"invalidation": "pending"}, "invalidation", "", "finance"), ({"licence": "exclusive"}, "exclusive", "", "licence"), ({"licence": "open"}, "open-licence", "", "licence"),
        ({"dual_filing": "yes"}, "dual-filing", "", "licence"), ({"buyer": "foreign"}, "foreign-buyer", "", "licence"), ({"owner": "state"}, "state-owner", "", "licence"), ({}, "co-owned", "", "licence"), ({}, "model-without-report", "", "finance"),
        ({}, "unconfirmed", "", "licence"),
    ],
)  # fmt: skip
def test_what_the_user_states_comes_first_and_stops_where_it_must(
    library: LawLibrary, facts: dict[str, str], veto: str, stops: str, runs: str
) -> None:
    room = appraisal_room(library)
    for scenario in filter(None, (stops, runs)):
        found = appraise_patent(room, MODEL, TODAY, scenario, facts)
        each = next(each for each in found.vetoes if each.id == veto)
        assert each.stops == (scenario == stops)
        assert (found.total is None) == (scenario == stops)
        assert set(each.provisions) <= set(found.provisions)


@pytest.mark.parametrize(("facts", "gone"), [({"pledge": "consented"}, "pledged"), ({"co_owners_consent": "yes"}, "co-owned"), ({"evaluation_report": "positive"}, "model-without-report"), ({"invalidation": "maintained"}, "model-without-report"), ({"fees": "paid"}, "unconfirmed")])  # fmt: skip
def test_a_veto_goes_when_the_matter_is_settled(library: LawLibrary, facts: dict[str, str], gone: str) -> None:
    assert gone not in {each.id for each in appraise_patent(appraisal_room(library), MODEL, TODAY, "finance", facts).vetoes}  # fmt: skip


def test_a_pledge_on_record_is_said_until_the_user_settles_it(library: LawLibrary) -> None:
    pledged = patent(**ended("pledged", "专利权质押合同登记的生效"))
    assert "pledge-entered" in {each.id for each in appraised(library, pledged).vetoes}
    assert "pledge-entered" not in {each.id for each in appraised(library, pledged, pledge="none").vetoes}


def test_a_sound_patent_has_no_veto_and_every_veto_is_tried(library: LawLibrary) -> None:
    assert appraise_patent(appraisal_room(library), GRANT, TODAY).vetoes == ()
    assert len(book().vetoes) == 22


def test_a_foreign_patent_rests_on_no_chinese_article(library: LawLibrary) -> None:
    abroad = record("US9200001B2", SUBJECT, "en", date(2023, 5, 2), **(GRANTED | {"holders": (Party(name="A"), Party(name="B"))}))  # type: ignore[arg-type]  # fmt: skip
    found = appraised(library, abroad, title="disputed")
    assert found.vetoes
    assert all(veto.provisions == () for veto in found.vetoes)
    assert "US" in found.remarks[0].en


@pytest.mark.parametrize(
    ("number", "day", "name", "words"),
    [
        (DESIGN, TODAY, "appraisal.design", ("APR-PAT", "外观设计", "design")), ("CN9999999B", TODAY, "", ("ipos ingest patents",)), ("hello", TODAY, "", ("CN202644312U",)),
        (MODEL, date(2021, 1, 1), "appraisal.future", ("2021-09-06", "申请日")),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_with_what_to_do(
    library: LawLibrary, number: str, day: date, name: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(Refused) as refused:
        appraise_patent(appraisal_room(library), number, day)
    assert refused.value.name == name
    assert all(word in str(refused.value) for word in words)
    assert "/ " in str(refused.value)


def test_a_filing_date_in_the_future_and_a_grant_before_filing_are_no_record_to_score(library: LawLibrary) -> None:
    for changes, name in (({"filed": date(2031, 1, 1)}, "appraisal.future"), ({"granted": date(2019, 1, 1)}, "appraisal.days")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            appraised(library, patent(**changes))
        assert refused.value.name == name
        assert "入库" in str(refused.value)


def test_an_unknown_scenario_is_refused_with_the_known_ones(library: LawLibrary) -> None:
    with pytest.raises(Refused, match="infringement"):
        appraise_patent(appraisal_room(library), OLD, TODAY, "lottery")


def test_it_is_always_labelled_with_the_route_to_an_appraiser(library: LawLibrary) -> None:
    found = appraise_patent(appraisal_room(library), GRANT, TODAY)
    assert found.service == "APR-PAT"
    for language, words in (("zh", "不是《资产评估法》所说的评估报告"), ("en", "not an appraisal report")):
        text = told(found, language)  # type: ignore[arg-type]
        assert words in text
        assert "APR-PAT" in text
        assert all(f"[cn/asset-appraisal-law@2016-12-01/art{article}]" in text for article in (26, 27, 32))
