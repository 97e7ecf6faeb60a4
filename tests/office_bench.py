"""Connectors pointed at the server of office_server.py, with a time that passes only when they sleep."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.patents.connectors import odp, ops
from knowledge.patents.connectors.cache import AnswerCache
from knowledge.patents.connectors.exchange import Exchange
from knowledge.patents.connectors.odp_client import OdpClient
from knowledge.patents.connectors.ops_client import OpsClient
from knowledge.patents.connectors.outbound import OutboundGuard, OutboundNumber, OutboundQuery
from knowledge.patents.connectors.pace import Pace
from tests.conftest import SHARED
from tests.office_server import Office, Reply

OPS_FILES, ODP_FILES = SHARED / "patents_raw" / "epo_ops", SHARED / "patents_raw" / "uspto_odp_json"


UNHURRIED = (300.0, 300.0)  # seconds: a busy machine is no office that keeps silent
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


TOKEN = Reply(json.dumps({"access_token": "t0k3n", "expires_in": "1199"}).encode())


PUBLISHED = "/rest-services/published-data/publication/docdb"


SEARCH = "/rest-services/published-data/search"


APPLICATIONS = "/api/v1/patent/applications"


class Bench:
    """A connector, the office it asks, the time that passes only when it sleeps."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder, self.slept, self.passed = office, folder, [0.0], timedelta()
        self.guard = OutboundGuard()
        office.on("/auth/accesstoken", TOKEN)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += timedelta(seconds=seconds)

    def now(self) -> datetime:
        return NOW + self.passed

    def exchange(self, name: str, unit: float) -> Exchange:
        pace = Pace(name, sleep=self.sleep, monotonic=lambda: self.passed.total_seconds())
        return Exchange(name, AnswerCache(self.folder / name), pace, self.now, unit, sleep=self.sleep)

    def ops(self, key: str = "key", timeout: tuple[float, float] = UNHURRIED) -> ops.EpoOps:
        client = OpsClient(key, "secret", self.office.address, timeout)
        return ops.EpoOps(client, self.exchange(ops.OFFICE, ops.RETRY_AFTER_UNIT), self.guard)

    def odp(self, key: str = "key", timeout: tuple[float, float] = UNHURRIED) -> odp.UsptoOdp:
        return odp.UsptoOdp(OdpClient(key, self.office.address, timeout), self.exchange(odp.OFFICE, 1.0), self.guard)


def file(name: str, **headers: str) -> Reply:
    folder = ODP_FILES if name.endswith(".json") else OPS_FILES
    return Reply((folder / name).read_bytes(), headers={key.replace("_", "-"): value for key, value in headers.items()})


WORDS = OutboundQuery(confidential=False, words="green bricks")


EP = OutboundNumber(confidential=False, number="EP1000000A1")


US = OutboundNumber(confidential=False, number="US20170071586A1")


def offer_everything(office: Office) -> None:
    """What OPS has on EP 1000000 A1."""
    office.on(f"{PUBLISHED}/biblio", file("published__test__expected__ep1000000_biblio_result.xml"))
    office.on(f"{PUBLISHED}/claims", file("published__test__expected__ep1000000_claims_result.xml"))
    office.on(f"{PUBLISHED}/description", file("published__test__expected__ep1000000_description_result.xml"))
    office.on("/rest-services/family", file("legal__fixtures__example_1.xml"))
