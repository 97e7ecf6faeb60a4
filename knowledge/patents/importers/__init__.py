"""Importers: each reads one family of formats. A file is taken by exactly one of them, by what it begins with."""

from knowledge.patents.importers.uspto import USPTO
from knowledge.patents.importers.zipped import Zipped
from knowledge.patents.importing import Importer

# Zip files hold what the others read.
IMPORTERS: tuple[Importer, ...] = (*USPTO, Zipped(USPTO))
