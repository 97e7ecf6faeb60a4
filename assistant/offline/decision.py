"""What the offline engine decides about a turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Decision:
    """Tool calls to make (name and arguments), or the words to say; `kept`: JSON that the message carries for later turns."""

    calls: Sequence[tuple[str, Mapping[str, Any]]] = ()
    say: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
