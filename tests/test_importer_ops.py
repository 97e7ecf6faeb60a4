"""OPS responses and DOCDB files against a second reading of the same files that shares no code with the importer."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.ops import OpsImporter, total_of
from knowledge.patents.importing import Broken, Found
from knowledge.patents.record import Patent, Right, Stage
from tests.conftest import SHARED

FOLDER = SHARED / "patents_raw" / "epo_ops"
IMPORTER = OpsImporter()
# Not the office's own: another program's digest of an answer, saved beside them.
NOT_OF_THE_OFFICE = {
    "published__fixtures__ep1000000_description_result.xml",
    "published__fixtures__search_result.xml",
}
RECORDS = {"image": 0, "full_cycle": 2, "family_input": 6, "expected__search": 100, "test__search_example": 15}


def read(path: Path) -> list[Patent]:
    return [each.patent for each in IMPORTER.read(path) if isinstance(each, Found)]


def files() -> list[Path]:
    return [path for path in sorted(FOLDER.iterdir()) if path.name not in NOT_OF_THE_OFFICE]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_is_read_or_refused_with_the_reason(path: Path) -> None:
    taken = [each.name for each in IMPORTERS if each.accepts(path, path.read_bytes()[: 1 << 16])]
    assert taken == ([] if path.name in NOT_OF_THE_OFFICE else ["epo-ops"])
    if not taken:
        return
    outcomes = list(IMPORTER.read(path))
    expected = next((count for part, count in RECORDS.items() if part in path.name), 1)
    assert len([each for each in outcomes if isinstance(each, Found)]) == expected
    broken = [each.reason for each in outcomes if isinstance(each, Broken)]
    assert broken == [] or ("image" in path.name and "图像" in broken[0] and "images" in broken[0])


def plain(text: str) -> str:
    return " ".join(text.split())


def local(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def below(node: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (each for each in node.iter() if local(each) == name)


def said(node: ElementTree.Element, name: str) -> str:
    return next((plain("".join(each.itertext())) for each in below(node, name)), "")


def documents(path: Path) -> list[ElementTree.Element]:
    return list(below(ElementTree.parse(path).getroot(), "exchange-document"))


def biblio_files() -> list[Path]:
    return [path for path in files() if documents(path)]


def docdb(node: ElementTree.Element) -> ElementTree.Element:
    return next(each for each in below(node, "document-id") if each.get("document-id-type") == "docdb")


@pytest.mark.parametrize("path", biblio_files(), ids=lambda path: path.name)
def test_bibliographic_data_is_that_of_the_file(path: Path) -> None:
    patents = read(path)
    assert len(patents) == len(documents(path)) > 0
    for patent, node in zip(patents, documents(path), strict=True):
        assert patent.printed.split() == [node.get("country"), node.get("doc-number"), node.get("kind")]
        assert (patent.number.country, patent.number.kind) == (node.get("country"), node.get("kind"))
        digits = re.sub(r"\D", "", node.get("doc-number", ""))
        assert patent.number.serial.replace("0", "") == digits.replace("0", "")
        assert f"{patent.published:%Y%m%d}" == said(docdb(next(below(node, "publication-reference"))), "date")
        assert patent.family == (f"docdb:{node.get('family-id')}" if node.get("family-id") else "")
        titles = {each.get("lang"): plain(each.text or "") for each in below(node, "invention-title")}
        assert {code: texts.title for code, texts in patent.texts.items() if texts.title} == titles
        abstracts = {each.get("lang"): plain("".join(each.itertext())) for each in below(node, "abstract")}
        assert {code: texts.abstract for code, texts in patent.texts.items() if texts.abstract} == abstracts


@pytest.mark.parametrize("path", biblio_files(), ids=lambda path: path.name)
def test_classes_priorities_citations_and_inventors_are_those_of_the_file(path: Path) -> None:
    for patent, node in zip(read(path), documents(path), strict=True):
        ipc = [re.sub(r"\s", "", said(each, "text")[:20]) for each in below(node, "classification-ipcr")]
        assert [each.code.replace(" ", "") for each in patent.symbols if each.scheme == "IPC"] == [
            re.sub(r"[A-Z]*$", "", code) for code in ipc
        ]
        cpc = [
            "".join(said(each, part) for part in ("section", "class", "subclass", "main-group"))
            + "/"
            + said(each, "subgroup")
            for each in below(node, "patent-classification")
            if said(each, "section")
        ]
        assert [each.code.replace(" ", "") for each in patent.symbols if each.scheme == "CPC"] == list(
            dict.fromkeys(cpc)
        )
        days = [said(each, "date") for each in below(node, "priority-claim")]
        assert [f"{each.day:%Y%m%d}" for each in patent.priorities] == days
        assert f"{patent.earliest_priority:%Y%m%d}" == min(days) if days else patent.earliest_priority is None
        citations = list(below(node, "citation"))
        assert [each.number.replace("0", "") for each in patent.cites] == [
            "".join(said(docdb(each), part) for part in ("country", "doc-number", "kind")).replace("0", "")
            for each in citations
        ]
        assert [each.category for each in patent.cites] == [said(each, "category") for each in citations]
        assert [each.claims for each in patent.cites] == [said(each, "rel-claims") for each in citations]
        names = [
            re.sub(r"\[..\]", "", said(each, "name")).strip(" ,")
            for each in below(node, "inventor")
            if each.get("data-format") == "epodoc"
        ]
        assert [each.name for each in patent.inventors][: len(names)] == names


def test_numbers_of_the_application_are_canonical_with_the_print_kept() -> None:
    numbers = {
        str(patent.number): (patent.application, patent.application_printed, patent.filed)
        for path in biblio_files()
        for patent in read(path)
        if patent.application
    }
    assert numbers == {
        "EP1000000A1": ("EP99203729.1", "99203729", date(1999, 11, 8)),
        "EP1000000B1": ("EP99203729.1", "99203729", date(1999, 11, 8)),
        "US20060142694A1": ("US11/023667", "11023667", date(2004, 12, 28)),
        "JP2005533465A": ("JP2005-505120", "2005505120", date(2003, 7, 11)),
        "AU2013290010A1": ("AU2013290010", "2013290010", date(2013, 7, 12)),
        "US20120116137A1": ("US12/942680", "12942680", date(2010, 11, 9)),
    }


def test_an_applicant_that_only_the_original_list_names_is_not_lost() -> None:
    (patent,) = read(FOLDER / "published__test__biblio_example_3.xml")
    assert [each.name for each in patent.holders] == ["PRIMUS GREEN ENERGY INC", "BLUESCAPE CLEAN FUELS, LLC"]
    assert len(patent.inventors) == 3  # the six of the original list are the same three, twice


def test_what_a_document_is_follows_from_its_kind() -> None:
    first, second = read(FOLDER / "published__test__full_cycle_example.xml")
    assert (first.stage, first.granted) == (Stage.APPLICATION, None)
    assert (second.stage, second.granted, second.right) == (Stage.GRANT, date(2003, 2, 12), Right.INVENTION)
    american = read(FOLDER / "family__fixtures__family_input.xml")[-1]
    assert (str(american.number), american.stage) == ("US6093011A", Stage.GRANT)  # an A of 2000 is a US patent


@pytest.mark.parametrize("path", [path for path in files() if "claims" in path.name], ids=lambda path: path.name)
def test_claims_are_one_to_a_string_however_the_office_cut_them(path: Path) -> None:
    (patent,) = read(path)
    raw = "\n".join(plain_lines(ElementTree.parse(path).getroot(), "claim-text"))
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", raw, re.MULTILINE)]
    assert [int(claim.partition(".")[0]) for claim in patent.texts["en"].claims] == numbers
    assert len(numbers) in (11, 20)
    assert "\n".join(patent.texts["en"].claims) == raw.removeprefix("Claims\n")
    assert set(patent.texts) == {"en"}
    assert patent.published is None  # a part: everything else is left to merging
    assert not patent.texts["en"].description + patent.symbols + patent.holders


def plain_lines(root: ElementTree.Element, name: str) -> list[str]:
    return [plain(line) for each in below(root, name) for line in "".join(each.itertext()).splitlines() if plain(line)]


@pytest.mark.parametrize("path", [path for path in files() if "description" in path.name], ids=lambda path: path.name)
def test_descriptions_keep_every_paragraph(path: Path) -> None:
    (patent,) = read(path)
    paragraphs = [plain("".join(each.itertext())) for each in below(ElementTree.parse(path).getroot(), "p")]
    assert list(patent.texts["en"].description) == paragraphs
    assert len(paragraphs) > 20
    assert not patent.texts["en"].claims


def test_every_member_of_a_family_knows_the_family() -> None:
    path = FOLDER / "family__fixtures__family_input.xml"
    patents = read(path)
    members = ("EP1000000A1", "EP1000000B1", "AT232441T", "DE69905327D1", "NL1010536C2", "US6093011A")
    assert tuple(str(patent.number) for patent in patents) == members
    assert {patent.members for patent in patents} == {members}
    assert {patent.family for patent in patents} == {"docdb:19768124"}
    assert {patent.earliest_priority for patent in patents} == {date(1998, 11, 12)}
    assert len(members) == int(next(ElementTree.parse(path).getroot().iter("{http://ops.epo.org}patent-family")).get("total-result-count", 0))  # fmt: skip


@pytest.mark.parametrize("path", [path for path in files() if "legal" in path.name], ids=lambda path: path.name)
def test_legal_events_are_those_of_the_file(path: Path) -> None:
    (patent,) = read(path)
    nodes = list(below(ElementTree.parse(path).getroot(), "legal"))
    assert [event.code for event in patent.events] == [node.get("code", "").strip() for node in nodes]
    for event, node in zip(patent.events, nodes, strict=True):
        when = said(node, "L525EP") or said(node, "L007EP")
        assert event.day == datetime.strptime(when.replace("-", ""), "%Y%m%d").date()
        assert event.text.startswith(plain(node.get("desc", "")))
        assert all(plain(said(node, detail)) in event.text for detail in ("L501EP", "L509EP", "L510EP", "L525EP"))


def test_an_effect_is_given_only_where_it_concerns_the_whole_document() -> None:
    (american,) = read(FOLDER / "legal__fixtures__example_3.xml")
    assert [(event.code, event.effect) for event in american.events if event.effect] == [
        ("AS", "assigned"),
        ("STCF", "granted"),
        ("AS", "pledged"),
    ]
    (european,) = read(FOLDER / "legal__fixtures__example_1.xml")
    lapsed = [event for event in european.events if event.code in ("PG25", "GBPC", "BERE")]
    assert len(lapsed) == 21
    assert {event.effect for event in european.events} == {""}  # each lapse is one state's
    assert "Ref Country Code: CH" in next(event.text for event in lapsed if event.code == "PG25")


def test_a_search_gives_the_numbers_found_and_their_total() -> None:
    path = FOLDER / "published__test__expected__search_result.xml"
    nodes = list(below(ElementTree.parse(path).getroot(), "publication-reference"))
    assert total_of(path) == 10000
    assert [patent.printed for patent in read(path)] == [
        " ".join(said(node, part) for part in ("country", "doc-number", "kind")) for node in nodes
    ]
    assert [patent.family for patent in read(path)] == [f"docdb:{node.get('family-id')}" for node in nodes]
