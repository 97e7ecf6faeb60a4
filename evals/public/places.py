"""Where public sets lie: a folder beside the repository, or one that is named; nothing is copied into the product."""

import json
from pathlib import Path
from typing import Any

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "benchmarks"
Row = dict[str, Any]


class Absent(Exception):  # noqa: N818 - what it is
    """A public set is not there. The message is one sentence that says what was looked for."""


def rows_of(folder: Path, name: str) -> list[Row]:
    """The rows of one file of a set. Raises Absent when it is not there."""
    path = folder / name
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise Absent(f"{name} is not in {folder}: skipped.") from error
    return [json.loads(line) for line in lines if line.strip()]
