"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from pathlib import Path

from knowledge.patents.importers.assignments import AssignmentImporter
from knowledge.patents.importers.cnipa import CnipaImporter
from knowledge.patents.importers.odp import OdpImporter
from knowledge.patents.importers.ops import OpsImporter
from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importers.tables.mapping import load_mapping
from knowledge.patents.importers.uspto import USPTO
from knowledge.patents.importers.zipped import Zipped
from knowledge.patents.importing import Importer

_OFFICES: tuple[Importer, ...] = (*USPTO, OpsImporter(), CnipaImporter(), OdpImporter(), AssignmentImporter())


def importers_of(mapping: Path | None = None) -> tuple[Importer, ...]:
    """All importers. `mapping`: a file that says what the columns of a table are, for tables no mapping of ours knows.

    Raises MappingError when it cannot be read.
    """
    tables = TableImporter(mapping=load_mapping(mapping)) if mapping else TableImporter()
    plain = (tables, *_OFFICES) if mapping else (*_OFFICES, tables)
    return (*plain, Zipped(plain))


IMPORTERS = importers_of()
