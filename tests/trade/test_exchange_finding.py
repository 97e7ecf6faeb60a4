"""Finding and matching: use and product before classes, both languages, reasons shown, filters kept; the demo and its words."""

import pytest

from retrievers.glossary import load_glossary
from tests.trade.exchange_world import BUYER, JOINT, MODEL, SELLER, THIRD, Market, yuan
from tools.approvals.effects import Effects
from tools.audit.chain import Audit
from tools.database import open_database
from tools.exchange.effects import exchange_effects
from tools.exchange.evidence import NoEvidence
from tools.exchange.finding import Filters, find_listings, find_needs, matches_for, needs_for
from tools.exchange.matching import Text, common_words, compare
from tools.exchange.seeding import demo_exchange, seed_listings
from tools.members.seeding import seed_members
from tools.money import Money
from tools.refused import Refused

DRONE = {"title": "多旋翼无人机双目避障方法", "use": "电力线巡检", "product": "多旋翼无人机"}
DRONE_EN = {"title": "Stereo obstacle avoidance for drones", "use": "power line inspection", "product": "multirotor drone"}  # fmt: skip
PUMP = {"title": "Centrifugal pump impeller", "use": "waste water", "product": "pump"}
NEED = {"zh": {"title": "求购无人机避障技术", "use": "巡检电力线"}, "budget": yuan(200_000), "classes": ["B64C"]}


@pytest.fixture
def market() -> Market:
    market = Market()
    market.list_(zh=DRONE, en=DRONE_EN, classes=["B64C"])
    market.list_(numbers=[MODEL], zh=None, en=PUMP, price=yuan(900_000), declares={"authorised": True})
    market.list_(numbers=[JOINT], deal="ordinary", most=3, zh=None, en=PUMP, country="DE", pricing="negotiable", price=None)  # fmt: skip
    return market


def titles(market: Market, **filters: object) -> list[str]:
    with market.sessions() as session:
        found = find_listings(session, THIRD, market.moment, Filters(**filters))  # type: ignore[arg-type]
    return [next(iter(row.listing.words.values())).title for row in found]


def test_listings_are_found_by_the_words_of_their_use_and_product(market: Market) -> None:
    assert titles(market, text="电力巡检用的无人机避障") in ([DRONE_EN["title"]], [DRONE["title"]])
    assert titles(market, text="impellers for pumps") == [PUMP["title"]] * 2
    assert titles(market, text="葡萄酒酿造") == []


def test_filters_narrow_by_subject_deal_price_country_and_class(market: Market) -> None:
    assert len(titles(market)) == 3
    assert len(titles(market, deal="ordinary")) == len(titles(market, country="DE")) == len(titles(market, class_="b64c")) == 1  # fmt: skip
    assert len(titles(market, subject="trademark")) == len(titles(market, class_="H04L")) == 0
    assert len(titles(market, most=Money(20_000_000))) == 2  # what is to be negotiated has no price to compare
    assert len(titles(market, most=Money(1, "USD"))) == 3


def test_a_need_is_matched_with_its_reasons_within_its_budget(market: Market) -> None:
    need = market.do(BUYER, "post_need", **NEED).record
    with market.sessions() as session:
        found = matches_for(session, BUYER, market.moment, need, None, load_glossary())
        back = needs_for(session, SELLER, market.moment, found[0].listing.id)
        with pytest.raises(Refused) as error:
            matches_for(session, THIRD, market.moment, need)
    assert error.value.name == "not_found"
    assert [row.listing.classes for row in found] == [("B64C",)]
    reasons = {reason.key: reason.values for reason in found[0].reasons}
    assert reasons.keys() == {"words", "classes", "budget"}
    assert "无人机" in str(reasons["words"]["words"])
    assert [row.need.id for row in back] == [need]


def test_a_need_that_wants_another_deal_or_cannot_pay_is_not_matched(market: Market) -> None:
    for other in ({"deals": ["ordinary"]}, {"subjects": ["trademark"]}, {"budget": yuan(10)}, {"country": "DE"}):
        need = market.do(BUYER, "post_need", **{**NEED, **other}).record
        with market.sessions() as session:
            assert matches_for(session, BUYER, market.moment, need) == []
    with market.sessions() as session:
        assert len(find_needs(session, THIRD, market.moment, Filters(text="避障", deal="ordinary"))) == 4


def test_meaning_finds_across_languages_what_words_cannot() -> None:
    vectors = {"求购防撞": [3.0, 0.0], "obstacle avoidance": [1.0, 0.1], "tea": [0.0, 2.0], "": [0.0, 0.0]}
    texts = [Text((text,)) for text in ("obstacle avoidance", "tea", "")]
    found = compare(Text(("求购防撞",)), texts, lambda asked: [vectors[text] for text in asked])
    assert [like.score > 600 for like in found] == [True, False, False]
    assert [reason.key for reason in found[0].reasons] == ["meaning"]
    assert all(isinstance(like.score, int) for like in found)


def test_technical_words_meet_across_languages_by_the_glossaries() -> None:
    common = common_words(Text(("带外壳的传感器",)), Text(("a sensor in a housing",)))
    assert common.things >= 2
    assert any("hous" in word for word in common.across)
    law = common_words(Text(("know-how licence",)), Text(("技术秘密许可",)), load_glossary())
    assert "技术秘密" in law.words


def test_the_demo_goes_through_the_effects_once_and_is_marked(market: Market) -> None:
    sessions = open_database("sqlite://")
    seed_members(sessions, market.moment)
    effects = Effects.of(sessions, Audit(b"key"), lambda: market.moment, market.new_id, exchange_effects(NoEvidence()))
    rows = demo_exchange()
    assert seed_listings(effects) == sum(len(rows[kind]) for kind in ("listings", "needs", "offers", "bids"))
    assert seed_listings(effects) == 0
    with sessions() as session:
        found = find_listings(session, THIRD, market.moment, Filters())
        needs = find_needs(session, THIRD, market.moment, Filters())
    assert len(found) == len(rows["listings"])
    assert all(row.listing.demo and row.listing.seller.demo for row in found)
    assert all(row.need.demo for row in needs)
    assert {row.listing.subject for row in found} == {"patent", "application", "package", "trademark", "software", "know_how"}  # fmt: skip
    assert {row.listing.deal for row in found} == {"transfer", "exclusive", "sole", "ordinary", "open"}
