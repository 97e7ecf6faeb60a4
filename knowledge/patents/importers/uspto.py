"""The generations of USPTO files, each with its importer."""

from knowledge.patents.importers import uspto_pap, uspto_sgml, uspto_st32, uspto_xml4
from knowledge.patents.importers.uspto_aps import UsptoAps
from knowledge.patents.importers.uspto_brs import UsptoBrs
from knowledge.patents.importers.uspto_wrapper import UsptoWrapper
from knowledge.patents.importers.xml_reader import XmlReader
from knowledge.patents.importing import Importer

_BUILDERS = {
    "us-patent-grant": uspto_xml4.build,
    "us-patent-application": uspto_xml4.build,
    "PATDOC": uspto_st32.build,
    "patent-application-publication": uspto_pap.build,
}
# Sequence listings and large tables stand beside the documents they belong to.
_PASSED_OVER = frozenset({"sequence-cwu", "us-sequence-list-doc", "us-megatable-doc", "table-external-doc"})


def _reader(name: str, *roots: str) -> XmlReader:
    return XmlReader(name, frozenset(roots), _BUILDERS, _PASSED_OVER)


USPTO: tuple[Importer, ...] = (
    _reader("uspto-xml4", "us-patent-grant", "us-patent-application"),
    XmlReader("uspto-st32", frozenset({"PATDOC"}), _BUILDERS, _PASSED_OVER, uspto_sgml.to_xml),
    _reader("uspto-pap", "patent-application-publication"),
    UsptoAps(),
    UsptoBrs(),
    UsptoWrapper(),
)
