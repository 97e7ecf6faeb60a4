"""USPTO files of every generation, field by field against a second reading of the raw file that shares no code."""

import re
import zipfile
from pathlib import Path

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.uspto_text import numbered
from knowledge.patents.importing import Found, Importer
from knowledge.patents.record import Patent, Right, Stage
from tests.conftest import SHARED
from tests.second_reading import SECOND_READINGS, Second, bare, documents, fields

RAW = SHARED / "patents_raw"
GENERATIONS = {
    "go_uspto_app": 10,
    "go_uspto_grant": 6,
    "uspto_app_2025_zip": 1,
    "uspto_css_brs": 6,
    "uspto_greenbook": 3,
    "uspto_pap": 3,
    "uspto_sgml": 3,
    "uspto_xml2004": 2,
    "uspto_xml2006": 1,
    "uspto_xml2014": 3,
    "uspto_xml4ip": 5,
    "uspto_xmlApp2004": 2,
}


def importer_of(path: Path) -> Importer:
    with path.open("rb") as file:
        head = file.read(1 << 16)
    (one,) = [importer for importer in IMPORTERS if importer.accepts(path, head)]
    return one


def records(path: Path) -> list[Patent]:
    outcomes = list(importer_of(path).read(path))
    assert all(isinstance(outcome, Found) for outcome in outcomes), outcomes
    return [outcome.patent for outcome in outcomes if isinstance(outcome, Found)]


def compare(patent: Patent, second: Second) -> None:
    assert patent.number.country == "US"
    assert re.sub(r"^([A-Z]*)0*", r"\1", second.number) == patent.number.serial
    assert (patent.number.kind, patent.printed.endswith(second.kind)) == (second.kind or patent.number.kind, True)
    assert f"{patent.published:%Y%m%d}" == second.published
    assert patent.application == "US" + second.application
    assert f"{patent.filed:%Y%m%d}" == second.filed
    texts = patent.texts["en"]
    assert bare(texts.title) == bare(second.title)
    assert texts.title == texts.title.strip()
    assert "\n" not in texts.title
    assert bare(texts.abstract) == bare(second.abstract)
    assert len(texts.claims) == second.claims
    if texts.claims:
        assert bare(texts.claims[0]).removeprefix("1") == bare(second.first_claim).removeprefix("1")
        assert bare(texts.claims[-1]).removeprefix(str(len(texts.claims))) == bare(second.last_claim).removeprefix(
            str(len(texts.claims))
        )
        assert re.match(r"1(-\d+)?\. \S", texts.claims[0])
    assert [bare(family) for family in second.inventors] == [
        bare(party.name)[-len(bare(family)) :] for party, family in zip(patent.inventors, second.inventors, strict=True)
    ]
    found = {re.sub(r"[^A-Z0-9]", "", symbol.code) for symbol in patent.symbols if symbol.scheme in ("IPC", "CPC")}
    assert found == second.classes
    assert len(patent.cites) == second.citations
    assert sorted(f"{one.day:%Y%m%d}" for one in patent.priorities if one.day) == sorted(second.priorities)
    assert (patent.granted == patent.published) is (patent.stage is Stage.GRANT)


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((RAW / folder).iterdir())]


XML = files("go_uspto_app", "go_uspto_grant", "uspto_pap", "uspto_sgml", "uspto_xml2004", "uspto_xml2006",
            "uspto_xml2014", "uspto_xmlApp2004", "uspto_app_2025_zip")  # fmt: skip


@pytest.mark.parametrize("path", XML, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_xml_of_every_generation_says_what_a_second_reading_says(path: Path) -> None:
    found, texts = records(path), documents(path)
    assert len(found) == len(texts)
    for patent, text in zip(found, texts, strict=True):
        (second,) = [read for mark, read in SECOND_READINGS.items() if mark in text]
        compare(patent, second(text))


@pytest.mark.parametrize(("folder", "count"), GENERATIONS.items())
def test_every_file_of_a_generation_comes_in_whole(folder: str, count: int) -> None:
    found = [patent for path in files(folder) for patent in records(path)]
    assert len(found) == count
    for patent in found:
        assert patent.sources == {}
        assert patent == Patent.model_validate_json(patent.model_dump_json())


@pytest.mark.parametrize("path", files("uspto_greenbook"), ids=lambda path: path.name)
def test_the_green_book_says_what_a_second_reading_says(path: Path) -> None:
    text = path.read_text("latin-1")
    (patent,) = records(path)
    before, claims = text.split("\nCLMS\n")
    head = before.split("\nABST\n")[0]
    parts = re.split(r"^NUM .*\n", claims, flags=re.MULTILINE)[1:]
    plain = [" ".join(re.sub(r"^\w{3}  ", "", part, flags=re.MULTILINE).split()) for part in parts]
    compare(patent, Second(
        fields(head, "WKU")[0][:8], "", fields(head, "ISD")[0], f"0{fields(head, 'SRC')[0]}{fields(head, 'APN')[0][:6]}",
        fields(head, "APD")[0], fields(head, "TTL")[0], plain[0], plain[-1], int(fields(head, "NCL")[0]),
        [name.split(";")[0] for name in re.findall(r"^INVT\nNAM +(.*)", head, re.MULTILINE)],
        {re.sub(r"[^A-Z0-9]", "", value) for value in fields(head, "ICL")},
        len(re.findall(r"^(?:UREF|FREF)$", head, re.MULTILINE)) + len(re.findall(r"^OREF\n", head, re.MULTILINE)),
        " ".join(fields(re.split(r"\n[A-Z]{4}\n", before.split("\nABST\n")[1])[0], "PA[LR]")),
        re.findall(r"^PRIR\nCNT .*\nAPD +(\d+)", head, re.MULTILINE),
    ))  # fmt: skip
    assert patent.number.kind == "A"
    assert patent.claims_count == len(parts)


def test_the_search_text_says_what_a_second_reading_says() -> None:
    (path,) = files("uspto_css_brs")
    parts = path.read_text("latin-1").split("*** BRS DOCUMENT BOUNDARY ***\n")[1:]
    for patent, part in zip(records(path), parts, strict=True):
        text = part.split("\nDSRC ")[0]
        codes = re.findall(r"^(?:IPCG|CPOG) .*?([A-H]\d\d[A-Z]\d+/\d+)", text, re.MULTILINE)
        claims = fields(text, "CLPR")
        compare(patent, Second(
            fields(text, "WKU")[0], fields(text, "APT")[0], fields(text, "GISD")[0], fields(text, "APNR")[0],
            fields(text, "AFD")[0], fields(text, "TTL")[0], claims[0], claims[-1], int(fields(text, "NCL")[0]),
            [name.split(";")[0] for name in fields(text, "INNM")], {code.replace("/", "") for code in codes},
            len(fields(text, "URPN")) + len(fields(text, "FRPN")) + len(fields(text, "ORPL")),
            " ".join(fields(text, "ABPR")),
            [*fields(text, "PRAD"), *re.findall(r"^COND us-provisional\S+ US \d+ (\d{8})", text, re.MULTILINE)],
        ))  # fmt: skip
        assert {cite.by for cite in patent.cites} <= {"examiner", "applicant"}


def test_papers_of_a_file_are_one_record_for_each_application() -> None:
    (path,) = files("uspto_xml4ip")
    found = {str(patent.number): patent for patent in records(path)}
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        assert found.keys() == {f"USAP{name.split('/')[1]}" for name in names}
        (first,) = [name for name in names if "13962724.2013-08-08" in name and ".CLM." in name]
        raw = archive.read(first).decode()
    claims = re.findall(r'<pat:Claim pat:id="CLM-.*?</pat:Claim>', raw, re.DOTALL)
    patent = found["USAP13962724"]
    assert len(patent.texts["en"].claims) == len(claims)
    assert bare(patent.texts["en"].claims[0]).startswith("1anapparatusforusewithavehiclehavingahitchassembly")
    assert patent.published is None
    assert [(event.code, str(event.day)) for event in patent.events if event.code == "CLM"] == [
        ("CLM", "2013-08-08"),
        ("CLM", "2014-11-18"),
    ]


def test_designs_and_their_terms() -> None:
    (old,) = records(RAW / "uspto_sgml" / "USD435854S1.xml")
    assert (str(old.number), old.right, old.stage) == ("USD435854S", Right.DESIGN, Stage.GRANT)
    assert [symbol.code for symbol in old.symbols] == ["14-02", "D14/480"]
    assert [(event.code, event.text) for event in old.events] == [("length-of-grant", "14 years")]
    assert old.holders[0].name == "Hitachi Maxell, Ltd."


def test_what_a_grant_says_about_term_family_holder_and_citations() -> None:
    (patent,) = records(RAW / "go_uspto_grant" / "v4-5-B2.xml")
    assert [(event.code, event.text) for event in patent.events] == [("us-term-extension", "408 days")]
    assert patent.members == ("US20190124818A1",)
    assert patent.cites[0].number == "US554139A"
    assert patent.cites[0].by == "applicant"
    assert [symbol.code for symbol in patent.symbols if symbol.first] == ["A01B 1/24", "A01B 1/243"]
    assert patent.texts["en"].claims[0].splitlines()[1].startswith("(a) ")


def test_claims_numbered_by_others_keep_their_numbers() -> None:
    lines = [line for path in (RAW / "claims_text").glob("*.txt") for line in path.read_text().splitlines() if line]
    numbers = [re.match(r"(\d+)\. (.*)", line) for line in lines]
    assert len(lines) > 20
    for line, found in zip(lines, numbers, strict=True):
        if found:  # a range of cancelled claims has none of its own
            assert numbered(found[1], line) == numbered(found[1], found[2]) == line
