"""What can be seen of a page: drawn with and without its words (pdfium), and the words that make no difference.

Runs in the child process only: pdfium ends the process it runs in when memory runs out.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

Image = npt.NDArray[np.uint8]
Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels
_SCALE, _PIXELS = 1.5, 4_000_000  # of a drawing; a larger page is drawn smaller
_COARSE = 0.7  # a drawing smaller than this shows no thin strokes: absence of ink means nothing
_INK = 12  # difference of a colour channel, of 255, that an eye may notice
_TINY = 2.0  # points
_SCAN = 0.5  # share of a page that a picture covers to be its scan
_UNDRAWN_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)


@dataclass(frozen=True)
class _Drawings:
    """A page as pictures of blue, green and red: complete, without its words, and how much the two differ where."""

    full: Image
    bare: Image
    ink: Image
    scale: float


@dataclass(frozen=True)
class _Words:
    """A text object of a page: its words, where it stands, and its place in the order of drawing."""

    handle: Any
    text: str
    box: Box | None  # None: outside the page
    place: int


def seen_pages(path: str, most: int) -> Iterator[dict[str, Any]]:
    """For each page what can be seen: {"text", "every", "hidden": [[carrier, words]], "layer", "picture"}.

    `every` is all text, hidden or not; `layer` says that `text` is a scan's text layer; `picture` the share of the page
    that its pictures cover.
    """
    document = pdfium.PdfDocument(Path(path).read_bytes())  # it cannot open a file that has no name
    for number in range(min(len(document), most)):
        page = document[number]
        try:
            yield _seen(page)
        finally:
            page.close()


def _seen(page: Any) -> dict[str, Any]:
    textpage = page.get_textpage()
    every = textpage.get_text_range()
    objects = list(page.get_objects())
    size = (page.get_width(), page.get_height())
    pictures = [_page_box(page, each, size) for each in objects if each.type == raw.FPDF_PAGEOBJ_IMAGE]
    picture = max((_share(box, size) for box in pictures), default=0.0)
    words = [_words(page, textpage, each, size, place) for place, each in enumerate(objects) if each.type == raw.FPDF_PAGEOBJ_TEXT]  # fmt: skip
    words = [each for each in words if each.text.strip()]
    if not words:
        return {"text": every, "every": every, "hidden": [], "layer": False, "picture": picture}
    drawn = _draw(page, words)
    verdicts = {_address(each.handle): _verdict(page, each, drawn, objects, size) for each in words}
    unseen = {address for address, verdict in verdicts.items() if verdict}
    layer = picture >= _SCAN and len(unseen) == len(verdicts) and _over_ink(words, verdicts, drawn)
    if layer:
        return {"text": every, "every": every, "hidden": [], "layer": True, "picture": picture}
    hidden = [[verdicts[_address(each.handle)], each.text] for each in words if verdicts[_address(each.handle)]]
    text = _without(textpage, unseen) if unseen else every
    return {"text": text, "every": every, "hidden": hidden, "layer": False, "picture": picture}


def _words(page: Any, textpage: Any, each: Any, size: tuple[float, float], place: int) -> _Words:
    length = raw.FPDFTextObj_GetText(each.raw, textpage.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(each.raw, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")
    return _Words(each, text, _page_box(page, each, size), place)


def _address(each: Any) -> int:
    return ctypes.addressof(each.raw.contents)


def _corners(each: Any) -> list[tuple[float, float]]:
    """The corners of an object in page coordinates, through the forms it stands in."""
    left, bottom, right, top = each.get_bounds()
    points = [(left, bottom), (right, bottom), (right, top), (left, top)]
    while (each := each.container) is not None:
        matrix = each.get_matrix()
        points = [matrix.on_point(x, y) for x, y in points]
    return points


def _page_box(page: Any, each: Any, size: tuple[float, float]) -> Box | None:
    """The part of the page an object stands on, in points from the upper left; None when it stands beside it."""
    width, height = (max(1, math.ceil(side)) for side in size)
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for across, up in _corners(each):
        raw.FPDF_PageToDevice(page.raw, 0, 0, width * 100, height * 100, 0, across, up, x, y)
        points.append((x.value / 100, y.value / 100))
    left, right = min(point[0] for point in points), max(point[0] for point in points)
    above, below = min(point[1] for point in points), max(point[1] for point in points)
    if right <= 0 or below <= 0 or left >= width or above >= height:
        return None
    return max(0, math.floor(left)), max(0, math.floor(above)), min(width, math.ceil(right)), min(height, math.ceil(below))  # fmt: skip


def _share(box: Box | None, size: tuple[float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / max(1.0, size[0] * size[1]) if box else 0.0


def _draw(page: Any, words: list[_Words]) -> _Drawings:
    """The page with its words and without."""
    scale = min(_SCALE, math.sqrt(_PIXELS / max(1.0, page.get_width() * page.get_height())))
    full = _picture(page, scale)
    for each in words:
        raw.FPDFPageObj_SetIsActive(each.handle.raw, False)
    bare = _picture(page, scale)
    for each in words:
        raw.FPDFPageObj_SetIsActive(each.handle.raw, True)
    return _Drawings(full, bare, np.maximum(full, bare) - np.minimum(full, bare), scale)


def _picture(page: Any, scale: float) -> Image:
    return page.render(scale=scale).to_numpy().copy()[..., :3]  # type: ignore[no-any-return]


def _cut(image: Image, box: Box, scale: float) -> Image:
    left, above, right, below = (round(side * scale) for side in box)
    return image[above : max(below, above + 1), left : max(right, left + 1)]


def _verdict(page: Any, each: _Words, drawn: _Drawings, objects: list[Any], size: tuple[float, float]) -> str:
    """Why words cannot be seen, "" when they can."""
    if each.box is None:
        return "off_page"
    mode = raw.FPDFTextObj_GetTextRenderMode(each.handle.raw)
    if mode in _UNDRAWN_MODES:
        return "invisible"
    if _height(each.handle) < _TINY:
        return "tiny"
    ink = _cut(drawn.ink, each.box, drawn.scale)
    if not ink.size:
        return "off_page"
    if mode not in _STROKED and _same_colour(each, drawn):
        return "same_colour"
    if drawn.scale < _COARSE or ink.max() > _INK:
        return ""
    if _in_layer(each.handle):
        return "layer"
    # a font this machine does not have leaves no ink either: then only what lies above the words says that they are hidden
    return "covered" if _has_glyphs(each) or _lies_under(page, each, objects, size) else ""


def _height(handle: Any) -> float:
    """The size words are set in, after all scaling."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(handle.raw, size)
    height = abs(size.value)
    while handle is not None:
        matrix = handle.get_matrix()
        height *= math.hypot(matrix.c, matrix.d)
        handle = handle.container
    return height


def _same_colour(each: _Words, drawn: _Drawings) -> bool:
    """Whether words are filled with the colour that lies behind them, nearly everywhere."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if each.box is None or not raw.FPDFPageObj_GetFillColor(each.handle.raw, red, green, blue, alpha):
        return False  # a pattern
    if alpha.value <= _INK:
        return True
    behind = _cut(drawn.bare, each.box, drawn.scale).astype(np.int16)
    for plane, colour in enumerate((blue, green, red)):
        near = np.abs(behind[..., plane] - colour.value) <= _INK
        if np.count_nonzero(near) <= 0.98 * near.size:
            return False
    return True


def _in_layer(handle: Any) -> bool:
    """Whether words, or a form they stand in, are marked as optional content."""
    while handle is not None:
        for place in range(max(0, raw.FPDFPageObj_CountMarks(handle.raw))):
            mark, length = raw.FPDFPageObj_GetMark(handle.raw, place), ctypes.c_ulong()
            buffer = (ctypes.c_ushort * 16)()
            raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
            if bytes(buffer).decode("utf-16-le", "replace").rstrip("\0") == "OC":
                return True
        handle = handle.container
    return False


def _has_glyphs(each: _Words) -> bool:
    font = raw.FPDFTextObj_GetFont(each.handle.raw)
    return raw.FPDFFont_GetIsEmbedded(font) == 1 or each.text.isascii()


def _lies_under(page: Any, each: _Words, objects: list[Any], size: tuple[float, float]) -> bool:
    """Whether a picture or a filled shape that is drawn later covers words."""
    for other in objects[each.place + 1 :]:
        if other.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            box, own = _page_box(page, other, size), each.box
            if box and own and box[0] <= own[0] and box[1] <= own[1] and box[2] >= own[2] and box[3] >= own[3]:
                return True
    return False


def _over_ink(words: list[_Words], verdicts: dict[int, str], drawn: _Drawings) -> bool:
    """Whether unseen words lie on the ink of a picture, as the text layer of a scan does."""
    if set(verdicts.values()) - {"invisible", "covered"}:
        return False
    boxes = [_cut(drawn.full, each.box, drawn.scale) for each in words if each.box]
    inked = [bool(box.size) and int(box.max()) - int(box.min()) > 4 * _INK for box in boxes]
    return sum(inked) >= 0.8 * len(inked)


def _without(textpage: Any, unseen: set[int]) -> str:
    """The text of a page without the characters of some of its objects."""
    kept = []
    for place in range(textpage.count_chars()):
        owner = raw.FPDFText_GetTextObject(textpage.raw, place)
        if not owner or ctypes.addressof(owner.contents) not in unseen:
            kept.append(_character(raw.FPDFText_GetUnicode(textpage.raw, place)))
    return "".join(kept).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else ""
