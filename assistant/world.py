"""The composition root: one `Settings` in, everything the product is made of out, each part made when first needed."""

import os
import sqlite3
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records import Unusable
from assistant.settings import Settings
from assistant.trading import Trading
from knowledge.cases.store import CaseStore
from knowledge.language import Language
from knowledge.law.library import LawLibrary
from knowledge.law.outside import Outside, load_outside
from knowledge.law.reference import ReferenceFinder
from knowledge.law.register import load_register
from knowledge.law.statutes import StatuteFile, package_file
from knowledge.law.verify import Verifier

if TYPE_CHECKING:  # heavy parts are imported when first used: `ipos law get` must not wait for a graph
    from assistant.assistant import Assistant
    from assistant.conversations import Conversations
    from assistant.offline.model import OfflineModel
    from knowledge.tokens import TokenCounter
    from retrievers.cases import CaseSearcher
    from retrievers.glossary import Glossary
    from retrievers.index import Index
    from retrievers.search import Searcher
    from retrievers.sources import Sources
    from tools.database import Sessions
    from tools.databases.access import Databases
    from tools.desk import Desk
    from tools.documents.access import Documents
    from tools.principal import Principal
    from tools.triage.drafting import Answerer
    from tools.triage.inquiries import Inquiries
    from tools.triage.reading import InquiryReader


class World(Trading):
    """Everything the product is made of. `now` and `new_id` are the one clock and the one source of ids."""

    def __init__(
        self,
        settings: Settings | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
    ) -> None:
        self.settings = settings or Settings()
        self.now = now
        self.new_id = new_id

    def today(self) -> date:
        """The day, by the world's clock."""
        return self.now().date()

    @cached_property
    def ingested(self) -> Path:
        """The statute file of ingested laws; it need not exist."""
        return self.settings.home / "law" / "ingested.db"

    @cached_property
    def opinions(self) -> CaseStore:
        """The decisions the operator ingested; there need be none."""
        return CaseStore(self.settings.home / "cases")

    @cached_property
    def library(self) -> LawLibrary:
        """All law at hand: the package's statutes, then what the operator ingested."""
        shelves = [("package", StatuteFile(package_file(), immutable=True))]
        if self.ingested.exists():
            shelves.append(("ingested", StatuteFile(self.ingested)))
        return LawLibrary(load_register(), *shelves)

    @cached_property
    def outside(self) -> Outside:
        """Instruments that people cite and that are not in the package."""
        return load_outside()

    @cached_property
    def finder(self) -> ReferenceFinder:
        """Finds references to provisions in text."""
        return ReferenceFinder(self.library.names, self.outside)

    @cached_property
    def verifier(self) -> Verifier:
        """Checks citations."""
        return Verifier(self.library, self.finder)

    @cached_property
    def sources(self) -> "Sources":
        """What the search index is made from."""
        from retrievers.sources import Sources

        return Sources(self.library, (package_file(), self.ingested), self.opinions)

    @cached_property
    def glossary(self) -> "Glossary":
        """Users' words to the law's."""
        from retrievers.glossary import load_glossary

        return load_glossary()

    @cached_property
    def index(self) -> "Index":
        """The search index under the home folder; building it is the caller's decision."""
        from retrievers.embeddings import make_encoder
        from retrievers.index import Index

        settings = self.settings
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
        encoder = make_encoder(settings.embeddings, settings.openai_base_url, key)
        return Index(settings.home / "index", self.sources, encoder)

    @cached_property
    def searcher(self) -> "Searcher":
        """Searches the index."""
        from retrievers.search import Searcher

        return Searcher(self.library, self.index, self.finder, self.glossary)

    @cached_property
    def cases(self) -> "CaseSearcher":
        """Searches decided cases."""
        from retrievers.cases import CaseSearcher

        return CaseSearcher(self.index, self.opinions, self.glossary)

    @cached_property
    def sessions(self) -> "Sessions":
        """The database of members' data. Raises Unusable when the home folder cannot hold it."""
        from sqlalchemy.exc import SQLAlchemyError

        from tools.database import DatabaseFailure, open_database

        self.prepare_home()
        try:
            return open_database(self.settings.database)
        except DatabaseFailure as error:
            raise Unusable(str(error)) from error
        except SQLAlchemyError as error:
            raise Unusable(f"the database cannot be opened ({_first_line(error)}); check IPOS_DATABASE_URL.") from error

    @cached_property
    def inquiries(self) -> "Inquiries":
        """Inquiries handed to staff."""
        from tools.triage.inquiries import Inquiries

        return Inquiries(self.sessions, self.now, self.new_id, self.audit, lambda: self.inquiry_reader)

    @cached_property
    def inquiry_reader(self) -> "InquiryReader":
        """Reads inquiries; corrections by staff are examples from the moment they are made."""
        from tools.triage.classifier import trained
        from tools.triage.correcting import corrections_of
        from tools.triage.reading import InquiryReader

        return InquiryReader(self.library, lambda: trained(corrections_of(self.sessions)))

    @cached_property
    def answer_law(self) -> "Answerer":
        """Answers a question of law for a draft, by the engine that needs no model, checked like any answer."""
        from assistant.drafting import law_answerer

        return law_answerer(self)

    @cached_property
    def databases(self) -> "Databases":
        """Special-topic databases of patents."""
        from tools.databases.access import Databases

        return Databases(self.sessions, self.now, self.new_id, self.audit)

    @cached_property
    def documents(self) -> "Documents":
        """Uploaded documents; their words are told to the engine of this machine, to a model elsewhere only if public."""
        from knowledge.documents.store import DocumentStore
        from tools.documents.access import Documents

        self.prepare_home()
        here = self.settings.model == "offline"
        try:
            store = DocumentStore(self.settings.home / "documents")
        except (sqlite3.Error, OSError) as error:
            raise Unusable(
                f"documents cannot be kept in {self.settings.home} ({error}); free space or set IPOS_HOME."
            ) from error
        return Documents(
            store,
            self.now,
            self.new_id,
            self.journal,
            self.outbound.protect,
            lambda classification: here or not classification.taints,
        )

    @cached_property
    def conversations(self) -> "Conversations":
        """Threads, their owners, thumbs and budgets."""
        from assistant.conversations import Conversations

        return Conversations(self.sessions, self.now, self.new_id)

    @cached_property
    def tokens(self) -> "TokenCounter":
        """Counts tokens, exactly where the vocabulary is at hand."""
        from knowledge.tokens import token_counter

        return token_counter(self.settings.home / "tokens")

    @cached_property
    def offline(self) -> "OfflineModel":
        """The offline engine."""
        from assistant.offline.model import OfflineModel

        return OfflineModel(self.finder)

    @cached_property
    def assistant(self) -> "Assistant":
        """The assistant itself. Raises Unusable when the home folder cannot be written."""
        from assistant.assistant import Assistant
        from assistant.graph import build_graph
        from assistant.guard import Guard
        from assistant.models import make_model

        os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
        saver, limits = self._checkpoints(), (self.settings.history_tokens, self.settings.turn_tokens)
        model = make_model(self.settings, self.offline)
        offline_graph = build_graph(self.offline, self.offline, saver, self.tokens, *limits)
        graph = (
            offline_graph if model is self.offline else build_graph(model, self.offline, saver, self.tokens, *limits)
        )
        return Assistant(
            graph,
            offline_graph,
            Guard(self.verifier),
            self.conversations,
            self.desk,
            self.settings,
            self.now,
            self.may_send,
        )

    def _checkpoints(self) -> Any:
        from filelock import FileLock
        from langgraph.checkpoint.sqlite import SqliteSaver

        self.prepare_home()
        try:
            # two processes that open it for the first time lock each other out, whatever the timeout: one after the other
            with FileLock(self.settings.home / "threads.lock"):
                connection = sqlite3.connect(self.settings.home / "threads.db", check_same_thread=False, timeout=30)
                connection.execute("pragma journal_mode=wal")
                connection.execute("pragma synchronous=normal")
                saver = SqliteSaver(connection)
                saver.setup()
        except sqlite3.Error as error:
            raise Unusable(
                f"conversations cannot be stored in {self.settings.home} ({error}); free space or set IPOS_HOME."
            ) from error
        return saver

    def desk(self, principal: "Principal", thread: str, as_of: date, language: Language) -> "Desk":
        """What the tools of one turn work with."""
        from tools.desk import Desk

        return Desk(
            principal, thread, as_of, language, self.library, self.searcher, self.cases, self.verifier, self.inquiries,
            self.search_room, self.marks, self.databases, self.documents, self.effects, self.now, self.new_id, portfolio=self.portfolio,
            receiver=self.receiver,
        )  # fmt: skip


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:160]
