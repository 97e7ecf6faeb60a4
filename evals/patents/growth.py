"""Many records out of few, by variation: words exchanged with other records, dates and groups shifted, vectors noised.

For measuring speed only: no record is written anywhere, each is made again from its number when it is asked for. The
vectors are real ones with noise added, since embedding hundreds of thousands of texts would measure nothing else.
"""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np
from langchain_core.embeddings import Embeddings

from knowledge.patents.numbers import PatentNumber
from knowledge.patents.record import Patent, Symbol, Texts
from retrievers.patents.build import ABSTRACT_LEAD
from retrievers.patents.words import vector_texts
from retrievers.vectors import Matrix

_WORD = re.compile(r"[A-Za-z]{3,}|[\u4e00-\u9fff]{2}")
EXCHANGED = 0.25  # of the words
NOISE = 0.5  # length of the noise against that of the vector


class GrownRecords:
    """As many variations of some records as are asked for; the first ones are the records themselves."""

    def __init__(self, patents: Sequence[Patent], count: int) -> None:
        self._patents = patents
        self._words = [_WORD.findall(_all_words(patent)) or ["x"] for patent in patents]
        self._count = count
        self.origins: dict[str, int] = {}  # of texts given out and not embedded yet

    def grow(self, count: int) -> None:
        """Have more records from now on."""
        self._count = count

    def count(self) -> int:
        """How many records there are."""
        return self._count

    def revision(self) -> int:
        """One for each record."""
        return self._count

    def deleted_since(self, revision: int) -> list[tuple[int, str]]:
        """None ever is."""
        return []

    def iterate(self, after: str = "", changed_since: int = 0) -> Iterator[tuple[int, Patent]]:
        """The records after a revision, remembering which original each text comes from."""
        for place in range(changed_since, self._count):
            patent = self.vary(place)
            for _, _, text in vector_texts(patent, ABSTRACT_LEAD):
                self.origins[text] = place % len(self._patents)
            yield place + 1, patent

    def get(self, number: str) -> Patent | None:
        """The record of a number, made again."""
        digits = re.sub(r"\D", "", number)
        return self.vary(int(digits[:-1]) - 1) if len(digits) > 1 else None

    def vary(self, place: int) -> Patent:
        """Variation number `place`, always the same."""
        patent = self._patents[place % len(self._patents)]
        number = PatentNumber(country=patent.number.country, serial=str(place + 1), kind="A1")
        if place < len(self._patents):
            return patent.model_copy(update={"number": number})
        chance = random.Random(place)  # noqa: S311 - variation, no secret
        texts = {language: self._exchange(text, chance) for language, text in patent.texts.items()}
        shift = timedelta(days=chance.randint(-1500, 1500))
        return patent.model_copy(
            update={
                "number": number,
                "texts": texts,
                "symbols": tuple(_shifted(symbol, chance) for symbol in patent.symbols),
                "published": patent.published and patent.published + shift,
                "filed": patent.filed and patent.filed + shift,
            }
        )

    def _exchange(self, text: Texts, chance: random.Random) -> Texts:
        other = self._words[chance.randrange(len(self._words))]

        def exchanged(plain: str) -> str:
            return _WORD.sub(lambda word: chance.choice(other) if chance.random() < EXCHANGED else word[0], plain)

        return Texts(
            title=exchanged(text.title),
            abstract=exchanged(text.abstract),
            claims=tuple(exchanged(claim) for claim in text.claims),
            description=text.description[:1],
        )


class VariedEncoder(Embeddings):
    """Vectors of grown records: that of the original with noise. A query is embedded by the real model."""

    def __init__(self, records: GrownRecords, vectors: Matrix, model: Embeddings) -> None:
        self._records = records
        self._vectors = vectors
        self._model = model
        self._chance = np.random.default_rng(0)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors near those of the originals."""
        rows = self._vectors[[self._records.origins[text] for text in texts]]
        noise = self._chance.normal(size=rows.shape).astype(np.float32)
        varied = rows + NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        unit: list[list[float]] = (varied / np.linalg.norm(varied, axis=1, keepdims=True)).tolist()
        return unit

    def embed_query(self, text: str) -> list[float]:
        """The real vector of a query."""
        return self._model.embed_query(text)


def _all_words(patent: Patent) -> str:
    return " ".join(part for text in patent.texts.values() for part in (text.title, text.abstract, *text.claims[:1]))


def _shifted(symbol: Symbol, chance: random.Random) -> Symbol:
    head, slash, _ = symbol.code.partition("/")
    if not slash or chance.random() < 0.5:
        return symbol
    return symbol.model_copy(update={"code": f"{head}/{chance.randint(0, 99):02}"})
