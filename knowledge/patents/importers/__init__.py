"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from knowledge.patents.importers.assignments import AssignmentImporter
from knowledge.patents.importers.cnipa import CnipaImporter
from knowledge.patents.importers.odp import OdpImporter
from knowledge.patents.importers.ops import OpsImporter
from knowledge.patents.importing import Importer

IMPORTERS: tuple[Importer, ...] = (OpsImporter(), CnipaImporter(), OdpImporter(), AssignmentImporter())
