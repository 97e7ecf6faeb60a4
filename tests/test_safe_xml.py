"""XML of strangers: nothing outside is read, nothing expands, and what stands before an error is kept."""

from pathlib import Path

import pytest

from knowledge.patents.importers import IMPORTERS
from knowledge.patents.importers.safe_xml import Unreadable, elements, raw_text, root_of, text_of
from knowledge.patents.importing import Broken

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE exchange-documents [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + ']><exchange-documents xmlns="http://www.epo.org/exchange">{body}</exchange-documents>'
)
INSIDE = [
    "<exchange-document country='EP' doc-number='1' kind='A1'><abstract lang='en'><p>&j;</p></abstract></exchange-document>",
    "<exchange-document country='&j;' doc-number='1' kind='A1'/>",
]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("body", INSIDE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused_at_once(body: str, encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.xml", BOMB.replace("{body}", body).encode(encoding))
    for importer in IMPORTERS:
        if importer.accepts(path, path.read_bytes()):
            (outcome,) = importer.read(path)
            assert isinstance(outcome, Broken)
            assert "实体" in outcome.reason
            assert "entities" in outcome.reason
    assert any(importer.accepts(path, path.read_bytes()) for importer in IMPORTERS)


def test_a_declaration_far_into_a_file_multiplies_nothing(tmp_path: Path) -> None:
    far = BOMB.replace("[<", "[<!-- " + "x" * 70_000 + " --><", 1).replace("{body}", INSIDE[0])
    path = write(tmp_path / "far.xml", far)
    outcomes = [each for importer in IMPORTERS if importer.name == "epo-ops" for each in importer.read(path)]
    assert all("a" * 100 not in str(each) for each in outcomes)
    assert outcomes


@pytest.mark.parametrize("address", ["file://{secret}", "http://127.0.0.1:9/secret"])
def test_nothing_outside_the_file_is_read(address: str, tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "SECRET")
    path = write(
        tmp_path / "x.xml",
        f'<!DOCTYPE a [<!ENTITY s SYSTEM "{address.format(secret=secret)}">]><a><b>&s;</b></a>',
    )
    with pytest.raises(Unreadable):
        list(elements(path, "b"))
    path = write(tmp_path / "y.xml", f'<!DOCTYPE a SYSTEM "{address.format(secret=secret)}"><a><b>c</b></a>')
    assert [text_of(element) for element, _ in elements(path, "b")] == ["c"]


def test_an_entity_that_only_a_dtd_knows_is_its_letter(tmp_path: Path) -> None:
    path = write(tmp_path / "x.xml", '<!DOCTYPE a SYSTEM "a.dtd"><a><b>5&deg;C &mdash; &amp; &#945;</b></a>')
    assert [text_of(element) for element, _ in elements(path, "b")] == ["5°C — & α"]


def test_comments_and_instructions_are_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "x.xml", "<a><b>one<!-- 1 -->two<?x y?><i> three</i><br/>four</b></a>")
    assert [raw_text(element) for element, _ in elements(path, "b")] == ["onetwo three\nfour"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<?xml version='1.0' encoding='utf-8'?><a><b>\xd6\xd0</b></a>", "encoding"),
        (b"<?xml version='1.0' encoding='klingon'?><a><b/></a>", "encoding"),
        (b"<a><b>x</b>\n<b>y", "breaks off"),
        (b"<a><b>x</b><c></d></a>\n\n\n", "not well-formed"),
        (b"\0\1\2\3", "not well-formed"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content: bytes, word: str, tmp_path: Path) -> None:
    path = write(tmp_path / "x.xml", content)
    with pytest.raises(Unreadable, match=word):
        list(elements(path, "b"))


def test_what_stands_before_an_error_is_given(tmp_path: Path) -> None:
    reading = elements(write(tmp_path / "x.xml", b"<a>" + b"<b>x</b>" * 5 + b"<b>y"), "b")
    assert [text_of(next(reading)[0]) for _ in range(5)] == ["x"] * 5
    with pytest.raises(Unreadable):
        next(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_file_cut_anywhere_is_said_to_break_off(encoding: str, tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><根><段 号="一">高压空气<!-- x --></段><段>切断阀</段></根>'
    whole = text.encode(encoding)
    assert [text_of(each) for each, _ in elements(write(tmp_path / "x.xml", whole), "段")] == ["高压空气", "切断阀"]
    start = len(text[: text.index("<段")].encode(encoding))
    for end in range(start, len(whole) - 1):
        with pytest.raises(Unreadable, match="breaks off"):
            list(elements(write(tmp_path / "x.xml", whole[:end]), "段"))


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><a:b xmlns:a='u'>", ("u", "b")),
        ("<?xml version='1.0' encoding='utf-16'?><b/>".encode("utf-16"), ("", "b")),
        (b"<b c='d'><c", ("", "b")),
        (b"{}", ("", "")),
        (b"", ("", "")),
        (b"\xff" * 50, ("", "")),
    ],
)
def test_the_root_of_a_head(head: bytes, root: tuple[str, str]) -> None:
    assert root_of(head) == root
