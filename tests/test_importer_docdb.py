"""DOCDB bulk files, legal events and answers without data, on small files of our own."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.patents.importers.ops import OpsImporter, total_of
from knowledge.patents.importing import Broken, Deleted, Found
from knowledge.patents.record import Patent, Stage
from tests.conftest import PATIENCE

ROOT = Path(__file__).parent.parent
IMPORTER = OpsImporter()


def read(path: Path) -> list[Patent]:
    return [each.patent for each in IMPORTER.read(path) if isinstance(each, Found)]


LEGAL = """<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org"><ops:patent-family>
<ops:family-member family-id="7"><publication-reference><document-id document-id-type="docdb"><country>{office}</country>
<doc-number>101000000</doc-number><kind>B</kind></document-id></publication-reference>
<ops:legal code="{code}" desc="{words}"><ops:L001EP>{office}</ops:L001EP><ops:L007EP>2020-02-03</ops:L007EP></ops:legal>
</ops:family-member></ops:patent-family></ops:world-patent-data>"""


@pytest.mark.parametrize(
    ("office", "code", "words", "effect"),
    [
        ("CN", "CF01", "TERMINATION OF PATENT RIGHT DUE TO NON-PAYMENT OF ANNUAL FEE", "lapsed"),
        ("CN", "CX01", "EXPIRY OF PATENT TERM", "expired"),
        ("CN", "PE01", "ENTRY INTO FORCE OF THE REGISTRATION OF THE CONTRACT FOR PLEDGE OF PATENT RIGHT", "pledged"),
        ("CN", "CF01", "SOMETHING ELSE ALTOGETHER", ""),
        ("XX", "CF01", "TERMINATION OF PATENT RIGHT DUE TO NON-PAYMENT OF ANNUAL FEE", ""),
        ("EP", "27W", "PATENT REVOKED", "revoked"),
        ("US", "FP", "LAPSED DUE TO FAILURE TO PAY MAINTENANCE FEE", "lapsed"),
    ],
)
def test_code_and_words_have_to_agree(
    office: str, code: str, words: str, effect: str, keep: Callable[[str], Path]
) -> None:
    (patent,) = read(keep(LEGAL.format(office=office, code=code, words=words)))
    assert [(event.day, event.effect) for event in patent.events] == [(date(2020, 2, 3), effect)]


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text as a file."""

    def write(text: str) -> Path:
        path = tmp_path / "file.xml"
        path.write_text(text, "utf-8")
        return path

    return write


BULK = """<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" date-of-exchange="20240101">{documents}</exch:exchange-documents>"""
DOCUMENT = """<exch:exchange-document country="CN" doc-number="{serial}" kind="B" family-id="77" date-publ="20100210" status="{status}">
<exch:bibliographic-data>
<exch:publication-reference data-format="docdb"><document-id lang="zh"><country>CN</country><doc-number>{serial}</doc-number><kind>B</kind><date>20100210</date></document-id></exch:publication-reference>
<exch:publication-reference data-format="original"><document-id><doc-number>ZZ-{serial}</doc-number></document-id></exch:publication-reference>
<exch:classification-ipc><exch:edition>7</exch:edition><exch:main-classification>F02C7/055</exch:main-classification></exch:classification-ipc>
<exch:application-reference is-representative="YES" data-format="docdb"><document-id><country>CN</country><doc-number>200810102345</doc-number><kind>A</kind><date>20080320</date></document-id></exch:application-reference>
<exch:language-of-publication>zh</exch:language-of-publication>
<exch:priority-claims><exch:priority-claim sequence="1" data-format="docdb"><document-id><country>US</country><doc-number>65784810</doc-number><kind>A</kind><date>20070321</date></document-id></exch:priority-claim></exch:priority-claims>
<exch:parties><exch:applicants><exch:applicant sequence="1" data-format="docdb"><exch:applicant-name><name>ACME LTD</name></exch:applicant-name><residence><country>CN</country></residence></exch:applicant>
<exch:applicant sequence="1" data-format="docdba"><exch:applicant-name><name>甲公司</name></exch:applicant-name></exch:applicant></exch:applicants></exch:parties>
<exch:invention-title lang="en" data-format="docdba">Nozzle</exch:invention-title>
<exch:references-cited><exch:citation cited-phase="SEA" cited-by="examiner"><nplcit num="1"><text>SMITH: Nozzles, 1999</text></nplcit><category>Y</category></exch:citation></exch:references-cited>
</exch:bibliographic-data><exch:abstract lang="en"><exch:p>A nozzle.</exch:p></exch:abstract></exch:exchange-document>"""


def test_a_bulk_file_of_docdb_is_read_with_its_deletions(keep: Callable[[str], Path]) -> None:
    rows = [DOCUMENT.format(serial="101000001", status="C"), DOCUMENT.format(serial="101000002", status="D")]
    path = keep(BULK.format(documents="\n".join(rows)))
    assert IMPORTER.accepts(path, path.read_bytes())
    found, deleted = list(IMPORTER.read(path))
    assert isinstance(deleted, Deleted)
    assert (deleted.number, deleted.place) == ("CN101000002B", "line 15")
    assert isinstance(found, Found)
    patent = found.patent
    assert (str(patent.number), patent.printed, patent.language) == ("CN101000001B", "CN 101000001 B", "zh")
    assert (patent.stage, patent.published, patent.granted) == (Stage.GRANT, date(2010, 2, 10), date(2010, 2, 10))
    assert (patent.application, patent.filed) == ("CN200810102345.2", date(2008, 3, 20))
    assert [(each.name, each.country) for each in patent.holders] == [("ACME LTD", "CN")]
    assert [(each.number, each.day) for each in patent.priorities] == [("US65784810A", date(2007, 3, 21))]
    assert [(each.scheme, each.code, each.first) for each in patent.symbols] == [("IPC", "F02C 7/055", True)]
    assert [(each.text, each.category, each.by) for each in patent.cites] == [("SMITH: Nozzles, 1999", "Y", "examiner")]
    assert (patent.texts["en"].title, patent.texts["en"].abstract) == ("Nozzle", "A nozzle.")


def test_a_broken_record_is_told_with_its_line_and_the_others_are_kept(keep: Callable[[str], Path]) -> None:
    rows = [DOCUMENT.format(serial=serial, status="C") for serial in ("101000001", "no number", "101000003")]
    outcomes = list(IMPORTER.read(keep(BULK.format(documents="\n".join(rows)))))
    assert [type(each) for each in outcomes] == [Found, Broken, Found]
    assert isinstance(outcomes[1], Broken)
    assert outcomes[1].place == "line 15"
    assert "号码无法识别" in outcomes[1].reason
    assert "cannot be read" in outcomes[1].reason


def test_a_file_that_breaks_off_keeps_what_was_whole(keep: Callable[[str], Path]) -> None:
    text = BULK.format(documents="\n".join(DOCUMENT.format(serial=f"1010{n:05d}", status="C") for n in range(50)))
    outcomes = list(IMPORTER.read(keep(text[: len(text) * 3 // 4])))
    assert [type(each) for each in outcomes] == [Found] * 37 + [Broken]
    assert isinstance(outcomes[-1], Broken)
    assert "breaks off" in outcomes[-1].reason


GROWTH = """
import resource, sys
from pathlib import Path
from knowledge.patents.importers.ops import OpsImporter
for name in sys.argv[1:]:
    count = sum(1 for each in OpsImporter().read(Path(name)))
    print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    before, after = BULK.split("{documents}")
    for count in (200, 2500):
        rows = (DOCUMENT.format(serial=f"1{n:08d}", status="C") for n in range(count))
        (tmp_path / f"{count}.xml").write_text(before + "".join(rows) + after, "utf-8")
    command = [sys.executable, "-c", GROWTH, str(tmp_path / "200.xml"), str(tmp_path / "2500.xml")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    small, large = (tuple(map(int, line.split())) for line in ran.stdout.splitlines())
    assert (small[0], large[0]) == (200, 2500)
    assert large[1] - small[1] < 6_000  # kilobytes; the file is 5 MB and its tree would take many times that


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ('<fault xmlns="http://ops.epo.org"><code>SERVER.DomainAccess</code><message>down</message></fault>', "SERVER.DomainAccess down"),
        ('<exchange-documents xmlns="http://www.epo.org/exchange"><exchange-document country="EP" doc-number="1" status="not found"/></exchange-documents>', "does not hold EP1"),
        ('<ops:world-patent-data xmlns:ops="http://ops.epo.org"/>', "holds no publication"),
    ],
)  # fmt: skip
def test_answers_without_data_say_what_they_are(answer: str, words: str, keep: Callable[[str], Path]) -> None:
    path = keep(answer)
    assert IMPORTER.accepts(path, path.read_bytes())
    (outcome,) = IMPORTER.read(path)
    assert isinstance(outcome, Broken)
    assert words in outcome.reason


def test_a_search_that_found_nothing_is_no_error(keep: Callable[[str], Path]) -> None:
    path = keep(
        '<ops:world-patent-data xmlns:ops="http://ops.epo.org"><ops:biblio-search total-result-count="0"/></ops:world-patent-data>'
    )
    assert (list(IMPORTER.read(path)), total_of(path)) == ([], 0)


def test_a_family_with_biblio_keeps_events_and_biblio_in_one_record(keep: Callable[[str], Path]) -> None:
    inside = DOCUMENT.format(serial="101000000", status="C").replace("<exch:exchange-document ", '<exch:exchange-document xmlns:exch="http://www.epo.org/exchange" ', 1)  # fmt: skip
    text = LEGAL.format(office="CN", code="CX01", words="EXPIRY OF PATENT TERM")
    (patent,) = read(keep(text.replace("</ops:family-member>", inside + "</ops:family-member>")))
    assert (patent.texts["en"].title, patent.events[0].effect) == ("Nozzle", "expired")


def test_nothing_else_is_taken_for_an_answer_of_ops(tmp_path: Path) -> None:
    heads = [
        b"",
        b"\0" * 100,
        b"{}",
        b"<a/>",
        b"<exchange-documents/>",
        b'<world-patent-data xmlns="http://example.org"/>',
    ]
    assert not [head for head in heads if IMPORTER.accepts(tmp_path, head)]
