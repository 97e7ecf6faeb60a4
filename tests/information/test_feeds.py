"""Feeds as they come: good ones, careless ones, and traps."""

from datetime import date
from pathlib import Path

import pytest

from tests.pdf_files import one_page, text
from tools.information.feeds import MOST_BYTES, decoded, read_feed
from tools.information.folders import read_folder
from tools.information.item import plain, safe_link
from tools.refused import Refused

HEAD = '<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>N</title>{items}</channel></rss>'


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    return HEAD.format(encoding=encoding, items="".join(f"<item>{each}</item>" for each in items)).encode(encoding)


GOOD = "<title>新规施行</title><link>https://news.example.org/1</link><guid>1</guid><pubDate>Sat, 21 Nov 2026 18:30:00 GMT</pubDate><description>办法自下月起施行。</description>"


def test_an_entry_has_title_link_text_and_its_beijing_day() -> None:
    found = read_feed(rss(GOOD))
    assert [(each.title_zh, each.link, each.text_zh, each.day) for each in found] == [
        (
            "新规施行",
            "https://news.example.org/1",
            "办法自下月起施行。",
            date(2026, 11, 22),
        )  # 18:30 in Greenwich is the next day
    ]


def test_atom_is_read_too() -> None:
    atom = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>New guideline</title><id>urn:1</id><link href="https://a.example.org/x"/><updated>2026-11-20T00:00:00+02:00</updated><summary type="html">&lt;p&gt;It &lt;b&gt;says&lt;/b&gt; so.&lt;/p&gt;</summary></entry></feed>'
    found = read_feed(atom.encode())[0]
    assert (found.title_en, found.text_en, found.day) == ("New guideline", "It says so.", date(2026, 11, 20))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16", "big5"])
def test_encodings_are_read_as_declared(encoding: str) -> None:
    assert read_feed(rss("<title>商標法施行</title><guid>1</guid>", encoding=encoding))[0].title_zh == "商標法施行"


def test_a_wrong_declaration_is_seen_through() -> None:
    lying = HEAD.format(
        encoding="utf-8", items="<item><title>商标法修订的主要内容与企业的应对办法</title><guid>1</guid></item>"
    ).encode("gbk")
    assert "商标法" in read_feed(lying)[0].title_zh
    assert decoded(b"\xff\xfe\x00") is not None
    assert (
        read_feed(HEAD.format(encoding="no-such-thing", items="<item><title>new law</title></item>").encode())[
            0
        ].title_en
        == "new law"
    )


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
REMOTE = b'<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://169.254.169.254/x.dtd" [<!ELEMENT r ANY>]><rss version="2.0"><channel><item><title>t</title></item></channel></rss>'


@pytest.mark.parametrize("trap", [BOMB, XXE, REMOTE, XXE.decode().encode("utf-16")])
def test_entities_and_document_types_are_refused(trap: bytes) -> None:
    with pytest.raises(Refused, match="entities") as caught:
        read_feed(trap)
    assert caught.value.name == "feed.entities"


@pytest.mark.parametrize(
    "junk",
    [b"", b"\x00" * 40, b"hello", b"<html><body>404</body></html>", b"<rss><chan", b"%PDF-1.7", b'{"version": 1}'],
)
def test_what_is_no_feed_is_refused(junk: bytes) -> None:
    with pytest.raises(Refused):
        read_feed(junk)


def test_a_feed_that_is_too_large_is_not_parsed() -> None:
    with pytest.raises(Refused, match="5 MB"):
        read_feed(b"<rss>" + b" " * MOST_BYTES)


def test_broken_xml_gives_what_can_be_read() -> None:
    broken = rss(GOOD, "<title>第二条 & 未转义</title><guid>2</guid>").replace(b"</channel></rss>", b"")
    assert {each.title_zh for each in read_feed(broken)} >= {"新规施行"}


def test_entries_without_day_title_or_with_days_to_come_are_told_as_they_are() -> None:
    found = read_feed(rss("<title>no day</title><guid>1</guid>", "<guid>2</guid>", "<description>only text</description><guid>3</guid>", "<title>bad day</title><guid>4</guid><pubDate>yesterday-ish</pubDate>", "<title>old</title><guid>5</guid><pubDate>Thu, 01 Jan 1900 00:00:00 GMT</pubDate>"))  # fmt: skip
    assert [(each.title_en, each.day) for each in found] == [
        ("no day", None),
        ("only text", None),
        ("bad day", None),
        ("old", None),
    ]


def test_one_guid_for_all_does_not_swallow_them_and_repeats_are_one() -> None:
    careless = rss(
        *(f"<title>news {n}</title><guid>same</guid><link>https://n.example.org/{n}</link>" for n in range(3))
    )
    assert len(read_feed(careless)) == 3
    assert len(read_feed(rss(GOOD, GOOD, GOOD.replace("<guid>1", "<guid>9")))) == 1  # the same words twice are one


LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://user:pw@evil.example.org/",
    "//evil.example.org",
    'https://a.example.org/"onclick=x',
    "vbscript:x",
    "ht\u200btps://x.example.org/ y",
    "x" * 2000,
]


@pytest.mark.parametrize("link", LINKS)
def test_odd_addresses_are_no_links(link: str) -> None:
    assert safe_link(link) == ""
    assert safe_link("https://ok.example.org/a?b=1") == "https://ok.example.org/a?b=1"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>hi",
        "<img src=x onerror=alert(1)>hi",
        "<style>x{}</style>hi",
        "<iframe src=//x></iframe>hi",
        "&lt;script&gt;hi",
        "<svg/onload=alert(1)>hi",
        "<!-- <script> -->hi",
        "h\u200bi",
        "<<b>hi</b>",
    ],
)
def test_markup_is_taken_off(markup: str) -> None:
    found = plain(markup)
    assert "hi" in found
    assert not set("<>") & set(found)
    assert "alert" not in found or "&" in markup


def test_a_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: 资助政策调整\ndate: 2026-11-01\n---\n# x\n正文 [链接](javascript:alert(1)) <script>x</script>",
        "utf-8",
    )
    (tmp_path / "b.txt").write_bytes("# 标题\r\n中文内容很长很长，说明政策变化。".encode("gbk"))
    (tmp_path / "c.xml").write_bytes(rss(GOOD))
    (tmp_path / "d.pdf").write_bytes(one_page(text("An industry report on drones")))
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "f.xml").write_bytes(XXE)
    (tmp_path / "g.exe").write_bytes(b"MZ")
    (tmp_path / "h.md").write_bytes(b" " * (MOST_BYTES + 1))
    outside = tmp_path.parent / "secret.md"
    outside.write_text("# secret", "utf-8")
    (tmp_path / "i.md").symlink_to(outside)
    items, problems = read_folder(tmp_path)
    told = {each.title_zh or each.title_en: each for each in items}
    assert set(told) == {"资助政策调整", "标题", "新规施行", "d"}
    assert told["资助政策调整"].day == date(2026, 11, 1)
    assert "javascript" not in told["资助政策调整"].text_zh
    assert "drones" in told["d"].text_en
    assert [each.split(":")[0] for each in problems] == ["e.pdf", "f.xml", "h.md"]
    with pytest.raises(Refused, match="absolute path"):
        read_folder(Path("relative"))
