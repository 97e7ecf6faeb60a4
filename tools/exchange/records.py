"""The evidence of this installation: the patent records and the trademark records it holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.patents.record import Patent
from knowledge.patents.status import LegalStatus, status_on
from knowledge.trademarks.nice import load_nice
from knowledge.trademarks.record import Mark, MarkNumberError
from knowledge.trademarks.standing import stands
from retrievers.trademarks.search import MarkQuery, MarkSearcher
from tools.exchange.evidence import mark_id
from tools.refused import Refused
from tools.search.records import Records, found_records
from tools.search.trademark_goods import Relation, Wanted, check_goods, classes_to_search, wanted_goods

_DEPTH = 300  # marks like the word that are looked at
_SIMILAR_GOODS = (Relation.SAME_GOODS, Relation.SAME_GROUP, Relation.ACROSS)


@dataclass(frozen=True)
class HeldRecords:
    """`tools.exchange.evidence.Evidence` over the stores, each opened when it is first looked at: the search of marks wants an encoder."""

    open_patents: Callable[[], Records]
    open_marks: Callable[[], MarkSearcher] | None = None  # None where marks are not searched

    @cached_property
    def patents(self) -> Records:
        """The patent records."""
        return self.open_patents()

    @cached_property
    def searcher(self) -> MarkSearcher | None:
        """The search of marks, None where there is none."""
        return self.open_marks() if self.open_marks else None

    def patent(self, number: str) -> list[Patent]:
        """The publications held, empty for none and for what is no number."""
        try:
            return found_records(self.patents, number)[1]
        except Refused:
            return []

    def standing(self, number: str, day: date) -> LegalStatus | None:
        """The status worked out from the records, None when none is held."""
        held = self.patent(number)
        return status_on(held, day) if held else None

    def marks(self, number: str) -> list[Mark]:
        """The mark held under a number."""
        if self.searcher is None:
            return []
        try:
            found = self.searcher.store.get(mark_id(number))
        except MarkNumberError:
            return []
        return [found] if found else []

    def similar(self, mark: Mark, day: date) -> list[Mark] | None:
        """Marks of the holder like this one for the same or similar goods; None when marks are not indexed or it has no words.

        A mark of the same class whose groups are not known of both counts: better to ask once too often.
        """
        if self.searcher is None or not mark.words or not mark.holder or _behind(self.searcher):
            return None
        nice = load_nice()
        wanted = _goods_of(mark)
        hits = self.searcher.search(MarkQuery(mark.words, classes_to_search(nice, wanted)), _DEPTH).hits
        theirs = [hit.mark for hit in hits if hit.mark.id != mark.id and hit.mark.office == mark.office and _same_holder(hit.mark, mark)]  # fmt: skip
        return [each for each in theirs if stands(each, day).alive and self._goods_alike(wanted, each)]

    def _goods_alike(self, wanted: Wanted, other: Mark) -> bool:
        found = check_goods(load_nice(), wanted, other)
        return found.relation in _SIMILAR_GOODS or (found.relation is Relation.SAME_CLASS and not found.groups_known)


def _goods_of(mark: Mark) -> Wanted:
    """The goods of a mark as goods asked about, with the groups its record names."""
    names = "；".join(name for goods in mark.goods for name in goods.names)
    wanted = wanted_goods(load_nice(), mark.classes, names)
    recorded = {f"{goods.nice}": goods.subgroups for goods in mark.goods if goods.subgroups}
    return wanted.model_copy(update={"groups": {**wanted.groups, **recorded}})


def _same_holder(one: Mark, other: Mark) -> bool:
    return "".join(one.holder.split()).casefold() == "".join(other.holder.split()).casefold()


def _behind(searcher: MarkSearcher) -> bool:
    """Whether marks are held that the index does not know: nobody could look among them."""
    return searcher.index.revision() != searcher.store.revision()
