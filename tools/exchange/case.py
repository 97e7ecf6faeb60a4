"""What the checks are made on: one right or several, the parties, what was declared, what the exchange itself knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tools.approvals.terms import Check, Clause, Value
from tools.exchange.evidence import Evidence
from tools.exchange.kinds import provision
from tools.exchange.request import NOTHING_DECLARED, Declarations

Outcome = Literal["pass", "blocked", "unknown", "declared"]
# The worst of several decides: one blocked number stops a package.
_ORDER: tuple[Outcome, ...] = ("pass", "declared", "unknown", "blocked")


@dataclass(frozen=True)
class Seller:
    """Who offers: names, ownership and seat as its organisation has them (`tools.members.tables.OrganisationRow`)."""

    organisation: str
    name_zh: str
    name_en: str
    ownership: str = "private"
    country: str = "CN"


@dataclass(frozen=True)
class Given:
    """What the exchange knows of a right from its own deals: the kinds of licence under contract or given, and whether it was sold.

    `open_listed`: it stands in a live listing as an open licence, other than the one that is checked.
    """

    licences: tuple[str, ...] = ()
    sold: str = ""  # the deal
    open_listed: str = ""  # the listing


@dataclass(frozen=True)
class Case:
    """One thing to be checked. `deal`: a kind of deal or "pledge". `step`: "list", before it is offered, or "deal", before a contract.

    `buyer_country`: "" while there is no buyer.
    """

    subject: str
    deal: str
    numbers: tuple[str, ...]
    seller: Seller
    day: date
    evidence: Evidence
    step: Literal["list", "deal"] = "list"
    pricing: str = "asking"
    declares: Declarations = NOTHING_DECLARED
    buyer_country: str = ""
    given: Callable[[str], Given] = field(default=lambda number: Given())

    def law(self, *names: str) -> tuple[str, ...]:
        """Citation keys of provisions by our names, as of the day."""
        return tuple(dict.fromkeys(provision(name, self.day) for name in names))

    @property
    def patents(self) -> bool:
        """Whether it is about patents or applications."""
        return self.subject in ("patent", "application", "package")


Finding = tuple[Outcome, Clause]


def fact(key: str, /, **values: Value) -> Clause:
    """A piece of evidence by its name (`evidence_<key>` in the words)."""
    return Clause(key=key, values=values)


def check(key: str, findings: Iterable[Finding], *provisions: str) -> Check:
    """A check from what was found, number by number; the worst decides."""
    rows = list(findings)
    outcome: Outcome = max((outcome for outcome, _ in rows), key=_ORDER.index, default="unknown")
    return Check(key=key, outcome=outcome, evidence=tuple(clause for _, clause in rows), provisions=provisions)


def declared(said: bool | None, yes: str, no: str, silent: str, **values: Value) -> Finding:
    """What a declaration gives: said so, denied (which blocks), or silent."""
    if said is None:
        return "unknown", fact(silent, **values)
    return ("declared", fact(yes, **values)) if said else ("blocked", fact(no, **values))
