"""Effects of clearing: who may in which capacity, what the card says in both languages, that the order or deal follows."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import string

import pytest

from knowledge.language import Language
from tests.trade.clearing_room import EXP, LIN, MEI, STA, WEI, Room, database_url, room  # noqa: F401 - fixtures
from tools.access.table import table
from tools.approvals.telling import card_text, outcome_text
from tools.clearing.effects import clearing_effects
from tools.clearing.reading import list_escrows, show_account, show_escrow, show_platform
from tools.clearing.transfers import request_transfer
from tools.money import Money
from tools.principal import Principal
from tools.refused import Refused
from tools.search.words import words_of

NOTICE = {"number": "手续合格通知书 2026-118", "dated": "2026-11-20", "words": "已公告"}


def asked(effect: str, escrow: str) -> dict[str, object]:
    more: dict[str, dict[str, object]] = {
        "submit_proof": NOTICE,
        "split_escrow": {"to_payee": {"minor": 1000, "currency": "CNY"}, "reason": "部分交付"},
    }
    return {"escrow": escrow, **more.get(effect, {})}


def proved(room: Room, **more: str) -> str:
    """A held escrow with a proof submitted, not confirmed."""
    escrow = room.escrow(proof="patent_recordal", purpose="deal", **more)  # type: ignore[arg-type]
    room.do(MEI, "submit_proof", **asked("submit_proof", escrow))
    return escrow


def test_a_deal_runs_from_deposit_to_pay_out(room: Room) -> None:
    escrow = room.escrow(state="agreed", proof="patent_recordal", purpose="deal")
    room.do(LIN, "deposit_money", amount={"minor": 10_000, "currency": "CNY"})
    assert room.do(LIN, "fund_escrow", escrow=escrow).data == {"state": "held"}
    room.do(MEI, "submit_proof", **asked("submit_proof", escrow))
    room.do(LIN, "confirm_proof", escrow=escrow)
    outcome = room.do(MEI, "release_escrow", escrow=escrow)  # the payee may, now that it is proved
    assert "¥90" in outcome_text(outcome, "zh")
    room.do(MEI, "pay_out", amount={"minor": 9000, "currency": "CNY"})
    assert [what for _, what in room.told] == ["held", "proved", "released"]
    assert (room.held("ORG-A"), room.held("ORG-B"), room.wrong()) == (0, 0, [])
    with room.sessions() as session:
        assert room.audit.verify(session).sound


@pytest.mark.parametrize(
    ("effect", "who", "name"),
    [
        ("fund_escrow", MEI, "escrow.not_payer"),
        ("fund_escrow", WEI, "not_found"),
        ("fund_escrow", STA, "access.role"),
        ("fund_escrow", Principal("nobody"), "access.visitor"),
        ("release_escrow", MEI, "escrow.unproved"),
        ("release_escrow", WEI, "not_found"),
        ("release_escrow", EXP, "access.role"),
        ("release_escrow", LIN, "escrow.unproved"),
        ("release_escrow", STA, "escrow.unproved"),
        ("refund_escrow", LIN, "escrow.not_payee"),
        ("refund_escrow", WEI, "not_found"),
        ("refund_escrow", MEI, ""),
        ("refund_escrow", STA, ""),
        ("refund_escrow", EXP, ""),
        ("split_escrow", LIN, "access.role"),
        ("split_escrow", MEI, "access.role"),
        ("split_escrow", EXP, ""),
        ("split_escrow", STA, ""),
        ("submit_proof", LIN, ""),
        ("submit_proof", STA, "access.role"),
        ("submit_proof", WEI, "not_found"),
        ("confirm_proof", MEI, "escrow.not_payer"),
        ("confirm_proof", WEI, "not_found"),
        ("confirm_proof", EXP, "access.role"),
        ("confirm_proof", LIN, ""),
        ("confirm_proof", STA, ""),
    ],
)
def test_who_may(room: Room, effect: str, who: Principal, name: str) -> None:
    escrow = proved(room)
    if name:
        with pytest.raises(Refused) as refusal:
            room.do(who, effect, **asked(effect, escrow))
        assert refusal.value.name == name
    else:
        assert room.do(who, effect, **asked(effect, escrow)).record == escrow
    assert room.wrong() == []


def test_a_payee_does_not_release_what_needs_no_proof(room: Room) -> None:
    escrow = room.escrow()
    with pytest.raises(Refused) as refusal:
        room.do(MEI, "release_escrow", escrow=escrow)
    assert refusal.value.name == "escrow.not_payer"
    assert room.do(LIN, "release_escrow", escrow=escrow).data == {"state": "released"}


def test_anothers_escrow_and_one_that_is_not_there_are_refused_in_the_same_words(room: Room) -> None:
    escrow = room.escrow()
    for effect in ("fund_escrow", "release_escrow", "refund_escrow", "submit_proof", "confirm_proof"):
        said = []
        for identity in (escrow, "ESC-NOWHERE"):
            with pytest.raises(Refused) as refusal:
                room.effects.propose(WEI, effect, asked(effect, identity))
            said.append(str(refusal.value).replace(identity, "X"))
        assert said[0] == said[1]
    with room.sessions() as session, pytest.raises(Refused, match="There is no"):
        show_escrow(session, WEI, escrow)


@pytest.mark.parametrize("money", [0, -1, 10**15 + 1, 1.5, "100", True, None])
@pytest.mark.parametrize("effect", ["deposit_money", "pay_out"])
def test_an_amount_that_is_none_is_refused(room: Room, effect: str, money: object) -> None:
    with pytest.raises(Refused):
        room.do(LIN, effect, amount={"minor": money, "currency": "CNY"})
    with pytest.raises(Refused):
        room.do(LIN, effect, amount={"minor": 100, "currency": "XXX"})
    with pytest.raises(Refused):
        room.do(LIN, effect, amount={"minor": 100, "currency": "CNY"}, organisation="ORG-B")
    assert (room.held("ORG-A"), room.wrong()) == (0, [])


@pytest.mark.parametrize("words", ["a\0b", "\ud800", "x" * 2001])
def test_text_that_cannot_be_kept_is_refused(room: Room, words: str) -> None:
    escrow = room.escrow(proof="recordal")
    for wrong in ({"words": words}, {"number": words}, {"escrow": words}):
        with pytest.raises(Refused, match=r"not right|cannot be kept"):
            room.effects.propose(MEI, "submit_proof", {**asked("submit_proof", escrow), **wrong})


def test_terms_that_changed_since_are_refused(room: Room) -> None:
    escrow = proved(room)
    card = room.effects.propose(LIN, "confirm_proof", {"escrow": escrow})
    room.later(minutes=1)
    room.do(MEI, "submit_proof", **{**asked("submit_proof", escrow), "number": "N-2"})
    with pytest.raises(Refused) as refusal:
        room.effects.approve(LIN, card.id, card.hash)
    assert refusal.value.name == "approval.changed"


def test_a_proof_of_another_escrow_is_not_there(room: Room) -> None:
    mine, other = proved(room), proved(room)
    with room.sessions() as session:
        proof = show_escrow(session, LIN, other).proofs[0].id
    for named in (proof, "PRF-NOWHERE"):
        with pytest.raises(Refused) as refusal:
            room.do(LIN, "confirm_proof", escrow=mine, proof=named)
        assert refusal.value.name == "not_found"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cards_and_outcomes_are_told_in_both_languages(room: Room, language: Language) -> None:
    escrow = proved(room)
    for who, effect in ((LIN, "confirm_proof"), (STA, "release_escrow"), (EXP, "split_escrow"), (MEI, "refund_escrow")):
        if effect == "release_escrow":
            room.do(LIN, "confirm_proof", escrow=escrow)
        card = room.effects.propose(who, effect, asked(effect, escrow))
        text = card_text(card, language)
        assert "100.00" in text
        assert ("沙箱" if language == "zh" else "sandbox") in text
        assert ("[cn/patent-law@2021-06-01/art47]" in text) == (effect == "release_escrow")
    agreed = room.escrow(state="agreed", proof="recordal", purpose="deal")
    room.give("ORG-A", room.effects.propose(MEI, "deposit_money", {"amount": {"minor": 10_000, "currency": "CNY"}}).terms.amounts[0].money)  # fmt: skip
    text = card_text(room.effects.propose(LIN, "fund_escrow", {"escrow": agreed}), language)
    assert "[cn/patent-law@2021-06-01/art10]" in text
    assert "[cn/trademark-law@2019-11-01/art42]" in text
    for way in ("deposit_money", "pay_out"):
        card = room.effects.propose(LIN, way, {"amount": {"minor": 100, "currency": "CNY"}})
        assert "1.00" in card_text(card, language)
        assert "1.00" in outcome_text(room.effects.approve(LIN, card.id, card.hash), language)


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    zh, en = words_of("tools.clearing", "zh"), words_of("tools.clearing", "en")
    assert zh.names() == en.names()
    fields = string.Formatter()
    for name in zh.names():
        places = [{field for _, field, _, _ in fields.parse(words._rows[name]) if field} for words in (zh, en)]
        assert places[0] == places[1], name


def test_every_effect_has_its_row_and_its_words(room: Room) -> None:
    names = {effect.name for effect in clearing_effects(room.house)}
    assert names <= set(table())
    assert {f"effect_{name}" for name in names} <= words_of("tools.clearing", "zh").names()


def test_lists_and_accounts_show_ones_own(room: Room) -> None:
    escrow = room.escrow()
    with room.act(MEI) as act:
        waiting = request_transfer(act, "in", "ORG-B", Money(5, "USD"))
    with room.sessions() as session:
        assert [[each.id for each in list_escrows(session, who)] for who in (LIN, MEI, WEI, STA)] == [[escrow], [escrow], [], [escrow]]  # fmt: skip
        assert list_escrows(session, LIN, state="released") == []
        assert show_account(session, STA, "ORG-A").organisation == "ORG-A"
        with pytest.raises(Refused):
            show_account(session, WEI, "ORG-A")
        with pytest.raises(Refused):
            list_escrows(session, Principal("nobody"))
        shown = show_platform(session, STA)
        assert ("escrow", Money(10_000)) in shown.accounts
        assert [(each.id, each.organisation) for each in shown.waiting] == [(waiting.id, "ORG-B")]
        with pytest.raises(Refused):
            show_platform(session, LIN)
