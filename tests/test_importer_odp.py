"""USPTO Open Data Portal JSON and assignment answers, each field against the file read once more here."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.assignments import AssignmentImporter
from knowledge.patents.importers.conveyance import effect_of
from knowledge.patents.importers.odp import OdpImporter, total_of
from knowledge.patents.importers.us_grants import grant_number
from knowledge.patents.importing import Broken, Found
from knowledge.patents.record import Patent, Stage
from tests.conftest import SHARED

FOLDER = SHARED / "patents_raw" / "uspto_odp_json"
ASSIGNMENTS = SHARED / "patents_raw" / "uspto_assignment"
IMPORTER = OdpImporter()
NAMELESS = {"adjustment", "assignment", "attorney", "foreign_priority", "transactions"}
COUNTS = {"search": 25, "documents": 0} | dict.fromkeys(NAMELESS, 0)


def read(path: Path) -> list[Patent]:
    return [each.patent for each in IMPORTER.read(path) if isinstance(each, Found)]


def data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["patentBag"][0]
    return found


def days(rows: list[dict[str, Any]], field: str) -> list[date | None]:
    return [date.fromisoformat(row[field]) if row.get(field) else None for row in rows]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_is_read_or_refused_with_the_reason(path: Path) -> None:
    assert [each.name for each in IMPORTERS if each.accepts(path, path.read_bytes()[: 1 << 16])] == ["uspto-odp"]
    outcomes = list(IMPORTER.read(path))
    assert len([each for each in outcomes if isinstance(each, Found)]) == COUNTS.get(path.stem, 1)
    broken = [each.reason for each in outcomes if isinstance(each, Broken)]
    if path.stem in NAMELESS:
        assert "用申请号命名" in broken[0]
    elif path.stem == "documents":
        assert "案卷文件清单" in broken[0]
    else:
        assert broken == []


@pytest.fixture
def named(tmp_path: Path) -> Callable[[str], Patent]:
    """The record of one of the parts, from a copy whose name says the application."""

    def of(part: str) -> Patent:
        path = tmp_path / f"15123456-{part}.json"
        shutil.copy(FOLDER / f"{part}.json", path)
        (patent,) = read(path)
        return patent

    return of


def test_a_whole_application_field_by_field() -> None:
    (patent,), raw = read(FOLDER / "application.json"), data("application")
    assert (patent.printed, str(patent.number)) == (raw["earliestPublicationNumber"], "US20170071586A1")
    assert (patent.application_printed, patent.application) == (raw["applicationNumberText"], "US15/123456")
    assert (patent.published, patent.filed) == (date(2017, 3, 16), date.fromisoformat(raw["filingDate"]))
    assert (patent.stage, patent.granted) == (Stage.APPLICATION, None)
    assert patent.texts["en"].title == raw["inventionTitle"]
    assert [each.name for each in patent.holders] == [each["applicant"] for each in raw["applicantBag"]]
    assert [each.name for each in patent.inventors] == [each["inventorNameText"] for each in raw["inventorBag"]]
    assert [each.name for each in patent.agents] == ["FISH & RICHARDSON P.C. (BO)"]
    cpc = [each.code.replace(" ", "") for each in patent.symbols if each.scheme == "CPC"]
    assert cpc == raw["cpcClassificationBag"]
    assert [each.code for each in patent.symbols if each.scheme == "USPC"] == [raw["class/subclass"]]
    parents = raw["continuityBag"]["parentContinuityBag"]
    assert [(each.number, each.day) for each in patent.priorities] == [
        (f"US{parents[1]['parentApplicationNumberText']}", date.fromisoformat(parents[1]["filingDate"]))
    ]
    assert (patent.pct_application, patent.pct_filed) == ("PCT/US2015/027322", date(2015, 4, 23))
    rows = raw["transactionContentBag"]
    told = list(dict.fromkeys((row["recordedDate"], row["caseActionCode"], row["caseActionDescriptionText"]) for row in rows))  # fmt: skip
    assert [(f"{each.day}", each.code, each.text) for each in patent.events[: len(told)]] == told
    status, assignment = patent.events[len(told) :]
    assert (status.code, status.text, status.effect) == ("161", raw["applicationStatusDescriptionText"], "withdrawn")
    assert (assignment.day, assignment.effect) == (date(2018, 10, 25), "assigned")
    assert assignment.text == (
        "ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS), from WANG, MARVIN, to THE GENERAL HOSPITAL"
        " CORPORATION, executed 2018-09-23, reel/frame 047305/0442"
    )


def test_a_part_fills_only_its_group_under_the_number_its_file_is_named_by(named: Callable[[str], Patent]) -> None:
    for part in sorted(NAMELESS):
        patent = named(part)
        assert (str(patent.number), patent.application) == ("USAN15123456", "US15/123456")
        assert bool(patent.events) == (part in ("adjustment", "assignment", "transactions"))
        assert bool(patent.priorities) == (part == "foreign_priority")
        assert bool(patent.agents) == (part == "attorney")
        assert not (patent.holders + patent.symbols)
        assert not patent.texts


def test_the_adjustment_of_the_term_is_an_event_with_its_days_first(named: Callable[[str], Patent]) -> None:
    raw = data("adjustment")["patentTermAdjustmentData"]
    (event,) = named("adjustment").events
    assert (event.code, event.day) == ("PTA", date.fromisoformat(raw["grantDate"]))
    assert event.text == "Patent term adjustment: 0 days (A 142, B 0, C 0, overlap 0, applicant 15)"
    assert max(0, raw["ipOfficeDayDelayQuantity"] - raw["overlappingDayQuantity"] - 142) == 0


def test_transactions_are_events_in_the_office_s_order(named: Callable[[str], Patent]) -> None:
    rows, events = data("transactions")["transactionContentBag"], named("transactions").events
    told = [(row["recordedDate"], row["caseActionCode"], row["caseActionDescriptionText"]) for row in rows]
    assert [(f"{each.day}", each.code, each.text) for each in events] == list(dict.fromkeys(told))
    assert (len(rows), len(events)) == (46, 40)  # six are there twice
    assert [each.code for each in events if each.effect] == ["ABN2"]


def test_foreign_priorities_have_the_code_of_their_office(named: Callable[[str], Patent]) -> None:
    patent = named("foreign_priority")
    assert [(each.number, each.country, each.day) for each in patent.priorities] == [
        ("JP2017-187096", "JP", date(2017, 9, 27))
    ]
    assert patent.earliest_priority == date(2017, 9, 27)


def test_a_search_lists_applications_and_their_total() -> None:
    raw = json.loads((FOLDER / "search.json").read_text("utf-8"))
    patents = read(FOLDER / "search.json")
    assert total_of(FOLDER / "search.json") == raw["count"] == 11469842
    assert [each.application_printed for each in patents] == [row["applicationNumberText"] for row in raw["patentBag"]]
    assert [each.texts["en"].title for each in patents] == [row["inventionTitle"] for row in raw["patentBag"]]
    assert [each.filed for each in patents] == days(raw["patentBag"], "filingDate")


CURRENT = {
    "applicationNumberText": "14104993",
    "applicationMetaData": {
        "inventionTitle": "Nozzle", "filingDate": "2013-12-12", "patentNumber": "9022434", "grantDate": "2015-05-05",
        "earliestPublicationNumber": "US20140173907A1", "earliestPublicationDate": "2014-06-26", "applicationTypeCode": "UTL",
        "applicantBag": [{"applicantNameText": "ACME Ltd."}], "uspcSymbolText": "285/80",
        "applicationStatusCode": 250, "applicationStatusDate": "2019-06-10",
        "applicationStatusDescriptionText": "Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362",
    },
    "eventDataBag": [{"eventCode": "M1551", "eventDescriptionText": "Payment of Maintenance Fee, 4th Year, Large Entity", "eventDate": "2018-11-01"}],
    "parentContinuityBag": [{"parentApplicationNumberText": "61736000", "claimParentageTypeCode": "PRO", "parentApplicationFilingDate": "2012-12-12"}],
    "foreignPriorityBag": [{"ipOfficeName": "CHINA", "filingDate": "2012-12-01", "applicationNumberText": "201210000000.1"}],
    "patentTermAdjustmentData": {"adjustmentTotalQuantity": 26.0, "aDelayQuantity": 26.0},
}  # fmt: skip


def test_the_current_shape_gives_a_record_for_each_publication(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"count": 1, "patentFileWrapperDataBag": [CURRENT]}), "utf-8")
    assert IMPORTER.accepts(path, path.read_bytes())
    laid_open, granted = read(path)
    assert [str(each.number) for each in (laid_open, granted)] == ["US20140173907A1", "US9022434B2"]
    assert [each.stage for each in (laid_open, granted)] == [Stage.APPLICATION, Stage.GRANT]
    assert [each.published for each in (laid_open, granted)] == [date(2014, 6, 26), date(2015, 5, 5)]
    assert laid_open.granted == granted.granted == date(2015, 5, 5)
    assert laid_open.events == granted.events
    assert [(each.code, each.effect) for each in granted.events] == [("M1551", "fee_paid"), ("250", "lapsed"), ("PTA", "")]  # fmt: skip
    assert granted.events[-1].text.startswith("Patent term adjustment: 26 days")
    assert [each.number for each in granted.priorities] == ["CN201210000000.1", "US61736000"]
    assert granted.earliest_priority == date(2012, 12, 1)


@pytest.mark.parametrize(
    ("printed", "granted", "laid_open", "number"),
    [
        ("9022434", date(2015, 5, 5), True, "US9022434B2"),
        ("9022434", date(2015, 5, 5), False, "US9022434B1"),
        ("6093011", date(2000, 7, 25), False, "US6093011A"),
        ("D0586441", date(2009, 2, 10), False, "USD586441S1"),
        ("RE43561", date(2012, 7, 31), True, "USRE43561E1"),
        ("PP12345", date(2002, 1, 15), True, "USPP12345P3"),
        ("9022434", None, True, "US9022434"),
    ],
)
def test_kinds_of_patents_printed_without_one(printed: str, granted: date | None, laid_open: bool, number: str) -> None:
    assert str(grant_number(printed, granted, laid_open)) == number


def test_broken_data_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    rows: list[Any] = [
        CURRENT,
        "nonsense",
        {"applicationNumberText": "no number"},
        {**CURRENT, "eventDataBag": [7]},
        CURRENT,
    ]
    path.write_text(json.dumps({"count": 5, "patentFileWrapperDataBag": rows}), "utf-8")
    assert [(type(each).__name__, each.place) for each in IMPORTER.read(path)] == [
        ("Found", "item 1"), ("Found", "item 1"), ("Broken", "item 2"), ("Broken", "item 3"), ("Broken", "item 4"),
        ("Found", "item 5"), ("Found", "item 5"),
    ]  # fmt: skip
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"nonsense")])
    *found, broken = IMPORTER.read(path)
    assert len(found) == 2
    assert isinstance(broken, Broken)
    assert "breaks off" in broken.reason
    path.write_text('{"count": 0, "patentFileWrapperDataBag": []}', "utf-8")
    assert list(IMPORTER.read(path)) == []


@pytest.mark.parametrize(
    "head", [b"", b"[]", b"{}", b'{"patentBag"', b'{"a": {"patentBag": []}}', b'"patentBag"', b"\xff\xfe{", b"PK\3\4"]
)
def test_other_json_is_not_taken(head: bytes, tmp_path: Path) -> None:
    assert IMPORTER.accepts(tmp_path, head) is (head == b'{"patentBag"')


def conveyances(path: Path) -> list[dict[str, list[str]]]:
    documents = ElementTree.parse(path).getroot().iter("doc")
    return [{each.get("name", ""): [part.text or "" for part in each] or [each.text or ""] for each in document} for document in documents]  # fmt: skip


@pytest.mark.parametrize("path", sorted(ASSIGNMENTS.iterdir()), ids=lambda path: path.name)
def test_every_conveyance_is_an_event_of_each_property_it_names(path: Path) -> None:
    assert [each.name for each in IMPORTERS if each.accepts(path, path.read_bytes()[: 1 << 16])] == ["uspto-assignment"]
    outcomes = list(AssignmentImporter().read(path))
    patents = {each.patent.application_printed: each.patent for each in outcomes if isinstance(each, Found)}
    assert len(patents) == len(outcomes)
    expected: dict[str, list[dict[str, list[str]]]] = {}
    for conveyance in conveyances(path):
        for application in conveyance["applNum"]:
            expected.setdefault(application, []).append(conveyance)
    assert patents.keys() == expected.keys()
    for application, patent in patents.items():
        said = expected[application]
        assert [f"{event.day}" for event in patent.events] == [each["recordedDate"][0][:10] for each in said]
        for event, each in zip(patent.events, said, strict=True):
            place = each["applNum"].index(application)
            assert event.text.startswith(each["conveyanceText"][0].rstrip("."))
            assert all(name in event.text for name in each["patAssignorName"] + each["patAssigneeName"])
            assert event.text.endswith(f"{each['displayId'][0].replace('-', '/')}")
            assert patent.texts["en"].title.split() == each["inventionTitle"][place].split()
            assert f"{patent.filed}" == each["filingDate"][place][:10]
            printed = next(n for n in (each["patNum"][place], each["publNum"][place], application) if n != "NULL")
            assert patent.printed == printed
            assert printed.lstrip("0") in str(patent.number)


def test_security_interests_pledge_and_their_release_does_not() -> None:
    path = ASSIGNMENTS / "assignment_3.xml"
    (patent,) = (each.patent for each in AssignmentImporter().read(path) if isinstance(each, Found) and each.patent.number.serial == "8789601")  # fmt: skip
    assert [event.effect for event in patent.events] == ["pledged", "pledged", "", "", "pledged", "pledged", "pledged", "pledged", "assigned"]  # fmt: skip
    assert (str(patent.number), patent.granted) == ("US8789601B2", date(2014, 7, 29))


@pytest.mark.parametrize(
    ("conveyance", "effect"),
    [
        ("ASSIGNMENT OF ASSIGNORS INTEREST (SEE DOCUMENT FOR DETAILS).", "assigned"),
        ("Nunc Pro Tunc Assignment", "assigned"),
        ("SECURITY AGREEMENT", "pledged"),
        ("FIRST LIEN PATENT SECURITY AGREEMENT", "pledged"),
        ("EXCLUSIVE LICENSE", "licensed"),
        ("RELEASE BY SECURED PARTY", ""),
        ("TERMINATION AND RELEASE OF PATENT SECURITY AGREEMENT RECORDED AT REEL 1/FRAME 2", ""),
        ("CORRECTIVE ASSIGNMENT TO CORRECT THE NAME", ""),
        ("ASSIGNMENT OF SECURITY INTEREST", ""),
        ("ASSIGNMENT FOR SECURITY - PATENTS", ""),
        ("ASSIGNMENT AND SECURITY AGREEMENT", ""),
        ("CONDITIONAL ASSIGNMENT", ""),
        ("CHANGE OF NAME", ""),
        ("MERGER", ""),
        ("COURT ORDER", ""),
    ],
)
def test_the_text_of_a_conveyance_says_what_it_does_or_nothing_is_said(conveyance: str, effect: str) -> None:
    assert effect_of(conveyance) == effect


def test_an_answer_that_breaks_off_keeps_the_whole_conveyances(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes((ASSIGNMENTS / "assignment_3.xml").read_bytes()[:110_000])
    *found, broken = AssignmentImporter().read(path)
    assert len(found) > 40
    assert isinstance(broken, Broken)
    assert {len(each.patent.events) for each in found if isinstance(each, Found)} == {1, 2}
