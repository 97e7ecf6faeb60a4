"""The connectors that can be used: those whose keys are set."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from knowledge.patents.connectors import odp, odp_client, ops, ops_client
from knowledge.patents.connectors.cache import AnswerCache
from knowledge.patents.connectors.connector import Connector
from knowledge.patents.connectors.exchange import Exchange
from knowledge.patents.connectors.outbound import OutboundGuard
from knowledge.patents.connectors.pace import Pace


def connectors_of(
    folder: Path,
    now: Callable[[], datetime],
    guard: OutboundGuard,
    epo_ops_key: str = "",
    epo_ops_secret: str = "",
    uspto_odp_key: str = "",
) -> tuple[Connector, ...]:
    """A connector for each office of which all keys are given; empty when none is. Nothing is sent yet.

    `folder`: where answers are kept, a folder of it for each office.
    """
    found: list[Connector] = []
    if epo_ops_key and epo_ops_secret:
        exchange = Exchange(ops.OFFICE, AnswerCache(folder / "epo-ops"), Pace(ops.OFFICE), now, ops.RETRY_AFTER_UNIT)
        found.append(ops.EpoOps(ops_client.OpsClient(epo_ops_key, epo_ops_secret), exchange, guard))
    if uspto_odp_key:
        pace = Pace(odp.OFFICE, least=odp.LEAST_INTERVAL)
        exchange = Exchange(odp.OFFICE, AnswerCache(folder / "uspto-odp"), pace, now)
        found.append(odp.UsptoOdp(odp_client.OdpClient(uspto_odp_key), exchange, guard))
    return tuple(found)
