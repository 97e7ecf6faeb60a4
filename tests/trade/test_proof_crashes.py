"""I7, I9, I18: a process killed at every statement and every commit of every flow leaves the old state or the new one."""

import pytest

from evals.trade.databases import Databases
from tests.trade.proof_apart import apart
from tests.trade.proof_flows import FLOWS, enumerated

LEAST = 15  # points: fewer would mean that the flow did not happen


@pytest.mark.parametrize("name", FLOWS)
def test_a_kill_at_any_point_leaves_the_old_state_or_the_new(name: str, databases: Databases) -> None:
    templates = [databases.template("sqlite"), databases.template("postgresql")]
    with apart(2) as pool:
        both = list(pool.map(enumerated, [name, name], templates))
    for found in both:
        assert found.wrong == []
        assert len(found.points) >= LEAST
        assert found.commits >= 1
