"""Full texts of decisions: read from what operators have, kept by paragraph with nothing lost, ingested without doubles."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.cases.store import CaseStore, Outcome
from knowledge.cases.texts import LONGEST, CaseText, NotACase, read_cases
from tests.conftest import clock

DOCKET, OTHER = "（2020）京73民初12号", "（2021）沪73民终5号"
LONG = "本院认为，被告未经许可使用了与原告注册商标近似的标志，容易导致相关公众混淆，构成商标侵权。" * 3
JUDGMENT = f"案号：{DOCKET}\n法院：北京知识产权法院\n裁判日期：2020-05-06\n\n原告：甲公司\n被告：乙公司\n\n基本案情\n\n{LONG}\n\n判决如下：\n\n驳回。\n"


def read(path: Path, content: str | bytes) -> list[tuple[int, CaseText | NotACase]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_cases(path))


def one(path: Path, content: str | bytes) -> CaseText:
    [(line, case)] = read(path, content)
    assert line == 1
    assert isinstance(case, CaseText), case
    return case


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of(case: CaseText) -> str:
    return flat("".join(paragraph.text for paragraph in case.paragraphs))


def pdf(*lines: str) -> bytes:
    """A one-page PDF with these lines of Latin text."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%s" % table
    return file + head + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(file)


def test_a_text_gives_its_fields_sections_and_paragraphs(tmp_path: Path) -> None:
    case = one(tmp_path / "a.txt", JUDGMENT)
    assert (case.docket, case.court, case.decided) == (DOCKET, "北京知识产权法院", "2020-05-06")
    assert [(p.number, p.section) for p in case.paragraphs] == [(1, ""), (2, "基本案情"), (3, "判决如下：")]
    assert case.paragraphs[0].text == "原告：甲公司 被告：乙公司"  # parties are no front matter: they stay in the text
    assert case.paragraphs[2].text == "驳回。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_is_read_in_the_encodings_people_have(tmp_path: Path, encoding: str, end: str) -> None:
    assert one(tmp_path / "a.txt", JUDGMENT.replace("\n", end).encode(encoding)) == one(tmp_path / "b.txt", JUDGMENT)


def test_markdown_front_matter_and_headings_are_read(tmp_path: Path) -> None:
    front = f"---\ndocket: {OTHER}\ntitle: 某某案\ntags: 商标\n---\n"
    case = one(tmp_path / "a.md", f"{front}# 判决书\n\n## 案情\n\n原告主张。\n\n## 理由\n\n法院认为：略。\n")
    assert (case.docket, case.name) == (OTHER, "某某案")
    assert [(p.section, p.text) for p in case.paragraphs] == [
        ("判决书 · 案情", "原告主张。"),
        ("理由", "法院认为：略。"),
    ]


def test_a_pdf_is_read(tmp_path: Path) -> None:
    case = one(tmp_path / "a.pdf", pdf("No. 14-1469", "The judgment of the district court is affirmed."))
    assert case.docket == "No. 14-1469"
    assert "district court is affirmed" in case.paragraphs[0].text


def test_one_broken_line_leaves_the_others_of_a_file_in(tmp_path: Path) -> None:
    rows = [
        json.dumps({"docket": DOCKET, "court": "甲法院", "text": LONG}, ensure_ascii=False), "{not json", "[1, 2]", "",
        json.dumps({"docket": OTHER}), json.dumps({"text": "No docket."}),
        json.dumps({"case_no": '["4W117458", "4W117459"]', "patent_title": "某产品", "full_text": ["一段", "另一段"]}),
    ]  # fmt: skip
    found = read(tmp_path / "a.jsonl", "\n".join(rows))
    assert [line for line, case in found if isinstance(case, NotACase)] == [2, 3, 5, 6]
    first, last = (case for _, case in found if isinstance(case, CaseText))
    assert (first.docket, first.court) == (DOCKET, "甲法院")
    assert (last.docket, last.name, words_of(last)) == ("4W117458、4W117459", "某产品", "一段、另一段")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "no text"), ("a.md", b" \n\n", "no text"), ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", "一段没有案号的文字。".encode(), "no docket number"), ("a.pdf", b"", "PDF cannot be read"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF cannot be read"), ("a.pdf", pdf(), "no text"),
        ("a.txt", bytes(range(256)), "binary"), ("a.txt", b"\x7fELF\0\0No. 14-1469", "binary"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_said_to_be_none(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    [(line, case)] = read(tmp_path / name, content)
    assert line == 1
    assert isinstance(case, NotACase)
    assert said in str(case)


_HEADINGS = ["# 事实", "## 理由", "本院认为：", "BACKGROUND"]
_PROSE = st.one_of(
    st.sampled_from(["", LONG, "He said “no.” Then he left; nobody knew.", "案号：见上", "1. A. B. C."]),
    st.text(st.characters(categories=("L", "Nd", "Po"), exclude_characters="#"), min_size=1, max_size=90),
)
_PLAIN = re.compile(r"[#·\s]")


def case_of(folder: Path, lines: list[str], end: str) -> tuple[CaseText, str]:
    body = f"{DOCKET}民事判决书\n\n{end.join(lines)}"
    return one(folder / "a.txt", body), _PLAIN.sub("", body)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.lists(_PROSE, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_paragraphs_are_the_whole_text_in_order(tmp_path: Path, lines: list[str], end: str) -> None:
    case, whole = case_of(tmp_path, lines, end)
    assert _PLAIN.sub("", words_of(case)) == whole
    assert [paragraph.number for paragraph in case.paragraphs] == list(range(1, len(case.paragraphs) + 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(st.permutations(_HEADINGS), st.lists(st.lists(_PROSE, max_size=4), min_size=4, max_size=4))
def test_every_heading_stands_before_its_paragraphs(
    tmp_path: Path, headings: list[str], below: list[list[str]]
) -> None:
    lines = [line for heading, prose in zip(headings, below, strict=True) for line in (heading, *prose)]
    case, whole = case_of(tmp_path, lines, "\n\n")
    told, section = "", ""
    for paragraph in case.paragraphs:
        told += paragraph.section if paragraph.section != section else ""
        told += paragraph.text if paragraph.text != paragraph.section else ""
        section = paragraph.section
    assert _PLAIN.sub("", told) == whole


def test_a_paragraph_is_cut_at_the_end_of_a_sentence(tmp_path: Path) -> None:
    case = one(tmp_path / "a.txt", f"{DOCKET}\n\n{LONG * 20}")
    assert len(case.paragraphs) > 2
    assert all(len(paragraph.text) <= LONGEST and paragraph.text.endswith("。") for paragraph in case.paragraphs)


def test_english_sentences_keep_the_space_between_them(tmp_path: Path) -> None:
    sentence = "He called it “new.” Then the court’s clerk wrote it down; nobody objected. "
    case = one(tmp_path / "a.txt", f"No. 14-1469\n\n{sentence * 40}")
    assert " ".join(paragraph.text for paragraph in case.paragraphs) == f"No. 14-1469 {sentence * 40}".strip()
    assert len(case.paragraphs) > 2


def take_in(store: CaseStore, path: Path) -> list[Outcome]:
    return list(store.ingest(path, clock()))


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore(tmp_path / "home" / "cases")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (folder := tmp_path / "inbox").mkdir()
    return folder


def test_the_same_folder_twice_changes_nothing(store: CaseStore, inbox: Path) -> None:
    (inbox / "a.txt").write_text(JUDGMENT, "utf-8")
    (inbox / "b.jsonl").write_text(
        "\n".join(json.dumps({"docket": OTHER, "text": text}) for text in ("x", "y")), "utf-8"
    )
    assert [outcome.outcome for outcome in take_in(store, inbox)] == ["added"] * 3
    before = list(store.passages())
    assert [outcome.outcome for outcome in take_in(store, inbox)] == ["unchanged"] * 3
    assert list(store.passages()) == before
    assert len(store.cases()) == 3  # the two texts of one number in one file are kept apart


def test_a_changed_text_replaces_the_one_before(store: CaseStore, inbox: Path) -> None:
    for words in ("驳回。", "支持。"):
        (inbox / "a.txt").write_text(JUDGMENT.replace("驳回。", words), "utf-8")
        outcomes = take_in(store, inbox)
    assert [outcome.outcome for outcome in outcomes] == ["replaced"]
    assert [passage.paragraph.text for passage in store.passages()][-1] == "支持。"
    assert len(list((store.file.parent / "raw").iterdir())) == 2  # both as received


def test_two_texts_of_one_number_are_kept_apart_and_cited_by_paragraph(store: CaseStore, inbox: Path) -> None:
    (inbox / "a.txt").write_text(f"案号：{DOCKET}\n案件名称：判决\n\n甲。", "utf-8")
    (inbox / "b.txt").write_text(f"案号：{DOCKET}\n案件名称：裁定\n\n乙。", "utf-8")
    take_in(store, inbox)
    judgment, ruling = store.cases()
    assert judgment.key == "case/2020京73民初12号"
    assert ruling.key.startswith(f"{judgment.key}-")
    assert store.dockets()["2020京73民初12号"] == judgment.key
    for held, name, text in ((judgment, "判决", "甲。"), (ruling, "裁定", "乙。")):
        [passage] = store.of_case(held.key.removeprefix("case/"))
        citation = passage.cite()
        assert (citation.key, citation.title, citation.quote) == (f"{held.key}/p1", name, text)
        assert citation.locator == f"{DOCKET} ¶1"
    assert [outcome.outcome for outcome in take_in(store, inbox)] == ["unchanged"] * 2


def test_broken_files_are_reported_with_their_line_and_leave_nothing(store: CaseStore, inbox: Path) -> None:
    (inbox / "README.md").write_text("# 说明", "utf-8")
    (inbox / "a.jsonl").write_text('{"docket": "x"}\nbroken', "utf-8")
    (inbox / "b.txt").write_bytes(b"")
    outcomes = take_in(store, inbox)
    assert [(o.path.name, o.line, o.outcome) for o in outcomes] == [
        ("a.jsonl", 1, "skipped"), ("a.jsonl", 2, "skipped"), ("b.txt", 1, "skipped"),
    ]  # fmt: skip
    assert all(outcome.reason for outcome in outcomes)
    assert not store.file.exists()
    assert (store.cases(), store.dockets(), list(store.passages())) == ([], {}, [])
