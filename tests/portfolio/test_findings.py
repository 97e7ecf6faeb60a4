"""Lapses and conflicts, gaps with their last days, and what changed: nothing without a difference, and every difference once."""

from datetime import date

import pytest

from knowledge.patents.holders import entity_of
from knowledge.patents.record import Event
from knowledge.trademarks.record import Effect, Goods, Mark, StatusEvent
from tests.portfolio.room import OTHER, OWNER, STAFF, Records, cn, later, library, make_room, mark, patent, put
from tools.portfolio.gaps import Gaps, gaps_of
from tools.portfolio.lapses import Lapses, lapses_of
from tools.portfolio.looking import LAWS, changes_of, look, peek
from tools.portfolio.places import covers, place_of, read_places
from tools.portfolio.profile import set_profile
from tools.portfolio.room import PortfolioRoom
from tools.refused import Refused

PENDING = {"number": "CN202610999995.X", "filed": date(2026, 2, 10), "granted": None, "state": "pending"}


def gaps(room: PortfolioRoom) -> Gaps:
    with room.sessions() as session:
        return gaps_of(room, session, OWNER)


def lapses(room: PortfolioRoom) -> Lapses:
    with room.sessions() as session:
        return lapses_of(room, session, OWNER)


def test_fees_soon_and_in_grace_are_told_apart() -> None:
    room = make_room()
    put(room, cn(), cn(number="CN201610999994.5", filed=date(2016, 8, 1)), mark())
    found = lapses(room)
    assert ([due.number for due in found.grace], [due.number for due in found.soon]) == (["CN201610999994.5"], ["CN201710999991.2", "99900001"])  # fmt: skip


def test_a_right_listed_as_living_whose_record_ended_is_a_conflict_with_both_sources() -> None:
    records = Records()
    ended = Event(day=date(2023, 7, 1), code="CF01", text="未缴年费专利权终止", effect="lapsed")
    records.patents.append(patent("CN106999999B", application="CN201710999991.2", filed=date(2017, 12, 14), granted=date(2020, 5, 8), published=date(2020, 5, 8), events=(ended,)))  # fmt: skip
    records.marks.append((1, Mark(office="CN", number="99900001", printed="99900001", words="Q", events=(StatusEvent(day=date(2024, 1, 1), effect=Effect.CANCELLED),))))  # fmt: skip
    room = make_room(records)
    put(room, cn(), mark(), cn(number="CN202310999992.2", state="ended"))
    found = {each.number: each for each in lapses(room).conflicts}
    assert set(found) == {"CN201710999991.2", "99900001"}
    assert (found["CN201710999991.2"].listed, found["CN201710999991.2"].recorded) == ("live", "lapsed")
    assert found["CN201710999991.2"].recorded_source.zh != found["CN201710999991.2"].listed_source.zh


def test_without_a_profile_nothing_is_called_a_gap() -> None:
    room = make_room()
    put(room, cn())
    assert gaps(room).gaps == ()


def test_a_pending_application_can_still_go_abroad_until_the_priority_year_ends() -> None:
    room = make_room()
    put(room, cn(**PENDING))
    set_profile(room, OWNER, sells=["CN", "US"])
    (gap,) = gaps(room).gaps
    assert (gap.market, gap.number) == ("US", "CN202610999995.X")
    assert {(way.last, way.open) for way in gap.ways} == {(date(2027, 2, 10), True)}
    (late,) = gaps(later(room, date(2027, 2, 11))).gaps
    assert {way.open for way in late.ways} == {False}


def test_an_international_application_leaves_the_national_phase_open_to_thirty_months() -> None:
    room = make_room()
    put(room, cn(**PENDING, family="F"), cn(jurisdiction="WO", number="PCT/CN2026/000001", filed=date(2026, 6, 1), priority=date(2026, 2, 10), granted=None, state="pending", family="F"))  # fmt: skip
    set_profile(room, OWNER, sells=["US", "DE"])
    found = {gap.market: {way.last for way in gap.ways if way.open} for gap in gaps(room).gaps}
    assert date(2028, 8, 10) in found["US"]
    assert {date(2028, 8, 10), date(2028, 9, 11)} & found["DE"]
    assert len(found) == 2  # one gap a market for the family, not one an asset


def test_a_right_that_covers_the_market_is_no_gap() -> None:
    room = make_room()
    put(room, cn(jurisdiction="EP", number="EP3999999B1"), mark(jurisdiction="EM", number="018999999", classes=("9",)))
    set_profile(room, OWNER, sells=["DE"], classes=[9])
    assert gaps(room).gaps == ()
    assert covers("EP", "DE", "invention")
    assert not covers("EP", "DE", "mark")


def test_classes_used_without_a_mark_are_told_where_one_sells() -> None:
    room = make_room()
    put(room, mark())
    set_profile(room, OWNER, sells=["CN"], makes=["VN"], classes=[7, 25])
    found = [(gap.kind, gap.market, gap.classes) for gap in gaps(room).gaps]
    assert ("class", "CN", (25,)) in found
    assert ("class", "VN", (7, 25)) not in found
    assert [kind for kind, market, _ in found if market == "VN"] == ["market"]


@pytest.mark.parametrize("said", [{"sells": ["Narnia"]}, {"classes": [46]}, {"classes": ["x"]}, {"entity": "huge"}, {"watched": ["x" * 200]}])  # fmt: skip
def test_a_profile_that_cannot_be_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(Refused):
        set_profile(make_room(), OWNER, **said)


def test_places_are_read_in_both_languages() -> None:
    assert [place_of(text) for text in ("美国", "usa", "US", "欧盟", "japan", "nowhere")] == ["US", "US", "US", "EM", "JP", None]  # fmt: skip
    assert read_places(("中国", "CN")) == ("CN",)


def test_the_first_look_tells_only_law_that_lies_ahead_and_a_second_nothing_new() -> None:
    room = make_room()
    put(room, mark(), cn())
    first = look(room, OWNER)
    assert first.first
    assert [(each.kind, each.detail["version"], each.detail["what"]) for each in first.changes] == [("law", "cn/trademark-law@2027-01-01", "ahead")]  # fmt: skip
    second = look(room, OWNER)
    assert not second.first
    assert [each.new for each in second.changes] == [False]


def test_a_law_that_comes_into_force_is_a_change_of_its_own() -> None:
    room = make_room()
    put(room, mark())
    look(room, OWNER)
    found = look(later(room, date(2027, 1, 4)), OWNER)
    assert [each.detail["what"] for each in found.changes if each.new] == ["in_force"]


def test_a_law_that_touches_no_right_held_is_not_told() -> None:
    room = make_room()
    put(room, cn())
    assert look(room, OWNER).changes == ()
    assert set(LAWS) <= {law.slug for law in library().laws()}


def test_a_record_that_changed_and_a_filing_of_a_holder_watched_are_told_once() -> None:
    records, holder = Records(), "Rival GmbH"
    held = {"application": "CN201710999991.2", "filed": date(2017, 12, 14), "granted": date(2020, 5, 8), "published": date(2020, 5, 8)}  # fmt: skip
    records.patents.append(patent("CN106999999B", **held))
    records.patents.append(patent("CN120000001A", entity_of(holder)))
    room = make_room(records)
    put(room, cn(classes=("B23Q 11/12",)))
    set_profile(room, OWNER, watched=[holder])
    look(room, OWNER)
    pledged = Event(day=date(2026, 11, 20), text="专利权质押", effect="pledged")
    records.patents[0] = patent("CN106999999B", events=(pledged,), **held)
    records.patents += [patent("CN120000002A", entity_of(holder)), patent("CN120000003A", entity_of(holder), code="A61K 8/00")]  # fmt: skip
    found = [each for each in look(room, OWNER).changes if each.new]
    assert sorted(each.kind for each in found) == ["filing", "record"]
    assert next(each.detail for each in found if each.kind == "filing")["number"] == "CN120000002A"
    assert "专利权质押" in str(next(each.detail for each in found if each.kind == "record")["events"])
    assert not [each for each in look(room, OWNER).changes if each.new]


def test_a_new_mark_of_a_holder_watched_in_the_same_class_is_told() -> None:
    records = Records()
    room = make_room(records)
    put(room, mark())
    set_profile(room, OWNER, watched=["Rival GmbH"])
    look(room, OWNER)
    for number, nice in (("5000001", 9), ("5000002", 41)):
        records.marks.append((int(number), Mark(office="CN", number=number, printed=number, words="NEW", holder="Rival GmbH", goods=(Goods(nice=nice),))))  # fmt: skip
    found = [each.detail["number"] for each in look(room, OWNER).changes if each.new]
    assert found == ["CN5000001"]


def test_staff_read_what_was_found_and_cannot_look_for_a_member() -> None:
    room = make_room()
    put(room, mark())
    look(room, OWNER)
    with room.sessions() as session:
        assert len(changes_of(room, session, STAFF, "ORG-QINGLAN").changes) == 1
        with pytest.raises(Refused):
            changes_of(room, session, OTHER, "ORG-QINGLAN")
    with pytest.raises(Refused):
        look(room, STAFF, "ORG-QINGLAN")


def test_a_peek_finds_what_a_look_would_and_writes_nothing() -> None:
    room = make_room()
    put(room, mark())
    assert [change.key for change in peek(room, OWNER).changes] == [change.key for change in peek(room, OWNER).changes]
    with room.sessions() as session:
        assert changes_of(room, session, OWNER).changes == ()
    found = peek(room, OWNER).changes
    assert [change.key for change in look(room, OWNER).changes] == [change.key for change in found] != []
    assert [change.new for change in peek(room, OWNER).changes] == [False]
