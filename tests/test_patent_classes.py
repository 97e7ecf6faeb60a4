"""Kind codes and classification symbols: what a code means where and when, and every printed style in one form."""

import json
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.patents.classification import SymbolError, class_prefix, falls_under, normal, parse_symbol, prefixes
from knowledge.patents.kinds import kind_of, kind_table
from tests.conftest import SHARED

PATENTS = SHARED / "patents"
held = pytest.mark.skipif(not PATENTS.exists(), reason="the shared data is not here")


@cache
def rows(name: str) -> list[dict[str, Any]]:
    with (PATENTS / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    ("office", "kind", "published", "serial", "right", "stage"),
    [
        ("CN", "A", None, "114081026", "invention", "application"), ("CN", "B", date(1992, 12, 30), "1019808", "invention", "application"),
        ("CN", "B", date(2010, 4, 7), "100596351", "invention", "grant"), ("CN", "B", None, "1019453", "invention", "application"),
        ("CN", "B", None, "101208190", "invention", "grant"), ("CN", "C", date(1993, 1, 6), "1019873", "invention", "grant"),
        ("CN", "U", date(2013, 1, 2), "202644312", "utility_model", "grant"), ("CN", "U", date(1988, 5, 1), "87203456", "utility_model", "application"),
        ("CN", "Y", date(2005, 1, 1), "2397278", "utility_model", "grant"), ("CN", "S", None, "305123456", "design", "grant"),
        ("CN", "D", date(2005, 1, 1), "3456789", "design", "grant"), ("CN", "U8", None, "202644312", "utility_model", "corrected"),
        ("US", "A", date(1996, 1, 2), "5480107", "invention", "grant"), ("US", "A1", None, "20110185700", "invention", "application"),
        ("US", "B1", date(2000, 6, 6), "5480107", "invention", "corrected"), ("US", "B1", date(2014, 4, 15), "8697359", "invention", "grant"),
        ("US", "E1", None, "RE43561", "invention", "grant"), ("US", "S1", None, "D435854", "design", "grant"),
        ("US", "P1", None, "20110185700", "plant", "application"), ("US", "P2", None, "PP12345", "plant", "grant"),
        ("US", "H", None, "H1234", "other", "application"), ("EP", "A3", None, "1000000", "other", "application"),
        ("EP", "B1", None, "1000000", "invention", "grant"), ("WO", "A1", None, "2009123456", "invention", "application"),
        ("JP", "B2", date(1990, 1, 1), "H02012345", "invention", "application"), ("JP", "B2", date(2010, 1, 1), "4567890", "invention", "grant"),
        ("KR", "B1", date(2008, 2, 1), "100802716", "invention", "grant"), ("KR", "A", None, "20000001799", "invention", "application"),
        ("TW", "A", date(2000, 1, 1), "123456", "invention", "grant"), ("TW", "A", date(2010, 1, 1), "201012345", "invention", "application"),
        ("DE", "U1", None, "202012000389", "utility_model", "grant"), ("DE", "A1", None, "102012104783", "invention", "application"),
        ("FR", "B1", None, "2957086", "invention", "grant"), ("GB", "A", None, "1230276", "invention", "grant"),
        ("GB", "A", None, "2477914", "invention", "application"), ("RU", "U1", None, "123456", "utility_model", "application"),
    ],
)  # fmt: skip
def test_a_kind_means_what_the_office_meant_then(
    office: str, kind: str, published: date | None, serial: str, right: str, stage: str
) -> None:
    read = kind_of(office, kind, published, serial)
    assert read is not None
    assert (read.right.value, read.stage.value) == (right, stage)
    assert read.of("zh") != read.of("en")


def test_what_is_not_known_is_not_guessed() -> None:
    assert kind_of("CN", "") is None
    assert kind_of("US", "7Q") is None
    assert (fallback := kind_of("BR", "A2")) is not None
    assert not fallback.known


def test_every_row_can_be_reached() -> None:
    for office, table in kind_table().items():
        for row in table:
            day = row.until if row.until and not row.below else None
            read = kind_of(office, row.kinds[0], day, str(row.below - 1) if row.below else "999999999999")
            assert read is not None
            assert read.zh == row.zh or office == "*", row


@held
def test_the_kinds_of_a_lens_export_agree_with_its_own_types() -> None:
    ours = {"Granted Patent": "grant", "Patent Application": "application", "Design right": "grant"}
    seen: Counter[bool] = Counter()
    for row in (*rows("lens_drones.jsonl"), *rows("lens_jet_engine.jsonl")):
        office, *middle, kind = row["publication_number"].split()
        serial = "".join(middle)
        if office in kind_table() and row["type"] in ours:
            published = date.fromisoformat(row["publication_date"]) if row.get("publication_date") else None
            read = kind_of(office, kind, published, serial.replace("/", ""))
            assert read is not None, row["publication_number"]
            seen[read.stage.value in (ours[row["type"]], "corrected")] += 1
    # Lens calls a German D1 and a Chinese U of either time what its own table says
    assert seen[True] > 6000
    assert seen[False] / seen[True] < 0.03


@pytest.mark.parametrize(
    ("text", "scheme", "code"),
    [
        ("C12Q-0001/6883", "CPC", "C12Q 1/6883"), ("C12Q-001/68", "IPC", "C12Q 1/68"), ("E01B3/32(2006.01)I", "IPC", "E01B 3/32"),
        ("A21D 13/00", "IPC", "A21D 13/00"), ("H01L21/70", "IPC", "H01L 21/70"), ("a61k  38/30", "IPC", "A61K 38/30"), ("C12N", "IPC", "C12N"), ("B65D 5/3", "IPC", "B65D 5/30"), ("B65B 43/26 A", "IPC", "B65B 43/26"),
        ("A61K  38/30        20060101AFI20150326BHUS", "IPC", "A61K 38/30"), ("E01D101/26(2006.01)N", "IPC", "E01D 101/26"),
        ("Y10S438/977", "CPC", "Y10S 438/977"), ("B64C2201/027", "CPC", "B64C 2201/027"), ("LOC(10) Cl. 09-01", "LOC", "09-01"),
        ("0903", "LOC", "09-03"), ("14-03", "LOC", "14-03"), ("435/006.13", "USPC", "435/6.13"), ("514/044.A", "USPC", "514/44.A"),
        ("435/DIG.14", "USPC", "435/DIG.14"), ("D14/240", "USPC", "D14/240"),
    ],
)  # fmt: skip
def test_every_printed_style_has_one_form(text: str, scheme: str, code: str) -> None:
    assert normal(text, scheme) == code
    assert normal(code, scheme) == code


def test_the_edition_and_the_use_of_a_symbol_are_read() -> None:
    invention, indexing = parse_symbol("E01B3/32(2006.01)I"), parse_symbol("E01D101/26(2006.01)N")
    assert (invention.version, invention.additional, indexing.additional) == ("2006.01", False, True)
    assert parse_symbol("A61K  38/30        20060101AFI20150326BHUS").symbol.first


@pytest.mark.parametrize(("text", "scheme"), [("", "IPC"), ("Z99Z 1/00", "IPC"), ("Y10S438/977", "IPC"), ("45-01", "LOC"), ("F027/055", "IPC")])  # fmt: skip
def test_what_is_no_symbol_is_refused(text: str, scheme: str) -> None:
    with pytest.raises(SymbolError, match="expected"):
        normal(text, scheme)


def test_a_symbol_falls_under_its_section_class_subclass_and_groups() -> None:
    assert prefixes("F02C 7/055") == ("F", "F02", "F02C", "F02C 7/00", "F02C 7/055")
    for prefix in ("f", "F02", "f02c", "F02C 7", "F02C7/00", "F02C 7/055"):
        assert falls_under("F02C 7/055", class_prefix(prefix)), prefix
    assert not falls_under("F02C 7/055", class_prefix("F02C 7/05"))
    assert not falls_under("F02C 70/00", class_prefix("F02C 7"))
    assert falls_under("14-03", class_prefix("14", "LOC"))


@held
def test_every_symbol_in_the_data_is_read() -> None:
    fields = {
        "wips_abstract_claim_us_cn_kr.jsonl": (("ipc", "IPC"), ("cpc", "CPC"), ("us_class", "USPC")), "lens_drones.jsonl": (("ipc", "IPC"), ("cpc", "CPC")),
        "lens_jet_engine.jsonl": (("ipc", "IPC"), ("cpc", "CPC")), "wipo_patentscope_pizza.jsonl": (("ipc", "IPC"),),
        "us_ppubs_fulltext_biblio.jsonl": (("ipc", "IPC"), ("cpc", "CPC")), "cn_cnipa_export_199.jsonl": (("ipc", "IPC"),),
        "wipo_synbio_citations_families.jsonl": (("international_classifications_codes", "IPC"), ("cpc_codes", "CPC")),
    }  # fmt: skip
    texts = set()
    for name, each in fields.items():
        for row in rows(name):
            for field, scheme in each:
                value = row.get(field) or []
                texts |= {(text, scheme) for text in (value.split("; ") if isinstance(value, str) else value)}
    unread = []
    for text, scheme in texts:
        try:
            normal(text, scheme)
        except SymbolError:
            unread.append(text)
    assert len(texts) > 10_000
    assert len(unread) < len(texts) * 0.005, unread[:40]


@given(st.from_regex(r"\A[A-H](0[1-9]|[1-9][0-9])[A-Z] [1-9][0-9]{0,3}/[0-9]{2,6}\Z"))
@settings(max_examples=60)
def test_normal_forms_are_stable_and_stand_under_their_prefixes(code: str) -> None:
    packed, padded = code.replace(" ", ""), f"{code[:4]}-{code[5:].partition('/')[0].zfill(4)}/{code.partition('/')[2]}"
    assert normal(packed) == normal(padded) == code
    assert all(falls_under(code, prefix) for prefix in prefixes(code))
