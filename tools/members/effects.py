"""What can be done to accounts, organisations and consents, shown as terms and approved before it happens."""

from knowledge.language import Language
from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Party, Terms
from tools.members.consents import give, open_consent, purposes
from tools.members.effects_of_accounts import account_effects
from tools.members.effects_of_organisations import organisation_effects
from tools.members.request import GiveConsent
from tools.members.tables import OrganisationRow
from tools.refused import Refused
from tools.search.words import words_of

WORDS = "tools.members"


def member_effects(receiver: str = "") -> tuple[Effect, ...]:
    """The effects. `receiver`: who runs the external language model, as the operator names it, "" without one."""
    return (*account_effects(), *organisation_effects(), _give_consent(receiver))


def _give_consent(receiver: str) -> Effect:
    def terms(act: Act, request: GiveConsent) -> Terms:
        purpose = purposes()[request.purpose]
        if purpose.receiver and not receiver:
            raise Refused("本平台没有设置外部语言模型的接收方，什么也不会传出，无需同意。/ No receiver of an external language model is set here; nothing is sent and no consent is needed.", "consent.receiver")  # fmt: skip
        texts = {"text_zh": purpose.text("zh", receiver), "text_en": purpose.text("en", receiver)}
        held = open_consent(act.session, act.who.user, request.purpose)
        known = {} if held is None else {f"consent {held.id}": 1}
        return Terms(
            effect="give_consent", words=WORDS, subject=request.purpose, title_zh=_name(request.purpose, "zh"), title_en=_name(request.purpose, "en"), parties=own_party(act), provisions=purpose.provisions, seen=known,
            clauses=(Clause(key="consent_text", values=dict(texts)), Clause(key="consent_version", values={"version": purpose.version}), Clause(key="consent_free")),
        )  # fmt: skip

    def carry_out(act: Act, request: GiveConsent, _: Terms) -> Outcome:
        row = give(act.session, act.who.user, request.purpose, receiver, act.moment)
        act.note("consent", act.who.user, "given", purpose=row.purpose, version=row.version, text=row.text)
        return Outcome(
            effect="give_consent", words=WORDS, record="", key="give_consent", values={"version": row.version}
        )

    return Effect("give_consent", GiveConsent, lambda *_: None, terms, carry_out)


def _name(purpose: str, language: Language) -> str:
    return words_of(WORDS, language)(f"purpose_{purpose}")


def own_party(act: Act) -> tuple[Party, ...]:
    """The organisation of who asks, as a party of the terms."""
    row = act.session.get(OrganisationRow, act.who.organisation)
    return (Party(capacity="own", organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, demo=row.demo),) if row else ()  # fmt: skip
