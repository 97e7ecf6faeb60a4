"""The outcomes of an importer stored in batches, each with its checkpoint in one transaction.

A batch is so many records, or fewer where they are big, so that memory stays flat on a file of any size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.patents.cells import groups_of
from knowledge.patents.files import plain
from knowledge.patents.importing import Broken, Deleted, Found, Outcome
from knowledge.patents.record import Party, Patent, Source
from knowledge.patents.runs import Reject, RunFile, Runs
from knowledge.patents.store import PatentStore
from knowledge.patents.tally import Tally

_MANY_BYTES = 4 << 20  # a batch is full after so much of the file, however few its records are
REJECTS_KEPT = 10_000  # of one file: more are counted only
EntityOf = Callable[[str], str]


@dataclass(frozen=True)
class FileIngest:
    """One file of one run on its way into the store. `retrieved`: the time its records count as of."""

    store: PatentStore
    runs: Runs
    run: int
    retrieved: datetime
    now: Callable[[], datetime]
    entity_of: EntityOf | None = None

    def take_in(
        self, state: RunFile, outcomes: Iterator[Outcome], size: int, stored: Callable[[RunFile, int], None]
    ) -> RunFile:
        """Store all outcomes from where `state` stands, `size` a batch; the state of the file behind the last one.

        `stored` is called after each batch with the state and the bytes of the file behind it.
        """
        for chunk in batches(outcomes, size):
            state = self._store(state, chunk)
            stored(state, chunk[-1].offset)
        return state

    def _store(self, state: RunFile, chunk: list[Outcome]) -> RunFile:
        """One batch: its records, what was wrong with them, and the checkpoint, together or not at all."""
        tally, rejects = replace(state.tally), list[Reject]()
        with self.store.batch():
            for outcome in chunk:
                reject = self._one(state, outcome, tally)
                if reject and tally.rejected + tally.conflicts <= REJECTS_KEPT:
                    rejects.append(reject)
            self.runs.reject(rejects)
            reached = replace(state, done=state.done + len(chunk), tally=tally)
            self.runs.save(self.run, reached, self.now())
        return reached

    def _one(self, file: RunFile, outcome: Outcome, tally: Tally) -> Reject | None:
        """Store one outcome and count it; what there is to say about it."""
        place = plain(outcome.place)
        if isinstance(outcome, Broken):
            tally.count("rejected")
            return Reject(self.run, file.path, place, plain(outcome.reason))
        if isinstance(outcome, Deleted):
            tally.count("deleted" if self.store.delete(outcome.number, self.retrieved) else "unchanged")
            return None
        try:
            put = self.store.put(self._sourced(file, outcome), file.source)
        except ValueError as error:  # half a surrogate pair: no Unicode, cannot be stored
            tally.count("rejected")
            why = plain(str(error), 200)
            return Reject(
                self.run, file.path, place, f"文本不是有效的 Unicode（{why}）。/ The text is not valid Unicode ({why})."
            )
        tally.count(put.outcome)
        if not put.conflict:
            return None
        tally.count("conflicts")
        return Reject(self.run, file.path, place, _clash(str(outcome.patent.number), put.outcome), conflict=True)

    def _sourced(self, file: RunFile, found: Found) -> Patent:
        """The record with the source of each group it fills, and its holders resolved."""
        patent = found.patent
        source = Source(raw=file.raw, importer=file.importer, place=found.place, retrieved=self.retrieved)
        update: dict[str, object] = {"sources": dict.fromkeys(groups_of(patent), source)}
        if self.entity_of and any(not party.entity for party in patent.holders):
            update["holders"] = tuple(self._resolved(party) for party in patent.holders)
        return patent.model_copy(update=update)

    def _resolved(self, party: Party) -> Party:
        if party.entity or not self.entity_of:
            return party
        return party.model_copy(update={"entity": self.entity_of(party.name)})


def batches(outcomes: Iterator[Outcome], size: int) -> Iterator[list[Outcome]]:
    """Outcomes in lists of `size`, or fewer where they are big."""
    chunk: list[Outcome] = []
    begun = 0
    for outcome in outcomes:
        chunk.append(outcome)
        if len(chunk) >= size or outcome.offset - begun >= _MANY_BYTES:
            yield chunk
            chunk, begun = [], outcome.offset
    if chunk:
        yield chunk


def _clash(number: str, outcome: str) -> str:
    kept = ("保留内容更多的后一条", "the later one, which has more, is kept")
    if outcome != "replaced":
        kept = ("保留先前的一条", "the earlier one is kept")
    return (
        f"同一文件中另一条记录也使用公开号 {number} 而内容不同，{kept[0]}，请核对号码。/"
        f" Another record of the same file has the number {number} with other content; {kept[1]}; check the number."
    )
