"""No feed leads into the house (S12): addresses, answers of the name service, redirects, sizes; a canary hears nothing."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import urllib3

from knowledge.patents.connectors.outbound import OutboundGuard
from tools.information.fetching import Address, Fetcher, is_public, read_address
from tools.refused import Refused

FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>n</title></channel></rss>'
BAD = [
    "file:///etc/passwd", "ftp://news.example.org/x", "gopher://news.example.org/", "javascript:alert(1)", "news.example.org/feed", "http://", "http:///x",
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://0.0.0.0/",
    "http://localhost/", "http://localhost./", "http://intranet/", "http://printer.local/", "http://db.internal/", "http://router.lan/", "http://x.localdomain/",
    "http://user@news.example.org/", "http://user:pw@news.example.org/", "http://news.example.org:22/", "http://news.example.org:8080/", "https://news.example.org:80/",
    "http://news.example.org:99999/", "http://news.example.org\\@127.0.0.1/", "http://127.0.0.1#@news.example.org/", "http://news.example.org /x", "http://news.exa\nmple.org/", "http://[::1/", "//news.example.org/",
]  # fmt: skip
PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "no address",
]  # fmt: skip
HOSTS = frozenset({"news.example.org"})


class _Canary(BaseHTTPRequestHandler):
    hits: list[str] = []  # noqa: RUF012 - one server a test
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        type(self).hits.append(f"{self.headers['Host']}{self.path}")
        status, headers, body = type(self).answers.get(self.path, (200, {}, FEED))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def canary() -> Iterator[HTTPServer]:
    _Canary.hits, _Canary.answers = [], {}
    server = HTTPServer(("127.0.0.1", 0), _Canary)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def fetcher(server: HTTPServer, allowed: bool = True, found: tuple[str, ...] = ("127.0.0.1",)) -> Fetcher:
    """A fetcher whose network is the canary; only where a test allows it is that address asked at all."""

    def connect(address: Address, pinned: str) -> urllib3.HTTPConnectionPool:
        return urllib3.HTTPConnectionPool(pinned, server.server_port)

    guard = OutboundGuard(["a secret turbine nozzle with a ceramic seal pressed by a spring"])
    return Fetcher(guard, lambda host: list(found), (lambda address: True) if allowed else is_public, connect)


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_may_not_be_asked_is_refused_before_anything_is_resolved(url: str) -> None:
    with pytest.raises(Refused):
        read_address(url)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_public_name_that_leads_inside_is_not_connected(canary: HTTPServer, address: str) -> None:
    assert not is_public(address)
    for found in ((address,), ("93.184.216.34", address)):
        with pytest.raises(Refused, match="private or reserved"):
            fetcher(canary, allowed=False, found=found).fetch("http://news.example.org/feed", HOSTS)
    assert _Canary.hits == []


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8")))


def test_a_configured_feed_is_read_once_under_its_own_name(canary: HTTPServer) -> None:
    assert fetcher(canary).fetch("http://news.example.org/feed?x=1", HOSTS) == FEED
    assert _Canary.hits == ["news.example.org/feed?x=1"]


def test_a_name_is_resolved_once_and_the_connection_goes_there(canary: HTTPServer) -> None:
    """A second answer of the name service (rebinding) is never asked for."""
    asked: list[str] = []
    base = fetcher(canary)

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    Fetcher(base.guard, resolve, base.allowed, base.connect).fetch("http://news.example.org/feed", HOSTS)
    assert asked == ["news.example.org"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(canary: HTTPServer, status: int) -> None:
    _Canary.answers["/feed"] = (status, {"Location": "http://127.0.0.1/metadata"}, b"")
    with pytest.raises(Refused, match="redirects"):
        fetcher(canary).fetch("http://news.example.org/feed", HOSTS)
    assert _Canary.hits == ["news.example.org/feed"]


def test_hosts_nobody_configured_and_confidential_words_are_not_asked(canary: HTTPServer) -> None:
    with pytest.raises(Refused, match="not among the configured"):
        fetcher(canary).fetch("http://other.example.org/feed", HOSTS)
    with pytest.raises(Refused, match="confidential"):
        fetcher(canary).fetch(
            "http://news.example.org/?q=a%20secret%20turbine%20nozzle%20with%20a%20ceramic%20seal%20pressed", HOSTS
        )
    assert _Canary.hits == []


@pytest.mark.parametrize("status", [204, 403, 404, 500])
def test_an_answer_that_is_none_is_said(canary: HTTPServer, status: int) -> None:
    _Canary.answers["/feed"] = (status, {}, b"")
    with pytest.raises(Refused, match="did not answer"):
        fetcher(canary).fetch("http://news.example.org/feed", HOSTS)


def test_a_body_without_end_is_cut_off(canary: HTTPServer) -> None:
    _Canary.answers["/feed"] = (200, {}, b"x" * (6 * 2**20))
    with pytest.raises(Refused, match="too large"):
        fetcher(canary).fetch("http://news.example.org/feed", HOSTS)


def test_a_slow_body_is_cut_off(canary: HTTPServer) -> None:
    base, moments = fetcher(canary), iter([0.0, 99.0, 99.0])
    with pytest.raises(Refused, match="too slow"):
        Fetcher(base.guard, base.resolve, base.allowed, base.connect, lambda: next(moments)).fetch(
            "http://news.example.org/feed", HOSTS
        )


def test_proxies_of_the_environment_are_not_used(canary: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert fetcher(canary).fetch("http://news.example.org/feed", HOSTS) == FEED
