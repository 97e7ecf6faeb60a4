"""The name of an upload, made safe to show and to offer for saving. No file is ever opened under it."""

import re
import unicodedata

from knowledge.documents.characters import without_unseen

LONGEST = 120  # characters
_FORBIDDEN = re.compile(r'[<>:"|?*\[\]`$%&;\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def clean_name(name: str) -> str:
    """The last part of a path as a plain name that ends in .pdf: `../../x` is "x.pdf", nothing is "document.pdf"."""
    plain = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    last = re.split(r"[/\\]", without_unseen(plain))[-1]
    stem = _FORBIDDEN.sub("_", re.sub(r"\s+", " ", last)).strip(" .")
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE).strip(" .")[: LONGEST - 4].strip(" .")
    if not stem or _RESERVED.fullmatch(stem) or not stem.lstrip("=+-@\uff1d\uff0b\uff0d\uff20"):
        stem = f"document_{stem}".rstrip("_") if stem else "document"
    return f"{stem}.pdf"
