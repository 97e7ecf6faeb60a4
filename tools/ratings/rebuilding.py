"""Making all ratings again from the log, and comparing those kept with it: for staff and administrators."""

from datetime import datetime

from sqlalchemy import func, select

from tools.access.table import require
from tools.audit.chain import Audit
from tools.database import Sessions
from tools.principal import Principal
from tools.ratings.engagement import day_of
from tools.ratings.figures import differing, rebuild
from tools.ratings.tables import RatingRow


def rebuild_ratings(sessions: Sessions, audit: Audit, who: Principal, moment: datetime) -> int:
    """Compute every rating anew, and how many they are. Raises Refused for who may not."""
    require(who, "rebuild_ratings", None)
    with sessions.begin() as session:
        count = rebuild(session, day_of(moment), moment)
        audit.append(session, moment, who, "rebuild ratings", "", ratings=count)
        return count


def check_ratings(sessions: Sessions, who: Principal) -> tuple[int, list[str]]:
    """How many ratings are kept, and the organisations whose is not what the log gives. Raises Refused for who may not."""
    require(who, "rebuild_ratings", None)
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(RatingRow)) or 0, differing(session)
