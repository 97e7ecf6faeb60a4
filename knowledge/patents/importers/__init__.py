"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importers.uspto import USPTO
from knowledge.patents.importers.zipped import Zipped
from knowledge.patents.importing import Importer

_PLAIN: tuple[Importer, ...] = (*USPTO, TableImporter())
IMPORTERS: tuple[Importer, ...] = (*_PLAIN, Zipped(_PLAIN))
