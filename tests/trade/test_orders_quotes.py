"""Quotes: priced at once or by hand, for a time, once; and what stands on the card of an order."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

from datetime import date

import pytest

from tests.trade.orders_world import PATENT, SEARCH, OrdersWorld, orders  # noqa: F401 - fixture
from tools.approvals.telling import card_text
from tools.money import Money
from tools.orders.days import day_of
from tools.orders.inputs import Missing
from tools.orders.machine import QUOTE
from tools.orders.quoting import quote_of, quote_service, quotes_of
from tools.orders.tables import QuoteRow
from tools.refused import Refused

CASE = ("LIT-INF", {"right": "CN1", "opponent": "某公司", "facts": "仿冒"})
CNY = {"minor": 5_000_000, "currency": "CNY"}


def refusal(world: OrdersWorld, user: str, effect: str, **request: object) -> str:
    with pytest.raises(Refused) as refused:
        world.do(user, effect, **request)
    return refused.value.name


def state(world: OrdersWorld, quote: str) -> str:
    with world.sessions() as session:
        return session.get_one(QuoteRow, quote).state


def test_a_quote_of_the_catalogue_has_its_price_at_once(orders: OrdersWorld) -> None:
    quote = quote_service(orders.effects, orders.who("lin"), *PATENT)
    assert (quote.state, quote.price, quote.valid_until) == ("open", Money(900_000), date(2026, 12, 6))
    assert quote.buyer == "ORG-QINGLAN"


def test_what_is_missing_is_said_and_nothing_is_kept(orders: OrdersWorld) -> None:
    with pytest.raises(Missing, match="申请几件"):
        quote_service(orders.effects, orders.who("lin"), "PAT-INV-APP", {"subject": "阀门", "applicant": "x"})
    with orders.sessions() as session:
        assert session.query(QuoteRow).count() == 0


@pytest.mark.parametrize("user", ["su", "gu", "admin", "nobody"])
def test_the_platform_and_visitors_do_not_buy(orders: OrdersWorld, user: str) -> None:
    with pytest.raises(Refused):
        quote_service(orders.effects, orders.who(user), *PATENT)


def test_staff_put_a_price_to_what_has_none(orders: OrdersWorld) -> None:
    quote = orders.quote(CASE)
    assert refusal(orders, "lin", "place_order", quote=quote) == "quote.use_from_asked"
    assert refusal(orders, "lin", "answer_quote", quote=quote, price=CNY) == "quote.side"
    orders.do("su", "answer_quote", quote=quote, price=CNY, days=90)
    order = orders.do("lin", "place_order", quote=quote).record
    assert (orders.row(order).price_minor, orders.row(order).days) == (5_000_000, 90)


def test_a_provider_is_asked_only_when_the_buyer_says_so_and_is_bound_by_its_price(orders: OrdersWorld) -> None:
    quote = orders.quote(CASE)
    assert refusal(orders, "fang", "answer_quote", quote=quote, price=CNY) == "not_found"
    card = orders.propose("lin", "forward_quote", quote=quote, provider="ORG-HENGSHI")
    assert "仿冒" in card_text(card, "zh")  # what the provider will see is shown
    orders.effects.approve(orders.who("lin"), card.id, card.hash)
    orders.do("fang", "answer_quote", quote=quote, price=CNY)
    order = orders.do("lin", "place_order", quote=quote, provider="ORG-CHENGMING").record
    assert (orders.row(order).provider, orders.row(order).state) == ("ORG-HENGSHI", "assigned")


def test_a_quote_is_forwarded_to_licensed_providers_only(orders: OrdersWorld) -> None:
    card = orders.propose("lin", "forward_quote", quote=orders.quote(CASE), provider="ORG-CHENGMING")
    assert (card.state, card.hash) == ("blocked", "")


@pytest.mark.parametrize(
    "price",
    [{"minor": 0, "currency": "CNY"}, {"minor": -5, "currency": "CNY"}, {"minor": 10**15 + 1, "currency": "CNY"}],
)
def test_a_price_is_more_than_nothing(orders: OrdersWorld, price: dict[str, object]) -> None:
    assert refusal(orders, "su", "answer_quote", quote=orders.quote(CASE), price=price) == "quote.price"


@pytest.mark.parametrize("more", [{"price": {"minor": 1.5, "currency": "CNY"}}, {"price": {"minor": 5, "currency": "XXX"}}, {"days": 0}, {"days": 1.5}, {"state": "open"}])  # fmt: skip
def test_an_answer_that_is_none_is_refused(orders: OrdersWorld, more: dict[str, object]) -> None:
    assert refusal(orders, "su", "answer_quote", **{"quote": orders.quote(CASE), "price": CNY, **more}) in (
        "request",
        "currency",
    )


def test_a_quote_ends_after_its_last_day_in_beijing(orders: OrdersWorld) -> None:
    quote = orders.quote()
    orders.later(days=14, hours=5)  # 6 December, 23:00 in Beijing
    assert orders.propose("lin", "place_order", quote=quote).state == "pending"
    orders.later(hours=1)
    assert refusal(orders, "lin", "place_order", quote=quote) == "quote.expired"
    with orders.sessions() as session:
        assert quote_of(session, orders.who("lin"), quote, day_of(orders.moment)).expired


def test_a_card_shown_before_the_quote_ended_does_nothing_after(orders: OrdersWorld) -> None:
    quote = orders.quote()
    orders.later(days=14, hours=5, minutes=50)
    card = orders.propose("lin", "place_order", quote=quote)
    orders.later(minutes=15)
    with pytest.raises(Refused) as refused:
        orders.effects.approve(orders.who("lin"), card.id, card.hash)
    assert refused.value.name == "quote.expired"
    assert state(orders, quote) == "open"


def test_a_quote_is_used_once(orders: OrdersWorld) -> None:
    quote = orders.quote()
    orders.do("lin", "place_order", quote=quote)
    assert refusal(orders, "lin", "place_order", quote=quote) == "quote.use_from_used"


STEPS = {"forward": ("forward_quote", "lin", {"provider": "ORG-HENGSHI"}), "answer": ("answer_quote", "su", {"price": CNY}), "use": ("place_order", "lin", {}), "withdraw": ("withdraw_quote", "lin", {})}  # fmt: skip


@pytest.mark.parametrize("held", QUOTE.states)
@pytest.mark.parametrize("event", QUOTE.events)
def test_every_step_of_a_quote_is_in_the_table_or_refused(orders: OrdersWorld, held: str, event: str) -> None:
    quote = orders.quote(CASE)
    if held in ("open", "used"):
        orders.do("su", "answer_quote", quote=quote, price=CNY)
    if held == "used":
        orders.do("lin", "place_order", quote=quote)
    if held == "withdrawn":
        orders.do("lin", "withdraw_quote", quote=quote)
    effect, user, request = STEPS[event]
    if (held, event) in QUOTE.steps:
        orders.do(user, effect, quote=quote, **request)
        assert state(orders, quote) == QUOTE.steps[held, event]
    else:
        assert refusal(orders, user, effect, quote=quote, **request) == f"quote.{event}_from_{held}"


@pytest.mark.parametrize("user", ["chen", "fang", "nobody"])
def test_anothers_quote_and_a_missing_one_get_the_same_answer(orders: OrdersWorld, user: str) -> None:
    quote, said = orders.quote(), []
    for identity in (quote, "QUO-MISSING"):
        with orders.sessions() as session, pytest.raises(Refused) as refused:
            quote_of(session, orders.who(user), identity, day_of(orders.moment))
        said.append(str(refused.value).replace(identity, "?"))
        with pytest.raises(Refused) as refused:
            orders.do(user, "place_order", quote=identity)
        said.append(str(refused.value).replace(identity, "?"))
    assert said[:2] == said[2:]


def test_lists_hold_what_is_the_organisations(orders: OrdersWorld) -> None:
    quote = orders.quote(SEARCH)
    with orders.sessions() as session:
        seen = {
            user: [each.id for each in quotes_of(session, orders.who(user), day_of(orders.moment))]
            for user in ("lin", "li", "chen", "su")
        }
    assert seen == {"lin": [quote], "li": [quote], "chen": [], "su": [quote]}


def test_the_card_of_an_order_says_everything_in_both_languages(orders: OrdersWorld) -> None:
    card = orders.propose("lin", "place_order", quote=orders.quote(PATENT), provider="ORG-CHENGMING")
    zh, en = card_text(card, "zh"), card_text(card, "en")
    for part in ("¥9,000.00", "¥450.00", "阀门", "专利代理机构执业许可", "官费", "全额退款", "10%", "90%", "演示", "cn/patent-law@2021-06-01/art18", "cn/civil-code@2021-01-01/art933"):  # fmt: skip
        assert part in zh, part
    for part in ("CNY 9,000.00", "CNY 450.00", "Official" if "Official" in en else "Fees of offices", "patent agency licence", "all is paid back", "demo"):  # fmt: skip
        assert part in en, part
    assert {each.key for each in card.terms.amounts} == {"price", "platform_fee"}  # a mandate bears no duty
    search = orders.propose("lin", "place_order", quote=orders.quote(SEARCH))
    assert {each.key: each.money.minor for each in search.terms.amounts} == {
        "price": 160_000,
        "platform_fee": 8_000,
        "stamp_duty": 48,
    }
