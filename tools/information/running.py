"""Running the sources: what each gives is read outside the database and kept in one transaction; run again it adds nothing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.cases.digests import load_digests
from knowledge.law.library import LawLibrary
from knowledge.patents.holders import entity_of
from knowledge.patents.store_reading import PatentReader
from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.information.classifying import category_of
from tools.information.feeds import read_feed
from tools.information.fetching import Fetcher, read_address
from tools.information.folders import read_folder
from tools.information.item import MOST_TEXT, News, deduplicated, hashed
from tools.information.learned import case_news, law_news, patent_news
from tools.information.sources import AUTO, KNOWLEDGE
from tools.information.subscribing import wish_of
from tools.information.tables import ItemRow, SourceRow, SubscriptionRow
from tools.orders.days import day_of
from tools.principal import Principal
from tools.refused import Refused


@dataclass(frozen=True)
class Held:
    """What the knowledge base learns from: the law, and the patent records (None where there are none)."""

    library: LawLibrary
    patents: PatentReader | None


class Ran(BaseModel):
    """One source's run: how many items it gave, how many were new, and what went wrong."""

    model_config = ConfigDict(frozen=True)

    source: str
    title: str
    found: int
    added: int
    problem: str


def run_feeds(effects: Effects, who: Principal, fetcher: Fetcher, held: Held) -> list[Ran]:
    """Ask every source once. A source that fails says so and stands in nobody's way. Raises Refused for anybody but staff and admin."""
    require(who, "run_feeds", None)
    _open_knowledge(effects, who)
    with effects.sessions() as session:
        sources = list(session.scalars(select(SourceRow).where(SourceRow.state == "active").order_by(SourceRow.created, SourceRow.id)))  # fmt: skip
        hosts = frozenset(read_address(each.address).host for each in sources if each.kind == "feed")
        wishes = [
            wish_of(row) for row in session.scalars(select(SubscriptionRow).where(SubscriptionRow.state == "active"))
        ]
        newest = session.scalar(select(SubscriptionRow.created).order_by(SubscriptionRow.created.desc()).limit(1))
    watched = _Watched({entity_of(name) for wish in wishes for name in wish.holders}, {code for wish in wishes for code in wish.classes})  # fmt: skip
    ran = []
    for each in sources:
        again = newest is not None and (each.ran is None or each.ran <= newest)
        cursor = 0 if again else each.cursor
        news, problem, cursor = _news_of(each, fetcher, hosts, held, watched, cursor, day_of(effects.now()))
        ran.append(_keep(effects, who, each, news, problem, cursor))
    return ran


@dataclass(frozen=True)
class _Watched:
    """The holders (keys) and classes that any subscription asks for."""

    holders: set[str]
    classes: set[str]


def _news_of(source: SourceRow, fetcher: Fetcher, hosts: frozenset[str], held: Held, watched: _Watched, cursor: int, today: date) -> tuple[list[News], str, int]:  # fmt: skip
    """What a source gives now, what went wrong, and the revision of the patent store it was read at."""
    try:
        if source.kind == "feed":
            return _keyed(source, read_feed(fetcher.fetch(source.address, hosts))), "", 0
        if source.kind == "folder":
            found, problems = read_folder(Path(source.address))
            return _keyed(source, found), " · ".join(problems)[:1000], 0
        learned, revision = _learned(held, watched, cursor, today)
        return learned, "", revision
    except Refused as refused:
        return [], str(refused), cursor


def _keyed(source: SourceRow, news: list[News]) -> list[News]:
    """Items with keys of their source: two feeds may count from one."""
    return [replace(each, key=hashed(f"{source.id}|{each.key}")) for each in news]


def _learned(held: Held, watched: _Watched, cursor: int, today: date) -> tuple[list[News], int]:
    news: list[News] = [*law_news(held.library, today), *case_news(load_digests())]
    if held.patents is None or not (watched.holders or watched.classes):
        return news, cursor
    revision = held.patents.revision()
    changed = (patent for _, patent in held.patents.iterate(changed_since=cursor))
    return [*news, *patent_news(changed, watched.holders, watched.classes, today)], revision


def _open_knowledge(effects: Effects, who: Principal) -> None:
    """The knowledge base is a source from the first run on."""
    with effects.sessions.begin() as session:
        if session.get(SourceRow, KNOWLEDGE) is None:
            session.add(SourceRow(id=KNOWLEDGE, kind="knowledge", address="knowledge", title="IPOS", category=AUTO, state="active", cursor=0, problem="", created=effects.now()))  # fmt: skip


def _keep(effects: Effects, who: Principal, source: SourceRow, news: Sequence[News], problem: str, cursor: int) -> Ran:
    """Keep what is new; the source's row is locked, so that two runs follow each other."""
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True)
        row = act.row(SourceRow, source.id)
        fresh = _fresh(session, deduplicated(news))
        for each in fresh:
            session.add(_row(act, row, each))
        row.ran, row.problem, row.cursor = act.moment, problem, cursor
        session.flush()
        if fresh or problem:
            effects.audit.append(session, act.moment, who, "run_feeds", row.id, added=len(fresh), failed=bool(problem))
        return Ran(source=row.id, title=row.title, found=len(news), added=len(fresh), problem=problem)


def _fresh(session: Session, news: Iterable[News]) -> list[News]:
    """Items that nobody has told yet, by their keys and by their words."""
    listed = list(news)
    keys, words = set[str](), set[str]()
    for start in range(0, len(listed), 400):
        part = listed[start : start + 400]
        found = session.execute(select(ItemRow.key, ItemRow.content).where(ItemRow.key.in_([each.key for each in part]) | ItemRow.content.in_([each.content for each in part])))  # fmt: skip
        for key, content in found:
            keys.add(key)
            words.add(content)
    return [each for each in listed if each.key not in keys and each.content not in words]


def _row(act: Act, source: SourceRow, each: News) -> ItemRow:
    """An item as it is kept: one without a day, or with one to come, is of the day it was found."""
    today = day_of(act.moment)
    title, text = f"{each.title_zh} {each.title_en}", f"{each.text_zh} {each.text_en}"
    dated = each.day is not None and each.day <= today
    return ItemRow(
        id=act.fresh("ITM"), source=source.id, key=each.key, content=each.content, title_zh=each.title_zh[:500], title_en=each.title_en[:500],
        text_zh=each.text_zh[:MOST_TEXT], text_en=each.text_en[:MOST_TEXT], link=each.link,
        category=each.category or category_of(title, text, source.category), day=each.day if each.day and dated else today, dated=dated,
        facts=json.dumps(dict(each.facts), ensure_ascii=False, sort_keys=True), fetched=act.moment,
    )  # fmt: skip
