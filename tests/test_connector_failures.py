"""What an office answers when it does not answer: every failure is a sentence, and only what passes is tried again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.patents.connectors.connector import Connector
from knowledge.patents.connectors.outbound import OutboundNumber, OutboundQuery
from knowledge.patents.connectors.unavailable import Reason, Unavailable
from tests.office_bench import APPLICATIONS, EP, NOW, SEARCH, UNHURRIED, US, WORDS, Bench, file
from tests.office_server import Reply, open_office


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_office() as office:
        yield Bench(office, tmp_path)


QUOTA = Reply(status=403, headers={"X-Rejection-Reason": "RegisteredQuotaPerWeek", "Retry-After": "7200000"})


THROTTLED = Reply(status=403, headers={"X-Rejection-Reason": "ThrottlingControlQuota", "Retry-After": "216383"})


FAILURES = [
    (QUOTA, Reason.QUOTA, "120 分钟", 1),
    (THROTTLED, Reason.BUSY, "4 分钟", 1),
    (Reply(status=429), Reason.BUSY, "limiting", 3),
    (Reply(status=503), Reason.OFFICE, "HTTP 503", 3),
    (Reply(status=500), Reason.OFFICE, "HTTP 500", 3),
    (Reply(status=403), Reason.KEY, "密钥", 1),
    (Reply(status=401), Reason.KEY, "key", 1),
    (Reply(status=413), Reason.REFUSED, "HTTP 413", 1),
    (Reply(b"<fault/>", 400), Reason.REFUSED, "HTTP 400", 1),
    (Reply(status=302, headers={"Location": "http://127.0.0.1:9/elsewhere"}), Reason.REFUSED, "HTTP 302", 1),
    (Reply(b"<html>Service unavailable", 200), Reason.MALFORMED, "无法读取", 1),
    (Reply(b"", 200), Reason.MALFORMED, "cannot be read", 1),
    (Reply(b'{"count": ', 200), Reason.MALFORMED, "cannot be read", 1),
    (Reply(b"<a/>" * 9, 200, cut=10), Reason.UNREACHABLE, "无法连接", 3),
    (Reply(b"12345678", 200, {"Content-Encoding": "gzip"}), Reason.MALFORMED, "cannot be read", 1),
    (Reply(b"x" * 100, 200, drip=0.1), Reason.TIMEOUT, "没有按时", 3),
    (Reply(status=404), Reason.NOT_FOUND, "没有收录", 1),
]


@pytest.mark.parametrize(("reply", "reason", "words", "hits"), FAILURES, ids=lambda each: getattr(each, "value", ""))
@pytest.mark.parametrize("name", ["ops", "odp"])
def test_every_failure_is_a_sentence_in_both_languages(
    name: str, reply: Reply, reason: Reason, words: str, hits: int, bench: Bench
) -> None:
    if name == "odp" and reply in (QUOTA, THROTTLED):
        reply = Reply(status=reply.status, headers={**reply.headers, "Retry-After": str(int(reply.headers["Retry-After"]) // 1000)})  # fmt: skip
    bench.office.on("/rest-services", reply)
    bench.office.on("/api", reply)
    timeout = (UNHURRIED[0], 3.0) if reply.drip else UNHURRIED  # an answer that takes ten seconds is not waited for
    connector: Connector = bench.ops(timeout=timeout) if name == "ops" else bench.odp(timeout=timeout)
    with pytest.raises(Unavailable) as caught:
        connector.fetch(EP if name == "ops" else US)
    assert caught.value.reason is reason
    chinese, _, english = str(caught.value).partition("/ ")
    assert words in str(caught.value)
    assert chinese.endswith("。")
    assert english.endswith(".")
    assert "{" not in str(caught.value)
    assert connector.name.partition("-")[0].upper() in chinese
    assert len([path for path in bench.office.paths() if not path.startswith("/auth")]) == hits
    assert not list(bench.folder.rglob("*.asked.json"))  # no failure is kept


def test_a_failure_that_passes_is_tried_again_with_growing_pauses(bench: Bench) -> None:
    bench.office.on(f"{APPLICATIONS}/search", Reply(status=503), Reply(status=502), file("application.json"))
    assert bench.odp().fetch(US).patents
    assert [seconds for seconds in bench.slept if seconds] == [1.0, 2.0]


def test_the_wait_an_office_asks_for_is_kept(bench: Bench) -> None:
    bench.office.on(f"{APPLICATIONS}/search", Reply(status=429, headers={"Retry-After": "9"}), file("application.json"))
    assert bench.odp().fetch(US).patents
    assert sum(bench.slept) == pytest.approx(9)
    moment = (NOW + bench.passed + timedelta(seconds=600)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    bench.office.on(f"{APPLICATIONS}/15123456", Reply(status=503, headers={"Retry-After": moment}))
    with pytest.raises(Unavailable) as caught:
        bench.odp().fetch(OutboundNumber(confidential=False, number="USAN15123456"))
    assert "10 分钟" in str(caught.value)
    assert len(bench.office.hits) == 3  # it was not asked again before


def test_a_token_that_expired_is_renewed_once_and_only_once(bench: Bench) -> None:
    expired = Reply(b"<error><code>400</code><message>invalid_access_token</message></error>", 400)
    bench.office.on(SEARCH, expired, file("published__test__search_example.xml"))
    assert len(bench.ops().search(WORDS).parts.patents) == 15
    assert bench.office.paths().count("/auth/accesstoken") == 2
    bench.office.on(SEARCH, expired)
    with pytest.raises(Unavailable) as caught:
        bench.ops().search(OutboundQuery(confidential=False, words="other"))
    assert caught.value.reason is Reason.REFUSED
    assert bench.office.paths().count("/auth/accesstoken") == 4


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b'{"error": "invalid_client"}', 401), Reason.KEY),
        (Reply(b"ClientId is invalid", 400), Reason.KEY),
        (Reply(b"no json", 200), Reason.MALFORMED),
        (Reply(b'{"access_token": "a"}', 200), Reason.MALFORMED),
        (Reply(b'["list"]', 200), Reason.MALFORMED),
        (Reply(status=503), Reason.OFFICE),
    ],
)
def test_a_token_that_is_not_given_is_a_sentence(reply: Reply, reason: Reason, bench: Bench) -> None:
    bench.office.on("/auth/accesstoken", reply)
    with pytest.raises(Unavailable) as caught:
        bench.ops().search(WORDS)
    assert caught.value.reason is reason


@pytest.mark.parametrize("key", ["钥匙", "with\nnewline", "é"])
def test_a_key_that_no_header_can_carry_is_refused_as_a_key(key: str, bench: Bench) -> None:
    bench.office.on("/auth/accesstoken", Reply(status=401))
    bench.office.on("/api", Reply(status=401))
    for connector, asked in ((bench.ops(key), EP), (bench.odp(key), US)):
        with pytest.raises(Unavailable) as caught:
            connector.fetch(asked)
        assert caught.value.reason is Reason.KEY


def test_an_office_that_is_not_there_is_a_sentence(bench: Bench) -> None:
    bench.office.address = "http://127.0.0.1:9"
    for connector, asked in ((bench.ops(), EP), (bench.odp(), US)):
        with pytest.raises(Unavailable) as caught:
            connector.fetch(asked)
        assert caught.value.reason is Reason.UNREACHABLE
