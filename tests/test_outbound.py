"""Confidential and pre-filing text never leaves the house: a server that must hear nothing, and every field tried."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.patents.connectors import odp, ops
from knowledge.patents.connectors.cache import AnswerCache
from knowledge.patents.connectors.connector import Connector
from knowledge.patents.connectors.exchange import Exchange
from knowledge.patents.connectors.odp_client import OdpClient
from knowledge.patents.connectors.ops_client import OpsClient
from knowledge.patents.connectors.outbound import OutboundGuard, OutboundNumber, OutboundQuery
from knowledge.patents.connectors.pace import Pace
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from tests.office_server import Office, open_office

ENGLISH = "A turbine nozzle whose inner ring carries a ceramic seal that is pressed by a wave spring against the rotor."
CHINESE = "一种涡轮喷嘴，其内环带有陶瓷密封件，该密封件由波形弹簧压向转子，从而在启动时保持间隙不变。"
TEXT_FIELDS = ("words", "classes", "holders", "inventors")


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, tuple[Connector, ...], OutboundGuard]]:
    """A server nobody may reach, and both connectors pointed at it, with two disclosures under guard."""
    folder: Path = tmp_path_factory.mktemp("answers")
    guard = OutboundGuard([ENGLISH, CHINESE])

    def exchange(office: str) -> Exchange:
        return Exchange(office, AnswerCache(folder), Pace(office), lambda: datetime(2026, 11, 22, tzinfo=UTC))

    with open_office() as office:
        connectors: tuple[Connector, ...] = (
            ops.EpoOps(OpsClient("key", "secret", office.address), exchange(ops.OFFICE), guard),
            odp.UsptoOdp(OdpClient("key", office.address), exchange(odp.OFFICE), guard),
        )
        yield office, connectors, guard


def refused(connector: Connector, asked: OutboundQuery | OutboundNumber) -> None:
    with pytest.raises(Unavailable) as caught:
        connector.search(asked) if isinstance(asked, OutboundQuery) else connector.fetch(asked)
    assert caught.value.reason is Reason.CONFIDENTIAL
    assert "保密" in str(caught.value)
    assert "confidential" in str(caught.value)


words = st.text(max_size=40)
several = st.lists(words, max_size=3).map(tuple)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
QUERIES = st.builds(
    OutboundQuery,
    confidential=st.just(True),
    words=words,
    classes=several,
    holders=several,
    inventors=several,
    published_from=days,
    published_before=days,
)


@settings(max_examples=60, deadline=None)
@given(query=QUERIES, number=words)
def test_nothing_of_a_tainted_thread_is_sent_whatever_it_asks(
    canary: tuple[Office, tuple[Connector, ...], OutboundGuard], query: OutboundQuery, number: str
) -> None:
    office, connectors, _ = canary
    for connector in connectors:
        refused(connector, query)
        refused(connector, OutboundNumber(confidential=True, number=number))
    assert office.connections == 0


@settings(max_examples=60, deadline=None)
@given(
    field=st.sampled_from(TEXT_FIELDS),
    text=st.sampled_from([ENGLISH, CHINESE]),
    start=st.integers(0, 8),
    before=words,
    loud=st.booleans(),
)
def test_words_under_guard_stay_in_whatever_field_they_are_though_nobody_marked_them(
    canary: tuple[Office, tuple[Connector, ...], OutboundGuard],
    field: str,
    text: str,
    start: int,
    before: str,
    loud: bool,
) -> None:
    office, connectors, _ = canary
    taken = " ".join(text.split()[start : start + 9]) if text is ENGLISH else text[start : start + 18]
    value = f"{before} {taken.upper() if loud else taken}"
    asked = OutboundQuery(confidential=False, **{field: value if field == "words" else (value,)})  # type: ignore[arg-type]
    for connector in connectors:
        refused(connector, asked)
    assert office.connections == 0


def test_a_text_cut_up_over_several_fields_is_still_known(
    canary: tuple[Office, tuple[Connector, ...], OutboundGuard],
) -> None:
    pieces = ENGLISH.split()[:9]
    asked = OutboundQuery(
        confidential=False, words=" ".join(pieces[:4]), holders=(" ".join(pieces[4:6]), " ".join(pieces[6:]))
    )
    for connector in canary[1]:
        refused(connector, asked)
    assert canary[0].connections == 0


def test_a_public_query_is_let_through_so_the_guard_is_what_stops_the_others() -> None:
    guard = OutboundGuard([ENGLISH, CHINESE])
    for text in ("turbine nozzle ceramic seal", "涡轮喷嘴 陶瓷密封件", "a wave spring against the rotor", ""):
        asked = OutboundQuery(confidential=False, words=text)
        assert guard.clear(asked, "X").asked == asked
    number = OutboundNumber(confidential=False, number="US8697359B1")
    assert guard.clear(number, "X").asked == number


def test_the_canary_hears_what_is_let_through(canary: tuple[Office, tuple[Connector, ...], OutboundGuard]) -> None:
    with open_office() as office:
        guard = OutboundGuard()
        pace = Pace(odp.OFFICE, sleep=lambda seconds: None)
        exchange = Exchange(odp.OFFICE, AnswerCache(Path("/nonexistent")), pace, lambda: datetime(2026, 11, 22, tzinfo=UTC))  # fmt: skip
        odp.UsptoOdp(OdpClient("key", office.address), exchange, guard).search(OutboundQuery(confidential=False, words="nozzle"))  # fmt: skip
        assert office.connections == 1


def test_who_asks_has_to_say_whether_the_thread_is_tainted() -> None:
    with pytest.raises(ValidationError):
        OutboundQuery(words="nozzle")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        OutboundNumber(number="US8697359B1")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        OutboundQuery(confidential=False, note="a field nobody looks at")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        OutboundQuery(confidential=True, words="nozzle").confidential = False  # type: ignore[misc]


def test_a_guard_keeps_no_words_of_what_it_guards() -> None:
    guard = OutboundGuard([ENGLISH, CHINESE])
    kept = repr(vars(guard))
    assert "turbine" not in kept
    assert "喷嘴" not in kept
    assert not guard.holds("turbine")
    assert guard.holds(ENGLISH)
    guard.protect("Only now is this longer sentence put under the guard of all.")
    assert guard.holds("now is this longer sentence put under the guard")
