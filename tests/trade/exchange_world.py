"""A small exchange: two sellers, two buyers, a university, a state-owned firm, a foreign firm; a clock that is set; records made up."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from knowledge.patents.numbers import NumberError, parse_publication
from knowledge.patents.record import Event, Party, Patent, Right, Source, Stage
from knowledge.patents.status import LegalStatus, status_on
from knowledge.trademarks.record import Goods, Mark
from tools.act import Act
from tools.approvals.effects import Effects
from tools.approvals.terms import Card, Outcome
from tools.audit.chain import Audit
from tools.clearing.escrow import escrow_of, fund_escrow, refund_escrow, release_escrow, split_escrow
from tools.clearing.posting import post
from tools.clearing.proving import prove
from tools.database import Sessions, make_engine, open_database
from tools.exchange.effects import exchange_effects
from tools.exchange.evidence import mark_id
from tools.exchange.settling import deal_settled
from tools.members.tables import AccountRow, LicenceRow, OrganisationRow
from tools.money import Money
from tools.principal import Principal, Role

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = START.date()
PATENT, JOINT, MODEL = "CN108556365A", "CN109876543A", "CN202644312U"
ORGANISATIONS = {
    "ORG-SELL": ("青竹机械有限公司", "Qingzhu Machinery Co., Ltd.", "private", "CN"),
    "ORG-BUY": ("云帆科技有限公司", "Yunfan Technology Co., Ltd.", "private", "CN"),
    "ORG-THIRD": ("远山贸易有限公司", "Yuanshan Trading Co., Ltd.", "private", "CN"),
    "ORG-UNI": ("沐光大学", "Muguang University", "state_university", "CN"),
    "ORG-STATE": ("弘石集团有限公司", "Hongshi Group Co., Ltd.", "state_owned", "CN"),
    "ORG-ABROAD": ("Talbach GmbH", "Talbach GmbH", "private", "DE"),
    "ORG-HOUSE": ("槌声拍卖有限公司", "Chuisheng Auctions Co., Ltd.", "private", "CN"),
    "ORG-PLATFORM": ("平台", "Platform", "private", "CN"),
}
SELLER, BUYER, THIRD = (Principal(user, org, Role.MEMBER) for user, org in (("lin", "ORG-SELL"), ("chen", "ORG-BUY"), ("yuan", "ORG-THIRD")))  # fmt: skip
UNI, STATE, ABROAD = (Principal(user, org, Role.MEMBER) for user, org in (("zhou", "ORG-UNI"), ("wang", "ORG-STATE"), ("meyer", "ORG-ABROAD")))  # fmt: skip
STAFF = Principal("su", "ORG-PLATFORM", Role.STAFF)
EVERYBODY = (SELLER, BUYER, THIRD, UNI, STATE, ABROAD, STAFF, Principal("chui", "ORG-HOUSE", Role.AGENCY))
CLEAN = {"fees_paid": True, "authorised": True, "co_owners_consent": True, "no_pledge": True, "no_licence": True, "no_dispute": True, "written_contract": True}  # fmt: skip
YUAN = 100


def yuan(amount: int, currency: str = "CNY") -> dict[str, Any]:
    """An amount in whole units as a request gives it."""
    return {"minor": amount * YUAN, "currency": currency}


def patent(number: str, *holders: str, right: Right = Right.INVENTION, events: tuple[Event, ...] = (), filed: date = date(2024, 2, 1), fetched: bool = True) -> Patent:  # fmt: skip
    """A granted Chinese publication, its events fetched today unless not."""
    source = {"events": Source(raw="0" * 64, importer="test", place="1", retrieved=START)} if fetched else {}
    return Patent(
        number=parse_publication(number), printed=number, right=right, stage=Stage.GRANT, published=date(2025, 3, 1),
        filed=filed, granted=date(2025, 3, 1), application=f"{number[:2]}2024{number[2:9]}", events=events, sources=source,
        holders=tuple(Party(name=name, country="CN") for name in holders),
    )  # fmt: skip


def mark(number: str, words: str, holder: str = "青竹机械有限公司", nice: int = 7) -> Mark:
    """A registered Chinese mark."""
    return Mark(
        office="CN", number=number, printed=number, words=words, holder=holder, goods=(Goods(nice=nice, names=("泵",)),),
        filed=date(2019, 1, 1), registered=date(2020, 1, 1), expires=date(2029, 12, 31),
    )  # fmt: skip


class Shelf:
    """Evidence made up for a test: patents by number, marks by id, the similar marks of each; None where nobody can look."""

    def __init__(self) -> None:
        self.patents: dict[str, list[Patent]] = {}
        self.held: dict[str, Mark] = {}
        self.alike: dict[str, list[Mark]] | None = {}

    def put(self, *records: Patent) -> None:
        for record in records:
            self.patents[str(record.number)] = [record]
            self.patents[record.application] = [record]

    def patent(self, number: str) -> list[Patent]:
        with suppress(NumberError):
            number = str(parse_publication(number))
        bare = {key.rstrip("ABU"): key for key in self.patents}
        return self.patents.get(number) or self.patents.get(bare.get(number, ""), [])

    def standing(self, number: str, day: date) -> LegalStatus | None:
        held = self.patent(number)
        return status_on(held, day) if held else None

    def marks(self, number: str) -> list[Mark]:
        found = self.held.get(mark_id(number))
        return [found] if found else []

    def similar(self, mark: Mark, day: date) -> list[Mark] | None:
        return None if self.alike is None else self.alike.get(mark.id, [])


def fill(sessions: Sessions) -> None:
    """Put the organisations, accounts and the auction house's licence in."""
    with sessions.begin() as session:
        for identity, (zh, en, ownership, country) in ORGANISATIONS.items():
            session.add(OrganisationRow(id=identity, name_zh=zh, name_en=en, kind="enterprise", ownership=ownership, country=country, demo=True, created=START))  # fmt: skip
        session.flush()
        for who in EVERYBODY:
            session.add(AccountRow(user=who.user, organisation=who.organisation, role=who.role.value, demo=True, created=START))  # fmt: skip
        session.add(LicenceRow(organisation="ORG-HOUSE", kind="auction_house", number="DEMO-1", valid_until=date(2030, 1, 1)))  # fmt: skip


@cache
def _template() -> bytes:
    """A filled database as its file has it: migrations run once, not in every test."""
    sessions = open_database("sqlite://")
    fill(sessions)
    with closing(sessions.engine.raw_connection()) as connection:
        return bytes(connection.driver_connection.serialize())  # type: ignore[union-attr]


def _copied() -> Sessions:
    engine = make_engine("sqlite://")
    with closing(engine.raw_connection()) as connection:
        connection.driver_connection.deserialize(_template())  # type: ignore[union-attr]
    return Sessions(engine)


class Market:
    """The exchange with its effects over a database in memory (or at a URL), and the steps of clearing called as clearing does."""

    def __init__(self, url: str = "") -> None:
        self.moment, self.shelf, numbers = START, Shelf(), count(1)
        self.new_id = lambda: f"{next(numbers):032x}"[::-1]
        self.sessions = open_database(url) if url else _copied()
        self.effects = Effects.of(self.sessions, Audit(b"key"), lambda: self.moment, self.new_id, exchange_effects(self.shelf))  # fmt: skip
        self.shelf.put(patent(PATENT, "青竹机械有限公司"), patent(JOINT, "青竹机械有限公司", "云帆科技有限公司"))
        self.shelf.put(patent(MODEL, "青竹机械有限公司", right=Right.UTILITY_MODEL))
        if url:
            fill(self.sessions)

    def later(self, **passed: int) -> None:
        """Let time go by."""
        self.moment += timedelta(**passed)

    def propose(self, who: Principal, effect: str, **request: Any) -> Card:
        return self.effects.propose(who, effect, request)

    def do(self, who: Principal, effect: str, **request: Any) -> Outcome:
        """Propose and approve."""
        card = self.propose(who, effect, **request)
        assert card.state == "pending", [check for check in card.terms.checks if check.outcome == "blocked"]
        return self.effects.approve(who, card.id, card.hash)

    def list_(self, who: Principal = SELLER, **other: Any) -> str:
        """List a right: a patent for transfer at 100,000 yuan unless said otherwise."""
        return self.do(who, "list_right", **listing(**other)).record

    @contextmanager
    def act(self, who: Principal = BUYER) -> Iterator[Act]:
        """One transaction, as clearing makes one."""
        with self.sessions.begin() as session:
            yield Act(session, who, self.moment, self.new_id, holding=True, cause="test")

    def fund(self, deal: str) -> None:
        """Give the buyer the price and pay it into escrow."""
        with self.act() as act:
            escrow = escrow_of(act, "deal", deal)
            assert escrow
            price = Money(escrow.price_minor, escrow.currency)
            from tools.clearing.accounts import open_account

            bank, own = open_account(act.session, "rail", escrow.currency), open_account(act.session, "member", escrow.currency, escrow.payer)  # fmt: skip
            post(act, "deposit", f"in:{deal}", [(bank, -price), (own, price)])
            fund_escrow(act, escrow)
            deal_settled(act, escrow, "held")

    def settle(self, deal: str, outcome: str, who: Principal = BUYER, proved: bool = True) -> None:
        """Release, refund or split the escrow of a deal."""
        with self.act(who) as act:
            escrow = escrow_of(act, "deal", deal)
            assert escrow
            if proved and outcome != "refunded":
                prove(act, escrow, "NOTICE-1")
            if outcome == "released":
                release_escrow(act, escrow)
            elif outcome == "refunded":
                refund_escrow(act, escrow)
            else:
                split_escrow(act, escrow, Money(escrow.price_minor, escrow.currency).share(1, 2))
            deal_settled(act, escrow, outcome)


def listing(**other: Any) -> dict[str, Any]:
    """A request to list: what is said in `other` over a patent for transfer."""
    asked = {
        "subject": "patent", "deal": "transfer", "numbers": [PATENT], "pricing": "asking", "price": yuan(100_000),
        "zh": {"title": "无人机避障装置", "use": "电力巡检", "product": "多旋翼无人机"}, "declares": CLEAN, **other,
    }  # fmt: skip
    return {key: value for key, value in asked.items() if value is not None}


def bidding(**other: Any) -> dict[str, Any]:
    """A request to list for bidding: from 100 yuan, up by 10, for a day, extended by 5 minutes."""
    asked = {"pricing": "bidding", "price": yuan(100), "increment": yuan(10), "ends": (START + timedelta(days=1)).isoformat(), "extension": 5}  # fmt: skip
    return listing(**{**asked, **other})
