"""Invitations open one account each, where and as what they were made for."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.members.room import GOOD, PLACE, Room
from tools.members.member_tables import InvitationRow
from tools.members.reading import list_invitations
from tools.members.tables import AccountRow
from tools.principal import Role
from tools.refused import Refused


@pytest.fixture
def room() -> Room:
    return Room()


def refused(room: Room, code: str, name: str = "xin", password: str = GOOD) -> Refused:
    with pytest.raises(Refused) as error:
        room.invitations.accept(code, name, password)
    return error.value


def test_an_invitation_makes_an_account_of_its_organisation_and_role(room: Room) -> None:
    room.invitations.accept(room.code("ORG-A", Role.AGENCY, by="lei"), " XIN ", GOOD)
    assert room.who("xin") == type(room.who("lei"))("xin", "ORG-A", Role.AGENCY)
    assert room.gate.user_of(room.gate.sign_in("xin", GOOD, PLACE)) == "xin"


def test_used_expired_revoked_and_unknown_are_refused_in_one_sentence(room: Room) -> None:
    used, old, taken = (room.code("ORG-A", Role.MEMBER, by="lei") for _ in range(3))
    room.invitations.accept(used, "xin", GOOD)
    lei = room.who("lei")
    with room.sessions() as session:
        identity = next(each.id for each in list_invitations(session, lei, "ORG-A", room.now()) if each.state == "open")
    room.invitations.revoke(room.who("lei"), identity)
    room.later(days=8)
    said = {str(refused(room, code, "yan")) for code in (used, old, taken, "unknown", "", "x" * 10_000, "\0", "' or 1=1 --")}  # fmt: skip
    assert len(said) == 1


def test_the_code_is_shown_once_and_not_kept(room: Room) -> None:
    code = room.code("ORG-A", Role.MEMBER, by="lei")
    lei = room.who("lei")
    with room.sessions() as session:
        rows = session.scalars(select(InvitationRow)).all()
        listed = list_invitations(session, lei, "ORG-A", room.now())
    assert code not in str([vars(row) for row in rows])
    assert code not in str(listed)
    assert refused(room, rows[-1].token).name == "invitation.closed"  # what is kept opens nothing


@pytest.mark.parametrize("name", ["lei", "LEI", "local", "admin\u200b", "a", "", "x" * 100, "pаul", "lεi", "a b", "../x", "<b>", "名\u202e字", "Ⅷ!", "\ud800x"])  # fmt: skip
def test_names_that_are_taken_mislead_or_cannot_be_leave_the_invitation_as_it_was(room: Room, name: str) -> None:
    code = room.code("ORG-A", Role.MEMBER, by="lei")
    assert refused(room, code, name).name.startswith("name.")
    assert refused(room, code, "xin", "short").name == "password.short"
    assert room.invitations.accept(code, "王工", GOOD) == "王工"


@pytest.mark.parametrize(
    ("by", "organisation", "role", "name"),
    [
        ("lei", "ORG-B", Role.AGENCY, "not_found"), ("lei", "ORG-PLATFORM", Role.ADMIN, "not_found"), ("lei", "ORG-NONE", Role.MEMBER, "not_found"),
        ("lei", "ORG-A", Role.ADMIN, "members.role"), ("lei", "ORG-A", Role.STAFF, "members.role"), ("lei", "ORG-A", Role.INVESTOR, "members.role"),
        ("bo", "ORG-B", Role.MEMBER, "members.role"), ("ming", "ORG-A", Role.MEMBER, "members.manager"), ("su.qing", "ORG-A", Role.STAFF, "members.role"),
        ("nobody", "ORG-A", Role.MEMBER, "access.visitor"),
    ],
)  # fmt: skip
def test_nobody_invites_elsewhere_or_gives_more_than_there_is_to_give(room: Room, by: str, organisation: str, role: Role, name: str) -> None:  # fmt: skip
    with pytest.raises(Refused) as error:
        room.code(organisation, role, by=by)
    assert error.value.name == name


def test_a_manager_of_the_platform_makes_no_administrator(room: Room) -> None:
    room.join("song", "ORG-PLATFORM", Role.STAFF, manager=True)
    room.invitations.accept(room.code("ORG-PLATFORM", Role.EXPERT, by="song"), "gong", GOOD)
    with pytest.raises(Refused, match="this role"):
        room.code("ORG-PLATFORM", Role.ADMIN, by="song")


def test_an_invitation_dies_with_the_right_of_who_made_it(room: Room) -> None:
    first, second = room.code("ORG-A", Role.MEMBER, by="lei"), room.code("ORG-B", Role.AGENCY, by="bo")
    room.do("su.qing", "change_role", member="lei", manager=False)
    room.do("su.qing", "deactivate_account", member="bo", reason="离职")
    assert refused(room, first).name == refused(room, second).name == "invitation.closed"


def test_another_organisations_invitation_cannot_be_revoked_or_seen(room: Room) -> None:
    room.code("ORG-A", Role.MEMBER, by="lei")
    lei, bo = room.who("lei"), room.who("bo")
    with room.sessions() as session:
        identity = list_invitations(session, lei, "ORG-A", room.now())[0].id
        with pytest.raises(Refused) as seen:
            list_invitations(session, bo, "ORG-A", room.now())
        assert seen.value.name == "not_found"
    with pytest.raises(Refused) as theirs:
        room.invitations.revoke(room.who("bo"), identity)
    with pytest.raises(Refused) as missing:
        room.invitations.revoke(room.who("bo"), "INV-000000000000")
    assert str(theirs.value).replace(identity, "") == str(missing.value).replace("INV-000000000000", "")


def test_one_invitation_used_by_many_at_once_makes_one_account(tmp_path: Path) -> None:
    room = Room(f"sqlite:///{tmp_path / 'members.db'}")
    code = room.code("ORG-A", Role.MEMBER, by="lei")

    def accept(number: int) -> bool:
        try:
            return bool(room.invitations.accept(code, f"racer{number}", GOOD))
        except Refused:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(accept, range(8))) == 1
    with room.sessions() as session:
        assert session.scalar(select(func.count()).select_from(AccountRow).where(AccountRow.user.like("racer%"))) == 1
