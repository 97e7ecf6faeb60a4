"""Answers of offices on disk: the file as received, and beside it what was asked and when."""

import hashlib
import json
import os
import re
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from knowledge.patents.connectors.connector import Received

_META = ".asked.json"


class AnswerCache:
    """Answers under one folder, each kept for a time. Safe for several processes: files are renamed into place."""

    def __init__(self, folder: Path, keep: timedelta = timedelta(days=7)) -> None:
        self._folder, self._keep = folder, keep

    def get(self, asked: str, now: datetime) -> Received | None:
        """The answer to what was asked if it is here, whole and not too old."""
        for meta in self._folder.glob(f"*{_key(asked)}*{_META}"):
            try:
                known = json.loads(meta.read_text("utf-8"))
                path = meta.with_name(meta.name.removesuffix(_META))
                retrieved = datetime.fromisoformat(known["retrieved"])
                whole = hashlib.sha256(path.read_bytes()).hexdigest() == known["sha256"]
                if known["asked"] == asked and whole and now - retrieved < self._keep:
                    return Received(path, known["sha256"], asked, retrieved, from_cache=True)
            except (OSError, ValueError, KeyError, TypeError):
                continue  # half written or damaged: as if it were not here
        return None

    def put(self, asked: str, name: str, suffix: str, body: bytes, now: datetime) -> Received:
        """Keep an answer. `name`: what the file is about, readable ("15123456-assignment"). Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name)[:80]
        path = self._folder / f"{plain}-{_key(asked)}{suffix}"
        digest = hashlib.sha256(body).hexdigest()
        meta = {"asked": asked, "retrieved": now.isoformat(), "sha256": digest}
        _write(path, body)
        _write(path.with_name(path.name + _META), json.dumps(meta, ensure_ascii=False).encode())
        return Received(path, digest, asked, now, from_cache=False)

    def drop(self, received: Received) -> None:
        """Forget an answer that turned out to be unreadable."""
        received.path.unlink(missing_ok=True)
        received.path.with_name(received.path.name + _META).unlink(missing_ok=True)


def _key(asked: str) -> str:
    """Sixteen letters for what was asked; letters only, so that a file's name holds no other number than its own."""
    return hashlib.sha256(asked.encode()).hexdigest()[:16].translate(str.maketrans("0123456789", "ghijklmnop"))


def _write(path: Path, body: bytes) -> None:
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    part.write_bytes(body)
    os.replace(part, path)
