"""The part of the composition root that makes patents and trademarks: their stores, their indexes, the room they are searched in."""

import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # heavy parts are imported when first used
    from datetime import datetime

    from assistant.settings import Settings
    from knowledge.law.library import LawLibrary
    from knowledge.patents.connectors.connector import Connector
    from knowledge.patents.connectors.outbound import OutboundGuard
    from knowledge.patents.raw import RawTier
    from knowledge.patents.store import PatentStore
    from retrievers.glossary import Glossary
    from retrievers.index import Index
    from retrievers.patents.search import PatentSearcher
    from retrievers.trademarks.search import MarkSearcher
    from tools.documents.access import Documents
    from tools.search.room import SearchRoom


class Unusable(Exception):  # noqa: N818 - says what is wrong with the home folder
    """The home folder cannot be used. The message is one sentence that says why and what to do."""


class Records:
    """Makes what concerns records of offices; `World` gives the home folder, the clock, the law and the encoder."""

    if TYPE_CHECKING:  # made by `World`
        settings: Settings
        now: Callable[[], datetime]
        new_id: Callable[[], str]

        @cached_property
        def library(self) -> LawLibrary: ...  # noqa: D102
        @cached_property
        def index(self) -> Index: ...  # noqa: D102
        @cached_property
        def glossary(self) -> Glossary: ...  # noqa: D102
        @cached_property
        def documents(self) -> Documents: ...  # noqa: D102

    @cached_property
    def patents(self) -> "PatentStore":
        """The patent records held: the demo's where nothing was ever ingested. Raises Unusable when the file cannot be used."""
        from knowledge.patents.demo import put_demo_when_empty
        from knowledge.patents.store_schema import StoreError

        try:
            if self.settings.demo:
                put_demo_when_empty(self.patent_store)
        except (StoreError, sqlite3.Error) as error:
            raise Unusable(
                f"the patent records cannot be read or written ({error}); check disk space and rights."
            ) from error
        return self.patent_store

    @cached_property
    def patent_store(self) -> "PatentStore":
        """The store of patents as it is, for an ingest, which takes the demo's place. Made when missing; raises Unusable."""
        from knowledge.patents.store import PatentStore
        from knowledge.patents.store_schema import StoreError

        self.prepare_home()
        try:
            return PatentStore(self.settings.home / "patents" / "patents.db")
        except StoreError as error:
            raise Unusable(str(error)) from error

    @cached_property
    def raw(self) -> "RawTier":
        """The patent files as they were received; there need be none."""
        from knowledge.patents.raw import RawTier

        return RawTier(self.settings.home / "patents" / "raw")

    @cached_property
    def patent_searcher(self) -> "PatentSearcher":
        """Searches the patent records; sees the last committed state of their index."""
        from retrievers.patents.search import PatentSearcher

        return PatentSearcher(self._patent_index, self.patents, self.index.encoder, self.glossary)

    @cached_property
    def search_room(self) -> "SearchRoom":
        """What the patent searches work with."""
        from tools.search.furnishing import search_room

        kept = self.settings.home / "patents" / "survey.json"
        return search_room(
            self.patents, self.patent_searcher, self.library, self.index.encoder.model, self._patent_index_version, kept, self.now, self._connectors(),
        )  # fmt: skip

    @cached_property
    def marks(self) -> "MarkSearcher":
        """Searches the trademark records."""
        from knowledge.trademarks.store import MarkStore
        from retrievers.trademarks.index import MarkIndex
        from retrievers.trademarks.search import MarkSearcher

        folder = self.settings.home / "trademarks"
        return MarkSearcher(MarkStore(folder / "marks.db"), MarkIndex(folder / "index.db", self.index.encoder))

    @property
    def _patent_index(self) -> Path:
        return self.settings.home / "patents" / "index"

    def _patent_revision(self) -> int:
        """The revision of the store that the index was brought to, 0 before a first build."""
        from retrievers.patents.build import index_folder
        from retrievers.patents.manifest import read_manifest

        manifest = read_manifest(index_folder(self._patent_index, self.index.encoder.name))
        return manifest.revision if manifest else 0

    def _patent_index_version(self) -> str:
        return f"{self.index.encoder.name}@{self._patent_revision()}"

    def patents_behind(self) -> bool:
        """Whether the store holds what its index does not know yet."""
        return self.patents.revision() != self._patent_revision()

    def index_patents(self, progress: Callable[[int, int], None]) -> None:
        """Bring the patent index to what the store holds now; only what changed is embedded."""
        from retrievers.patents.build import build_index, index_folder
        from retrievers.vectors import VectorStore

        encoder = self.index.encoder
        vectors = VectorStore(self._patent_index, encoder)
        try:
            build_index(index_folder(self._patent_index, encoder.name), self.patents, vectors, encoder.name, progress)
        finally:
            vectors.close()

    @cached_property
    def outbound(self) -> "OutboundGuard":
        """What may leave the house: the one guard that uploads are put under and connectors ask."""
        from knowledge.patents.connectors.outbound import OutboundGuard

        return OutboundGuard()

    def _connectors(self) -> "tuple[Connector, ...]":
        from knowledge.patents.connectors.configured import connectors_of
        from tools.documents.access import protect_documents

        settings = self.settings
        keys = (settings.epo_ops_key, settings.epo_ops_secret, settings.uspto_odp_key)
        secrets = [key.get_secret_value() if key else "" for key in keys]
        found = connectors_of(settings.home / "patents" / "offices", self.now, self.outbound, *secrets)
        if found:  # before anything can be asked: what was uploaded in earlier runs is under guard too
            protect_documents(self.documents)
        return found

    def prepare_home(self) -> None:
        """Make the home folder and see that it can be written. Raises Unusable with what to do."""
        home = self.settings.home
        try:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            probe = home / f".probe-{self.new_id()}"
            probe.write_bytes(b"x" * 4096)
            probe.unlink()
        except OSError as error:
            raise Unusable(
                f"{home} cannot be written ({error.strerror}); free space or set IPOS_HOME to a folder of your own."
            ) from error
