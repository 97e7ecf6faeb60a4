"""Uploads: what is refused and why, what is kept for whom, what a deletion leaves, how pages are found and cited."""

import dataclasses
import io
import itertools
import subprocess
import time
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from pypdf import PdfReader, PdfWriter

from knowledge.documents.filename import LONGEST, clean_name
from knowledge.documents.limits import Limits
from knowledge.documents.problems import Problem, Unreadable
from knowledge.documents.record import Classification, Contents, PageState
from knowledge.documents.sandbox import read_document
from knowledge.documents.store import DocumentStore
from knowledge.patents.connectors.outbound import OutboundGuard, OutboundQuery
from knowledge.patents.connectors.unavailable import Unavailable
from tests.conftest import PATIENCE, clock
from tests.pdf_files import HELVETICA, PdfFile, chinese, deflated, lines, one_page, written
from tests.trade.audits import journal
from tools.database import open_database
from tools.documents.access import (
    Documents,
    add_document,
    classify_document,
    delete_document,
    list_documents,
    open_document,
    protect_documents,
)  # fmt: skip
from tools.documents.finding import find_pages
from tools.documents.tools import read_my_document
from tools.principal import Principal
from tools.refused import Refused

SHORT = Limits(cpu_seconds=2, wall_seconds=8, memory_bytes=700 * 2**20)
LEI, MEI = Principal("lei"), Principal("mei")
DISCLOSURE = PdfFile(contents=[
    lines("Invention disclosure", "A drone carries two cameras and a winch."),
    lines("The winch releases the cable when the canary sensor trips.") + chinese("绞车在传感器触发时释放缆绳"),
    b"q 595 0 0 842 0 0 cm /P Do Q ",
], xobjects={"P": b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x60\nendstream"}).bytes()  # fmt: skip
CONTRACT = one_page(lines("Licence contract", "The licensee pays a royalty of three per cent."))


@cache
def read_once(data: bytes, limits: Limits) -> Contents:
    """The real reading in a child process, of each file once."""
    return read_document(data, limits)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Documents:
    monkeypatch.setattr("tools.documents.access.read_document", read_once)
    count = itertools.count(1)
    book = journal(open_database("sqlite://"))
    return Documents(DocumentStore(tmp_path / "documents"), clock, lambda: f"{next(count):032x}", book, limits=SHORT)


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(CONTRACT)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def tree(kids: bytes, page: bytes = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>") -> bytes:
    return written({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [%s] /Count 1 >>" % kids, 3: page})  # fmt: skip


def bomb(layers: int, size: int = 60_000_000) -> bytes:
    content = b"BT /F 1 Tf (a) Tj ET " * (size // 21)
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>", 5: HELVETICA, 4: deflated(content, layers=layers),
    })  # fmt: skip


BAD = {
    "0 bytes": (lambda: b"", {Problem.EMPTY}),
    "over 25 MB": (lambda: b"%PDF-1.7" + bytes(25 * 2**20), {Problem.TOO_BIG}),
    "a program renamed": (lambda: b"MZ\x90\x00" + CONTRACT, {Problem.NOT_PDF}),
    "a web page": (lambda: b"<html>%PDF-1.7</html>", {Problem.NOT_PDF}),
    "garbage with the right head": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, {Problem.BROKEN, Problem.NO_PAGES}),
    "cut off": (lambda: DISCLOSURE[:300], {Problem.BROKEN, Problem.NO_PAGES}),
    "a password": (lambda: encrypted("secret"), {Problem.ENCRYPTED}),
    "no pages": (lambda: tree(b""), {Problem.NO_PAGES, Problem.BROKEN}),
    "a page tree that is its own child": (lambda: tree(b"2 0 R"), {Problem.BROKEN, Problem.NO_PAGES, Problem.TOO_SLOW}),
    "200,000 kids": (lambda: tree(b"3 0 R " * 200_000), {Problem.BROKEN, Problem.TOO_MANY_PAGES, Problem.TOO_SLOW}),
    "501 pages": (lambda: tree(b"3 0 R " * 501), {Problem.TOO_MANY_PAGES}),
    "a stream of 60 MB in 60 KB": (lambda: bomb(1), {Problem.TOO_SLOW, Problem.TOO_MUCH_MEMORY, Problem.BROKEN}),
    "a bomb in a bomb": (lambda: bomb(3), {Problem.TOO_SLOW, Problem.TOO_MUCH_MEMORY, Problem.BROKEN}),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence_and_soon(name: str) -> None:
    make, problems = BAD[name]
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_document(make(), dataclasses.replace(SHORT, cpu_seconds=1))
    assert refused.value.problem in problems
    zh, _, en = str(refused.value).partition("/ ")
    assert "。" in zh
    assert en.endswith(".")
    assert time.monotonic() - started < PATIENCE


def test_limits_are_kept_in_the_child() -> None:
    words = PdfFile(contents=[lines(*["many words on one page"] * 30)]).bytes()
    for limits, problem in (
        (dataclasses.replace(SHORT, characters=100), Problem.TOO_MUCH_TEXT),
        (dataclasses.replace(SHORT, memory_bytes=30 * 2**20), Problem.TOO_MUCH_MEMORY),
        (dataclasses.replace(SHORT, wall_seconds=0.01), Problem.TOO_SLOW),
    ):
        with pytest.raises(Unreadable) as refused:
            read_document(words, limits)
        assert refused.value.problem in (problem, Problem.BROKEN if problem is Problem.TOO_MUCH_MEMORY else problem)


def test_the_child_cannot_see_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []
    start = subprocess.Popen

    def spy(*args: object, **more: object) -> object:
        seen.append(more["env"])  # type: ignore[arg-type]
        return start(*args, **more)  # type: ignore[call-overload]

    monkeypatch.setenv("IPOS_OPENAI_API_KEY", "sk-canary")
    monkeypatch.setattr("knowledge.documents.sandbox.subprocess.Popen", spy)
    read_document(CONTRACT, SHORT)
    assert "canary" not in str(seen)


def test_a_file_without_a_password_to_open_is_read() -> None:
    read = read_document(encrypted(""), SHORT)
    assert "royalty" in read.pages[0].text
    assert read.checked


@pytest.mark.parametrize(
    ("name", "clean"),
    [("../../x", "x.pdf"), ("..\\..\\win.PDF", "win.pdf"), ("", "document.pdf"), ("/", "document.pdf"), ("a\x00b\u202egpj.pdf", "abgpj.pdf"),
     ("交底书（终稿）.pdf", "交底书（终稿）.pdf"), ("CON.pdf", "document_CON.pdf"), ("=cmd()", "=cmd().pdf"), ("=", "document_=.pdf"),
     ("a" * 400 + ".pdf", "a" * (LONGEST - 4) + ".pdf"), ("[x](http://e).pdf", "e).pdf"), ("半\ud800", "半_.pdf"), (".pdf.pdf", "pdf.pdf")],
)  # fmt: skip
def test_a_name_is_made_safe(name: str, clean: str) -> None:
    assert clean_name(name) == clean
    assert clean_name(clean) == clean


def test_a_long_chinese_name_is_kept_as_far_as_it_goes(documents: Documents) -> None:
    kept = add_document(documents, LEI, "一种" * 150 + ".pdf", CONTRACT)
    assert len(kept.name) == LONGEST
    assert documents.store.file_of(kept).name == f"{kept.sha256}.pdf"


def test_a_document_is_kept_for_its_owner_alone(documents: Documents) -> None:
    mine = add_document(documents, LEI, "disclosure.pdf", DISCLOSURE)
    assert mine.classification is Classification.CONFIDENTIAL
    assert mine.contents.numbered(PageState.SCANNED) == [3]
    answers = set()
    for who, named in ((MEI, mine.id), (MEI, "disclosure"), (LEI, "f" * 32)):
        for rule in (open_document, delete_document):
            with pytest.raises(Refused) as refused:
                rule(documents, who, named)
            answers.add(str(refused.value).replace(named, "NAME"))
        with pytest.raises(Refused):
            classify_document(documents, who, named, Classification.PUBLIC)
    assert len(answers) == 1  # somebody else's and none at all are told alike
    assert list_documents(documents, MEI) == []
    assert find_pages(documents, MEI, "winch").pages == []
    assert open_document(documents, LEI, "Disclosure.PDF") == mine
    theirs = add_document(documents, MEI, "same.pdf", DISCLOSURE)
    assert theirs.id != mine.id
    delete_document(documents, MEI, theirs.id)
    assert documents.store.file_of(mine).exists()


def test_the_same_file_is_kept_once_under_the_stricter_class(documents: Documents) -> None:
    first = add_document(documents, LEI, "a.pdf", CONTRACT, Classification.PRE_FILING)
    again = add_document(documents, LEI, "b.pdf", CONTRACT, Classification.PUBLIC)
    assert (again.id, again.name, again.classification) == (first.id, "a.pdf", Classification.PRE_FILING)
    assert len(list_documents(documents, LEI)) == 1


def test_a_deleted_document_leaves_nothing(documents: Documents, tmp_path: Path) -> None:
    kept = add_document(documents, LEI, "disclosure.pdf", DISCLOSURE)
    other = add_document(documents, LEI, "contract.pdf", CONTRACT)
    assert find_pages(documents, LEI, "winch").pages
    delete_document(documents, LEI, kept.id)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in left if any(word in path.read_bytes() for word in (b"canary", b"winch", b"disclosure.pdf", kept.sha256.encode()))]  # fmt: skip
    assert not [path for path in left if kept.sha256 in path.name]
    assert find_pages(documents, LEI, "winch").pages == []
    assert [document.id for document in list_documents(documents, LEI)] == [other.id]
    delete_document(documents, LEI, other.id)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["documents.db"]


def test_files_are_private_and_remnants_of_a_crash_are_swept(documents: Documents, tmp_path: Path) -> None:
    kept = add_document(documents, LEI, "a.pdf", CONTRACT)
    path = documents.store.file_of(kept)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (tmp_path / "documents" / "documents.db").stat().st_mode & 0o777 == 0o600
    remnant = path.with_name("0" * 64 + ".pdf")
    remnant.write_bytes(b"left by a crash")
    add_document(documents, LEI, "b.pdf", DISCLOSURE)
    assert not remnant.exists()
    assert DocumentStore(tmp_path / "documents").of("lei")[0].contents == list_documents(documents, LEI)[0].contents


@pytest.mark.parametrize(("query", "page"), [("when does the winch release?", 2), ("缆绳什么时候释放", 2), ("how many cameras", 1)])  # fmt: skip
def test_pages_are_found_and_cited_exactly(documents: Documents, query: str, page: int) -> None:
    kept = add_document(documents, LEI, "disclosure.pdf", DISCLOSURE)
    add_document(documents, LEI, "contract.pdf", CONTRACT)
    found = find_pages(documents, LEI, query)
    best = found.pages[0]
    assert (best.page, best.citation.key) == (page, f"document/{kept.id}/p{page}")
    assert best.quote in " ".join(kept.contents.pages[page - 1].text.split())
    assert (best.citation.place("zh"), best.citation.place("en")) == (f"第{page}页", f"page {page}")
    assert found.unread == {"disclosure.pdf": [3]}
    assert find_pages(documents, LEI, query, "contract").searched == 1
    with pytest.raises(Refused):
        find_pages(documents, LEI, " ？ ")


def test_confidential_words_are_guarded_and_mark_the_request(documents: Documents) -> None:
    guard = OutboundGuard()
    guarded = dataclasses.replace(documents, guard=guard.protect)
    add_document(guarded, LEI, "public.pdf", CONTRACT, Classification.PUBLIC)
    kept = add_document(guarded, LEI, "disclosure.pdf", DISCLOSURE, Classification.PRE_FILING)
    leak = OutboundQuery(confidential=False, words="the winch releases the cable when the canary sensor trips")
    with pytest.raises(Unavailable):
        guard.clear(leak, "EPO")
    guard.clear(OutboundQuery(confidential=False, words="the licensee pays a royalty of three per cent"), "EPO")
    assert find_pages(guarded, LEI, "winch").confidential
    assert not find_pages(guarded, LEI, "royalty").confidential
    later = OutboundGuard()  # the next start of the program
    protect_documents(dataclasses.replace(documents, guard=later.protect))
    with pytest.raises(Unavailable):
        later.clear(leak, "EPO")
    classify_document(guarded, LEI, kept.id, Classification.PUBLIC)
    assert not find_pages(guarded, LEI, "winch").confidential


def test_a_model_elsewhere_is_not_told_what_is_confidential(documents: Documents) -> None:
    kept = add_document(documents, LEI, "disclosure.pdf", DISCLOSURE)
    steps: list[object] = []

    def asked(may_tell: bool) -> tuple[str, dict[str, object]]:
        desk = SimpleNamespace(documents=dataclasses.replace(documents, may_tell=lambda kind: may_tell), principal=LEI, language="en")  # fmt: skip
        return read_my_document.func("when does the winch release", SimpleNamespace(context=desk, stream_writer=steps.append))  # type: ignore[attr-defined,no-any-return]  # fmt: skip

    content, artifact = asked(may_tell=False)
    assert "winch" not in content
    assert "not put before this model" in content
    assert artifact["confidential"]
    assert f"document/{kept.id}/p2" in str(artifact["citations"])
    content, artifact = asked(may_tell=True)
    assert f'[document/{kept.id}/p2] disclosure.pdf, page 2: "The winch releases' in content
    assert steps


def test_a_document_only_one_reader_can_read_is_said_to_be_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b'{"structure": {"pages": [{"text": "royalty", "fields": [], "pictures": false}], "elsewhere": []}}\n'
    for rest in (
        b'{"seen": null}\n',
        b"",
        b'{"seen": [{"te',
    ):  # pdfium refused, ended the child before a word, or in the middle
        child = ["sh", "-c", f"printf '%s' '{(whole + rest).decode()}'; kill -6 $$"]
        start = subprocess.Popen
        monkeypatch.setattr("knowledge.documents.sandbox.subprocess.Popen", lambda *args, start=start, child=child, **more: start(child, **more))  # fmt: skip
        read = read_document(CONTRACT, SHORT)
        monkeypatch.undo()
        assert (read.pages[0].text, read.checked) == ("royalty", False)
