"""A local server with OpenAI's chat-completions interface that answers each request as a test has scripted it."""

import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Literal, Protocol

PIECE = 7  # characters of one streamed piece, of text and of arguments alike
_IDS = count(1)


class Act(Protocol):
    """What the server does with one request."""

    def play(self, reply: "Reply") -> None: ...


class Reply(BaseHTTPRequestHandler):
    """One request being answered."""

    protocol_version = "HTTP/1.0"  # the end of a body is the end of the connection: a stream can be cut by leaving
    server: "_Server"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.play(body, self)

    def log_message(self, *_: object) -> None:
        """Nothing: tests read `requests`, not a log."""

    def head(self, status: int, kind: str = "application/json", **headers: str) -> None:
        """Status and headers."""
        self.send_response(status)
        for name, value in {"content-type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def event(self, data: str) -> None:
        """One server-sent event."""
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def delta(self, finish: str | None = None, **delta: Any) -> None:
        """One piece of the answer."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self.event(json.dumps(_chunk(choices=[choice])))

    def text(self, text: str) -> None:
        """A text in pieces."""
        for piece in _pieces(text):
            self.delta(content=piece)

    def close_stream(self, finish: str, usage: tuple[int, int]) -> None:
        """The reason it ended, what it used, and the end mark."""
        self.delta(finish)
        sent, written = usage
        spent = {"prompt_tokens": sent, "completion_tokens": written, "total_tokens": sent + written}
        self.event(json.dumps(_chunk(choices=[], usage=spent)))
        self.event("[DONE]")


@dataclass(frozen=True)
class Say:
    """Plain text, whole."""

    text: str
    usage: tuple[int, int] = (100, 10)
    finish: str = "stop"

    def play(self, reply: Reply) -> None:
        reply.head(200, "text/event-stream")
        reply.text(self.text)
        reply.close_stream(self.finish, self.usage)


@dataclass(frozen=True)
class Pause:
    """Some text, a pause until the test sets `gate`, and the rest of it."""

    text: str
    rest: str
    gate: threading.Event

    def play(self, reply: Reply) -> None:
        reply.head(200, "text/event-stream")
        reply.text(self.text)
        self.gate.wait(600)  # a test that failed on the way sets none
        reply.text(self.rest)
        reply.close_stream("stop", (100, 10))


@dataclass(frozen=True)
class Call:
    """Tool calls, their arguments streamed in pieces; `text` is said before them. A `str` is sent as it is."""

    calls: tuple[tuple[str, dict[str, Any] | str], ...]
    text: str = ""
    usage: tuple[int, int] = (100, 10)

    def play(self, reply: Reply) -> None:
        reply.head(200, "text/event-stream")
        reply.text(self.text)
        for index, (name, args) in enumerate(self.calls):
            function = {"name": name, "arguments": ""}
            called = {"index": index, "id": f"call_{next(_IDS)}", "type": "function", "function": function}
            reply.delta(tool_calls=[called])
            for piece in _pieces(args if isinstance(args, str) else json.dumps(args)):
                reply.delta(tool_calls=[{"index": index, "function": {"arguments": piece}}])
        reply.close_stream("tool_calls", self.usage)


@dataclass(frozen=True)
class Fail:
    """An error instead of an answer."""

    status: int
    retry_after: str = ""

    def play(self, reply: Reply) -> None:
        reply.head(self.status, **({"retry_after": self.retry_after} if self.retry_after else {}))
        reply.wfile.write(json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode())


@dataclass(frozen=True)
class Break:
    """Some text, or none, and then `how`: silence until the server is closed, a connection cut in the middle of an
    event, a stream that ends in good order without a finish reason, or an event that is no JSON."""

    how: Literal["silence", "cut", "unfinished", "garbled"]
    text: str = ""

    def play(self, reply: Reply) -> None:
        if self.text:
            promised = {"content_length": "1000000"} if self.how == "cut" else {}
            reply.head(200, "text/event-stream", **promised)
            reply.text(self.text)
        if self.how == "silence":
            reply.server.closing.wait()
        elif self.how == "cut":
            reply.wfile.write(b'data: {"choices": [{"del')
        else:
            reply.event("[DONE]" if self.how == "unfinished" else '{"choices": [{"delta": ')


class OpenAIServer:
    """The server, running while its `with` block does; it plays the acts in order, then answers 500."""

    def __init__(self) -> None:
        self._http = _Server()

    def __enter__(self) -> "OpenAIServer":
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        """What `openai_base_url` has to be."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def settings(self, **more: Any) -> dict[str, Any]:
        """Settings of a world that talks with this server."""
        key = {"openai_base_url": self.url, "openai_api_key": "x"}
        return {"model": "openai:test", **key, "model_retries": 0, "read_timeout": 300.0, **more}

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The bodies received so far."""
        return self._http.requests

    def script(self, *acts: Act) -> None:
        """What to do with the next requests; what is left of an earlier script is forgotten."""
        self._http.acts[:] = acts


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reply)
        self.acts: list[Act] = []
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self._turn = threading.Lock()

    def play(self, body: dict[str, Any], reply: Reply) -> None:
        with self._turn:
            self.requests.append(body)
            act = self.acts.pop(0) if self.acts else Fail(500)
        act.play(reply)

    def handle_error(self, *_: object) -> None:
        """Clients that leave early are part of the script."""


def _chunk(**rest: Any) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "test", **rest}


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
