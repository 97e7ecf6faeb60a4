"""Whether the goods of a mark are the same as, or similar to, the goods asked about: by group, class and the notes across."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.trademarks.nice import Across, Nice, split_goods
from knowledge.trademarks.record import Mark


class Relation(StrEnum):
    """How the goods of a mark stand to those asked about, the closest first."""

    SAME_GOODS = "same_goods"
    SAME_GROUP = "same_group"  # one group of similar goods: similar in principle
    ACROSS = "across"  # a note of the table ties groups of two classes
    SAME_CLASS = "same_class"  # the groups differ, or are not known of both
    OTHER = "other"


class Wanted(BaseModel):
    """The goods asked about: classes, the goods named, and the groups each falls in (empty where it was not recognised)."""

    model_config = ConfigDict(frozen=True)

    classes: tuple[int, ...]
    goods: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}

    @property
    def codes(self) -> frozenset[str]:
        """All groups recognised."""
        return frozenset(code for codes in self.groups.values() for code in codes)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The goods no group was recognised for."""
        return tuple(name for name in self.goods if not self.groups.get(name))


class GoodsFinding(BaseModel):
    """The closest relation found, the groups both have (or the two a note ties), and whether the mark's groups are known."""

    model_config = ConfigDict(frozen=True)

    relation: Relation
    classes: tuple[int, ...]  # of the mark, those the relation rests on
    groups: tuple[str, ...] = ()
    note: Across | None = None
    groups_known: bool = True


def wanted_goods(nice: Nice, classes: Iterable[int], goods: str) -> Wanted:
    """What goods and classes were asked about. Without classes, those whose groups the goods name are taken."""
    names = split_goods(goods)
    numbers = tuple(sorted(set(classes))) or tuple(
        each.nice for each in nice.classes if any(nice.groups_of(goods, each.nice).values())
    )
    found: dict[str, tuple[str, ...]] = dict.fromkeys(names, ())
    for number in numbers:
        for name, codes in nice.groups_of(goods, number).items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *codes)))
    return Wanted(classes=numbers, goods=tuple(names), groups=found)


def classes_to_search(nice: Nice, wanted: Wanted) -> frozenset[int]:
    """The classes asked about and those a note ties to their groups (to any group of theirs when none was recognised)."""
    tied = set()
    for note in nice.across:
        for one, other in ((note.first, note.second), (note.second, note.first)):
            if one in wanted.codes or (not wanted.codes and int(one[:2]) in wanted.classes):
                tied.add(int(other[:2]))
    return frozenset(wanted.classes) | tied


def check_goods(nice: Nice, wanted: Wanted, mark: Mark) -> GoodsFinding:
    """The closest relation of a mark's goods to those asked about."""
    theirs = _groups(nice, mark)
    known = all(theirs[number] for number in mark.classes if number in wanted.classes)
    same = sorted({code for codes in theirs.values() for code in codes} & wanted.codes)
    names = {name.casefold() for goods in mark.goods for name in goods.names if goods.nice in wanted.classes}
    classes = tuple(number for number in mark.classes if number in wanted.classes)
    if names & {name.casefold() for name in wanted.goods}:
        return GoodsFinding(relation=Relation.SAME_GOODS, classes=classes, groups=tuple(same), groups_known=known)
    if same:
        in_classes = tuple(sorted({int(code[:2]) for code in same}))
        return GoodsFinding(relation=Relation.SAME_GROUP, classes=in_classes, groups=tuple(same), groups_known=known)
    if tie := _tie(nice, wanted, theirs):
        note, code = tie
        return GoodsFinding(
            relation=Relation.ACROSS, classes=(int(code[:2]),), groups=(note.first, note.second), note=note
        )
    if classes:
        return GoodsFinding(relation=Relation.SAME_CLASS, classes=classes, groups_known=known and bool(wanted.codes))
    return GoodsFinding(relation=Relation.OTHER, classes=mark.classes)


def _groups(nice: Nice, mark: Mark) -> dict[int, tuple[str, ...]]:
    """The groups of a mark by class: those its record gives, else those its goods are recognised to fall in."""
    found = {}
    for goods in mark.goods:
        read = (code for name in goods.names for codes in nice.groups_of(name, goods.nice).values() for code in codes)
        found[goods.nice] = goods.subgroups or tuple(dict.fromkeys(read))
    return found


def _tie(nice: Nice, wanted: Wanted, theirs: dict[int, tuple[str, ...]]) -> tuple[Across, str] | None:
    """A note that ties a group of the mark to a group asked about."""
    for codes in theirs.values():
        for code in codes:
            for own in sorted(wanted.codes):
                if notes := nice.notes(own, code):
                    return notes[0], code
    return None
