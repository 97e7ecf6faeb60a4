"""The register: names and version dates of the laws an IP desk works with (`register.toml`)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from knowledge.citation import Kind
from knowledge.law.names import PREFIX
from knowledge.law.records import ArticleNumber, DateSource, Law


@dataclass(frozen=True)
class Entry:
    """When one version, named by its date of adoption, comes into force, and where that was read."""

    adopted: date
    in_force_from: date
    source: DateSource
    where: str


@dataclass(frozen=True)
class Names:
    """Names of a law that is not in the register (`english_names.toml`)."""

    slug: str
    english: str
    nicknames: tuple[str, ...]
    english_nicknames: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """The registered laws by full title, and their dated versions by slug."""

    laws: dict[str, Law]
    versions: dict[str, tuple[Entry, ...]]
    other_names: dict[str, Names]

    def law(self, title: str, record: str, kind: Kind) -> Law:
        """The law of a title: registered, else with the names we have for it, else with its title alone."""
        if title in self.laws:
            return self.laws[title]
        short, names = title.removeprefix(PREFIX), self.other_names.get(title)
        if names is None:
            return Law(slug=f"law-{record}", title=title, short=short, english="", kind=kind)
        return Law(names.slug, title, short, names.english, names.nicknames, names.english_nicknames, kind)


def load_register() -> Register:
    """Read the register that ships with the product."""
    folder = files("knowledge.law")
    rows = tomllib.loads(folder.joinpath("register.toml").read_text("utf-8"))["law"]
    others = tomllib.loads(folder.joinpath("english_names.toml").read_text("utf-8"))
    laws = {row["title"]: _law(row) for row in rows}
    versions = {row["slug"]: tuple(_entry(version) for version in row["version"]) for row in rows}
    return Register(laws, versions, {title: _names(row) for title, row in others.items() if title not in laws})


def _law(row: dict) -> Law:  # type: ignore[type-arg]
    return Law(
        slug=row["slug"],
        title=row["title"],
        short=row["short"],
        english=row["english"],
        nicknames=tuple(row["nicknames"]),
        english_nicknames=tuple(row["english_nicknames"]),
        core=row["core"],
    )


def _names(row: dict) -> Names:  # type: ignore[type-arg]
    nicknames, english = row.get("nicknames", ()), row.get("english_nicknames", ())
    return Names(row["slug"], row["english"], tuple(nicknames), tuple(english))


def _entry(row: dict) -> Entry:  # type: ignore[type-arg]
    return Entry(row["adopted"], row["from"], DateSource(row["source"]), row["where"])


def is_core(law: Law, number: ArticleNumber) -> bool:
    """True when the article is one of those an IP desk searches first."""
    if law.core in ("all", ""):
        return law.core == "all"
    for part in law.core.split(","):
        first, _, last = part.partition("-")
        if int(first) <= number.number <= int(last or first):
            return True
    return False
