"""Getting a feed over the network: only an address an operator configured, only public hosts, once, bounded (threat S12).

The name is resolved once and the connection goes to that very address, so that no second answer can lead elsewhere; redirects
are not followed; proxies of the environment are not used; the body is read in pieces up to a limit of bytes and seconds.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import urllib3

from knowledge.patents.connectors.outbound import OutboundGuard
from tools.information.feeds import MOST_BYTES
from tools.refused import Refused

_PORTS = {"https": 443, "http": 80}
_SECONDS = 20.0
_PIECE = 65_536
_OK = 200
_AGENT = "ipos-assistant feed reader"


@dataclass(frozen=True)
class Address:
    """An address taken apart: scheme, host, port, and the rest that is asked of it."""

    scheme: str
    host: str
    port: int
    path: str


def resolve(host: str) -> list[str]:
    """The addresses of a host. Raises OSError."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network: not private, loopback, link-local, metadata, multicast, or mapped to one."""
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):  # NAT64: the last four bytes are an IPv4 address
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


def read_address(url: str) -> Address:
    """An address that may be configured. Raises Refused: another scheme, credentials, a port of its own, a bare or odd host."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError:
        raise _refused(url, "address") from None
    if (
        parts.scheme not in _PORTS
        or not host
        or parts.username
        or parts.password
        or any(char.isspace() or ord(char) < 33 for char in url.strip())
    ):
        raise _refused(url, "address")
    if port not in (None, _PORTS[parts.scheme]):
        raise _refused(url, "port")
    if (
        "." not in host
        or _is_number(host)
        or host.rpartition(".")[2] in ("local", "localhost", "internal", "lan", "home", "localdomain")
    ):
        raise _refused(url, "host")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, host, _PORTS[parts.scheme], path)


def _is_number(host: str) -> bool:
    """Whether a host is an IP address in any writing: dotted, decimal, octal, hexadecimal, IPv6. Feeds are asked for by name."""
    last = host.rpartition(".")[2]
    return ":" in host or last.isdigit() or last.startswith("0x")


@dataclass(frozen=True)
class Fetcher:
    """Asks hosts for feeds. `resolve`, `allowed` and `connect` are the network; tests give their own."""

    guard: OutboundGuard
    resolve: Callable[[str], list[str]] = resolve
    allowed: Callable[[str], bool] = is_public
    connect: Callable[[Address, str], urllib3.HTTPConnectionPool] | None = None
    clock: Callable[[], float] = field(default=time.monotonic)

    def fetch(self, url: str, hosts: frozenset[str]) -> bytes:
        """The body at an address whose host is among those the operator configured. Raises Refused, in one sentence."""
        address = read_address(url)
        if address.host not in hosts:
            raise _refused(url, "unlisted")
        if self.guard.holds(unquote(address.path)):
            raise _refused(url, "confidential")
        try:
            found = self.resolve(address.host)
        except (OSError, UnicodeError):
            raise _refused(url, "unknown") from None
        if not found or not all(self.allowed(each) for each in found):
            raise _refused(url, "private")
        try:
            return self._read(url, address, found[0])
        except (urllib3.exceptions.HTTPError, OSError):
            raise _refused(url, "unreachable") from None

    def _read(self, url: str, address: Address, pinned: str) -> bytes:
        pool = (self.connect or _pool)(address, pinned)
        ends, pieces, size = self.clock() + _SECONDS, list[bytes](), 0
        headers = {"Host": address.host, "User-Agent": _AGENT, "Accept": "application/rss+xml, application/atom+xml, application/xml, text/xml", "Accept-Encoding": "identity"}  # fmt: skip
        with pool:
            answer = pool.urlopen("GET", address.path, headers=headers, redirect=False, retries=False, preload_content=False)  # fmt: skip
            try:
                if answer.status != _OK:
                    raise _refused(url, "redirect" if 300 <= answer.status < 400 else "status")
                for piece in answer.stream(_PIECE, decode_content=False):
                    pieces.append(piece)
                    size += len(piece)
                    if size > MOST_BYTES:
                        raise _refused(url, "too_big")
                    if self.clock() > ends:
                        raise _refused(url, "slow")
            finally:
                answer.close()
        return b"".join(pieces)


def _pool(address: Address, pinned: str) -> urllib3.HTTPConnectionPool:
    """A connection to the resolved address that still checks the certificate of the name."""
    timeout = urllib3.Timeout(connect=5.0, read=10.0)
    if address.scheme == "http":
        return urllib3.HTTPConnectionPool(pinned, address.port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        pinned, address.port, timeout=timeout, ssl_context=ssl.create_default_context(), server_hostname=address.host, assert_hostname=address.host,
    )  # fmt: skip


_WHY = {
    "address": ("地址须是 http 或 https 网址，且不含用户名、密码", "the address has to be http or https without user or password"),
    "port": ("只能用默认端口", "only the default port is used"),
    "host": ("主机须是公网域名，不能是 IP 地址或本地名称", "the host has to be a public name, no IP address and no local name"),
    "unlisted": ("该主机不在已配置的订阅源中", "the host is not among the configured sources"),
    "confidential": ("地址中含有受保护的保密内容，没有发出", "the address holds words under confidential guard; nothing was sent"),
    "unknown": ("域名无法解析", "the name cannot be resolved"),
    "private": ("域名指向内网或保留地址，没有连接", "the name leads to a private or reserved address; nothing was connected"),
    "unreachable": ("连接失败或证书无效", "the connection failed or its certificate is not valid"),
    "redirect": ("对方要求跳转，没有跟随；请改用最终网址", "it redirects, which is not followed; configure the final address"),
    "status": ("对方没有正常返回", "it did not answer with the feed"),
    "too_big": ("内容过大", "it is too large"),
    "slow": ("传输过慢", "it is too slow"),
}  # fmt: skip


def _refused(url: str, why: str) -> Refused:
    shown, (zh, en) = " ".join(url.split())[:80].replace("://", ":∕∕"), _WHY[why]
    return Refused(f"订阅源“{shown}”未读取：{zh}。/ Feed “{shown}” was not read: {en}.", f"fetch.{why}")
