"""Sharing a database with other accounts, to read or to edit."""

from sqlalchemy import select

from tools.databases.access import Databases, Level, changing, open_database
from tools.databases.tables import ShareRow
from tools.principal import Principal
from tools.refused import Refused

MOST = 200


def share(databases: Databases, who: Principal, named: str, user: str, level: Level | None) -> dict[str, str]:
    """Let an account read or edit a database, or (None) no longer. Returns who may what. Raises Refused for anybody but
    its owner, and for the owner's own account.

    Whether the account exists is not said: names of accounts cannot be tried out here.
    """
    account = user.strip()
    with changing(databases, who, named, Level.OWNER) as (session, row, _):
        if not account or len(account) > 200 or account == row.owner or level is Level.OWNER:
            raise Refused("请写出另一个账户，权限为 reader 或 editor。/ Name another account, as reader or editor.")
        held = session.get(ShareRow, (row.id, account))
        if level is None:
            if held:
                session.delete(held)
        elif held:
            held.level = level.word
        else:
            rows = session.scalars(select(ShareRow).where(ShareRow.database == row.id)).all()
            if len(rows) >= MOST:
                raise Refused(f"已共享给 {MOST} 个账户。/ It is shared with {MOST} accounts already.")
            session.add(ShareRow(database=row.id, user=account, level=level.word))
        session.flush()
        databases.entered(session, who, "share", row.id, account=account, level=level.word if level else "none")
        shares = session.scalars(select(ShareRow).where(ShareRow.database == row.id).order_by(ShareRow.user)).all()
        return {each.user: each.level for each in shares}


def shares_of(databases: Databases, who: Principal, named: str) -> dict[str, str]:
    """Who may read or edit a database, by account. Raises Refused for anybody but its owner."""
    opened = open_database(databases, who, named, Level.OWNER)
    with databases.sessions() as session:
        rows = session.scalars(select(ShareRow).where(ShareRow.database == opened.id).order_by(ShareRow.user)).all()
        return {row.user: row.level for row in rows}
