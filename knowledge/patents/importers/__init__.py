"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Importer

IMPORTERS: tuple[Importer, ...] = (TableImporter(),)
