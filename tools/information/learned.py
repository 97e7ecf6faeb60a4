"""What the knowledge base itself learns, as news: law adopted, coming and in force, case digests, patents published and changed."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from knowledge.cases.digests import CaseDigest
from knowledge.law.library import LawLibrary
from knowledge.law.records import Version
from knowledge.patents.record import Event, Patent
from tools.information.item import News, hashed, plain

YEARS = 2  # how far back news of laws go
PATENT_YEARS = 4  # and those of patents: a new subscription learns what its holders and classes did lately
_SOON = 60  # days before it comes into force that a text is told of again
_EFFECTS = {
    "granted": ("授权", "granted"), "lapsed": ("失效", "lapsed"), "ceased": ("终止", "ceased"), "expired": ("期满", "expired"), "restored": ("恢复", "restored"),
    "withdrawn": ("撤回", "withdrawn"), "refused": ("驳回", "refused"), "revoked": ("宣告无效或撤销", "revoked"), "assigned": ("转让登记", "assigned"),
    "licensed": ("许可备案", "licensed"), "pledged": ("质押登记", "pledged"), "fee_paid": ("缴费", "fee paid"),
}  # fmt: skip


def law_news(library: LawLibrary, today: date) -> Iterator[News]:
    """Texts of core law adopted in the last years, those that come into force soon, and those that came into force."""
    for law in library.laws():
        for version in library.versions(law) if law.core else ():
            if library.states_rules(version):
                yield from _version(version, today)


def _version(version: Version, today: date) -> Iterator[News]:
    law, start, since = version.law, version.in_force_from, today - timedelta(days=365 * YEARS)
    zh, en, first = law.title, law.name("en"), f"{version.key}/art1"
    facts = {"citation": first, "in_force_from": start.isoformat(), "names": [law.short, law.title, law.english]}
    if since <= version.adopted <= today:
        yield News(
            hashed(f"law-adopted:{version.key}"), f"《{zh}》新文本公布", f"New text of the {en}", f"{version.adopted} 通过，自 {start} 起施行。",
            f"Adopted on {version.adopted}, in force from {start}.", "", version.adopted, "policies", facts,
        )  # fmt: skip
    if version.adopted <= today < start <= today + timedelta(days=_SOON):
        day = max(version.adopted, start - timedelta(days=_SOON))
        yield News(
            hashed(f"law-soon:{version.key}"), f"《{zh}》即将施行", f"The {en} is about to come into force", f"自 {start} 起施行，此前仍适用现行文本。",
            f"In force from {start}; the present text governs until then.", "", day, "policies", facts,
        )  # fmt: skip
    if since <= start <= today:
        yield News(
            hashed(f"law-in-force:{version.key}"), f"《{zh}》已施行", f"The {en} is in force", f"自 {start} 起施行。", f"In force since {start}.", "", start, "policies", facts,
        )  # fmt: skip


def case_news(digests: Iterable[CaseDigest]) -> Iterator[News]:
    """Case digests; guiding and typical cases of Chinese courts count as judicial hot spots."""
    for each in digests:
        hot = each.level in ("guiding", "typical") and each.jurisdiction == "CN"
        yield News(
            hashed(f"case:{each.id}"), f"{each.name.zh}（{each.docket}）", f"{each.name.en} ({each.docket})", plain(each.holding.zh), plain(each.holding.en),
            "", _day(each.decided), "judicial" if hot else "cases", {"citation": each.key, "court": each.court.zh, "terms": [*each.terms.zh, *each.terms.en]},
        )  # fmt: skip


def patent_news(
    patents: Iterable[Patent], holders: Collection[str], classes: Collection[str], today: date
) -> Iterator[News]:
    """New publications and status changes of watched holders (keys of entities) and classes (IPC or CPC, by their beginning)."""
    since = today - timedelta(days=365 * PATENT_YEARS)
    for patent in patents:
        own, codes = (
            {party.entity for party in patent.holders if party.entity},
            [symbol.code for symbol in patent.symbols],
        )
        if not (
            own & set(holders) or any(code.replace(" ", "").startswith(wanted) for code in codes for wanted in classes)
        ):
            continue
        facts: dict[str, object] = {"holders": sorted(own), "names": [party.name for party in patent.holders], "classes": sorted({code.replace(" ", "") for code in codes}), "number": str(patent.number)}  # fmt: skip
        if patent.published and since <= patent.published <= today:
            yield _published(patent, patent.published, facts)
        yield from (_changed(patent, event, event.day, facts) for event in patent.events if event.effect in _EFFECTS and event.day and since <= event.day <= today)  # fmt: skip


def _published(patent: Patent, day: date, facts: dict[str, object]) -> News:
    zh, en = title_of(patent, "zh"), title_of(patent, "en")
    holders = plain("、".join(party.name for party in patent.holders), 200)
    return News(hashed(f"published:{patent.number}"), f"新公布：{zh}（{patent.number}）", f"New publication: {en} ({patent.number})", f"权利人：{holders}", f"Holder: {holders}", "", day, "technology", facts)  # fmt: skip


def _changed(patent: Patent, event: Event, day: date, facts: dict[str, object]) -> News:
    zh, en = _EFFECTS[event.effect]
    identity = json.dumps([str(patent.number), day.isoformat(), event.code, event.effect])
    return News(
        hashed(f"status:{identity}"), f"法律状态：{patent.number} {zh}", f"Legal status: {patent.number} {en}", f"{day}，{title_of(patent, 'zh')}", f"{day}, {title_of(patent, 'en')}",
        "", day, "technology", facts,
    )  # fmt: skip


def title_of(patent: Patent, language: str) -> str:
    """The title of a publication in a language, else in any it has."""
    texts = patent.texts.get(language) or next(iter(patent.texts.values()), None)
    return plain(texts.title, 200) if texts else str(patent.number)


def _day(decided: str) -> date | None:
    """A day of decision, where the source gives one; a year or a month is none."""
    try:
        return date.fromisoformat(decided)
    except ValueError:
        return None
