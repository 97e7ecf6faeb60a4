"""Character entities of the SGML generations: ISO 8879 and ISO 9573-13 names that no XML parser knows without a DTD."""

import re
from functools import lru_cache
from html.entities import html5

_XML = {"amp", "lt", "gt", "quot", "apos"}
# ISOgrk1 (ISO 8879): letters of Greek text; HTML has only the mathematical names (ISOgrk3: alpha, mu, ...).
_GREEK = {
    "agr": "α", "bgr": "β", "ggr": "γ", "dgr": "δ", "egr": "ε", "zgr": "ζ", "eegr": "η", "thgr": "θ", "igr": "ι",
    "kgr": "κ", "lgr": "λ", "mgr": "μ", "ngr": "ν", "xgr": "ξ", "ogr": "ο", "pgr": "π", "rgr": "ρ", "sgr": "σ",
    "sfgr": "ς", "tgr": "τ", "ugr": "υ", "phgr": "φ", "khgr": "χ", "psgr": "ψ", "ohgr": "ω",
    "Agr": "Α", "Bgr": "Β", "Ggr": "Γ", "Dgr": "Δ", "Egr": "Ε", "Zgr": "Ζ", "EEgr": "Η", "THgr": "Θ", "Igr": "Ι",
    "Kgr": "Κ", "Lgr": "Λ", "Mgr": "Μ", "Ngr": "Ν", "Xgr": "Ξ", "Ogr": "Ο", "Pgr": "Π", "Rgr": "Ρ", "Sgr": "Σ",
    "Tgr": "Τ", "Ugr": "Υ", "PHgr": "Φ", "KHgr": "Χ", "PSgr": "Ψ", "OHgr": "Ω",
    # ISOgrk2: accented
    "aacgr": "ά", "eacgr": "έ", "eeacgr": "ή", "iacgr": "ί", "oacgr": "ό", "uacgr": "ύ", "ohacgr": "ώ",
    "idigr": "ϊ", "udigr": "ϋ", "idiagr": "ΐ", "udiagr": "ΰ", "Aacgr": "Ά", "Eacgr": "Έ", "EEacgr": "Ή",
    "Iacgr": "Ί", "Oacgr": "Ό", "Uacgr": "Ύ", "OHacgr": "Ώ",
}  # fmt: skip
_REFERENCE = re.compile(rb"&([A-Za-z][A-Za-z0-9.]*);")


def character(name: str) -> str | None:
    """The characters an entity name stands for, None when it is not known: "mgr" is "μ", "bull" is "•".

    ISOgrk4 names ("b.alpha", bold Greek) give the plain letter.
    """
    if name in _GREEK:
        return _GREEK[name]
    return html5.get(f"{name.removeprefix('b.')};")


def decode_entities(body: bytes) -> bytes:
    """Named references as numeric ones; the five of XML stay, a name nobody knows stays to be read as it is printed."""
    if not {found.decode() for found in _REFERENCE.findall(body)} - _XML:
        return body
    return _REFERENCE.sub(lambda found: _numeric(found[1]), body)


@lru_cache(maxsize=4096)
def _numeric(printed: bytes) -> bytes:
    name = printed.decode()
    characters = character(name)
    if name in _XML or characters is None:
        return b"&" + printed + b";" if name in _XML else b"&amp;" + printed + b";"
    return "".join(f"&#{ord(c)};" for c in characters).encode()
