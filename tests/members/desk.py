"""A world whose desk has accounts: the administrator su.qing, and lei, who manages an organisation; all sign in with GOOD."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.world import World
from tests.conftest import make_world
from tests.members.room import GOOD, QUICK
from tools.members.founding import create_admin
from tools.members.passwords import Passwords
from tools.members.tables import OrganisationRow
from tools.principal import Role


def member_world(home: Path, accounts: bool = True, **settings: object) -> World:
    """A world of its own; without accounts it is as freshly installed."""
    home.mkdir(exist_ok=True)
    for name, content in (_home() if accounts else {}).items():
        (home / name).write_bytes(content)
    world = make_world(home, **settings)
    world.__dict__["passwords"] = Passwords(QUICK)
    return world


def with_accounts(world: World) -> World:
    """Give a world quick passwords and the accounts."""
    world.__dict__["passwords"] = Passwords(QUICK)
    create_admin(world.sessions, world.audit, world.passwords, "su.qing", GOOD, world.now())
    with world.sessions.begin() as session:
        session.add(OrganisationRow(id="ORG-A", name_zh="甲公司", name_en="Jia Co.", kind="enterprise", created=world.now()))  # fmt: skip
    join(world, "lei", "ORG-A", Role.MEMBER, manager=True)
    return world


def join(world: World, user: str, organisation: str, role: Role, manager: bool = False) -> None:
    """Open an account by an invitation of the administrator's."""
    _, code = world.invitations.invite(world.principal("su.qing"), organisation, role, manager)
    world.invitations.accept(code, user, GOOD)


@cache
def _home() -> dict[str, bytes]:
    """The files of a home with the accounts, made once in a run."""
    with TemporaryDirectory() as folder:
        world = with_accounts(make_world(Path(folder)))
        world.sessions.engine.dispose()
        return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}
