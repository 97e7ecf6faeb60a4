"""A turn of the offline engine leaves the machine alone: nothing is connected to, nothing listens."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Runs before anything of the product is imported; audit hooks cannot be taken off and see every socket of Python.
GUARD = """
import sys
LOCAL = ("127.", "::1", "localhost")
def watch(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        address = args[1]
        if not isinstance(address, tuple):
            return
        host = address[0]
        if event == "socket.bind" and address[1]:  # port 0: urllib3 trying out whether IPv6 is there
            print("opened", address, file=sys.stderr)
    else:
        return
    if host and not str(host).startswith(LOCAL):
        print("reached for", host, file=sys.stderr)
        raise PermissionError(f"no network: {host}")
sys.addaudithook(watch)
"""
# What the kernel knows of this process's TCP and UDP sockets, also those that native code opened.
SOCKETS = """
import atexit, os
def sockets():
    mine = {os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{fd}")}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in open(f"/proc/self/net/{table}").read().splitlines()[1:]:
            if f"socket:[{line.split()[9]}]" in mine:
                print("open socket", table, line.split()[1:4], file=sys.stderr)
atexit.register(sockets)
"""
RUN = "from assistant.cli import main\nmain()\n"
QUESTIONS = [
    {"id": "zh", "query": "两家公司同一天申请同样的发明，专利给谁？"},
    {"id": "en", "query": "How long does a design patent last?"},
    {"id": "read", "query": "专利法第四十二条是什么规定？"},
    {"id": "check", "query": "请核对：专利法第一百条规定发明专利保护三十年。"},
    {"id": "compare", "query": "新商标法改了什么？"},
]


def run(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A process of its own with the guard in place; PATH and HOME only, so that no setting leaks in."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "IPOS_HOME": str(home)}
    command = [sys.executable, "-c", GUARD + code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def turns(home: Path, tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """A run of `ipos ask` that searches, reads, checks and compares in both languages."""
    own = tmp_path_factory.mktemp("offline")
    (own / "index").symlink_to(home / "index", target_is_directory=True)
    rows = own / "questions.jsonl"
    rows.write_text("\n".join(json.dumps(row) for row in QUESTIONS), "utf-8")
    sockets = SOCKETS if Path("/proc/self/net/tcp").exists() else ""
    return run(sockets + RUN, "ask", "--file", str(rows), "--as-of", "2026-11-22", "--json", home=own)


def test_offline_turns_answer_without_reaching_for_the_network(turns: subprocess.CompletedProcess[str]) -> None:
    assert turns.returncode == 0, turns.stderr
    answers = [json.loads(line) for line in turns.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [row["id"] for row in QUESTIONS]
    assert {answer["mode"] for answer in answers} == {"offline"}
    assert all(answer["steps"] for answer in answers)
    assert "reached for" not in turns.stderr


def test_no_port_is_opened_by_chroma_or_by_anything_else(turns: subprocess.CompletedProcess[str]) -> None:
    assert turns.returncode == 0
    assert "opened" not in turns.stderr
    assert "open socket" not in turns.stderr


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket\nsocket.create_connection(('192.0.2.1', 80))",
        "import socket\nsocket.getaddrinfo('example.org', 443)",
        "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import urllib.request\nurllib.request.urlopen('http://192.0.2.1/')",
    ],
    ids=["connect", "resolve", "datagram", "http"],
)
def test_the_guard_of_these_tests_catches(attempt: str, tmp_path: Path) -> None:
    caught = run(attempt, home=tmp_path)
    assert caught.returncode == 1
    assert "reached for" in caught.stderr


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="only Linux lists its sockets in /proc")
def test_the_guard_of_these_tests_sees_a_listening_port(tmp_path: Path) -> None:
    listening = "import socket\nheld = socket.create_server(('127.0.0.1', 0))\nsocket.create_server(held.getsockname())"
    caught = run(SOCKETS + listening, home=tmp_path)
    assert "opened" in caught.stderr
    assert "open socket tcp" in caught.stderr


@pytest.mark.parametrize("package", ["assistant", "knowledge", "retrievers", "tools", "ui", "evals"])
def test_no_code_of_ours_speaks_with_a_chroma_server(package: str) -> None:
    sources = list((ROOT / package).rglob("*.py"))
    assert sources
    assert not [
        source for source in sources if re.search(r"HttpClient|chroma run|CHROMA_SERVER", source.read_text("utf-8"))
    ]
