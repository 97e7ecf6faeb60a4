"""A second reading of USPTO files, by plain search and the standard library: it shares no code with the importers."""

import html
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


def bare(text: str) -> str:
    """Letters and digits of a text, markup and all else taken out: what two readings have to agree on."""
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    text = re.sub(r"&\w+;", "", text)
    text = re.sub(r"\.(sup|sub)\.", "", text)
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", text).lower())


@dataclass
class Second:
    """What the second reading found; the dates as eight digits."""

    number: str
    kind: str
    published: str
    application: str
    filed: str
    title: str
    first_claim: str
    last_claim: str
    claims: int
    inventors: list[str]  # family names
    classes: set[str]  # letters and digits only
    citations: int
    abstract: str
    priorities: list[str]  # filing dates


def documents(path: Path) -> list[str]:
    """The documents of a file as text, prologs taken off by plain search."""
    if path.suffix == ".ZIP":
        with zipfile.ZipFile(path) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith(".XML")]
            data = archive.read(name)
    else:
        data = path.read_bytes()
    text = re.sub(r"<!--.*?-->", "", data.decode(), flags=re.DOTALL)
    return [re.sub(r"^.*?<!DOCTYPE[^\[>]*(\[.*?\])?\s*>", "", part, flags=re.DOTALL) if "<!DOCTYPE" in part else part
            for part in re.split(r"<\?xml [^>]*>", text) if part.strip()]  # fmt: skip


def tree(document: str) -> ET.Element:
    """The document by the standard library; entities of SGML are left out, as `bare` does."""
    return ET.fromstring(re.sub(r"&(?!amp|lt|gt|quot|apos|#)[\w.]+;", "", document.strip()))


def text_of(element: ET.Element | None) -> str:
    return "".join(element.itertext()).strip() if element is not None else ""


def of_st36(document: str) -> Second:
    root = tree(document)
    (biblio,) = [one for one in root if one.tag.startswith("us-bibliographic-data")]
    get = lambda path: text_of(biblio.find(path))  # noqa: E731
    joined = lambda one, *tags: "".join(text_of(one.find(tag)) for tag in tags)  # noqa: E731
    parts = ("section", "class", "subclass", "main-group", "subgroup")
    classes = {joined(one, *parts) for tag in ("ipcr", "cpc") for one in biblio.iter(f"classification-{tag}")}
    for line in biblio.findall("classification-ipc/*"):
        if "classification" in line.tag:
            packed = re.match(r"(\w{4})\s*0*(\d+)/?(\d\d+)$", (line.text or "").strip())
            assert packed
            classes.add("".join(packed.groups()))
    claims = [ET.tostring(one, encoding="unicode") for one in root.findall("claims/claim")]
    people = "inventors/inventor" if biblio.find("us-parties") is not None else "applicants/applicant"
    dates = "priority-claims/priority-claim/date", "us-related-documents/us-provisional-application/document-id/date"
    return Second(
        get("publication-reference/document-id/doc-number"), get("publication-reference/document-id/kind"),
        get("publication-reference/document-id/date"), get("application-reference/document-id/doc-number"),
        get("application-reference/document-id/date"), get("invention-title"),
        claims[0] if claims else "", claims[-1] if claims else "", len(claims),
        [text_of(one.find("addressbook/last-name")) for one in biblio.findall(f"*/{people}")],
        {one.upper() for one in classes},
        len(re.findall(r"<(?:patcit|nplcit)\b", document.split("<description", 1)[0])),
        "".join(text_of(one) for one in root.findall("abstract/p")),
        [one.text or "" for path in dates for one in biblio.findall(path)],
    )  # fmt: skip


def of_st32(document: str) -> Second:
    def all_of(pattern: str, within: str = document) -> list[str]:
        return [re.sub(r"<[^>]*>|\s*\n\s*", "", found) for found in re.findall(pattern, within, re.DOTALL)]

    def one(tag: str) -> str:
        return all_of(rf"<{tag}>(.*?)</{tag}>")[0]

    claims = re.findall(r"<CLM .*?</CLM>", document, re.DOTALL)
    abstract = re.findall(r"<SDOAB>(.*?)</SDOAB>", document, re.DOTALL)
    classes = {
        re.sub(r"[^A-Z0-9]", "", found) for tag in ("B511", "B512") for found in all_of(rf"<{tag}>(.*?)</{tag}>")
    }
    return Second(
        one("B110"), one("B130"), one("B140"), one("B210"), one("B220"), one("B540"),
        claims[0], claims[-1], len(claims),
        all_of(r"<SNM>(.*?)</SNM>", "".join(re.findall(r"<B721>.*?</B721>", document, re.DOTALL))),
        {found for found in classes if found[0].isalpha()},
        len(re.findall(r"<(?:PCIT|NCIT)>", document)), "".join(abstract),
        [*all_of(r"<B320>(.*?)</B320>"), *all_of(r"<B680US>.*?<DATE>(.*?)</DATE>")],
    )  # fmt: skip


def of_pap(document: str) -> Second:
    root = tree(document)
    biblio = root.find("subdoc-bibliographic-information")
    assert biblio is not None
    claims = [ET.tostring(one, encoding="unicode") for one in root.iter("claim")]
    number = biblio.find("document-id")
    assert number is not None
    classes = {re.sub(r"^(....)0*(\d+)/(.*)$", r"\1\2\3", one.text or "") for one in biblio.iter("ipc")}
    related = biblio.findall("continuity-data/non-provisional-of-provisional/document-id/document-date")
    return Second(
        text_of(number[0]), text_of(number[1]), text_of(number[2]),
        text_of(biblio.find("domestic-filing-data/application-number")),
        text_of(biblio.find("domestic-filing-data/filing-date")),
        text_of(biblio.find("technical-information/title-of-invention")),
        claims[0] if claims else "", claims[-1] if claims else "", len(claims),
        [text_of(one) + text_of(name.find("name-suffix")) for name in biblio.iter("name")
         for one in name.findall("family-name")], classes, 0,
        "".join(text_of(one) for one in root.findall("subdoc-abstract/paragraph")),
        [text_of(one) for one in [*biblio.findall("foreign-priority-data/filing-date"), *related]],
    )  # fmt: skip


def fields(text: str, tag: str) -> list[str]:
    """Values of a tag in fixed-tag text, continuation lines joined."""
    found = re.findall(rf"^{tag} +(.*(?:\n {{5,6}}.*)*)", text, re.MULTILINE)
    return [" ".join(value.split()) for value in found]


SECOND_READINGS: dict[str, Callable[[str], Second]] = {
    "<us-patent": of_st36,
    "<PATDOC": of_st32,
    "<patent-application-publication": of_pap,
}
