"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from knowledge.patents.importers.assignments import AssignmentImporter
from knowledge.patents.importers.cnipa import CnipaImporter
from knowledge.patents.importers.odp import OdpImporter
from knowledge.patents.importers.ops import OpsImporter
from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importers.uspto import USPTO
from knowledge.patents.importers.zipped import Zipped
from knowledge.patents.importing import Importer

_PLAIN: tuple[Importer, ...] = (
    *USPTO, OpsImporter(), CnipaImporter(), OdpImporter(), AssignmentImporter(), TableImporter(),
)  # fmt: skip
IMPORTERS: tuple[Importer, ...] = (*_PLAIN, Zipped(_PLAIN))
