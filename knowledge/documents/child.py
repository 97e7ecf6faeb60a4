"""The child process that reads one uploaded file: limits first, then pypdf, then pdfium; one JSON line each.

Started by knowledge/documents/sandbox.py as `python -m knowledge.documents.child FILE LIMITS`. The lines are {"structure": ...}
or {"problem": ...}, and then {"seen": ...}; the second is missing when pdfium ended the process.
"""

import json
import sys
from typing import Any

from knowledge.documents.limits import Limits
from knowledge.documents.problems import Problem, Unreadable


def bound(limits: Limits) -> None:
    """Bound memory, time, files and output of this process, for good. Raises OSError, ValueError or ImportError."""
    import resource

    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def structure_of(path: str, limits: Limits) -> dict[str, Any]:
    """The first line: what pypdf reads, or why the file is not taken."""
    try:
        from knowledge.documents.structure import Structure

        structure = Structure(path, limits)
        pages = structure.pages()
        cut = limits.quoted
        found = [(carrier, page, words[:cut]) for carrier, page, words in structure.elsewhere()[: limits.findings * 5]]
    except Unreadable as refused:
        return {"problem": refused.problem}
    except MemoryError:
        return {"problem": Problem.TOO_MUCH_MEMORY}
    except Exception:  # whatever a damaged file makes the reader raise
        return {"problem": Problem.BROKEN}
    return {"structure": {"pages": pages, "elsewhere": found}}


def seen_of(path: str, limits: Limits) -> dict[str, Any]:
    """The second line: what pdfium shows of each page; None when it cannot."""
    try:
        from knowledge.documents.visibility import seen_pages

        pages = list(seen_pages(path, limits.pages))
    except Exception:  # a file one reader takes and the other does not: the first one's text stands, unchecked
        return {"seen": None}
    return {"seen": pages}


def main(path: str, limits: Limits) -> None:
    """Read the file and write the lines. Exit code 3: the limits cannot be set here."""
    try:
        bound(limits)
    except (ImportError, OSError, ValueError):
        sys.exit(3)
    first = structure_of(path, limits)
    _write(first)
    if "structure" in first:
        _write(seen_of(path, limits))


def _write(line: dict[str, Any]) -> None:
    # halves of surrogate pairs, which damaged maps give, are no text
    plain = json.dumps(line, ensure_ascii=True).encode("ascii")
    sys.stdout.buffer.write(plain + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], Limits.of(json.loads(sys.argv[2])))
