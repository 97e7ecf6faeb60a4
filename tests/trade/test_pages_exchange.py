"""The exchange page: browse, filter, list, look for, offer, bid, accept; with the checks and their provisions."""

from pathlib import Path

import pytest

from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tests.trade.page_market import EVIL, EXPERT, Market, approve, keys_of, market, press, raw_of, yuan
from tools.exchange.finding import Filters, find_listings, find_needs
from tools.exchange.reading import list_deals, list_offers
from tools.exchange.shown import ListingShown
from ui import exchange_browse
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No encoder: what is found is found by its words."""
    monkeypatch.setattr(exchange_browse, "meaning", lambda text: None)
    for module in ("exchange_listing", "exchange_need"):
        monkeypatch.setattr(f"ui.{module}.meaning", lambda text: None)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Market:
    return market(tmp_path, monkeypatch)


def listings(desk: Market, **filters: str) -> list[ListingShown]:
    with desk.world.sessions() as session:
        found = find_listings(session, desk.world.principal("lin"), desk.world.now(), Filters(**filters))
    return [each.listing for each in found]


def of(desk: Market, seller: str, **filters: str) -> ListingShown:
    return next(each for each in listings(desk, **filters) if each.seller.id == seller and each.pricing != "bidding")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_listings_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit, language: Language) -> None:  # fmt: skip
    furnished(tmp_path, monkeypatch, held=False)
    page, words = visit("exchange", language), texts(language)
    assert {words["exc_none"], words["exc_no_needs"], words["exc_mine_none"]} <= {each.value for each in page.info}


@pytest.mark.parametrize("language", LANGUAGES)
def test_listings_are_browsed_and_filtered(desk: Market, visit: Visit, language: Language) -> None:
    page = visit("exchange", language)
    assert {f"open-found-{each.id}" for each in listings(desk)} <= keys_of(page)
    assert texts(language)["demo"] in raw_of(page)
    page.selectbox(key="browse_subject").set_value("trademark").run()
    shown = {key for key in keys_of(page) if key.startswith("open-found-LST")}
    assert shown == {f"open-found-{each.id}" for each in listings(desk, subject="trademark")}
    page.text_input(key="browse_most").set_value("1").run()
    assert len([key for key in keys_of(page) if key.startswith("open-found-LST")]) < len(shown)
    page.text_input(key="browse_most").set_value("much").run()
    assert len(page.warning) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listing_shows_its_checks_with_their_provisions(desk: Market, visit: Visit, language: Language) -> None:
    listing = of(desk, "ORG-YUNMENG", deal="transfer")
    page = visit("exchange", language, r=listing.id)
    raw = raw_of(page)
    assert sum(raw.count(sign) for sign in ("✓", "✎", "\\? ", "? ")) >= len(listing.checks)
    assert ("《专利法》第十条" if language == "zh" else "Patent Law, Article") in said_on(page)
    assert texts(language)["demo"] in raw


def test_an_offer_is_made_and_accepted_and_leads_to_a_deal_with_an_escrow(desk: Market, visit: Visit) -> None:
    listing = of(desk, "ORG-YUNMENG", deal="transfer")
    page = visit("exchange", "en", r=listing.id, **{"as": "zhi"})
    page.text_input(key="offer_amount").set_value("200,000")
    page.text_area(key="offer_conditions").set_value(EVIL)
    approve(press(page, "offer_run"))
    with desk.world.sessions() as session:
        offer = list_offers(session, desk.world.principal("zhi"))[0]
    page = visit("exchange", "en", r=offer.id, **{"as": "chen"})
    assert EVIL in said_on(page)
    assert "](http" not in raw_of(page)
    assert {"accept_run", "counter_run", "decline_run"} <= keys_of(page)
    page.segmented_control(key="answer_written_contract").set_value(True)
    press(page, "accept_run")
    assert not page.warning, page.warning[0].value
    approve(page)
    with desk.world.sessions() as session:
        deal = list_deals(session, desk.world.principal("zhi"))[0]
    page = visit("exchange", "en", r=deal.id, **{"as": "zhi"})
    assert deal.id in said_on(page)
    assert "cancel_deal" in keys_of(page) or deal.state != "agreed"
    assert desk.escrow(deal.id) in raw_of(page) + str([link.proto.label for link in page.get("page_link")])


def test_ones_own_offer_can_be_withdrawn_and_not_accepted(desk: Market, visit: Visit) -> None:
    desk.do("zhi", "make_offer", listing=of(desk, "ORG-YUNMENG", deal="transfer").id, amount=yuan(1000))
    with desk.world.sessions() as session:
        offer = list_offers(session, desk.world.principal("zhi"))[0]
    page = visit("exchange", r=offer.id, **{"as": "zhi"})
    assert "accept_run" not in keys_of(page)
    approve(press(page, "withdraw_offer"))
    page = visit("exchange", "en", r=offer.id, **{"as": "mo"})
    assert "There is no" in page.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bid_is_placed_while_bidding_goes_on(desk: Market, visit: Visit, language: Language) -> None:
    listing = next(each for each in listings(desk) if each.pricing == "bidding" and each.seller.id == "ORG-ZHIWEI")
    page = visit("exchange", language, r=listing.id, **{"as": "lin"})
    page.text_input(key="bid_amount").set_value("1")
    assert len(press(page, "bid_run").warning) == 1
    page.text_input(key="bid_amount").set_value("90,000")
    approve(press(page, "bid_run"))
    page = visit("exchange", language, r=listing.id, **{"as": "lin"})
    assert [each.value for each in page.success] == [texts(language)["exc_leading"]]
    assert "90,000.00" in said_on(page)


def test_a_right_is_listed_through_the_form_and_its_card(desk: Market, visit: Visit) -> None:
    page = visit("exchange", "en", **{"as": "zhi"})
    page.selectbox(key="list_subject").set_value("know_how")
    page.selectbox(key="list_deal").set_value("ordinary")
    page.text_input(key="list_title").set_value("Low-temperature roasting of tea")
    page.text_input(key="list_use").set_value("tea processing")
    page.text_input(key="list_price").set_value("50,000")
    for name in ("authorised", "co_owners_consent", "no_licence", "no_dispute", "no_pledge"):
        page.segmented_control(key=f"list_{name}").set_value(True)
    before = len(listings(desk))
    approve(press(page, "list_run"))
    assert len(listings(desk)) == before + 1


def test_a_need_is_posted_and_what_fits_is_shown_with_reasons(desk: Market, visit: Visit) -> None:
    page = visit("exchange", "zh", **{"as": "zhi"})
    page.text_input(key="need_title").set_value("求购无人机避障专利")
    page.text_input(key="need_use").set_value("电力巡检无人机避障")
    approve(press(page, "need_run"))
    with desk.world.sessions() as session:
        need = find_needs(session, desk.world.principal("zhi"), desk.world.now(), Filters(mine=True))[0].need
    page = visit("exchange", "zh", r=need.id, **{"as": "zhi"})
    assert any(key.startswith("open-found-LST") for key in keys_of(page))
    assert "共同用语" in said_on(page)


def test_a_seller_sees_its_own_steps_and_an_expert_none(desk: Market, visit: Visit) -> None:
    listing = of(desk, "ORG-YUNMENG", deal="transfer")
    assert {"do_withdraw", "do_renew"} <= keys_of(visit("exchange", r=listing.id, **{"as": "chen"}))
    page = visit("exchange", r=listing.id, **{"as": EXPERT})
    assert not {key for key in keys_of(page) if key.startswith(("do_", "offer_run", "bid_run"))}
    assert len(visit("exchange", **{"as": EXPERT}).tabs) == 2
