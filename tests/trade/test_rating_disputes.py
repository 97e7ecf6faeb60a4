"""Disputes about entries of a rating: by the party it is about, once, in time; decided by an expert of neither; kept in the log."""

import pytest
from sqlalchemy import select, text

from knowledge.law.library import LawLibrary
from tests.conftest import TODAY
from tests.trade.rating_room import AGENT, CLIENT, COLLEAGUE, EXPERT, INSIDER, OPPOSED, STAFF, STRANGER, RatingRoom
from tools.approvals.telling import card_text, outcome_text
from tools.events import EventRow
from tools.members.tables import AccountRow
from tools.principal import Principal, Role
from tools.ratings.engagement import day_of
from tools.ratings.figures import differing, events_about, rating_now, rebuild
from tools.ratings.rating import rating_of
from tools.ratings.rebuilding import check_ratings, rebuild_ratings
from tools.ratings.showing import ABOUT, list_rating_disputes, list_rating_entries, list_ratings, show_rating
from tools.ratings.tables import RatingRow
from tools.ratings.telling import disputes_text, entries_text, rating_text, ratings_text
from tools.refused import Refused
from tools.search.words import words_of

REASON, REASONS = "客户逾期提供材料", "The client's papers came late indeed"


@pytest.fixture
def room() -> RatingRoom:
    return RatingRoom()


def in_time(room: RatingRoom) -> int | None:
    with room.sessions() as session:
        parts = rating_now(session, "AGENCY", day_of(room.moment)).figure("provider").parts
    return next(part.points for part in parts if part.component == "in_time")


def said(room: RatingRoom, who: Principal, name: str, **request: object) -> str:
    with pytest.raises(Refused) as refused:
        room.do(who, name, **request)
    return str(refused.value)


def test_a_removed_entry_no_longer_counts_and_the_rebuild_knows_it(room: RatingRoom) -> None:
    assert in_time(room) == 89
    opened = room.do(COLLEAGUE, "dispute_rating", entry=room.late, reason=REASON)
    assert in_time(room) == 89  # it counts until it is decided
    decided = room.do(EXPERT, "decide_rating", dispute=opened.record, decision="removed", reasons=REASONS)
    assert in_time(room) == 100
    assert decided.key == "decide_removed"
    with room.sessions.begin() as session:
        kept = rating_now(session, "AGENCY", day_of(room.moment))
        assert differing(session) == []
        rebuild(session, day_of(room.moment), room.moment)
        assert rating_now(session, "AGENCY", day_of(room.moment)) == kept
        assert [row.name for row in session.scalars(select(EventRow).where(EventRow.kind == "rating"))] == [
            "dispute",
            "remove",
        ]


def test_an_upheld_entry_goes_on_counting(room: RatingRoom) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.starred, reason=REASON)
    room.do(EXPERT, "decide_rating", dispute=opened.record, decision="upheld", reasons=REASONS)
    with room.sessions() as session:
        shown = {entry.id: entry for entry in list_rating_entries(session, AGENT, "AGENCY", day_of(room.moment))}
    assert set(shown) == {room.late, room.returned, room.starred}
    assert (shown[room.starred].dispute, shown[room.starred].stars, shown[room.starred].comment) == (
        "upheld",
        1,
        "said",
    )


@pytest.mark.parametrize("who", [CLIENT, STRANGER])
def test_only_the_party_an_entry_is_about_disputes_it(room: RatingRoom, who: Principal) -> None:
    missing = said(room, who, "dispute_rating", entry="ENT-99999", reason=REASON)
    assert said(room, who, "dispute_rating", entry=room.late, reason=REASON) == missing.replace("ENT-99999", room.late)


@pytest.mark.parametrize("who", [EXPERT, STAFF])
def test_who_decides_does_not_dispute(room: RatingRoom, who: Principal) -> None:
    assert "role" in said(room, who, "dispute_rating", entry=room.late, reason=REASON)


@pytest.mark.parametrize("entry", ["ENT-1", "ENT-0", "ENT--1", "ENT-1.5", "ENT-９", "ENT-" + "9" * 30, "17", "", "' or 1=1 --", "ENT-6\n"])  # fmt: skip
def test_what_is_no_entry_cannot_be_disputed(room: RatingRoom, entry: str) -> None:
    said(room, AGENT, "dispute_rating", entry=entry, reason=REASON)
    with room.sessions() as session:
        assert session.execute(text("select count(*) from rating_dispute")).scalar() == 0


def test_an_entry_is_disputed_once(room: RatingRoom) -> None:
    first, second = (room.effects.propose(who, "dispute_rating", {"entry": room.late, "reason": REASON}) for who in (AGENT, COLLEAGUE))  # fmt: skip
    room.effects.approve(AGENT, first.id, first.hash)
    with pytest.raises(Refused, match="once"):
        room.effects.approve(COLLEAGUE, second.id, second.hash)
    assert "once" in said(room, AGENT, "dispute_rating", entry=room.late, reason=REASON)


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_an_entry_is_disputed_within_thirty_days(room: RatingRoom, days: int, late: bool) -> None:
    room.later(days)
    if late:
        assert "30 days" in said(room, AGENT, "dispute_rating", entry=room.late, reason=REASON)
    else:
        assert room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON).record.startswith("RDP-")


@pytest.mark.parametrize("who", [INSIDER, OPPOSED])
def test_an_expert_of_a_party_does_not_decide(room: RatingRoom, who: Principal) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON)
    missing = said(room, who, "decide_rating", dispute="RDP-000000000099", decision="removed", reasons=REASONS)
    assert said(room, who, "decide_rating", dispute=opened.record, decision="removed", reasons=REASONS) == missing.replace("RDP-000000000099", opened.record)  # fmt: skip


def test_who_acted_for_a_party_and_moved_on_does_not_decide_either(room: RatingRoom) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON)
    with room.sessions.begin() as session:
        session.get_one(AccountRow, "agent").organisation = "ORG-E"
        session.get_one(AccountRow, "agent").role = Role.EXPERT.value
    assert "no “RDP-" in said(room, AGENT, "decide_rating", dispute=opened.record, decision="removed", reasons=REASONS)


@pytest.mark.parametrize("who", [AGENT, CLIENT, STAFF, STRANGER])
def test_nobody_but_an_expert_decides(room: RatingRoom, who: Principal) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON)
    assert "role" in said(room, who, "decide_rating", dispute=opened.record, decision="removed", reasons=REASONS)


def test_a_decision_is_made_once(room: RatingRoom) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON)
    cards = [room.effects.propose(EXPERT, "decide_rating", {"dispute": opened.record, "decision": decision, "reasons": REASONS}) for decision in ("upheld", "removed")]  # fmt: skip
    room.effects.approve(EXPERT, cards[0].id, cards[0].hash)
    with pytest.raises(Refused, match="decided"):
        room.effects.approve(EXPERT, cards[1].id, cards[1].hash)
    assert in_time(room) == 89


@pytest.mark.parametrize("field", [{"reason": ""}, {"reason": "x" * 2001}, {"reason": REASON, "organisation": "AGENCY"}, {"reason": REASON, "user": "client"}])  # fmt: skip
def test_bad_requests_are_refused(room: RatingRoom, field: dict[str, str]) -> None:
    said(room, AGENT, "dispute_rating", entry=room.late, **field)


def test_cards_and_outcomes_are_told_in_both_languages(room: RatingRoom) -> None:
    for entry in (room.late, room.returned, room.starred):
        card = room.effects.propose(AGENT, "dispute_rating", {"entry": entry, "reason": REASON})
        assert REASON in card_text(card, "zh")
        assert entry in card_text(card, "en")
        outcome = room.effects.approve(AGENT, card.id, card.hash)
        for decision in ("upheld", "removed"):
            card = room.effects.propose(EXPERT, "decide_rating", {"dispute": outcome.record, "decision": decision, "reasons": REASONS})  # fmt: skip
            assert REASONS in card_text(card, "zh")
        assert outcome.record in outcome_text(room.effects.approve(EXPERT, card.id, card.hash), "en")


def test_ratings_are_shown_to_who_has_an_account_with_their_sample_and_no_names(room: RatingRoom) -> None:
    with room.sessions() as session:
        shown = show_rating(session, STRANGER, "AGENCY", day_of(room.moment))
        for language in ("zh", "en"):
            told = rating_text(shown, language)
            assert "95%" in told
            assert "art79" in told
            assert "CLIENT-" not in told
        with pytest.raises(Refused, match="Sign in"):
            show_rating(session, Principal("nobody"), "AGENCY", day_of(room.moment))
        with pytest.raises(Refused, match="no “ORG-X”"):
            show_rating(session, STRANGER, "ORG-X", day_of(room.moment))
        small = show_rating(session, STRANGER, "CLIENT-1", day_of(room.moment))
        assert small.rating.figure("counterparty").score is None
        assert "too few" in rating_text(small, "en")


def test_the_log_read_for_one_party_gives_what_all_of_it_gives(room: RatingRoom) -> None:
    with room.sessions() as session:
        for name in ("AGENCY", "CLIENT-0", "CLIENT-2", "ORG-S"):
            part = rating_of(events_about(session, name), name, day_of(room.moment))
            assert part == rating_of(room.log.events, name, day_of(room.moment))


def test_a_tampered_figure_is_found_and_made_again(room: RatingRoom) -> None:
    assert rebuild_ratings(room.sessions, room.effects.audit, STAFF, room.moment) == 4
    assert check_ratings(room.sessions, STAFF) == (4, [])
    with room.sessions.begin() as session:
        row = session.get_one(RatingRow, "AGENCY")
        row.components = row.components.replace('"orders":9', '"orders":90')
    assert check_ratings(room.sessions, STAFF) == (4, ["AGENCY"])
    rebuild_ratings(room.sessions, room.effects.audit, STAFF, room.moment)
    assert check_ratings(room.sessions, STAFF) == (4, [])
    for rule in (lambda: rebuild_ratings(room.sessions, room.effects.audit, AGENT, room.moment), lambda: check_ratings(room.sessions, EXPERT)):  # fmt: skip
        with pytest.raises(Refused, match="role"):
            rule()


def test_lists_are_by_name_unless_the_reader_asks_for_the_bound(room: RatingRoom) -> None:
    with room.sessions() as session:
        assert list_ratings(session, STRANGER) == []  # none is kept yet
        computed = list_ratings(session, STRANGER, day=day_of(room.moment))
    rebuild_ratings(room.sessions, room.effects.audit, STAFF, room.moment)
    with room.sessions() as session:
        assert [each.organisation for each in list_ratings(session, STRANGER)] == ["AGENCY", "CLIENT-0", "CLIENT-1", "CLIENT-2"]  # fmt: skip
        assert list_ratings(session, STRANGER) == computed
        assert list_ratings(session, STRANGER, "score")[0].organisation == "AGENCY"
        for language in ("zh", "en"):
            assert "AGENCY" in ratings_text(list_ratings(session, STRANGER), language)


def test_disputes_wait_for_experts_of_neither_party(room: RatingRoom) -> None:
    opened = room.do(AGENT, "dispute_rating", entry=room.late, reason=REASON)
    with room.sessions() as session:
        assert [each.id for each in list_rating_disputes(session, EXPERT)] == [opened.record]
        assert list_rating_disputes(session, INSIDER) == list_rating_disputes(session, OPPOSED) == []
        assert opened.record in disputes_text(list_rating_disputes(session, EXPERT), "zh")
        entries = list_rating_entries(session, AGENT, "AGENCY", day_of(room.moment))
        for language in ("zh", "en"):
            assert room.returned in entries_text(entries, day_of(room.moment), language)
        with pytest.raises(Refused, match="no “AGENCY”"):
            list_rating_entries(session, STRANGER, "AGENCY", day_of(room.moment))


def test_words_are_the_same_in_both_languages_and_shadow_no_common_ones() -> None:
    for package in ("tools.ratings", "tools.audit"):
        assert words_of(package, "zh").names() == words_of(package, "en").names()
    assert words_of("tools.ratings", "en").names() & words_of("tools.approvals", "en").names() == {
        "party_applicant",
        "party_other",
    }


def test_the_provision_exists_and_says_what_it_is_quoted_for(library: LawLibrary) -> None:
    found = library.by_key(ABOUT)
    assert found is not None
    assert "不得参与向社会推荐专利产品等经营活动" in found.text
    assert library.version_at(found.version.law, TODAY) == found.version  # in force
