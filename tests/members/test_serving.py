"""Where sign-in is asked for, and where a desk without it may be served."""

from pathlib import Path

import pytest

from assistant.records import Unusable
from tests.members.desk import member_world
from tests.members.room import GOOD
from tools.members.founding import create_admin
from tools.members.seeding import seed_members
from tools.refused import Refused

OTHERS_REACH = ("0.0.0.0", "192.168.1.5", "::", "ipos.example")


def test_a_fresh_desk_is_a_demo_until_somebody_can_sign_in(tmp_path: Path) -> None:
    world = member_world(tmp_path, accounts=False)
    seed_members(world.sessions, world.now())
    assert not world.sign_in_required()
    create_admin(world.sessions, world.audit, world.passwords, "su.qing", GOOD, world.now())
    assert world.sign_in_required()
    assert member_world(tmp_path / "x", accounts=False, sign_in="local").sign_in_required()


@pytest.mark.parametrize("host", OTHERS_REACH)
def test_a_demo_is_not_served_where_others_reach_it(tmp_path: Path, host: str) -> None:
    with pytest.raises(Unusable, match="create-admin") as refused:
        member_world(tmp_path, accounts=False).refuse_open_demo(host)
    assert "IPOS_DEMO_ANYWHERE" in str(refused.value)
    member_world(tmp_path / "a").refuse_open_demo(host)
    member_world(tmp_path / "b", accounts=False, sign_in="local").refuse_open_demo(host)
    member_world(tmp_path / "c", accounts=False, demo_anywhere=True).refuse_open_demo(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.0.1"])
def test_a_demo_is_served_on_this_machine(tmp_path: Path, host: str) -> None:
    member_world(tmp_path, accounts=False).refuse_open_demo(host)


def test_there_is_one_first_administrator(tmp_path: Path) -> None:
    world = member_world(tmp_path)
    with pytest.raises(Refused, match="already") as refused:
        create_admin(world.sessions, world.audit, world.passwords, "another", GOOD, world.now())
    assert refused.value.name == "members.admin"


def test_the_demos_accounts_let_nobody_in(tmp_path: Path) -> None:
    from tools.principal import Role

    world = member_world(tmp_path, accounts=False)
    seed_members(world.sessions, world.now())
    for user, organisation, role in (("lin", "ORG-QINGLAN", Role.MEMBER), ("admin", "ORG-PLATFORM", Role.ADMIN), ("local", "ORG-LOCAL", Role.MEMBER)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            world.invitations.invite(world.principal(user), organisation, role)
        assert refused.value.name == "members.demo"
