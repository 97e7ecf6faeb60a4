"""A server on this machine that answers like an office: what is sent back is decided by the test, what came in is kept."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer; `drip`: seconds between its bytes, `cut`: bytes that are promised and never come."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    cut: int = 0


@dataclass
class Hit:
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Office:
    """The server: replies by the beginning of the path, the longest first; the last reply of a list is repeated."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.hits: list[Hit] = []
        self.connections = 0
        self.address = ""

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def paths(self) -> list[str]:
        return [hit.path.partition("?")[0] for hit in self.hits]

    def reply_to(self, hit: Hit) -> Reply:
        self.hits.append(hit)
        for path in sorted(self.replies, key=len, reverse=True):
            if hit.path.startswith(path):
                waiting = self.replies[path]
                return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return Reply(b"nothing here", 404)


def handler_of(office: Office) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            office.connections += 1
            super().setup()

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            hit = Hit(self.command, self.path, dict(self.headers), self.rfile.read(length))
            reply = office.reply_to(hit)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
            self.end_headers()
            try:
                for start in range(0, len(reply.body), 1 if reply.drip else max(1, len(reply.body))):
                    self.wfile.write(reply.body[start : start + 1] if reply.drip else reply.body)
                    self.wfile.flush()
                    time.sleep(reply.drip)
            except OSError:
                return  # who asked has gone

        do_GET = do_POST = answer  # noqa: N815 - names of the base class

        def log_message(self, *args: Any) -> None:
            """Nothing on the terminal."""

    return Handler


@contextmanager
def open_office() -> Iterator[Office]:
    """An office at an address of its own, closed at the end."""
    office = Office()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(office))
    server.daemon_threads = True
    office.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
