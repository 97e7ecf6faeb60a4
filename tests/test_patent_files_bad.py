"""Patent files that are cut off, mis-encoded, hostile or nothing of the kind: reported, the good records kept."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.archive import EXPANSION
from knowledge.patents.importers.zipped import Zipped
from knowledge.patents.importing import Broken, Found, Outcome
from tests.conftest import SHARED

RAW = SHARED / "patents_raw"


def application(number: int, title: str = "Spring", declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A small application document of the office's form."""
    return f"""{declaration}
<us-patent-application lang="EN" country="US">
<us-bibliographic-data-application lang="EN" country="US">
<publication-reference><document-id><country>US</country><doc-number>2020{number:07d}</doc-number><kind>A1</kind>
<date>20200102</date></document-id></publication-reference>
<application-reference><document-id><country>US</country><doc-number>16{number:06d}</doc-number><date>20190102</date>
</document-id></application-reference>
<invention-title>{title}</invention-title>
</us-bibliographic-data-application>
<claims><claim num="00001"><claim-text><b>1</b>. A spring.</claim-text></claim></claims>
</us-patent-application>
"""


def read(path: Path) -> list[Outcome]:
    head = path.read_bytes()[: 1 << 16]
    (importer,) = [one for one in IMPORTERS if one.accepts(path, head)]
    return list(importer.read(path))


def read_bytes(folder: Path, data: bytes, name: str = "week.xml") -> list[Outcome]:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def found(outcomes: list[Outcome]) -> list[str]:
    return [str(one.patent.number) for one in outcomes if isinstance(one, Found)]


def broken(outcomes: list[Outcome]) -> list[Broken]:
    return [one for one in outcomes if isinstance(one, Broken)]


def in_both_languages(reason: str) -> bool:
    chinese, slash, english = reason.partition("/ ")
    return bool(slash) and any("\u4e00" <= c <= "\u9fff" for c in chinese) and english.strip().endswith((".", ")"))


def test_a_cut_off_weekly_file_keeps_what_was_whole(tmp_path: Path) -> None:
    whole = "".join(application(number) for number in (1, 2, 3)).encode()
    outcomes = read_bytes(tmp_path, whole[:-60])
    assert found(outcomes) == ["US20200000001A1", "US20200000002A1"]
    (one,) = broken(outcomes)
    third = whole.decode().split("\n").index('<?xml version="1.0" encoding="UTF-8"?>', 20)
    assert int(one.place.removeprefix("line ")) > third
    assert in_both_languages(one.reason)
    assert "us-patent-application" in one.reason


def test_a_broken_document_in_the_middle_does_not_stop_the_rest(tmp_path: Path) -> None:
    documents = [application(1), application(2).replace("</claims>", ""), application(3)]
    outcomes = read_bytes(tmp_path, "".join(documents).encode())
    assert found(outcomes) == ["US20200000001A1", "US20200000003A1"]
    assert [type(one) for one in outcomes] == [Found, Broken, Found]
    assert in_both_languages(broken(outcomes)[0].reason)
    assert outcomes[-1].offset == sum(len(one.encode()) for one in documents)


def test_a_document_without_number_is_reported(tmp_path: Path) -> None:
    nameless = application(2).replace("<doc-number>20200000002</doc-number>", "<doc-number>none</doc-number>")
    outcomes = read_bytes(tmp_path, (application(1) + nameless).encode())
    assert found(outcomes) == ["US20200000001A1"]
    assert in_both_languages(broken(outcomes)[0].reason)


def test_windows_text_that_calls_itself_utf8_is_read_by_rule(tmp_path: Path) -> None:
    (one,) = read_bytes(tmp_path, application(1, "Fa\u00e7ade \u201cspring\u201d").encode("windows-1252"))
    assert isinstance(one, Found)
    assert one.patent.texts["en"].title == "Façade “spring”"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_are_read_as_they_are_marked(tmp_path: Path, encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(encoding, encoding)
    text = application(1, "Façade", f'<?xml version="1.0" encoding="{declared}"?>')
    (one,) = read_bytes(tmp_path, text.encode(encoding))
    assert isinstance(one, Found)
    assert one.patent.texts["en"].title == "Façade"


def test_an_encoding_that_is_not_the_declared_one_is_reported(tmp_path: Path) -> None:
    text = application(1, "弹簧", '<?xml version="1.0" encoding="ascii-7"?>')
    (one,) = read_bytes(tmp_path, b"\n" + text.encode())
    assert isinstance(one, Broken)
    assert "ascii-7" in one.reason


BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
SUBSETS = {
    "laughs": f'[<!ENTITY e0 "ha">{BOMB}]',
    "file": '[<!ENTITY e9 SYSTEM "file:///etc/passwd">]',
    "parameter": '[<!ENTITY % e9 SYSTEM "http://127.0.0.1:9/x.dtd"> %e9;]',
    "image and more": '[<!ENTITY a.TIF SYSTEM "a.TIF" NDATA TIF><!ENTITY e9 "x">]',
    "comment": '[<!-- ]> \' --><!ENTITY e9 "x">]',
    "never closed": '[<!ENTITY e9 "x"',
}


@pytest.mark.parametrize("subset", SUBSETS.values(), ids=SUBSETS)
def test_entities_of_a_documents_own_are_refused(tmp_path: Path, subset: str) -> None:
    prolog = f'<?xml version="1.0"?>\n<!DOCTYPE us-patent-application {subset}>\n'
    outcomes = read_bytes(tmp_path, (application(1) + application(2, "&e9;", prolog)).encode())
    assert found(outcomes) == ["US20200000001A1"]
    (one,) = broken(outcomes)
    assert in_both_languages(one.reason)
    assert "root:" not in str(outcomes)


def test_images_declared_as_the_office_does_are_no_danger_and_never_opened(tmp_path: Path) -> None:
    prolog = '<?xml version="1.0"?><!DOCTYPE us-patent-application SYSTEM "x.dtd" [<!ENTITY a.TIF SYSTEM "a.TIF" NDATA TIF>]>'
    (one,) = read_bytes(tmp_path, application(1, "A&mgr;&bull;&unknown;", prolog).encode())
    assert isinstance(one, Found)
    assert one.patent.texts["en"].title == "Aμ•&unknown;"


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 300, b"<html><body>Not found</body></html>", b"PK"])
def test_what_is_no_patent_file_is_taken_by_nobody(data: bytes) -> None:
    assert [one.name for one in IMPORTERS if one.accepts(Path("ipg.xml"), data)] == []


def test_an_empty_file_and_garbage_are_reported_when_read_all_the_same(tmp_path: Path) -> None:
    for data in (b"", bytes(range(256)) * 300):
        path = tmp_path / "file"
        path.write_bytes(data)
        for importer in IMPORTERS:
            outcomes = list(importer.read(path))
            assert outcomes
            assert all(isinstance(one, Broken) for one in outcomes), importer.name
            assert all(in_both_languages(one.reason) for one in broken(outcomes)), outcomes


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def test_names_that_leave_the_folder_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = ("../up.xml", "/abs.xml", "a/../../up.xml", "C:\\x.xml", "..\\up.xml")
    members = {name: application(9).encode() for name in bad} | {"good.xml": application(1).encode()}
    outcomes = read_bytes(tmp_path, packed(members), "week.zip")
    assert found(outcomes) == ["US20200000001A1"]
    assert len(broken(outcomes)) == len(bad)
    assert [path.name for path in tmp_path.iterdir()] == ["week.zip"]


def test_one_zip_inside_another_is_read_and_no_deeper(tmp_path: Path) -> None:
    inner = packed({"a/1.xml": application(1).encode()})
    deepest = packed({"inner.zip": packed({"2.xml": application(2).encode()})})
    outcomes = read_bytes(tmp_path, packed({"x/one.zip": inner, "two.zip": deepest}), "week.zip")
    (one,) = [outcome for outcome in outcomes if isinstance(outcome, Found)]
    assert one.place == "week.zip!x/one.zip!a/1.xml"
    assert [outcome.place for outcome in broken(outcomes)] == ["week.zip!two.zip!inner.zip"]


def test_a_member_whose_checksum_is_wrong_is_reported(tmp_path: Path) -> None:
    data = bytearray(packed({"1.xml": application(1).encode(), "2.xml": application(2).encode()}, zipfile.ZIP_STORED))
    at = data.index(b"Spring")
    data[at : at + 6] = b"Sprong"
    outcomes = read_bytes(tmp_path, bytes(data), "week.zip")
    assert "US20200000002A1" in found(outcomes)
    (one,) = broken(outcomes)
    assert (one.place, "CRC" in one.reason) == ("week.zip!1.xml", True)


def test_a_cut_off_archive_is_reported(tmp_path: Path) -> None:
    (one,) = read_bytes(tmp_path, packed({"1.xml": application(1).encode()})[:-30], "week.zip")
    assert isinstance(one, Broken)


def test_a_zip_bomb_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = packed({"b.xml": bytes(20_000_000)}, zipfile.ZIP_STORED)  # a zip file that itself packs a thousandfold
    outcomes = read_bytes(tmp_path, packed({"bomb.zip": bomb, "1.xml": application(1).encode()}), "a.zip")
    assert found(outcomes) == ["US20200000001A1"]
    (one,) = broken(outcomes)
    assert (one.place, "100 times" in one.reason) == ("a.zip!bomb.zip", True)


class Lines:
    """An importer that reads files only, as those of other formats do."""

    name = "lines"

    def accepts(self, path: Path, head: bytes) -> bool:
        return head.startswith(b"lines")

    def read(self, path: Path) -> Iterator[Outcome]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield Broken(f"line {number}", f"{line} {path.name}", number)


def test_importers_that_read_files_get_members_as_files_and_no_bombs(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"x/../y.txt": b"lines", "x.txt": b"lines\nmore", "bomb.txt": b"lines" + bytes(9_000_000)}))
    one, two, three, four = Zipped((Lines(),)).read(path)
    assert "outside" in one.reason
    assert [(two.place, two.reason), (three.place, three.reason)] == [
        ("a.zip!x.txt line 1", "lines member"),
        ("a.zip!x.txt line 2", "more member"),
    ]
    assert "100 times" in four.reason


def test_patents_that_repeat_themselves_are_no_bomb(tmp_path: Path) -> None:
    weekly = "".join(application(1) for _ in range(2000)).encode()
    assert len(weekly) > EXPANSION * len(zlib.compress(weekly))
    outcomes = read_bytes(tmp_path, packed({"w.xml": weekly}), "w.zip")
    assert len(found(outcomes)) == 2000
    offsets = [one.offset for one in outcomes]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= (tmp_path / "w.zip").stat().st_size


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"1.xml": application(1).encode(), "2.xml": application(2).encode()}, zipfile.ZIP_STORED))
    directory = data.index(b"PK\x01\x02")
    size = (len(data) * 2).to_bytes(4, "little")
    data[directory + 20 : directory + 24] = size  # the first member claims more bytes than there are
    (one,) = read_bytes(tmp_path, bytes(data), "overlap.zip")
    assert isinstance(one, Broken)


def test_an_office_document_is_left_to_the_importers_of_tables() -> None:
    head = packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    assert [one.name for one in IMPORTERS if one.accepts(Path("a.zip"), head)] == ["tables"]


def test_an_archive_of_pictures_holds_nothing_and_says_so(tmp_path: Path) -> None:
    (one,) = read_bytes(tmp_path, packed({"a.tif": b"II*\0" + bytes(100)}), "a.zip")
    assert isinstance(one, Broken)
    assert in_both_languages(one.reason)


def test_a_cut_off_green_book_keeps_what_was_whole(tmp_path: Path) -> None:
    whole = b"".join(path.read_bytes() for path in sorted((RAW / "uspto_greenbook").iterdir()))
    outcomes = read_bytes(tmp_path, whole[: whole.rindex(b"\nNUM ")], "pftaps.txt")
    assert found(outcomes) == ["US3932709A", "US3937375A"]
    (one,) = broken(outcomes)
    assert in_both_languages(one.reason)
    assert "3 claims are announced, 2 are there" in one.reason


def test_cut_off_search_text_keeps_what_was_whole(tmp_path: Path) -> None:
    (path,) = (RAW / "uspto_css_brs").iterdir()
    outcomes = read_bytes(tmp_path, path.read_bytes()[:-3000], "brs.txt")
    assert len(found(outcomes)) == 5
    assert "DSRC" in broken(outcomes)[0].reason
