"""Placing an order by a quote: the effect `place_order`. It makes the order and its escrow; money moves when that is funded."""

from tools.act import Act
from tools.approvals.effect import Effect
from tools.approvals.terms import Clause, Outcome, Terms, Value
from tools.clearing.escrow import open_escrow
from tools.money import Money
from tools.orders.assigning import assign
from tools.orders.cancelling import cancellation_clauses
from tools.orders.days import day_of
from tools.orders.inputs import stored_inputs
from tools.orders.machine import QUOTE
from tools.orders.order import facts
from tools.orders.pricing import quotable
from tools.orders.providers import provider_checks, refuse_blocked
from tools.orders.quote import is_over, owners_of_quote, priced, service_of
from tools.orders.request import Identity, MaybeIdentity, Request
from tools.orders.rules import licences, rules
from tools.orders.service import Service
from tools.orders.tables import OrderRow, QuoteRow
from tools.orders.telling import WORDS, amounts_of, done, input_clauses, parties, taxed_under
from tools.refused import Refused


class PlaceOrder(Request):
    """Order by a quote; `provider`: the organisation that shall do it, "" to have one assigned."""

    quote: Identity
    provider: MaybeIdentity = ""


def place_order_effect() -> Effect:
    """The effect `place_order`."""
    return Effect("place_order", PlaceOrder, lambda act, asked: owners_of_quote(act.find(QuoteRow, asked.quote)), _terms, _carry_out, lambda asked: asked.quote)  # fmt: skip


def _terms(act: Act, asked: PlaceOrder) -> Terms:
    quote = usable_quote(act, asked.quote)
    service, price, provider = service_of(quote), _price(quote), quote.provider or asked.provider
    inputs, day = stored_inputs(quote.inputs), day_of(act.moment)
    checks = provider_checks(act.session, provider, service, day, quote.buyer, inputs) if provider else ()
    contract = Clause(key="contract", provision=rules().provisions["contract"])
    days = Clause(key="days", values={"days": quote.days})
    return Terms(
        effect="place_order", words=WORDS, subject=quote.id, title_zh=service.zh, title_en=service.en, checks=checks,
        parties=parties(act, buyer=quote.buyer, provider=provider), amounts=amounts_of(service, price),
        clauses=(
            *input_clauses(service, inputs), days, *_deliverables(service), *_licence(service, act), *_extra(service, bool(provider)),
            contract, Clause(key="escrow"), *cancellation_clauses(service, price), *_afterwards(),
        ),
        provisions=taxed_under(service), seen={quote.id: quote.version},
    )  # fmt: skip


def _carry_out(act: Act, asked: PlaceOrder, terms: Terms) -> Outcome:
    quote = usable_quote(act, asked.quote)
    price, provider = _price(quote), quote.provider or asked.provider
    refuse_blocked(terms.checks)
    act.step(QUOTE, quote, "use")
    row = OrderRow(
        id=act.fresh("ORD"), quote=quote.id, sku=quote.sku, inputs=quote.inputs, buyer=quote.buyer, buyer_user=act.who.user, provider="",
        provider_user="", state="placed", price_minor=price.minor, currency=price.currency, days=quote.days, reached=0, created=act.moment,
    )  # fmt: skip
    act.session.add(row)
    act.session.flush()
    act.note("order", row.id, "place", "", "placed", quote=quote.id, **facts(row))
    escrow = open_escrow(act, purpose="order", subject=row.id, payer=row.buyer, payee="", price=price)
    if provider:
        assign(act, row, provider)
    return done(
        "place_order", row.id, "place_order", {"escrow": escrow.id, "state": row.state}, escrow=escrow.id, price=price
    )


def usable_quote(act: Act, identity: str) -> QuoteRow:
    """A quote that can be ordered by. Raises Refused: not the buyer's, without a price, used, withdrawn, over."""
    quote = act.row(QuoteRow, identity)
    if act.who.organisation != quote.buyer:
        raise Refused("下单由询价方办理。/ Only the side that asked for the quote can order by it.", "order.side")
    QUOTE.after(quote.state, "use")
    if is_over(quote, day_of(act.moment)):
        raise Refused(f"报价 {quote.id} 已于 {quote.valid_until} 到期，请重新询价。/ Quote {quote.id} ended on {quote.valid_until}; ask for a new one.", "quote.expired")  # fmt: skip
    return quote


def _price(quote: QuoteRow) -> Money:
    """The price of a quote that has one."""
    found = priced(quote)
    if found is None:
        raise Refused(f"报价 {quote.id} 尚无价格。/ Quote {quote.id} has no price yet.", "quote.unpriced")
    return quotable(found)


def _deliverables(service: Service) -> tuple[Clause, ...]:
    names_zh, names_en = (
        "、".join(each.zh for each in service.deliverables),
        ", ".join(each.en for each in service.deliverables),
    )
    return (Clause(key="deliverables", values={"names_zh": names_zh, "names_en": names_en}),)


def _licence(service: Service, act: Act) -> tuple[Clause, ...]:
    if service.licence == "none":
        return ()
    rule = licences()[service.licence]
    values: dict[str, Value] = {
        "licence_zh": rule.zh,
        "licence_en": rule.en,
        "digest_zh": rule.digest_zh,
        "digest_en": rule.digest_en,
    }
    return (Clause(key="licence", values=values, provision=rule.provisions_on(day_of(act.moment))[0]),)


def _extra(service: Service, named: bool) -> tuple[Clause, ...]:
    """Official fees on top; who picks the provider when none is named."""
    fees = (Clause(key="official_fees"),) if service.official_fees else ()
    return fees if named else (*fees, Clause(key="assigned_later", provision=rules().provisions["verified_provider"]))


def _afterwards() -> tuple[Clause, ...]:
    """Inspection, rework, disputes."""
    held = rules().provisions
    return tuple(Clause(key=key, provision=held[key]) for key in ("inspection", "rework", "dispute"))
