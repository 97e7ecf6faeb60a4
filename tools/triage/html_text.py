"""HTML as plain text: what a reader would see, and nothing that runs, loads or hides."""

import re
from html.parser import HTMLParser

_SKIPPED = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "embed", "title"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "source", "wbr"}
_LINES = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "hr"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:\D|$)|mso-hide", re.IGNORECASE
)
_DEEPEST = 200


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.pieces.append("\n")
        if tag in _VOID or len(self._open) > _DEEPEST:
            return
        given = {name: value or "" for name, value in attrs}
        unseen = tag in _SKIPPED or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        self._open.append((tag, unseen or self._unseen))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in _LINES:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)

    @property
    def _unseen(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def text_of_html(html: str) -> str:
    """The visible text of a page, line by line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)
