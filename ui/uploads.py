"""Files sent by the browser, on their way into the raw tier: checked for size, kept under a safe name, taken in, removed.

The work goes on in a thread of its own: a visitor who looks at another page interrupts nothing.
"""

import hashlib
import re
import shutil
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.world import World
from knowledge.patents.holders import entity_of
from knowledge.patents.importers import importers_of
from knowledge.patents.ingest import ingest_patents
from knowledge.patents.ingest_files import Request
from knowledge.patents.ingest_progress import IngestProgress
from knowledge.patents.runs import Run
from tools.refused import Refused

_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST = 100  # characters of a name that are kept


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


@dataclass
class Intake:
    """An ingest under way: how far it is, then the run or what went wrong."""

    progress: IngestProgress | None = None
    run: Run | None = None
    error: Exception | None = None
    indexing: bool = False
    done: threading.Event = field(default_factory=threading.Event)


def safe_name(name: str) -> str:
    """The last part of a name, without anything that means something to a file system or a terminal."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = _UNSAFE.sub("_", last).lstrip(".-") or "file"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{suffix[:12]}" if dot else plain[:_LONGEST]


def keep(world: World, uploads: Sequence[Upload]) -> list[Path]:
    """Write the files where the ingest reads them; the same bytes come to the same place. Raises Refused for a bad size."""
    limit = world.settings.max_upload_mb
    for upload in uploads:
        if upload.size > limit * 1024 * 1024:
            raise Refused(
                f"“{upload.name}”超过 {limit} MB，请在服务器上用 ipos ingest patents 导入。/ “{upload.name}” is larger than {limit} MB; take it in on the server with ipos ingest patents."
            )
        if not upload.size:
            raise Refused(
                f"“{upload.name}”是空文件，请重新下载后再上传。/ “{upload.name}” is empty; download it again and send it once more."
            )
    places = []
    for upload in uploads:
        data = upload.getvalue()
        folder = world.settings.home / "patents" / "uploads" / hashlib.sha256(data).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = folder / safe_name(upload.name)
        place.write_bytes(data)
        places.append(place)
    return places


def take_in(world: World, places: Sequence[Path], request: Request) -> Intake:
    """Begin to take files in, and index what came; the intake says when it is over."""
    intake = Intake()
    threading.Thread(target=_work, args=(world, places, request, intake), name="intake").start()
    return intake


def index_records(world: World) -> Intake:
    """Begin to index what is not indexed yet."""
    intake = Intake(indexing=True)
    threading.Thread(target=_index, args=(world, intake), name="indexing").start()
    return intake


def _work(world: World, places: Sequence[Path], request: Request, intake: Intake) -> None:
    def report(progress: IngestProgress) -> None:
        intake.progress = progress

    try:
        intake.run = ingest_patents(
            places, importers_of(None), world.raw, world.patent_store, world.now, report, request, entity_of=entity_of
        )
        for place in places:  # the raw tier has them
            shutil.rmtree(place.parent, ignore_errors=True)
        intake.indexing = True
        world.index_patents(lambda done, total: None)
    except Exception as error:  # told by the page that waits, or by the next one
        intake.error = error
    finally:
        intake.done.set()


def _index(world: World, intake: Intake) -> None:
    try:
        world.index_patents(lambda done, total: None)
    except Exception as error:
        intake.error = error
    finally:
        intake.done.set()
