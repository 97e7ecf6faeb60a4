"""The embedded vector database, for what is too large to be searched exactly."""

from pathlib import Path
from typing import Any


def open_client(folder: Path) -> Any:
    """The database in a folder: never a server (its HTTP interface has open advisories)."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
