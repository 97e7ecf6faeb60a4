"""Which reply tells which search: by the kind of its artifact."""

from collections.abc import Callable
from typing import Any

from assistant.offline.database_replies import database_created_reply, database_reply, databases_reply
from assistant.offline.document_replies import documents_reply
from assistant.offline.portfolio_replies import portfolio_reply, status_reply
from assistant.offline.search_replies import freedom_reply, invalidity_reply, patentability_reply, subject_reply
from assistant.offline.told_replies import told_replies
from assistant.offline.trademark_replies import trademarks_reply
from knowledge.language import Language
from tools.databases.figures import DatabaseShown
from tools.databases.tools import DatabasesListed
from tools.documents.finding import DocumentsFound
from tools.search.infringement import FreedomToOperate
from tools.search.invalidation import Invalidity
from tools.search.patentability import Patentability
from tools.search.subject import SubjectFound
from tools.search.trademark import MarkReport


def search_replies(artifact: dict[str, Any], language: Language) -> dict[str, Callable[[], str]]:
    """What tells each kind of search result."""
    data = artifact["data"]
    return told_replies(artifact, language) | {
        "patents": lambda: subject_reply(SubjectFound.model_validate(data), language),
        "patent_status": lambda: status_reply(data, language),
        "portfolio": lambda: portfolio_reply(data, language),
        "patentability": lambda: patentability_reply(Patentability.model_validate(data), language),
        "freedom_to_operate": lambda: freedom_reply(FreedomToOperate.model_validate(data), language),
        "invalidity": lambda: invalidity_reply(Invalidity.model_validate(data), language),
        "database_created": lambda: database_created_reply(DatabaseShown.model_validate(data), language),
        "database": lambda: database_reply(DatabaseShown.model_validate(data), language),
        "databases": lambda: databases_reply(DatabasesListed.model_validate(data), language),
        "documents": lambda: documents_reply(DocumentsFound.model_validate(data), language),
        "trademarks": lambda: trademarks_reply(MarkReport.model_validate(data), language),
    }
