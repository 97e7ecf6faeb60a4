"""The records the patent search is measured on: the tables of ../shared/data/patents, read for this purpose alone.

Rows without a publication number stay out: a store cannot hold them. Nothing of the data is kept in the project.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.patents.numbers import NumberError, PatentNumber, parse_publication
from knowledge.patents.record import Cited, Party, Patent, Symbol, Texts

DATA = Path(__file__).parents[3] / "shared" / "data" / "patents"
_SYMBOL = re.compile(r"([A-H]\d{2}[A-Z])(?:[-\s]*0*(\d{1,4})\s*/\s*(\d+))?")
_HAN, _KANA, _HANGUL = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7a3]")
_CLAIM = re.compile(r"\n(?=\s*\d{1,3}\s*[.．])")
_TWO_TITLES = re.compile(r"^(?P<own>.*?)\s*\((?P<english>[A-Za-z][^\uac00-\ud7a3]{10,})\)\s*$", re.DOTALL)
Row = dict[str, Any]


def load_corpus(folder: Path = DATA) -> list[Patent]:
    """All records of the folder that have a number, each number once, in the order of the files."""
    found: dict[str, Patent] = {}
    for name, read in _READERS.items():
        for row in _rows(folder / name):
            patent = _patent(row, read)
            if patent and str(patent.number) not in found:
                found[str(patent.number)] = patent
    return list(found.values())


def english_titles(folder: Path = DATA) -> dict[str, str]:
    """The English title that Korean rows carry beside their own, by number; the corpus has only the Korean one."""
    titles = {}
    for row in _rows(folder / "wips_abstract_claim_us_cn_kr.jsonl"):
        two = _TWO_TITLES.match(row["title"]) if row["country"] == "KR" else None
        number = _number(row["publication_number"])
        if two and number:
            titles[str(number)] = two["english"]
    return titles


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _patent(row: Row, read: Callable[[Row], Texts]) -> Patent | None:
    printed = row.get("publication_number") or row.get("url", "").rpartition("filename=")[2]
    number = _number(printed)
    if number is None:
        return None
    text = read(row)
    language = language_of(text.title + text.abstract)
    return Patent(
        number=number,
        printed=printed,
        published=_day(row.get("publication_date")),
        filed=_day(row.get("application_date") or row.get("filing_date")),
        language=language,
        texts={language: text},
        holders=tuple(Party(name=name) for name in _list(row.get("applicants") or row.get("assignees"))),
        symbols=tuple(_symbols(row)),
        cites=tuple(Cited(number=str(one)) for one in _cited(row)),
        cited_by=tuple(str(one) for one in _numbers(_list(row.get("citing_patent_numbers")))),
    )


def language_of(text: str) -> str:
    """By its script: "ja", "zh", "ko", else "en"."""
    for language, script in (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN)):
        if script.search(text):
            return language
    return "en"


def _number(printed: str) -> PatentNumber | None:
    try:
        return parse_publication(printed or "")
    except NumberError:
        return None


def _numbers(printed: list[str], country: str = "") -> list[PatentNumber]:
    read = (_number(country + one if one[:1].isdigit() else one) for one in printed)
    return [number for number in read if number]


def _cited(row: Row) -> list[PatentNumber]:
    return _numbers(_list(row.get("us_refs")), "US") + _numbers(_list(row.get("cited_patent_numbers")))


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if not value:
        return []
    text = str(value)
    return _list(json.loads(text)) if text.startswith("[") else [one.strip() for one in text.split(";")]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _symbols(row: Row) -> Iterator[Symbol]:
    fields = {"IPC": ("ipc", "ipc_subclasses", "international_classifications_codes"), "CPC": ("cpc", "cpc_codes")}
    for scheme, names in fields.items():
        for text in (one for name in names for one in _list(row.get(name))):
            if found := _SYMBOL.match(text):
                subclass, group, subgroup = found.groups()
                yield Symbol(scheme=scheme, code=f"{subclass} {group}/{subgroup}" if group else subclass)


def _claims(value: Any) -> tuple[str, ...]:
    return tuple(part.strip() for part in _CLAIM.split(str(value or "")) if part.strip())


def _plain(row: Row) -> Texts:
    return Texts(title=row.get("title") or "", abstract=row.get("abstract") or "", claims=_claims(row.get("claims")))


def _export(row: Row) -> Texts:
    return Texts(title=row["title"], abstract=row["abstract"], claims=_claims(row["main_claim"]))


def _full_text(row: Row) -> Texts:
    text, description = _plain(row), row.get("description") or row.get("brief") or ""
    return text.model_copy(update={"description": tuple(str(description).split("\n"))})


def _synbio(row: Row) -> Texts:
    title = row.get("title_original_english_cleaned") or row.get("title_original_cleaned") or ""
    return Texts(title=title.partition(" | ")[0], abstract=row.get("abstract") or "", claims=_claims(row.get("claims_first")))  # fmt: skip


def _wips(row: Row) -> Texts:
    two = _TWO_TITLES.match(row["title"]) if row["country"] == "KR" else None
    return Texts(title=two["own"] if two else row["title"], abstract=row["abstract"], claims=_claims(row.get("representative_claim")))  # fmt: skip


_READERS: dict[str, Callable[[Row], Texts]] = {
    "us_ppubs_fulltext_biblio.jsonl": _full_text,
    "wips_abstract_claim_us_cn_kr.jsonl": _wips,
    "wipo_synbio_citations_families.jsonl": _synbio,
    "cn_cnipa_export_199.jsonl": _export,
    "cn_g06f_abstract_cpc.jsonl": _plain,
    "cn_cnki_abstract_claims_33.jsonl": _plain,
    "cn_title_ipc.jsonl": _plain,
    "lens_jet_engine.jsonl": _plain,
    "lens_drones.jsonl": _plain,
    "wipo_patentscope_pizza.jsonl": _plain,
}
