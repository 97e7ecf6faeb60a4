"""The real exports go in whole: how many of each, and ten records of each held against their rows field by field."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from knowledge.patents.importers.tables import reasons
from knowledge.patents.importing import Broken, Found
from knowledge.patents.record import Patent, Right, Stage
from tests.table_sources import counted, outcomes, pairs, rows

# rows, records, different publications, rejected: counted by hand with wc, jq and sort -u
FIGURES = {
    "cn_cnipa_export_199": (199, 199, 199, 0),
    "cn_cnki_abstract_claims_33": (33, 33, 33, 0),
    "cn_g06f_abstract_cpc": (57, 57, 57, 0),
    "cn_title_abstract_137": (137, 0, 0, 137),
    "cn_title_ipc": (9740, 9740, 9740, 0),
    "lens_drones": (5884, 5884, 5884, 0),
    "lens_jet_engine": (3779, 3779, 3779, 0),
    "tw_title_applicant_ipc": (8665, 0, 0, 8665),
    "us_ppubs_fulltext_biblio": (903, 903, 903, 0),
    "wipo_patentscope_pizza": (10000, 10000, 9996, 0),  # four numbers stand twice, one of them once in small letters
    "wipo_synbio_citations_families": (644, 644, 644, 0),
    "wips_abstract_claim_us_cn_kr": (1415, 1415, 1415, 0),
}


def day(text: str | None, shift: int = 0) -> date | None:
    return date(int(text[:4]), int(text[5:7]), int(text[8:10])) + timedelta(days=shift) if text else None


def spaced(symbols: list[str]) -> list[str]:
    """Symbols with a space before the group and no padding or version, each once."""
    made = []
    for symbol in symbols:
        bare = symbol.split("(")[0].replace("-", " ").replace(" ", "")
        main, _, sub = bare[4:].partition("/")
        made.append(f"{bare[:4]} {int(main)}/{sub}" if sub else bare[:4])
    return list(dict.fromkeys(made))


def codes(patent: Patent, scheme: str) -> list[str]:
    return [symbol.code for symbol in patent.symbols if symbol.scheme == scheme]


def names(parties: Any) -> list[str]:
    return [party.name for party in parties]


def single(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("name", FIGURES)
def test_every_row_goes_in_or_is_told(name: str) -> None:
    assert counted(name) == FIGURES[name]
    assert len(rows(name)) == FIGURES[name][0]
    left_out = Counter(outcome.reason for outcome in outcomes(name) if isinstance(outcome, Broken))
    assert left_out == ({reasons.NO_NUMBER: FIGURES[name][3]} if FIGURES[name][3] else {})


def test_the_sums_of_all_files() -> None:
    assert [sum(column) for column in zip(*FIGURES.values(), strict=True)] == [41456, 32654, 32650, 8802]


@pytest.mark.parametrize("name", FIGURES)
def test_places_and_offsets_follow_the_file(name: str) -> None:
    made = outcomes(name)
    assert [outcome.place for outcome in made] == [f"line {number}" for number in range(1, len(made) + 1)]
    offsets = [outcome.offset for outcome in made]
    assert offsets == sorted(set(offsets))


def test_cnipa_field_by_field() -> None:
    for row, patent in pairs("cn_cnipa_export_199"):
        assert (str(patent.number), patent.printed) == (row["publication_number"],) * 2
        assert (patent.application, patent.application_printed) == (row["application_number"],) * 2
        assert (patent.published, patent.filed, patent.granted) == (day(row["publication_date"]), day(row["application_date"]), date(2013, 1, 2))  # fmt: skip
        assert (patent.right, patent.stage, patent.language) == (Right.UTILITY_MODEL, Stage.GRANT, "zh")
        text = patent.texts["zh"]
        assert (text.title, text.abstract, text.claims) == (row["title"], row["abstract"], (row["main_claim"],))
        assert names(patent.holders) == row["applicants"]
        assert patent.holders[0].address == row["address"]
        assert names(patent.inventors) == row["inventors"]
        assert names(patent.agents) == [each for key in ("agency", "agents") for each in row.get(key, "").split(";") if each]  # fmt: skip
        assert codes(patent, "IPC") == spaced([row["ipc_main"], *row["ipc"]])
        assert [symbol.code for symbol in patent.symbols if symbol.first] == spaced([row["ipc_main"]])


def test_cnki_numbers_come_from_the_address_of_the_page() -> None:
    for row, patent in pairs("cn_cnki_abstract_claims_33"):
        assert str(patent.number) == row["url"].split("filename=")[1]
        assert (patent.published, patent.filed) == (day(row["publication_date"]), day(row["application_date"]))
        text = patent.texts["zh"]
        assert (text.title, text.abstract) == (row["title"], row["abstract"])
        assert "".join(text.claims) == row["claims"].strip()
        assert (names(patent.holders), names(patent.inventors)) == (row["applicants"], row["inventors"])


def test_chinese_cpc_field_by_field() -> None:
    for row, patent in pairs("cn_g06f_abstract_cpc"):
        assert str(patent.number) == row["publication_number"]
        parts = row["abstract"].split(" [SEP] ")
        assert patent.texts["zh"].title == (row["title"] or parts[0])
        assert patent.texts["zh"].abstract == parts[-1]
        assert codes(patent, "CPC") == spaced(row["cpc"])


def test_chinese_titles_field_by_field() -> None:
    for row, patent in pairs("cn_title_ipc"):
        assert (str(patent.number), patent.texts["zh"].title) == (row["publication_number"], row["title"])
        assert codes(patent, "IPC") == row["ipc_subclasses"]


@pytest.mark.parametrize("name", ["lens_drones", "lens_jet_engine"])
def test_lens_field_by_field(name: str) -> None:
    for row, patent in pairs(name, 20):
        assert patent.printed == row["publication_number"]
        assert (patent.number.country, patent.number.kind) == (row["country"], row["kind"])
        assert (patent.published, patent.filed) == (day(row.get("publication_date")), day(row.get("application_date")))
        assert patent.application_printed == row["application_number"]
        assert patent.application
        assert [text.title for text in patent.texts.values()] == [row["title"]]
        assert names(patent.holders) == single(row.get("applicants", []))
        assert names(patent.inventors) == single(row.get("inventors", []))
        assert (codes(patent, "IPC"), codes(patent, "CPC")) == (spaced(row.get("ipc", [])), spaced(row.get("cpc", [])))
        assert patent.cited_by_count == int(row["cited_by_count"])
        assert patent.cites_count == (int(row["cites_count"]) if "cites_count" in row else None)
        printed = [re.fullmatch(r"(..) (.+) (\d{4})(\d\d)(\d\d)", each) for each in row.get("priority_numbers", [])]
        claimed = [(m[1], m[1] + re.sub(r"\W", "", m[2]), date(int(m[3]), int(m[4]), int(m[5]))) for m in printed if m]
        assert [(each.country, each.number, each.day) for each in patent.priorities] == claimed
        cited = [each for each in row.get("npl_citations", "").split(";;") if each not in ("", "None")]
        assert [each.text for each in patent.cites] == [each.strip() for each in cited]
        owners = [owner.rpartition(" (")[0] for owner in row.get("owners_us", [])]
        assert [event.text.rpartition(": ")[2] for event in patent.events] == owners


def test_ppubs_field_by_field() -> None:
    for row, patent in pairs("us_ppubs_fulltext_biblio", 40):
        assert str(patent.number) == row["publication_number"].replace("USPP0", "USPP")
        assert (patent.published, patent.filed) == (day(row["publication_date"]), day(row.get("filing_date")))
        assert patent.granted == (day(row["publication_date"]) if row["type"] == "USPAT" else None)
        assert patent.application == ("US" + row["application_number"].replace("D/", "29/") if "application_number" in row else "")  # fmt: skip
        text = patent.texts.get("en")
        assert (text.title if text and text.title else "OCR SCANNED DOCUMENT") == row["title"]
        assert (text.abstract if text else "") == row.get("abstract", "").strip()
        claims = re.sub(r"\s+", "", "".join(text.claims if text else ()))
        assert claims == re.sub(r"\s+", "", row.get("claims", ""))
        whole = "\n".join(row[key] for key in ("background", "brief", "description") if key in row)
        assert list(text.description if text else ()) == [line.strip() for line in whole.splitlines() if line.strip()]
        assert names(patent.holders) == single(row.get("assignees") or row.get("applicants", []))
        given = row.get("inventors", [])
        listed = given if isinstance(given, list) else [given.removesuffix(" et al.")]
        assert names(patent.inventors) == single(listed)
        assert codes(patent, "IPC") == spaced(row.get("ipc", []))
        assert codes(patent, "CPC") == spaced(row.get("cpc", []) + row.get("cpc_additional", []))
        family = str(row.get("family_id", ""))
        assert patent.family == (f"{'docdb' if len(family) < 10 else 'uspto'}:{family}" if family else "")
        cited = [re.sub(r"^([A-Z]*)0*", r"US\1", each.upper().replace("/", "")) for each in row.get("us_refs", [])]
        assert [each.number for each in patent.cites] == cited


def test_patentscope_field_by_field() -> None:
    for row, patent in pairs("wipo_patentscope_pizza", 40):
        assert patent.printed == row["publication_number"]
        assert patent.number.country == row["country"].upper()
        assert patent.published == day(row.get("publication_date"), -1)  # the days of this file are one late
        assert [text.title for text in patent.texts.values()] == [row["title"]]
        assert names(patent.holders) == single(row.get("applicants", []))
        assert names(patent.inventors) == single(row.get("inventors", []))
        assert codes(patent, "IPC") == spaced(row.get("ipc", []))
        written = row.get("priority", "")
        dated = [day(each) for each in re.findall(r"\d{4}-\d\d-\d\d(?=T)", written)]
        dated += [day(f"{each[6:]}-{each[3:5]}-{each[:2]}") for each in re.findall(r"\d\d\.\d\d\.\d{4}(?= )", written)]
        dated += [
            day(f"{each[:4]}-{each[4:6]}-{each[6:]}") for each in re.findall(r"(?<=[A-Z]{2} )\d{8}(?= )", written)
        ]
        assert sorted(each.day for each in patent.priorities if each.day) == sorted(each for each in dated if each)


def test_the_days_of_the_patentscope_file_are_those_offices_issue_on() -> None:
    issued: dict[tuple[str, int], Counter[str]] = {}
    for outcome in outcomes("wipo_patentscope_pizza"):
        if isinstance(outcome, Found) and outcome.patent.published and outcome.patent.number.country == "US":
            key = ("US", len(outcome.patent.number.serial))
            issued.setdefault(key, Counter())[outcome.patent.published.strftime("%a")] += 1
    assert set(issued["US", 7]) == {"Tue"}
    assert set(issued["US", 11]) == {"Thu"}


def test_derwent_field_by_field() -> None:
    for row, patent in pairs("wipo_synbio_citations_families", 20):
        assert str(patent.number) == re.sub(r"^JP0(?=\d{7}B)", "JP", row["publication_number"])
        assert (patent.published, patent.filed) == (day(row["publication_date"]), day(row["application_dates"]))
        assert patent.earliest_priority == day(row["priority_date_earliest"])
        if "title_original_english_cleaned" in row:
            assert patent.texts["en"].title == row["title_original_english_cleaned"]
        assert "".join(text.abstract for text in patent.texts.values()) == row.get("abstract", "").strip()
        holders = row.get("patent_assignees_original_no_address") or row.get("patent_assignees_cleaned", "")
        assert names(patent.holders) == [each for each in holders.split("; ") if each]
        assert names(patent.inventors) == [each for each in row.get("inventors_original_cleaned", "").split("; ") if each]  # fmt: skip
        assert codes(patent, "IPC") == spaced([each for each in row.get("international_classifications_codes", "").split("; ") if each])  # fmt: skip
        assert codes(patent, "CPC") == spaced([each for each in row.get("cpc_codes", "").split("; ") if each])
        assert [each.number for each in patent.priorities] == row["priority_numbers"].split("; ")
        assert (patent.cites_count, patent.cited_by_count) == (int(row["cited_patent_count"]), int(row["citing_patent_count"]))  # fmt: skip
        cited = row.get("cited_patent_numbers", "")
        assert len(patent.cites) == (len(cited.split("; ")) if cited else 0)
        assert {each.number[:2] for each in patent.cites} == {each[:2] for each in cited.split("; ") if each}
        assert len(patent.members) == len([each for each in row.get("inpadoc_family_member_numbers", "").split("; ") if each])  # fmt: skip


def test_wips_field_by_field() -> None:
    for row, patent in pairs("wips_abstract_claim_us_cn_kr", 40):
        granted = row["kind"] in ("B", "B1", "B2", "C") or "grant_no" in row
        assert (patent.number.country, patent.number.kind) == (row["country"], row["kind"])
        assert patent.filed == day(row["application_date"])
        assert patent.granted == day(row.get("grant_date"))
        laid_open = None if granted else day(row["publication_date"])
        issued = day(row["grant_date"]) if granted and row["country"] != "KR" else laid_open
        assert patent.published == issued  # of a Korean grant only the day of registration is known
        language = "ko" if row["country"] == "KR" else "en"
        assert patent.texts[language].abstract == row["abstract"].strip()
        assert "".join(patent.texts[language].claims) == row.get("representative_claim", "").strip()
        if language == "en":
            assert patent.texts["en"].title == row["title"].strip()
        else:
            english = patent.texts["en"].title if "en" in patent.texts else ""
            assert patent.texts["ko"].title + (f"({english})" if english else "") == row["title"].strip()
        assert patent.claims_count == int(row["claim_count"])
        assert names(patent.holders) == single(row.get("applicants", []))
        countries = row.get("applicant_countries", [])
        assert [party.country for party in patent.holders] == (countries if len(countries) == len(patent.holders) else [""] * len(patent.holders))  # fmt: skip
        assert names(patent.inventors) == single(row.get("inventors", []))
        assert (codes(patent, "IPC"), codes(patent, "CPC")) == (spaced(row["ipc"]), spaced(row.get("cpc", [])))
        days = [day(each) for each in row.get("priority_date", "").split(" | ") if each]
        assert [each.day for each in patent.priorities] == days
        pct = re.sub(r"PCT-(..\d{4})-", r"PCT/\1/", row.get("pct_application", ""))
        assert (patent.pct_application, patent.pct_filed) == (pct, day(row.get("pct_date")))
