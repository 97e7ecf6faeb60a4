"""Patents to appraise: a granted invention with family, citations and events, a utility model, a field that grew, and what is odd."""

from datetime import date

from knowledge.law.library import LawLibrary
from knowledge.patents.record import Cited, Event, Party, Patent, Right, Stage, Symbol
from tests.search_records import inventions, record, room
from tools.appraisal.appraisal import Appraisal
from tools.appraisal.scoring import Scored
from tools.search.room import SearchRoom

GRANT, MODEL, BARE, DESIGN, OLD = "CN9000001B", "CN9000002U", "CN9000003B", "CN9000004S", "CN9000005B"
SUBJECT = inventions()[0]  # F02C
FILED = date(2020, 3, 2)


def patents() -> list[Patent]:
    """The records, with the others of the same subclass."""
    names = (Party(name="晨星航空有限公司", entity="holder-x"), Party(name="北辰大学", entity="holder-y"))
    full = record(
        GRANT, SUBJECT, "zh", date(2023, 5, 2), filed=FILED, granted=date(2023, 5, 2), holders=names[:1], cites=tuple(Cited(number=f"US70000{n}0B2") for n in range(5)),
        members=("US9000001B2", "EP9000001A1", "JP9000001A"), cited_by=tuple(f"CN95000{n:02}A" for n in range(8)), symbols=(Symbol(scheme="IPC", code="F02C 7/055", first=True), Symbol(scheme="IPC", code="B64D 33/02")),
        events=(Event(day=date(2026, 11, 20), effect="licensed", text="专利实施许可合同备案"),),
    )  # fmt: skip
    model = record(
        MODEL, SUBJECT, "zh", date(2022, 6, 7), filed=date(2021, 9, 6), granted=date(2022, 6, 7), holders=names
    )
    bare = record(BARE, SUBJECT, "zh", date(2022, 6, 7), filed=date(2019, 9, 6), texts={}, holders=(), symbols=())
    design = record(
        DESIGN, SUBJECT, "zh", date(2022, 6, 7), filed=date(2021, 9, 6), right=Right.DESIGN, stage=Stage.GRANT
    )
    old = record(OLD, SUBJECT, "zh", date(2005, 6, 7), filed=date(2003, 9, 6), granted=date(2005, 6, 7))
    return [full, model, bare, design, old, *field()]


def field() -> list[Patent]:
    """Publications of the subclass: 24 filed in 2020 and 36 in 2023, and 50 of autumn 2025 that are too new to count."""
    days = [date(2020, 1, 15)] * 24 + [date(2023, 1, 15)] * 36 + [date(2025, 9, 15)] * 50
    return [record(f"CN98{place:05}A", SUBJECT, "zh", date(2026, 11, 1), filed=day, holders=()) for place, day in enumerate(days)]  # fmt: skip


def appraisal_room(library: LawLibrary, *more: Patent) -> SearchRoom:
    """A room over the records and some more."""
    return room([*patents(), *more], library)


def indicator(found: Appraisal, name: str) -> Scored:
    """An indicator of an appraisal."""
    return next(each for each in found.indicators if each.id == name)
