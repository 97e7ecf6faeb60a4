"""Roles, the right to manage, deactivation, profiles and licences: changed by who may, shown first, at once in force."""

import pytest

from tests.members.room import Room
from tools.members.reading import list_members, list_organisations, show_my_account, show_organisation
from tools.members.tables import AccountRow
from tools.principal import Role
from tools.refused import Refused


@pytest.fixture
def room() -> Room:
    return Room()


def why(room: Room, by: str, effect: str, **request: object) -> str:
    with pytest.raises(Refused) as refused:
        room.propose(by, effect, **request)
    return refused.value.name


def test_a_manager_gives_roles_of_the_own_organisation(room: Room) -> None:
    room.do("lei", "change_role", member="MING", new_role="agency", manager=True)
    assert room.who("ming").role is Role.AGENCY
    room.do("ming", "change_role", member="lei", manager=False)
    assert why(room, "lei", "change_role", member="ming", new_role="member") == "members.manager"


@pytest.mark.parametrize(
    ("by", "effect", "request_", "name"),
    [
        ("lei", "change_role", {"member": "ming", "new_role": "admin"}, "members.role"), ("lei", "change_role", {"member": "ming", "new_role": "staff"}, "members.role"),
        ("lei", "change_role", {"member": "lei", "new_role": "agency"}, "members.own"), ("ming", "change_role", {"member": "ming", "manager": True}, "members.manager"),
        ("ming", "change_role", {"member": "lei", "manager": False}, "members.manager"), ("lei", "change_role", {"member": "ming", "new_role": "member"}, "members.same"),
        ("lei", "change_role", {"member": "bo", "new_role": "agency"}, "not_found"), ("lei", "change_role", {"member": "nobody", "new_role": "agency"}, "not_found"),
        ("lei", "deactivate_account", {"member": "bo", "reason": "离职"}, "not_found"), ("lei", "deactivate_account", {"member": "su.qing", "reason": "离职"}, "not_found"),
        ("ming", "deactivate_account", {"member": "lei", "reason": "离职"}, "members.manager"), ("lei", "reactivate_account", {"member": "ming"}, "members.open"),
        ("su.qing", "deactivate_account", {"member": "su.qing", "reason": "离职"}, "members.last_admin"), ("lei", "open_organisation", {"name_zh": "丁公司", "name_en": "Ding", "kind": "bank"}, "access.role"),
        ("lei", "record_licence", {"organisation": "ORG-A", "licence": "bank", "number": "123"}, "access.role"), ("lei", "update_profile", {"organisation": "ORG-B", "region": "江苏"}, "not_found"),
        ("lei", "update_profile", {"kind": "law_firm"}, "members.registered"), ("lei", "update_profile", {"name_zh": "别的公司"}, "members.registered"), ("ming", "update_profile", {"region": "江苏"}, "members.manager"),
        ("su.qing", "open_organisation", {"name_zh": "甲ORG-A", "name_en": "X Co.", "kind": "bank"}, "members.namesake"), ("su.qing", "open_organisation", {"name_zh": "甲公司", "name_en": "Ѕbegin", "kind": "bank"}, "title.mixed"),
        ("su.qing", "open_organisation", {"name_zh": "甲\u202e公司", "name_en": "X Co.", "kind": "bank"}, "title.characters"), ("su.qing", "open_organisation", {"name_zh": "甲公司", "name_en": "X Co.", "kind": "platform"}, "request"),
        ("su.qing", "open_organisation", {"name_zh": "甲公司", "name_en": "X Co.", "kind": "bank", "country": "China"}, "request"), ("lei", "change_role", {"member": "ming", "role": "admin"}, "request"),
    ],
)  # fmt: skip
def test_nobody_reaches_further(room: Room, by: str, effect: str, request_: dict[str, object], name: str) -> None:
    assert why(room, by, effect, **request_) == name


def test_who_loses_the_right_between_card_and_approval_does_nothing(room: Room) -> None:
    card = room.propose("lei", "deactivate_account", member="ming", reason="离职")
    room.do("su.qing", "change_role", member="lei", manager=False)
    with pytest.raises(Refused) as refused:
        room.effects.approve(room.who("lei"), card.id, card.hash)
    assert refused.value.name == "members.manager"
    assert room.who("ming").role is Role.MEMBER


def test_a_deactivated_account_approves_nothing(room: Room) -> None:
    who, card = room.who("lei"), room.propose("lei", "update_profile", region="江苏")
    room.do("su.qing", "deactivate_account", member="lei", reason="离职")
    with pytest.raises(Refused) as refused:
        room.effects.approve(who, card.id, card.hash)
    assert refused.value.name == "access.visitor"


def test_somebody_may_always_close_the_own_account(room: Room) -> None:
    room.do("ming", "deactivate_account", member="ming", reason="不再使用")
    with pytest.raises(Refused, match="deactivated"):
        room.who("ming")


def test_a_second_administrator_lets_the_first_go(room: Room) -> None:
    room.join("gu", "ORG-PLATFORM", Role.ADMIN, manager=True)
    room.do("gu", "change_role", member="su.qing", new_role="staff")
    assert why(room, "gu", "deactivate_account", member="gu", reason="离职") == "members.last_admin"


def test_the_profile_is_changed_and_read_by_its_own_people_and_the_platforms(room: Room) -> None:
    card = room.propose(
        "lei", "update_profile", region="江苏 苏州", industry="机械", fields="F16H, 减速器", contact="ip@jia.example"
    )
    room.effects.approve(room.who("lei"), card.id, card.hash)
    ming, bo, admin = room.who("ming"), room.who("bo"), room.who("su.qing")
    with room.sessions() as session:
        shown = show_organisation(session, ming, "ORG-A")
        assert (shown.region, shown.fields, shown.contact) == ("江苏 苏州", "F16H, 减速器", "ip@jia.example")
        assert show_organisation(session, admin, "ORG-A") == shown
        for identity in ("ORG-A", "ORG-NONE"):
            with pytest.raises(Refused) as refused:
                show_organisation(session, bo, identity)
            assert str(refused.value).replace(identity, "") == "没有找到“”，请核对编号。/ There is no “” here for you; check the number."  # fmt: skip
    assert why(room, "lei", "update_profile", region="江苏 苏州") == "members.same"


def test_an_administrator_takes_organisations_in_and_enters_their_licences(room: Room) -> None:
    made = room.do(
        "su.qing", "open_organisation", name_zh="丁律师事务所", name_en="Ding Law", kind="law_firm", country="sg"
    ).record
    room.do("su.qing", "record_licence", organisation=made, licence="law_firm", number="31101", until="2031-12-31")
    room.do("su.qing", "update_profile", organisation=made, name_en="Ding & Partners")
    admin, lei = room.who("su.qing"), room.who("lei")
    with room.sessions() as session:
        shown = next(each for each in list_organisations(session, admin) if each.id == made)
        assert (shown.name_en, shown.country, shown.licences[0].number) == ("Ding & Partners", "SG", "31101")
        with pytest.raises(Refused):
            list_organisations(session, lei)


def test_lists_show_accounts_without_anything_secret(room: Room) -> None:
    lei = room.who("lei")
    room.do("lei", "deactivate_account", member="ming", reason="离职")
    with room.sessions() as session:
        found = list_members(session, lei, "ORG-A")
        mine = show_my_account(session, lei)
    assert [(each.user, each.manager, each.deactivated is None, each.signs_in) for each in found] == [("lei", True, True, True), ("ming", False, False, True)]  # fmt: skip
    assert "argon2" not in str(found)
    assert (mine.role, mine.manager, mine.organisation and mine.organisation.id) == ("member", True, "ORG-A")


def test_a_name_is_never_given_away_again(room: Room) -> None:
    room.do("lei", "deactivate_account", member="ming", reason="离职")
    with pytest.raises(Refused) as refused:
        room.join("ming", "ORG-B", Role.AGENCY)
    assert refused.value.name == "name.taken"
    with room.sessions() as session:
        account = session.get(AccountRow, "ming")
        assert account
        assert account.organisation == "ORG-A"
