"""What the clock does to training: offers run out, unpaid seats lapse, the list moves up. A batch; run again it finds nothing."""

from sqlalchemy import select

from tools.access.table import require
from tools.act import Act
from tools.approvals.effects import Effects
from tools.principal import Principal
from tools.training.seats import bring_up
from tools.training.tables import TrainingSessionRow

_RULE = "rule:training"


def run_training(effects: Effects, who: Principal) -> dict[str, int]:
    """Bring every open session to the present, one transaction each. Raises Refused for anybody but staff and admin."""
    require(who, "run_training", None)
    with effects.sessions() as session:
        open_ = list(session.scalars(select(TrainingSessionRow.id).where(TrainingSessionRow.state == "open").order_by(TrainingSessionRow.id)))  # fmt: skip
    changed = {identity: _one(effects, who, identity) for identity in open_}
    return {identity: count for identity, count in changed.items() if count}


def _one(effects: Effects, who: Principal, identity: str) -> int:
    with effects.sessions.begin() as session:
        act = Act(session, who, effects.now(), effects.new_id, holding=True, cause=_RULE)
        count = bring_up(act, act.row(TrainingSessionRow, identity))
        if count:
            effects.audit.append(session, effects.now(), who, "run_training", identity, changed=count)
        return count
