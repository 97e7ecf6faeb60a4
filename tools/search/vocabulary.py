"""The content words of patent prose, comparable across Chinese and English where the technical glossary knows them."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from knowledge.language import Language
from knowledge.one_of import one_of
from retrievers.tokens import tokens

# Words of claim drafting, which every claim has and which say nothing of its matter.
_DRAFTING = frozenset(
    [
        "claim",
        "wherein",
        "compris",
        "includ",
        "have",
        "said",
        "method",
        "devic",
        "apparatus",
        "system",
        "accord",
        "first",
        "second",
        "third",
        "plural",
        "least",
        "one",
        "invent",
        "embodi",
        "present",
        "provid",
        "configur",
        "further",
        "thereof",
        "therein",
        "therefrom",
        "such",
        "each",
        "other",
        "more",
        "respect",
        "base",
        "includ",
        "contain",
        "use",
        "wherebi",
        "step",
        "form",
        "make",
    ]
) | frozenset(
    [
        "所述",
        "其特",
        "特征",
        "征在",
        "在于",
        "包括",
        "包含",
        "一种",
        "种的",
        "述的",
        "的一",
        "用于",
        "以及",
        "所述",
        "上述",
        "其中",
        "中所",
        "权利",
        "利要",
        "要求",
        "根据",
        "本发",
        "发明",
        "实用",
        "用新",
        "新型",
        "设有",
        "设置",
        "置有",
        "具有",
        "还包",
        "并且",
        "至少",
        "多个",
        "第一",
        "第二",
        "的所",
        "和所",
        "与所",
        "在所",
    ]
)


ENOUGH = 3  # things of a feature that have to be known for its overlap across languages to count in full


@cache
def _terms() -> dict[str, frozenset[str]]:
    rows = tomllib.loads(files("tools.search").joinpath("terms.toml").read_text("utf-8"))["terms"]
    return {chinese: frozenset(tokens(english)) for chinese, english in rows.items()}


@cache
def _known() -> frozenset[str]:
    """Every English stem of the glossary."""
    return frozenset[str]().union(*_terms().values())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(one_of(_terms()))


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry its matter, in its own language."""
    return frozenset(token for token in tokens(text) if token not in _DRAFTING and (len(token) > 1 or token.isdigit()))


@lru_cache(maxsize=20_000)
def shared(text: str, language: Language) -> tuple[frozenset[str], ...]:
    """The matter of a text as English stems, one set of alternatives for each thing named.

    For Chinese each glossary term is one thing (机壳: housing), for English each content word is.
    """
    if language == "en":
        return tuple(frozenset({word}) for word in sorted(content(text)))
    return tuple(_terms()[term] for term in named_terms(text))


def named_terms(text: str) -> list[str]:
    """The glossary's terms that a Chinese text names, each once."""
    return list(dict.fromkeys(_pattern().findall(text)))


def overlap(feature: str, feature_language: Language, passage: str, passage_language: Language) -> float:
    """Share of the feature's matter that the passage names, 0 to 1.

    Across languages only what the glossary knows can be compared, and one word in common ("hole") proves little: with
    fewer than three things known, the share counts for less.
    """
    if feature_language == passage_language:
        wanted, found = content(feature), content(passage)
        return len(wanted & found) / len(wanted) if wanted else 0.0
    said = frozenset[str]().union(*shared(passage, passage_language))
    known = _known()
    things = [thing for thing in shared(feature, feature_language) if thing & known]
    return sum(bool(thing & said) for thing in things) / max(len(things), ENOUGH)
