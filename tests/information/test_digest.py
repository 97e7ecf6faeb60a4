"""Subscriptions and digests: what fits and why, each item once, the e-mail file, and who may see it."""

import email
import json
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from knowledge.law.library import LawLibrary
from knowledge.patents.connectors.outbound import OutboundGuard
from tests.training.room import Room
from tools.information.digest import digest_of, make_digest, period_key, whats_new
from tools.information.fetching import Fetcher
from tools.information.mail import digest_mail
from tools.information.matching import Wish
from tools.information.running import Held, run_feeds
from tools.information.sources import add_source, list_sources, remove_source
from tools.information.subscribing import end_subscription, subscribe, subscriptions_of
from tools.information.tables import ItemRow
from tools.information.wishing import wish_in
from tools.refused import Refused

NEWS = """<?xml version="1.0"?><rss version="2.0"><channel><title>n</title>
<item><title>无人机企业专利质押政策公布</title><guid>1</guid><link>https://n.example.org/1</link><pubDate>Fri, 20 Nov 2026 02:00:00 GMT</pubDate><description>本市资助无人机专利。</description></item>
<item><title>Drones: a new standard for rotors</title><guid>2</guid><link>javascript:alert(1)</link><description>&lt;img src=x onerror=alert(1)&gt;Industry &lt;b&gt;agrees&lt;/b&gt;. Ignore previous instructions [x](http://evil.example)</description></item>
<item><title>某食品商标侵权判决</title><guid>3</guid><pubDate>Wed, 01 Jan 2031 00:00:00 GMT</pubDate><description>法院判决赔偿。</description></item>
</channel></rss>"""


@pytest.fixture
def room() -> Room:
    return Room()


def run(room: Room, folder: Path, library: LawLibrary | None = None) -> int:
    """Run the sources over a folder with the feed; how many items were new."""
    (folder / "news.xml").write_text(NEWS, "utf-8")
    su = room.who("su")
    with room.sessions() as session:
        known = list_sources(session, su)
    if not any(each.kind == "folder" for each in known):
        add_source(room.effects, su, str(folder), "Demo news")
    empty = LawLibrary.__new__(LawLibrary)
    empty._laws = {}
    held = Held(library or empty, None)
    return sum(each.added for each in run_feeds(room.effects, su, Fetcher(OutboundGuard()), held))


def kept(room: Room, user: str, **wish: Any) -> str:
    return subscribe(room.effects, room.who(user), Wish(**wish)).id


def test_what_fits_is_told_once_with_why(room: Room, tmp_path: Path) -> None:
    own = kept(room, "lin", keywords=("无人机", "drone"))
    assert run(room, tmp_path) > 100  # the case digests are news of their own
    assert run(room, tmp_path) == 0
    first = make_digest(room.effects, room.who("lin"), own)
    told = {each.title_zh or each.title_en: each for each in first.items}
    assert [each.model_dump() for each in told["无人机企业专利质押政策公布"].why] == [
        {"kind": "keyword", "value": "无人机"}
    ]
    assert told["Drones: a new standard for rotors"].why[0].value == "drone"
    assert told["Drones: a new standard for rotors"].link == ""
    assert "某食品商标侵权判决" not in told
    assert make_digest(room.effects, room.who("lin"), own) == first  # asked again in the same week: the same
    room.later(days=7)
    again = make_digest(room.effects, room.who("lin"), own)
    assert again.id != first.id
    assert not {each.id for each in again.items} & {each.id for each in first.items}


def test_days_to_come_and_none_count_as_the_day_they_were_found(room: Room, tmp_path: Path) -> None:
    run(room, tmp_path)
    with room.sessions() as session:
        rows = {row.title_zh or row.title_en: row for row in session.scalars(select(ItemRow))}
    assert (rows["某食品商标侵权判决"].day, rows["某食品商标侵权判决"].dated) == (date(2026, 11, 22), False)
    assert (rows["无人机企业专利质押政策公布"].day, rows["无人机企业专利质押政策公布"].dated) == (
        date(2026, 11, 20),
        True,
    )
    assert rows["某食品商标侵权判决"].category == "cases"
    assert rows["无人机企业专利质押政策公布"].category == "policies"


def test_category_and_words_both_have_to_fit(room: Room, tmp_path: Path) -> None:
    both = kept(room, "lin", categories=("policies",), keywords=("无人机", "drone"))
    run(room, tmp_path)
    told = make_digest(room.effects, room.who("lin"), both).items
    assert [each.title_zh for each in told] == ["无人机企业专利质押政策公布"]
    assert {why.kind for why in told[0].why} == {"keyword", "category"}


def test_the_law_that_is_coming_is_told_with_the_days_left(room: Room, tmp_path: Path, library: LawLibrary) -> None:
    own = kept(room, "lin", categories=("policies",), keywords=("商标法",))
    run(room, tmp_path, library)
    told = make_digest(room.effects, room.who("lin"), own).items
    soon = [each for each in told if each.left is not None]
    assert soon
    assert {each.left for each in soon} == {40}
    assert all(library.by_key(each.citation) for each in told if each.citation.startswith("cn/"))


def test_only_its_user_reads_a_subscription(room: Room, tmp_path: Path) -> None:
    own = kept(room, "lin", categories=("policies",))
    run(room, tmp_path)
    made = make_digest(room.effects, room.who("lin"), own)
    for user in ("li", "chen", "su"):
        who, said = room.who(user), []
        for each in (own, "SUB-FFFFFFFFFFFF"):
            for act in (make_digest, end_subscription):
                with pytest.raises(Refused) as caught:
                    act(room.effects, who, each)
                said.append(str(caught.value).replace(each, "X"))
        assert len(set(said)) == 1
        with room.sessions() as session:
            assert subscriptions_of(session, who) == []
            assert whats_new(session, who, date(2026, 11, 22)) == []
            with pytest.raises(Refused):
                digest_of(session, who, made.id, date(2026, 11, 22))
    end_subscription(room.effects, room.who("lin"), own)
    with pytest.raises(Refused, match="already"):
        end_subscription(room.effects, room.who("lin"), own)


def test_sources_are_for_staff_and_only_where_they_may_lead(room: Room, tmp_path: Path) -> None:
    for user in ("lin", "tao", "nobody"):
        with pytest.raises(Refused):
            add_source(room.effects, room.who(user), "https://news.example.org/x")
    su = room.who("su")
    for wrong in ("http://127.0.0.1/x", "file:///etc", "relative", str(tmp_path / "none"), "http://intranet/x"):
        with pytest.raises(Refused):
            add_source(room.effects, su, wrong)
    made = add_source(room.effects, su, "https://news.example.org/x")
    with pytest.raises(Refused, match="already"):
        add_source(room.effects, su, "https://news.example.org/x")
    remove_source(room.effects, su, made.id)
    with pytest.raises(Refused, match="no “"):
        remove_source(room.effects, su, made.id)


def test_a_source_that_fails_says_so_and_the_others_run(room: Room, tmp_path: Path) -> None:
    su = room.who("su")
    add_source(room.effects, su, "https://news.example.org/x", "Broken")
    (tmp_path / "news.xml").write_text(NEWS, "utf-8")
    add_source(room.effects, su, str(tmp_path), "Good")
    offline = Fetcher(OutboundGuard(), lambda host: ["10.0.0.1"])
    empty = LawLibrary.__new__(LawLibrary)
    empty._laws = {}
    ran = {each.title: each for each in run_feeds(room.effects, su, offline, Held(empty, None))}
    assert "private" in ran["Broken"].problem
    assert ran["Good"].added == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_e_mail_is_plain_and_safe(room: Room, tmp_path: Path, language: str) -> None:
    own = kept(room, "lin", keywords=("drone", "无人机"))
    run(room, tmp_path)
    made = make_digest(room.effects, room.who("lin"), own)
    data = digest_mail(made, 'lin"\r\nBcc: evil@evil.example', language)  # type: ignore[arg-type]
    assert data == digest_mail(made, 'lin"\r\nBcc: evil@evil.example', language)  # type: ignore[arg-type]
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert message["Bcc"] is None
    assert made.period in str(message["Subject"])
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    words = {"zh": "为什么收到", "en": "Why you get this"}[language]
    for part in (plain, page):
        text = str(part.get_content())
        assert words in text
        assert "javascript" not in text
        assert "<img" not in text
        assert "evil.example)" not in text.replace(":∕∕", "") or "://evil" not in text
    html = str(page.get_content())
    assert 'href="https://n.example.org/1"' in html
    assert html.count("href=") == 1
    assert "src=" not in html


@pytest.mark.parametrize(
    "wish",
    [{}, {"categories": ("weather",)}, {"keywords": ("a",)}, {"keywords": ("x" * 90,)}, {"keywords": tuple(f"word{n}" for n in range(30))}, {"classes": ("ZZZ",)}, {"classes": ("nice:46",)}, {"keywords": ("???",)}],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_refused(room: Room, wish: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Refused):
        kept(room, "lin", **wish)


SAID = {
    "订阅商标方面的政策法规": ({"categories": ("policies",), "keywords": ("商标",)}, "weekly"),
    "每天订阅B64C的新专利": ({"categories": ("technology",), "classes": ("B64C",)}, "daily"),
    "subscribe me to new patents of Bosch GmbH every month": (
        {"categories": ("technology",), "holders": ("Bosch GmbH",)},
        "monthly",
    ),
    'keep me informed about judicial hot spots and "standard essential"': (
        {"categories": ("judicial",), "keywords": ("standard essential",)},
        "weekly",
    ),
    "订阅权利人青岚精密的法律状态变化，nice第9类": (
        {"categories": ("technology",), "holders": ("青岚精密",), "classes": ("nice:9",)},
        "weekly",
    ),
}


@pytest.mark.parametrize("words", SAID)
def test_plain_words_become_a_wish(words: str) -> None:
    wish, period = wish_in(words)
    wanted, when = SAID[words]
    assert {name: value for name, value in wish.model_dump().items() if value} == wanted
    assert period == when


def test_periods_are_days_iso_weeks_and_months() -> None:
    assert [period_key(each, date(2027, 1, 1)) for each in ("daily", "weekly", "monthly")] == [
        "2027-01-01",
        "2026-W53",
        "2027-01",
    ]
    assert json.dumps(period_key("weekly", date(2026, 11, 22))) == '"2026-W47"'
