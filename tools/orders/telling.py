"""The parts that the terms of quotes and orders have in common."""

from tools.act import Act
from tools.approvals.terms import Amount, Clause, Outcome, Party, Terms, Value
from tools.clearing.fees import fee_of, tax_provisions, taxes_of
from tools.members.tables import OrganisationRow
from tools.money import Money
from tools.orders.inputs import Given, shown_input
from tools.orders.order import service_of
from tools.orders.service import WHOLE, Service
from tools.orders.tables import OrderRow

WORDS = "tools.orders"
# The head of the stamp tax schedule by kind of contract; work contracts bear the rate of technology contracts.
_TAXED_AS = {"technical": "technology", "work": "technology", "mandate": "service", "service": "service"}


def terms_of_order(act: Act, effect: str, row: OrderRow, **parts: tuple[object, ...]) -> Terms:
    """Terms about an order: its parties, its service, the version it was read at, and what the effect adds."""
    service = service_of(row)
    return Terms.model_validate(
        {
            "effect": effect, "words": WORDS, "subject": row.id, "title_zh": service.zh, "title_en": service.en,
            "parties": parties(act, buyer=row.buyer, provider=row.provider), "seen": {row.id: row.version}, **parts,
        }
    )  # fmt: skip


def parties(act: Act, **organisations: str) -> tuple[Party, ...]:
    """Parties by capacity; those that are not known yet are left out."""
    rows = {
        capacity: act.session.get(OrganisationRow, identity) for capacity, identity in organisations.items() if identity
    }
    return tuple(
        Party(capacity=capacity, organisation=row.id, name_zh=row.name_zh, name_en=row.name_en, demo=row.demo)
        for capacity, row in rows.items()
        if row
    )


def amounts_of(service: Service, price: Money) -> tuple[Amount, ...]:
    """The price, the platform's fee (kept from the provider's side) and the duty each side bears."""
    fee = Amount(key="platform_fee", money=fee_of("order", price))
    return (Amount(key="price", money=price), fee, *taxes_of(_TAXED_AS[service.contract], price))


def taxed_under(service: Service) -> tuple[str, ...]:
    """The provisions of the duty, where the contract bears one."""
    return tax_provisions() if _TAXED_AS[service.contract] == "technology" else ()


def input_clauses(service: Service, inputs: dict[str, Given]) -> tuple[Clause, ...]:
    """What the buyer stated, question by question."""
    return tuple(
        Clause(
            key="input",
            values={"question_zh": each.zh, "question_en": each.en, "answer": shown_input(inputs[each.name])},
        )
        for each in service.inputs
    )


def percent(points: int) -> str:
    """Basis points as people read them; the rules have whole percents."""
    return f"{points * 100 // WHOLE}%"


def done(effect: str, record: str, key: str, data: dict[str, object] | None = None, **values: Value) -> Outcome:
    """An outcome told in the words of this package."""
    return Outcome(
        effect=effect, words=WORDS, record=record, key=key, values={"record": record, **values}, data=data or {}
    )
