"""One PostgreSQL for the run, and fresh databases of every kind that already hold the demo's members."""

import os
from collections.abc import Callable, Iterator

import pytest

from evals.trade.databases import KINDS, Databases, Kind
from evals.trade.flows import prepare_staged
from evals.trade.members import prepare
from evals.trade.postgres import PostgresMissing, Server
from evals.trade.venue import Venue

WITHOUT = "IPOS_TEST_NO_POSTGRES"  # set where there is no server and the run shall go without


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], Server]]:
    """The server, started when first asked for. Where there is none the test fails, unless the run is told to go without."""
    started: list[Server] = []

    def ask() -> Server:
        if os.environ.get(WITHOUT) == "1":
            pytest.skip(f"{WITHOUT} is set")
        if not started:
            try:
                started.append(
                    Server({"fsync": "off", "deadlock_timeout": "100ms"})
                )  # processes are killed here, not the machine
            except PostgresMissing as missing:
                pytest.fail(str(missing), pytrace=False)
        return started[0]

    yield ask
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, server: Callable[[], Server]) -> Databases:
    """Where fresh databases come from."""
    return Databases(tmp_path_factory.mktemp("trade"), prepare, server)


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory, server: Callable[[], Server]) -> Databases:
    """Where fresh databases in the middle of an exchange's life come from."""
    return Databases(tmp_path_factory.mktemp("staged"), prepare_staged, server)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Every test that asks for it runs on each database."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def venue(databases: Databases, kind: Kind) -> Iterator[Venue]:
    """A venue on a database of its own."""
    sessions = databases.fresh(kind)
    yield Venue(sessions)
    sessions.engine.dispose()
