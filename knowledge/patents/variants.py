"""Variants of holders' names in a portfolio: which names are one holder for certain, and which may be, with the reason.

Certain are names with one key (`holders.entity_of`), known aliases, and what the user says belongs together. Everything
else is a suggestion for a person to decide: two companies are never merged on likeness.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz

from knowledge.patents.holders import CJK, NormalName, entity_of, name_rules, normal_name
from knowledge.practice.notes import Both

CERTAIN = 0.95
WORTH_SAYING = 0.5
_TAIWAN_NATIONALITY = re.compile(r"[\u3400-\u9fff]{1,4}商")
_TELLING = re.compile(
    r"\d+|[一二三四五六七八九十东西南北中上下大小新老]|\b(?:i{1,3}|iv|v|vi{1,3}|ix|x|north|south|east|west|new)\b"
)


@dataclass(frozen=True)
class Likeness:
    """How surely two names are one holder (1.0: nothing but print differs), and why."""

    confidence: float
    why: Both

    @property
    def certain(self) -> bool:
        """Whether the names may be merged without asking."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True)
class Cluster:
    """Names that are one holder, with how often each occurs; `confidence` under CERTAIN: namesakes are possible."""

    key: str
    names: dict[str, int]
    countries: frozenset[str]
    confidence: float
    why: Both
    members: frozenset[str] = frozenset()  # keys, where the user gave subsidiaries


@dataclass(frozen=True)
class Suggestion:
    """Two clusters that may be one holder."""

    left: str
    right: str
    likeness: Likeness


@dataclass(frozen=True)
class Resolution:
    """The names of a portfolio resolved; `of` is the cluster of each key."""

    clusters: tuple[Cluster, ...]
    suggestions: tuple[Suggestion, ...]
    of: dict[str, str] = field(default_factory=dict)

    def cluster(self, name: str) -> Cluster | None:
        """The cluster a name is in, None when it was not among those resolved."""
        key = self.of.get(entity_of(name), "")
        return next((cluster for cluster in self.clusters if cluster.key == key), None)


_SAME = Both(zh="只有写法不同", en="only the way of printing differs")
_PERSON = Both(zh="同一姓名（写法不同）；同名的人只凭姓名分不开，请核对地址和共同发明人", en="the same personal name; namesakes cannot be told apart by name: compare addresses and co-inventors")  # fmt: skip
_ALIAS = Both(zh="已知的别名或曾用名", en="a known other or former name")
_GIVEN = Both(zh="用户说明属于同一权利人", en="the user says they belong together")
_PLACES = Both(zh="写法相同，但国别不同，可能是不同公司", en="printed alike, but of different countries: possibly different companies")  # fmt: skip


def resolve(names: Iterable[tuple[str, str]], subsidiaries: Mapping[str, Iterable[str]] | None = None) -> Resolution:
    """The holders behind printed names with their countries ("" unknown), as (name, country).

    `subsidiaries`: by the parent's name, what the user says belongs to it; these clusters are joined under the parent.
    """
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, country in names:
        if key := entity_of(name):
            groups[key].append((name, country))
    parents = {
        entity_of(child): entity_of(parent) for parent, children in (subsidiaries or {}).items() for child in children
    }
    joined: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        joined[parents.get(key, key)].append(key)
    clusters = tuple(
        _cluster(key, [pair for each in keys for pair in groups[each]], keys) for key, keys in joined.items()
    )
    of = {key: cluster for cluster, keys in joined.items() for key in keys}
    return Resolution(clusters, tuple(_suggestions(clusters)), of)


def _cluster(key: str, pairs: list[tuple[str, str]], keys: list[str]) -> Cluster:
    counts: dict[str, int] = defaultdict(int)
    for name, _ in pairs:
        counts[name] += 1
    countries = frozenset(country for _, country in pairs if country)
    if len(keys) > 1 or keys != [key]:
        confidence, why = 1.0, _GIVEN
    elif key.startswith("name/"):
        confidence, why = 0.8, _PERSON
    elif key.startswith("alias/"):
        confidence, why = 1.0, _ALIAS
    elif len(countries) > 1 and not key.startswith("org/university"):
        confidence, why = 0.9, _PLACES
    else:
        confidence, why = 1.0, _SAME
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Cluster(key, ordered, countries, confidence, why, frozenset(keys))


def _suggestions(clusters: tuple[Cluster, ...]) -> Iterator[Suggestion]:
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for block in _blocks(normal_name(next(iter(cluster.names)))):
            blocks[block].append(cluster)
    seen: set[tuple[str, str]] = set()
    for near in blocks.values():
        for left, right in combinations(near, 2):
            if (left.key, right.key) in seen or left.key == right.key:
                continue
            seen.add((left.key, right.key))
            found = likeness(next(iter(left.names)), next(iter(right.names)))
            if found.confidence >= WORTH_SAYING:
                yield Suggestion(left.key, right.key, found)


def _blocks(name: NormalName) -> Iterator[str]:
    """What two names must share to be compared at all: the beginning of a word, or of a Chinese name its two ends."""
    if CJK.search(name.core):
        yield from {name.core[:2], name.core[-4:]}
    else:
        common = name_rules().organisations["latin"]
        words = [word for word in name.core.split() if word not in common]
        yield from {word[:4] for word in words if len(word) > 3} or {name.core}


def likeness(first: str, second: str) -> Likeness:
    """How surely two printed names are one holder. Symmetric."""
    a, b = normal_name(first), normal_name(second)
    if a.key == b.key and a.key:
        if a.alias:
            return Likeness(1.0, _ALIAS)
        return Likeness(0.8, _PERSON) if a.sort == "name" and len(a.core.split()) > 1 else Likeness(1.0, _SAME)
    if not a.core or not b.core:
        return Likeness(0.0, _no("没有可比的名称", "no name to compare"))
    if a.sort == b.sort == "name":
        return _persons(a.core, b.core)
    if sorted(a.core.split()) == sorted(b.core.split()):
        return _forms(a, b)
    return _words(a, b)


def _no(zh: str, en: str) -> Both:
    return Both(zh=zh, en=en)


def _forms(a: NormalName, b: NormalName) -> Likeness:
    """The same words: it is the legal form that differs."""
    if not a.form or not b.form:
        return Likeness(0.85, _no("名称相同，其中一个没写公司形式", "the same name, one without its legal form"))
    if a.form == b.form:
        return Likeness(0.8, _no("词相同，次序不同", "the same words in another order"))
    translated = name_rules().translated
    if {a.form, b.form} <= set(translated["east_asian"]) and {a.form, b.form} & set(translated["surely"]):
        return Likeness(
            0.75, _no("名称相同，公司形式的译法不同", "the same name, its legal form translated differently")
        )
    if {a.form, b.form} == {"youxian", "gufen"}:
        return Likeness(0.7, _no("字号相同，有限公司与股份有限公司：可能是改制前后的同一公司，请核对登记", "the same trade name as a limited and as a joint-stock company: perhaps one company before and after conversion, check the register"))  # fmt: skip
    return Likeness(0.5, _no("名称相同，公司形式不同：可能是同一集团的另一家公司", "the same name with another legal form: it may be another company of the group"))  # fmt: skip


def _words(a: NormalName, b: NormalName) -> Likeness:
    """Different words: abbreviated, misspelt, or different names."""
    if _TELLING.findall(a.core) != _TELLING.findall(b.core):
        return Likeness(0.1, _no("序号、方位或地名不同", "a number, direction or place differs"))
    loose = 0.05 if a.form != b.form else 0.0
    if CJK.search(a.core + b.core):
        return _eastern_words(a.core, b.core)
    left, right = a.core.split(), b.core.split()
    university = "university" in left
    if len(left) == len(right) > 1 and all(_abbreviates(x, y) for x, y in zip(left, right, strict=True)):
        return Likeness(
            (0.5 if university else 0.8) - loose, _no("一个写法是另一个的缩写", "one is the other abbreviated")
        )
    score = fuzz.ratio(a.core, b.core)
    alike = len(left) == len(right) and all(_misspelt(x, y) for x, y in zip(left, right, strict=True))
    if score >= (95 if university else 92) and min(len(a.core), len(b.core)) >= 7 and alike:
        return Likeness(0.6 - loose, _no(f"拼写相近（{score:.0f}%）", f"spelt nearly alike ({score:.0f}%)"))
    return Likeness(0.0, _no("名称不同", "different names"))


def _misspelt(x: str, y: str) -> bool:
    return x == y or (x[0] == y[0] and min(len(x), len(y)) > 3 and fuzz.ratio(x, y) >= 85)


def _eastern_words(first: str, second: str) -> Likeness:
    """Chinese, Japanese, Korean: one character makes another company; only what stands before a name may be left out."""
    short, long = sorted((first, second), key=len)
    if len(short) >= 3 and long.endswith(short) and _TAIWAN_NATIONALITY.fullmatch(long.removesuffix(short)):
        return Likeness(0.85, _no("台湾地区写法在外国公司名称前加国别（美商、日商）", "Taiwan puts the nationality before the name of a foreign company (美商, 日商)"))  # fmt: skip
    if len(short) >= 5 and long.endswith(short) and len(long) - len(short) <= 4:
        return Likeness(
            0.6, _no("一个名称前面多了国名、地名或性质", "one name has a country, a place or its nature in front")
        )
    return Likeness(0.0, _no("名称不同", "different names"))


def _abbreviates(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    return short == long or (len(short) >= 2 and long.startswith(short) and len(long) - len(short) >= 2)


def _persons(a: str, b: str) -> Likeness:
    """Personal names: the one with fewer words in the other, initials standing for names."""
    fewer, more = sorted((a.split(), b.split()), key=len)
    left = list(more)
    for word in sorted(fewer, key=len, reverse=True):
        match = next((each for each in left if each == word), None) or next(
            (each for each in left if min(len(each), len(word)) == 1 and each[0] == word[0]), None
        )
        if match is None:
            near = len(fewer) == len(more) > 1 and fuzz.ratio(a, b) >= 93
            return Likeness(0.5 if near else 0.0, _no("姓名相近", "nearly the same personal name") if near else _no("姓名不同", "different personal names"))  # fmt: skip
        left.remove(match)
    whole = sum(len(word) > 1 for word in fewer if word in more)
    if whole < 2:
        return Likeness(0.3, _no("只有一个姓或名相同", "only one part of the name is the same"))
    return Likeness(0.7, _no("姓名相同，多出或缩写了一部分", "the same personal name with a part added or shortened"))
