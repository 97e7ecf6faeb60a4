"""Whether memory stays flat on a large file: a weekly file is made by repetition and read to its end.

`python -m evals.patents.peak_memory FOLDER [--megabytes 1024]`: peak memory of the process after a tenth of the file and
after all of it, plain and inside a zip file. Flat is: the whole file takes hardly more than its first tenth.
"""

import argparse
import resource
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evals.patents.xml_speed import MEGABYTE, families, importer_of, single, weekly
from knowledge.patents.importing import Found

FLAT = 1.2  # peak at the end against the peak after a tenth


@dataclass(frozen=True)
class Peak:
    """Records read, seconds, and the peak memory in MB after a tenth of the file and at its end."""

    file: str
    megabytes: float
    records: int
    seconds: float
    tenth: float
    end: float

    @property
    def flat(self) -> bool:
        """Whether the rest of the file took hardly more than its first tenth."""
        return self.end <= self.tenth * FLAT


def peak() -> float:
    """The most memory this process ever held, in MB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read(path: Path) -> Peak:
    """Read a file to its end through the importer that takes it."""
    importer = importer_of(path)
    if importer is None:
        raise ValueError(f"{path} is taken by no importer.")
    size, records, tenth, started = path.stat().st_size, 0, 0.0, perf_counter()
    for outcome in importer.read(path):
        records += isinstance(outcome, Found)
        if not tenth and outcome.offset * 10 >= size:
            tenth = peak()
    return Peak(path.name, size / MEGABYTE, records, perf_counter() - started, tenth, peak())


def measure(folder: Path, megabytes: int) -> Iterator[Peak]:
    """The grants of a folder as one large file, then the same file packed."""
    documents = [path for path in families(folder)["uspto-xml4"] if single(path)]
    with tempfile.TemporaryDirectory() as temporary:
        week, packed = Path(temporary) / "week.xml", Path(temporary) / "week.zip"
        weekly(documents, week, megabytes * MEGABYTE)
        yield read(week)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(week, week.name)
        yield read(packed)


def main() -> None:
    """Print what was held; fail when memory grew with the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=1024)
    options = parser.parse_args()
    grown = False
    for found in measure(options.folder, options.megabytes):
        grown |= not found.flat
        sys.stdout.write(
            f"{found.file}: {found.megabytes:.0f} MB, {found.records} records in {found.seconds:.0f} s, "
            f"peak {found.tenth:.0f} MB after a tenth, {found.end:.0f} MB at the end\n"
        )
    sys.exit(grown)


if __name__ == "__main__":
    main()
