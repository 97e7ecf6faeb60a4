"""Reading an upload in a process of its own that may use little memory and time, and knows no secrets."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.documents.comparing import Seen, Structured, compared
from knowledge.documents.limits import Limits
from knowledge.documents.problems import Problem, Unreadable
from knowledge.documents.record import Contents

_ROOT = Path(__file__).parents[2]  # where the package stands, for the child to import it from
# nothing of this process's environment: no keys, no proxies; one thread, whose memory the limit covers
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}  # fmt: skip
_MARK = b"%PDF-"
_CANNOT_BOUND = 3  # exit code of the child
_CPU_SIGNALS = (-9, -24)  # SIGKILL and SIGXCPU: the processor time is used up


def read_document(data: bytes, limits: Limits | None = None) -> Contents:
    """The pages and findings of a PDF file. Raises Unreadable with a sentence for the user."""
    limits = limits or Limits()
    check_head(len(data), data[:64], limits)
    lines = _lines(data, limits)
    problem = lines.get("problem")
    if problem:
        raise unreadable(Problem(problem), limits)
    try:
        structure = Structured.model_validate(lines.get("structure"))
        seen = Seen.model_validate({"pages": lines["seen"]}) if lines.get("seen") else None
    except ValidationError:
        raise unreadable(Problem.BROKEN, limits) from None
    return compared(structure, seen, limits)


def check_head(size: int, head: bytes, limits: Limits) -> None:
    """Whether a file is a PDF of a size that is taken, by its size and first bytes. Raises Unreadable."""
    if not size:
        raise unreadable(Problem.EMPTY, limits)
    if size > limits.file_bytes:
        raise unreadable(Problem.TOO_BIG, limits)
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_MARK):
        raise unreadable(Problem.NOT_PDF, limits)


def unreadable(problem: Problem, limits: Limits) -> Unreadable:
    """The error of a problem, naming the limits."""
    return Unreadable(problem, megabytes=limits.file_bytes // 2**20, pages=limits.pages, characters=limits.characters)


def _lines(data: bytes, limits: Limits) -> dict[str, Any]:
    """What the child wrote before it ended, by name. Raises Unreadable when that is nothing."""
    # files without a name: whatever happens to this process, nothing of a confidential document stays behind
    with tempfile.TemporaryFile() as upload, tempfile.TemporaryFile() as output:
        upload.write(data)
        upload.flush()
        place = f"/dev/fd/{upload.fileno()}"
        child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "knowledge.documents.child", place, json.dumps(limits.row())],
            cwd=_ROOT, env=_ENVIRONMENT, pass_fds=(upload.fileno(),),
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            code = child.wait(limits.wall_seconds)
        except subprocess.TimeoutExpired:
            code = _CPU_SIGNALS[0]
        finally:
            child.kill()
            child.wait()
        output.seek(0)
        found: dict[str, Any] = {}
        for line in output.read(limits.output_bytes).splitlines():
            try:
                found |= json.loads(line)
            except ValueError:  # cut off: the child ended while it wrote
                break
    if not found:
        raise unreadable(_why(code), limits)
    return found


def _why(code: int) -> Problem:
    if code == _CANNOT_BOUND:
        return Problem.NO_SANDBOX
    if code in _CPU_SIGNALS:
        return Problem.TOO_SLOW
    return Problem.TOO_MUCH_MEMORY if code < 0 else Problem.BROKEN  # aborted: by an allocator that got nothing
