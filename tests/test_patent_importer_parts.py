"""The parts importers are made of: splitting, entities, SGML, packed classes and numbers, text as one reads it."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.importers import uspto_st32
from knowledge.patents.importers.entities import character
from knowledge.patents.importers.markup import parse, root_of
from knowledge.patents.importers.streams import Document, documents
from knowledge.patents.importers.uspto_aps_characters import printed
from knowledge.patents.importers.uspto_classes import ipc, locarno, uspc
from knowledge.patents.importers.uspto_numbers import (
    application,
    cited,
    day,
    international,
    old_publication,
    priority,
    right,
    stage,
)
from knowledge.patents.importers.uspto_parties import inverted, old_country
from knowledge.patents.importers.uspto_sgml import to_xml
from knowledge.patents.importers.uspto_text import mark, numbered, paragraphs, words
from knowledge.patents.record import Right, Stage
from tests.conftest import SHARED

PIECES = (
    "<?xml version='1.0'?>\n",
    "<!DOCTYPE a SYSTEM 'x'>\n",
    "<a>x</a>",
    "<a>\n<?x y?></a>\n",
    "  \n",
    "<?xml-style a?>",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(1, 40))
def test_splitting_loses_no_byte_and_does_not_depend_on_the_blocks(pieces: list[str], size: int) -> None:
    data = "".join(pieces).encode()
    whole = list(documents(io.BytesIO(data)))
    assert list(documents(io.BytesIO(data), chunk=size)) == whole
    assert b"".join(one.data for one in whole).split() == data.split()
    for one in whole[1:]:
        assert one.data.startswith((b"<?xml ", b"<!DOCTYPE"))
    for one in whole:
        assert data[: one.offset].endswith(one.data)
        assert one.line == data[: one.offset - len(one.data)].count(b"\n") + 1


def test_a_document_type_opens_a_document_only_after_another_has_ended() -> None:
    data = b"<?xml version='1.0'?>\n<!-- <!DOCTYPE a> -->\n<!DOCTYPE a>\n<a/>\n<?xml version='1.0'?><b></b>\n<!DOCTYPE c>\n<c/>"
    assert [one.data.split()[-1] for one in documents(io.BytesIO(data))] == [
        b"<a/>",
        b"version='1.0'?><b></b>",
        b"<c/>",
    ]


def test_what_has_no_end_is_not_gathered() -> None:
    data = b"<?xml version='1.0'?><a>" + b"x" * 300_000 + b"\n<?xml version='1.0'?><b/>"
    first, second = documents(io.BytesIO(data), chunk=4096, longest=50_000)
    assert (first.too_long, first.data) == (True, b"")
    assert second == Document(b"<?xml version='1.0'?><b/>", 2, len(data))


@pytest.mark.parametrize(
    ("name", "means"),
    [("bull", "•"), ("mgr", "μ"), ("PHgr", "Φ"), ("ohgr", "ω"), ("b.alpha", "α"), ("lsqb", "["), ("frac12", "½"),
     ("emsp", "\u2003"), ("aring", "å"), ("nosuch", None)],
)  # fmt: skip
def test_entity_names(name: str, means: str | None) -> None:
    assert character(name) == means


@pytest.mark.parametrize(
    ("head", "root"),
    [(b"<a/>", "a"), (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <x> -->\n<!DOCTYPE q [<!ENTITY z '>]'>]>\n<p:b >", "p:b"),
     (b"<?xml version='1.0'?><!DOCTYPE PATDOC [" + b"<!ENTITY a SYSTEM 'a' NDATA TIF>" * 50, "PATDOC"),
     ("<?xml version='1.0' encoding='UTF-16'?><wide>".encode("utf-16"), "wide"), (b"PATN\nWKU", ""), (b"", "")],
)  # fmt: skip
def test_the_root_of_a_head(head: bytes, root: str) -> None:
    assert root_of(head) == root


def sgml_of(path: Path) -> bytes:
    """A grant as the SGML of 2001 would have it: no declaration, empty elements open, ends of paragraphs left out."""
    text = path.read_text()
    text = text[text.index("<PATDOC") :].replace("/>", ">")
    text = re.sub(r"</PTEXT></PARA>", "", text)
    return re.sub(r'LVL="(\d)"', r"LVL=\1", text).encode()


@pytest.mark.parametrize("name", ["USD435854S1.xml", "US06336130.xml"])
def test_sgml_gives_the_record_its_xml_gives(name: str) -> None:
    path = SHARED / "patents_raw" / "uspto_sgml" / name
    document = b'<!DOCTYPE PATDOC PUBLIC "-//USPTO//DTD ST.32 US PATENT GRANT V2.4 2000-09-20//EN" []>\n' + sgml_of(
        path
    )
    assert document.count(b"</PARA>") == 0
    assert uspto_st32.build(parse(document, to_xml)) == uspto_st32.build(parse(path.read_bytes()))


def test_sgml_that_is_cut_off_is_not_completed() -> None:
    document = sgml_of(SHARED / "patents_raw" / "uspto_sgml" / "US06336130.xml")[:-400]
    with pytest.raises(ValueError, match="before <PATDOC> ends"):
        parse(document, to_xml)


@pytest.mark.parametrize(
    ("columns", "symbol"),
    [("H05K9/0066", "H05K 9/0066"), ("G06F017/60", "G06F 17/60"), ("B60R  900", "B60R 9/00"), ("H04M 1100", "H04M 11/00"),
     ("E03C 104", "E03C 1/04"), ("G01G 1904", "G01G 19/04"), ("F02C7/055", "F02C 7/055"), ("1402", ""), ("", "")],
)  # fmt: skip
def test_international_classes(columns: str, symbol: str) -> None:
    assert ipc(columns) == symbol


@pytest.mark.parametrize(
    ("columns", "symbol"),
    [("361763", "361/763"), (" 24 305 S", "24/30.5S"), ("623001160", "623/1.16"), ("002227000", "2/227"), ("  2 16", "2/16"),
     ("D14480", "D14/480"), ("D 6626", "D6/626"), ("369 772", "369/77.2"), ("2063081", "206/308.1"), ("179 90K", "179/90K"),
     ("224 4207", "224/42.07"), ("4675", "4/675"), ("257E21568", "257/E21.568"), ("705026000", "705/26")],
)  # fmt: skip
def test_us_classes(columns: str, symbol: str) -> None:
    assert uspc(columns) == symbol


def test_locarno_classes() -> None:
    assert [locarno(text) for text in ("1402", "0101", "14-02", "D14", "")] == ["14-02", "01-01", "14-02", "", ""]


@pytest.mark.parametrize(
    ("number", "canonical", "kind_of_right", "step"),
    [("03932709", "US3932709A", Right.INVENTION, Stage.GRANT), ("D0242777", "USD242777S", Right.DESIGN, Stage.GRANT),
     ("RE028671", "USRE28671E", Right.INVENTION, Stage.GRANT), ("PP003756", "USPP3756P", Right.PLANT, Stage.GRANT),
     ("H0000012", "USH12H", Right.OTHER, Stage.APPLICATION), ("T0949002", "UST949002I4", Right.OTHER, Stage.APPLICATION)],
)  # fmt: skip
def test_numbers_without_kind_code(number: str, canonical: str, kind_of_right: Right, step: Stage) -> None:
    found = old_publication(number)
    assert (str(found), right(found), stage(found)) == (canonical, kind_of_right, step)


def test_numbers_and_dates_as_printed() -> None:
    assert application("09/725,796") == "US09725796"
    assert application("449155", "5") == "US05449155"
    assert application("PCT/US97/05183") == ""
    assert international("PCT/JP79/00178") == "PCT/JP1979/000178"
    assert international("PCT/CA2019/051575") == "PCT/CA2019/051575"
    assert priority("10-2011-0055402", "KR") == "KR1020110055402"
    assert [cited(*one) for one in (("D. 271298", "", "US"), ("2003/0169838", "A1", "US"), ("96/25012", "", "WO"))] == [
        "USD271298",
        "US20030169838A1",
        "WO1996025012",
    ]
    assert day("20010229") is None
    assert day("19501100") is None


def test_names_and_countries_of_the_fixed_tag_files() -> None:
    assert [inverted(one) for one in ("Hall, Jr.; George H.", "Daniels; Everette E.", "Shimadzu Corporation")] == [
        "George H. Hall, Jr.",
        "Everette E. Daniels",
        "Shimadzu Corporation",
    ]
    assert [old_country(one) for one in ("JPX", "GB2", "ENX", "DT", "")] == ["JP", "GB", "GB", "DE", "US"]


def test_characters_of_the_fixed_tag_files() -> None:
    assert printed("10.sup.-3 .mu.m of CO.sub.2 at 5.degree. C., e.g. U.S. x.ltoreq.2") == (
        "10⁻³ μm of CO2 at 5° C., e.g. U.S. x≤2"
    )


def test_text_is_laid_out_as_one_reads_it() -> None:
    root = parse(
        b"<d><p>At  10<sup>5</sup>\n Pa<br/>the 3<sup>rd</sup> <table><row><entry>a</entry><entry>b</entry></row></table></p>"
        b"<p/><heading>NEXT</heading><p>H<sub>2</sub>O<ul><li>one</li><li>two</li></ul></p></d>"
    )
    mark(root)
    assert paragraphs(root) == ("At 10⁵ Pa\nthe 3rd\na b", "NEXT", "H2O\none\ntwo")
    assert words(root.find("heading")) == "NEXT"


@pytest.mark.parametrize(
    ("number", "text", "claim"),
    [("00001", "1. A tape", "1. A tape"), ("00016", "16.The method", "16. The method"), ("2", "2 . A tape", "2. A tape"),
     ("1", "The design for a lamp", "1. The design for a lamp"), ("1-18", "1-18. (canceled)", "1-18. (canceled)"),
     ("1", "1,3-butadiene rubber", "1. 1,3-butadiene rubber"), ("3", "", "")],
)  # fmt: skip
def test_claims_carry_their_number_once(number: str, text: str, claim: str) -> None:
    assert numbered(number, text) == claim
