"""What the offline engine decides about a turn."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Decision:
    """Tool calls to make (name and arguments), or the words to say; `kept`: JSON that the message carries for later turns."""

    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    say: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
