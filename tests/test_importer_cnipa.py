"""Files of the Chinese office against a second reading of the same files that shares no code with the importer."""

import html
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.chinese_text import joined
from knowledge.patents.importers.cnipa import CnipaImporter
from knowledge.patents.importers.stand_in import is_stand_in, stand_in
from knowledge.patents.importing import Broken, Deleted, Found
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Patent, Right, Stage
from tests.conftest import SHARED

FOLDER = SHARED / "patents_raw" / "cnipa_xml"
IMPORTER = CnipaImporter()
FILES = sorted(FOLDER.iterdir())
PIECES = [path for path in FILES if path.name.startswith("application")]
DOCUMENTS = [path for path in FILES if path.name.startswith("citation")]


def read(path: Path) -> Patent:
    (found,) = IMPORTER.read(path)
    assert isinstance(found, Found)
    return found.patent


def is_drawings(path: Path) -> bool:
    text = path.read_text("utf-8")
    return "<claim" not in text and "<p " not in text and "Paragraphs" not in text


def bare(markup: str) -> str:
    """The text of markup without tags and without any white space: what must survive every repair."""
    without = re.sub(r"<!--.*?-->|<!\[CDATA\[|\]\]>", "", markup, flags=re.DOTALL)
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^<>]*>", "", without)))


def blocks(path: Path, tags: str, within: str = "") -> list[str]:
    """The bare texts of elements by a pattern of their names, empty ones left out."""
    text = path.read_text("utf-8-sig")
    if within:
        found = re.search(rf"<((?:business:)?{within})\b.*?</\1>", text, re.DOTALL)
        text = found[0] if found else ""
    texts = [bare(block[1]) for block in re.findall(rf"<({tags})\b[^>]*(?<!/)>(.*?)</\1>", text, re.DOTALL)]
    return [text for text in texts if text]


def packed(texts: tuple[str, ...]) -> list[str]:
    return [re.sub(r"\s", "", text) for text in texts]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[-34:])
def test_every_file_is_read_or_refused_with_the_reason(path: Path) -> None:
    assert [each.name for each in IMPORTERS if each.accepts(path, path.read_bytes()[: 1 << 16])] == ["cnipa-xml"]
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken if is_drawings(path) else Found)
    if isinstance(outcome, Broken):
        assert "只有附图" in outcome.reason
        assert "drawings only" in outcome.reason


def test_the_files_hold_what_these_tests_think() -> None:
    assert (len(PIECES), len(DOCUMENTS), len([path for path in PIECES if is_drawings(path)])) == (18, 4, 5)


@pytest.mark.parametrize("path", [path for path in PIECES if not is_drawings(path)], ids=lambda path: path.name[-34:])
def test_a_piece_holds_only_its_group_under_the_number_of_the_application(path: Path) -> None:
    patent = read(path)
    digits = path.name.split("__")[2]
    assert patent.application == f"CN{digits[:12]}.{digits[12]}"
    assert str(patent.number) == f"CNAN{digits[:12]}"
    assert is_stand_in(patent.number)
    texts = patent.texts["zh"]
    assert packed(texts.claims) == [
        text if re.match(r"\d+[、.]", text) else f"{place}.{text}"
        for place, text in enumerate(blocks(path, "claim", "cn-claims"), 1)
    ]
    assert packed((texts.abstract,)) == ["".join(blocks(path, "p", "cn-abstract"))]
    assert packed(texts.description) == blocks(path, "p|heading", "description")
    assert packed((texts.title,)) == (blocks(path, "invention-title") or [""])
    assert [bool(texts.claims), bool(texts.abstract), bool(texts.description)].count(True) == 1
    assert not (patent.holders + patent.symbols + patent.events)
    assert patent.published is patent.filed is None


@pytest.mark.parametrize("path", [path for path in PIECES if not is_drawings(path)], ids=lambda path: path.name[-34:])
def test_no_sentence_is_cut_by_a_line_of_the_typesetter(path: Path) -> None:
    texts = read(path).texts["zh"]
    for text in (*texts.description, texts.abstract, *(line for claim in texts.claims for line in claim.split("\n"))):
        assert "\n" not in text
        assert not re.search(r"[\u4e00-\u9fff，。；、]\s+[\u4e00-\u9fff，。；、]", text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[-34:])
def test_a_publication_is_read_field_by_field(path: Path) -> None:
    patent, text = read(path), path.read_text("utf-8")
    root = dict(re.findall(r'(\w+)="([^"]*)"', text[text.index("<business:PatentDocumentAndRelated") : text.index("<business:BibliographicData")]))  # fmt: skip
    assert str(patent.number) == f"CN{root['docNumber']}{root['kind']}"
    assert patent.printed == f"CN {root['docNumber']} {root['kind']}"
    assert f"{patent.published:%Y%m%d}" == root["datePublication"]
    assert patent.granted == (patent.published if root["kind"] == "B" else None)
    application = re.search(r'ApplicationReference[^>]*dataFormat="original".*?DocNumber>(.*?)<.*?Date>(.*?)<', text, re.DOTALL)  # fmt: skip
    assert application
    assert patent.application_printed == application[1]
    assert patent.application.startswith(f"CN{application[1]}")
    assert f"{patent.filed:%Y%m%d}" == application[2]
    assert re.search(r"<business:InventionTitle[^>]*>(.*?)<", text)[1] == patent.texts["zh"].title  # type: ignore[index]
    people = {
        tag: re.findall(rf"<business:{tag} .*?<base:Name>(.*?)</base:Name>", text, re.DOTALL)
        for tag in ("Applicant", "Inventor", "Assignee")
    }
    assert [each.name for each in patent.holders] == (people["Assignee"] or people["Applicant"])
    assert [each.name for each in patent.inventors] == people["Inventor"]
    assert [each.address for each in patent.holders] == re.findall(r"<base:Text>(\D*?省.*?|\d{6} .*?)</base:Text>", text)[:1]  # fmt: skip
    agencies = re.findall(r"<base:OrganizationName>(.*?)<", text)
    assert [each.name for each in patent.agents] == agencies
    assert packed((patent.texts["zh"].abstract,)) == ["".join(blocks(path, "base:Paragraphs", "Abstract"))]
    assert packed(patent.texts["zh"].description) == blocks(path, "base:Paragraphs", "Description")
    assert packed(patent.texts["zh"].claims) == blocks(path, "business:Claim", "Claims")


def test_classes_and_citations_of_the_publications() -> None:
    records = {str(patent.number): patent for patent in map(read, DOCUMENTS)}
    assert {number: [each.code for each in patent.symbols] for number, patent in records.items()} == {
        "CN85100312A": ["B03C 3/09", "F28F 1/38", "F28G 1/02"],
        "CN102025678A": ["H04L 27/26", "H04L 25/03", "H04L 25/02"],
        "CN101945314B": ["G06F 13/12"],
        "CN110083831A": ["G06F 17/27"],
    }
    assert [(each.number, each.by) for each in records["CN101945314B"].cites] == [("CN1719946A", "examiner")]
    assert records["CN101945314B"].stage is Stage.GRANT


def test_formulas_come_as_their_symbols_not_as_markup() -> None:
    (path,) = (path for path in DOCUMENTS if "102025678" in path.name)
    texts = read(path).texts["zh"]
    everything = "\n".join((texts.abstract, *texts.claims, *texts.description))
    assert not re.search(r"</?\w+[^>]*>|&\w+;", everything)
    assert "(公式2)" in everything
    assert "Σ" in everything


PIECE = '<cn-application-body lang="zh" country="CN"><cn-abstract><p>一种<br/>\n喷嘴。</p></cn-abstract></cn-application-body>'


@pytest.mark.parametrize(
    ("name", "application"),
    [
        ("2010102412224/100004/A.xml", "CN201010241222.4"),
        ("CN201010241222.4/A.xml", "CN201010241222.4"),
        ("x/201810392222.0.xml", "CN201810392222.0"),
        ("851003125/A.xml", "CN85100312.5"),
        ("x/201020241222X.xml", "CN201020241222.X"),
    ],
)
def test_the_number_is_that_of_the_file_or_the_nearest_folder(name: str, application: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(PIECE, "utf-8")
    patent = read(path)
    assert (patent.application, patent.texts["zh"].abstract) == (application, "一种喷嘴。")
    assert patent.right is (Right.UTILITY_MODEL if application[6] == "2" else Right.INVENTION)


@pytest.mark.parametrize("name", ["A.xml", "2010102412225/A.xml", "20101024/A.xml", "DA000002391714.xml"])
def test_a_piece_without_a_right_number_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(PIECE, "utf-8")
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken)
    assert "以申请号命名" in outcome.reason


def test_a_stand_in_is_no_publication_and_is_read_as_it_is_written() -> None:
    for application in ("CN201010241222.4", "US15/123456", "CN85100312.5"):
        number = stand_in(application)
        assert parse_publication(str(number)) == number
        assert is_stand_in(number)
    assert not is_stand_in(parse_publication("US15123456B2"))


def test_a_publication_that_was_taken_back_is_a_deletion(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(DOCUMENTS[0].read_text("utf-8").replace('status="C"', 'status="D"', 1), "utf-8")
    assert [each.number for each in IMPORTER.read(path) if isinstance(each, Deleted)] == ["CN85100312A"]


def test_wrong_encoding_and_broken_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / PIECES[0].name
    path.write_bytes(PIECES[0].read_text("utf-8-sig").encode("gb18030"))
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken)
    assert "encoding" in outcome.reason
    path.write_bytes(PIECES[0].read_bytes()[:900])
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken)
    assert "breaks off" in outcome.reason
    path.write_bytes(b"")
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken)
    assert "文件是空的" in outcome.reason


def test_a_copy_under_another_encoding_that_it_declares_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / PIECES[1].name
    text = PIECES[1].read_text("utf-8-sig").replace('encoding="UTF-8"', 'encoding="GB18030"', 1)
    path.write_bytes(text.encode("gb18030"))
    original = tmp_path / "original" / PIECES[1].name
    original.parent.mkdir()
    shutil.copy(PIECES[1], original)
    assert read(path) == read(original)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("高\n压空气", "高压空气"),
        ("  heat\n   exchanger ", "heat exchanger"),
        ("切断阀\n(9)和\t阀", "切断阀(9)和 阀"),
        ("N2\r\n冲入", "N2冲入"),
        ("一\u3000\n\n\u3000二", "一二"),
        ("", ""),
    ],
)
def test_lines_are_joined_as_their_script_wants(text: str, line: str) -> None:
    assert joined(text) == line


def test_the_days_of_the_oldest_publication() -> None:
    patent = read(DOCUMENTS[0])
    assert (patent.filed, patent.published) == (date(1985, 4, 1), date(1987, 2, 4))
