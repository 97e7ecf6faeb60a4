"""What a law is called: full title, short name, English name, nicknames, and small misspellings of them."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from knowledge.language import normalise
from knowledge.law.records import Law

PREFIX = "中华人民共和国"
_OF_CHINA = re.compile(
    r"\b(?:of\s+(?:the\s+)?(?:PRC|P\.R\.C\.|P\.R\.\s*China|People'?s\s+Republic\s+of\s+China|China)|(?:the\s+)?(?:PRC|China(?:'s)?|Chinese))\b",
    re.IGNORECASE,
)
_LONG_ENOUGH = 11  # letters: among short names one letter makes another law (Martial, Marital)
_CLOSE_ENOUGH = 92  # of 100: a letter missing, doubled or swapped in an English name


def _fold(name: str) -> str:
    """One form for all spellings: no brackets, no prefix, no "of the PRC", no case, no spacing."""
    bare = re.sub(r"[《》〈〉“”\"'’]", "", name).strip()
    bare = bare.removeprefix(PREFIX)
    bare = _OF_CHINA.sub(" ", bare)
    bare = re.sub(r"^\s*the\s+", "", bare, flags=re.IGNORECASE)
    return re.sub(r"[\s\-–]+", "", bare).casefold().replace("labour", "labor").replace("trademarks", "trademark")


class LawNames:
    """Finds the law a name means."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._by_name: dict[str, Law] = {}
        self.chinese: list[str] = []
        self.english: list[str] = []
        for law in laws:
            chinese = [law.title, law.title.removeprefix(PREFIX), law.short, *law.nicknames]
            english = [name for name in (law.english, *law.english_nicknames) if name]
            for name in (*chinese, *english, law.slug):
                self._by_name.setdefault(_fold(name), law)
            self.chinese += chinese
            self.english += english
        self.chinese = sorted({name for name in self.chinese if len(name) > 1}, key=lambda name: (-len(name), name))
        self.english = sorted(set(self.english), key=lambda name: (-len(name), name))
        self._folded = list(self._by_name)
        self.former: tuple[str, ...] = ()  # names of laws that a text at hand repeals and that are not held

    def resolve(self, name: str) -> Law | None:
        """The law of exactly this name (brackets, prefix, spacing and case aside)."""
        return self._by_name.get(_fold(name))

    def guess(self, name: str) -> Law | None:
        """The law whose name differs from this one by a slip of the pen; None when nothing is close."""
        if law := self.resolve(name) or self.resolve(normalise(name)):
            return law
        folded = _fold(name)
        if len(folded) < 3:
            return None
        if folded.isascii():
            if len(folded) < _LONG_ENOUGH:
                return None
            best = process.extractOne(folded, self._folded, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
            return self._by_name[best[0]] if best else None
        return next((law for known, law in self._by_name.items() if _one_character_off(folded, known)), None)


def _one_character_off(name: str, known: str) -> bool:
    """True when two Chinese names of at least four characters differ in a single one (著作权发, 商标法)."""
    return len(name) == len(known) > 3 and sum(a != b for a, b in zip(name, known, strict=True)) == 1
