"""The effect `confirm_licence`: staff have looked a licence up in its register, and the entry counts as verified from then on."""

from datetime import date
from typing import Literal

from tools.access.relation import NOBODY, Owner
from tools.act import Act
from tools.agencies.introducing import WORDS, done
from tools.agencies.tables import ProfileRow
from tools.agencies.weights import licence_name
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms
from tools.members.tables import LicenceRow
from tools.orders.days import day_of
from tools.orders.request import Identity, Request
from tools.orders.tables import OfferingRow
from tools.orders.telling import parties
from tools.refused import Refused

# The lines a licence opens for an entry that was imported and offers nothing yet.
_LINES = {"patent_agency": ("legal",), "trademark_agency": ("legal",), "law_firm": ("legal",), "appraiser": ("appraisal",), "auction_house": ("commercial",), "bank": ("commercial",), "foreign_law_practice": ("international",), "foreign_patent_practice": ("international",)}  # fmt: skip


class ConfirmLicence(Request):
    """A licence as staff found it in the register. `until`: its last day, None for an open end."""

    agency: Identity
    licence: Literal[
        "patent_agency",
        "trademark_agency",
        "law_firm",
        "appraiser",
        "auction_house",
        "bank",
        "foreign_law_practice",
        "foreign_patent_practice",
    ]
    number: Identity
    until: date | None = None


def confirm_licence_effect() -> Effect:
    """The effect `confirm_licence`."""
    return Effect("confirm_licence", ConfirmLicence, _owners, _terms, _confirm, lambda asked: asked.agency)


def _owners(act: Act, asked: ConfirmLicence) -> tuple[Owner, ...]:
    row = act.find(ProfileRow, asked.agency)
    return (Owner(row.organisation),) if row else NOBODY


def _terms(act: Act, asked: ConfirmLicence) -> Terms:
    row = act.row(ProfileRow, asked.agency)
    if asked.until and asked.until < day_of(act.moment):
        raise Refused(f"该资质已于 {asked.until} 到期，不能登记为有效。/ The licence ended on {asked.until}; it cannot be confirmed.", "agencies.licence_over")  # fmt: skip
    zh, en = licence_name(asked.licence)
    until = asked.until.isoformat() if asked.until else "-"
    clause = Clause(key="licence", values={"name_zh": zh, "name_en": en, "number": asked.number, "until": until})
    return Terms(effect="confirm_licence", words=WORDS, subject=row.organisation, parties=parties(act, agency=row.organisation), clauses=(clause, Clause(key="looked_up")), seen={row.organisation: row.version})  # fmt: skip


def _confirm(act: Act, asked: ConfirmLicence, terms: Terms) -> Outcome:
    row = act.row(ProfileRow, asked.agency)
    row.verified = True
    act.session.merge(LicenceRow(organisation=row.organisation, kind=asked.licence, number=asked.number, valid_until=asked.until))  # fmt: skip
    for line in _LINES[asked.licence]:
        act.session.merge(OfferingRow(organisation=row.organisation, line=line))
    act.session.flush()
    act.note("agency", row.organisation, "confirm_licence", kind_of=asked.licence, number=asked.number)
    return done("confirm_licence", row.organisation, "confirm_licence", number=asked.number)
