"""The importers an ingest run chooses from, each by looking at the file: the first that accepts a file reads it."""

from knowledge.patents.importing import Importer

IMPORTERS: tuple[Importer, ...] = ()
