"""PDF files written by hand, byte by byte, for the tests of documents."""

import zlib
from dataclasses import dataclass, field

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SONG = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
    b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor"
    b" << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)
GREY = 0x60


@dataclass
class PdfFile:
    """A PDF in the making: `content` of each page as operators, `resources` and `extras` as source text."""

    contents: list[bytes] = field(default_factory=list)
    xobjects: dict[str, bytes] = field(default_factory=dict)  # name to a whole stream object
    fonts: dict[str, bytes] = field(default_factory=dict)
    resources: bytes = b""
    page: bytes = b""  # more entries of every page
    catalog: bytes = b""
    trailer: bytes = b""
    extras: list[bytes] = field(default_factory=list)  # objects from number 100 on

    def bytes(self) -> bytes:
        """The file."""
        objects: dict[int, bytes] = {}
        kids = b" ".join(b"%d 0 R" % (10 + 2 * place) for place in range(len(self.contents)))
        objects[1] = b"<< /Type /Catalog /Pages 2 0 R %s >>" % self.catalog
        objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(self.contents))
        fonts = {"F": HELVETICA, "S": SONG} | self.fonts
        font = b" ".join(b"/%s %s" % (name.encode(), value) for name, value in fonts.items())
        forms = {name: 5000 + place for place, name in enumerate(self.xobjects)}
        xobject = b" ".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in forms.items())
        for place, content in enumerate(self.contents):
            number = 10 + 2 * place
            objects[number] = (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources"
                b" << /Font << %s >> /XObject << %s >> %s >> %s >>"
                % (number + 1, font, xobject, self.resources, self.page)
            )
            objects[number + 1] = stream(content)
        objects |= {100 + place: extra for place, extra in enumerate(self.extras)}
        objects |= {forms[name]: value for name, value in self.xobjects.items()}
        return written(objects, self.trailer)


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects with its cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, value in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


def deflated(content: bytes, head: bytes = b"", layers: int = 1) -> bytes:
    """A compressed stream object, compressed several times if wished."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s] %s" % (b" ".join([b"/FlateDecode"] * layers), head))


def text(words: str, x: float = 72, y: float = 700, size: float = 12, before: str = "") -> bytes:
    """Words in Helvetica at a place, `before` them operators such as `1 g` or `3 Tr`."""
    plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q BT {before} /F {size} Tf 1 0 0 1 {x} {y} Tm ({plain}) Tj ET Q\n".encode("latin-1")


def chinese(words: str, x: float = 72, y: float = 660, size: float = 12, before: str = "") -> bytes:
    """Words in a Chinese font that is not embedded."""
    return f"q BT {before} /S {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET Q\n".encode()


def lines(*rows: str, top: float = 780) -> bytes:
    """Rows of text down a page."""
    return b"".join(text(row, y=top - 18 * place) for place, row in enumerate(rows))


def one_page(*parts: bytes, **more: object) -> bytes:
    """A file of one page."""
    return PdfFile(contents=[b"".join(parts)], **more).bytes()  # type: ignore[arg-type]


def picture(width: int = 40, height: int = 40, rows: bytes = b"") -> bytes:
    """A grey picture object; `rows` its pixels, else plain grey."""
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8" % (width, height)  # fmt: skip
    return stream(rows or bytes([GREY]) * (width * height), head)


def speckled(width: int = 100, height: int = 140) -> bytes:
    """A picture of light and dark, like the scan of a written page."""
    return picture(width, height, bytes(0x20 if (place // 2) % 3 == 0 else 0xF0 for place in range(width * height)))


def spelling(words: str) -> tuple[bytes, bytes]:
    """A Helvetica whose letters a, b, c ... mean the characters of `words`, as object 100; and that object."""
    rows = " ".join(f"<{0x61 + place:02x}> <{one.encode('utf-16-be').hex()}>" for place, one in enumerate(words))
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def"
        f" 1 begincodespacerange <00> <ff> endcodespacerange {len(words)} beginbfchar {rows} endbfchar endcmap end end"
    )
    return HELVETICA.replace(b" >>", b" /ToUnicode 100 0 R >>"), stream(table.encode())
