"""Deciding by hand what a database holds, and marking its publications with tags and own fields."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import delete, select

from knowledge.patents.numbers import NumberError, parse_publication
from tools.databases.access import Databases, Level, Opened, changing, open_database
from tools.databases.definition import MOST_FIELDS, Definition, FieldType, OwnField, plain_name, plain_value
from tools.databases.keeping import Change, note_change
from tools.databases.tables import NoteRow
from tools.principal import Principal
from tools.refused import Refused
from tools.search.room import SearchRoom

_VERBS = {"included": "include in", "excluded": "exclude from", "undecided": "undecide in"}  # as the audit names them


@dataclass
class Marks:
    """What the users of a database say of one publication: tags, and values of own fields by name."""

    tags: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)


def include(databases: Databases, room: SearchRoom, who: Principal, named: str, numbers: Iterable[str]) -> Change:
    """Take publications in by hand, whatever query and filters say. Raises Refused for what is no number or not held."""
    open_database(databases, who, named, Level.EDITOR)  # who may not change it is not told what is held
    held = [_held(room, number) for number in numbers]
    return _decided(databases, who, named, "included", lambda definition: definition.including(held))


def exclude(databases: Databases, who: Principal, named: str, numbers: Iterable[str]) -> Change:
    """Leave publications out by hand; that wins over everything. Raises Refused for what is no number."""
    open_database(databases, who, named, Level.EDITOR)
    wanted = [_canonical(number) for number in numbers]

    def left_out(opened: Opened) -> Definition:
        # a number without a kind means every publication of it that is in the database
        meant = {member for member in opened.members for number in wanted if member == number or _base(member) == number}  # fmt: skip
        return opened.definition.excluding(meant | {number for number in wanted if parse_publication(number).kind})

    return _decided_on(databases, who, named, "excluded", left_out)


def undecide(databases: Databases, who: Principal, named: str, numbers: Iterable[str]) -> Change:
    """Take decisions by hand back: query and filters decide again."""
    open_database(databases, who, named, Level.EDITOR)
    wanted = [_canonical(number) for number in numbers]
    return _decided(databases, who, named, "undecided", lambda definition: definition.undecided(wanted))


def add_field(databases: Databases, who: Principal, named: str, name: str, kind: FieldType) -> OwnField:
    """Give a database a field of its own. Raises Refused for a name in use or too many fields."""
    new = OwnField(name=plain_name(name, "字段名/name of the field"), type=kind)
    with changing(databases, who, named) as (session, row, opened):
        fields = opened.definition.fields
        if new.name.casefold() in {each.name.casefold() for each in fields}:
            raise Refused(f"已有字段“{new.name}”。/ There is a field “{new.name}” already.")
        if len(fields) >= MOST_FIELDS:
            raise Refused(f"字段已有 {MOST_FIELDS} 个。/ There are {MOST_FIELDS} fields already.")
        row.definition = opened.definition.model_copy(update={"fields": (*fields, new)}).model_dump_json()
        databases.entered(session, who, "add field to", row.id)
    return new


def remove_field(databases: Databases, who: Principal, named: str, name: str) -> OwnField:
    """Remove an own field with all its values. Raises Refused when there is none."""
    with changing(databases, who, named) as (session, row, opened):
        gone = opened.definition.field(name)
        fields = tuple(each for each in opened.definition.fields if each != gone)
        row.definition = opened.definition.model_copy(update={"fields": fields}).model_dump_json()
        session.execute(delete(NoteRow).where(NoteRow.database == row.id, NoteRow.field == gone.name))
        databases.entered(session, who, "remove field from", row.id)
    return gone


def set_value(databases: Databases, who: Principal, named: str, number: str, name: str, value: str) -> str:
    """Set the value of an own field for a publication in the database; "" clears it. Returns it in its written form.

    Raises Refused for an unknown field, a value of another type, or a publication that is not in the database.
    """
    with changing(databases, who, named) as (session, row, opened):
        member, meant = _member(opened, number), opened.definition.field(name)
        written = plain_value(meant, value)
        key = (row.id, member, meant.name, "")
        if not written:
            session.execute(delete(NoteRow).where(NoteRow.database == row.id, NoteRow.number == member, NoteRow.field == meant.name))  # fmt: skip
        else:
            held = session.get(NoteRow, key) or NoteRow(database=row.id, number=member, field=meant.name, tag="")
            held.value, held.by, held.when = written, who.user, databases.now()
            session.add(held)
        databases.entered(session, who, "set value in", row.id, number=member)
        return written


def tag(databases: Databases, who: Principal, named: str, number: str, tags: Iterable[str], remove: bool = False) -> list[str]:  # fmt: skip
    """Give a publication in the database tags, or take them away. Returns its tags."""
    names = [plain_name(each, "标签/tag") for each in tags]
    with changing(databases, who, named) as (session, row, opened):
        member = _member(opened, number)
        for name in names:
            held = session.get(NoteRow, (row.id, member, "", name))
            if remove and held:
                session.delete(held)
            elif not remove and not held:
                session.add(NoteRow(database=row.id, number=member, field="", tag=name, value="", by=who.user, when=databases.now()))  # fmt: skip
            session.flush()
        databases.entered(session, who, "untag in" if remove else "tag in", row.id, number=member, tags=len(names))
        rows = select(NoteRow.tag).where(NoteRow.database == row.id, NoteRow.number == member, NoteRow.field == "")
        return sorted(session.scalars(rows))


def marks_of(databases: Databases, who: Principal, named: str) -> dict[str, Marks]:
    """Tags and values by number, of publications that are in the database and of those that were."""
    opened = open_database(databases, who, named)
    found: dict[str, Marks] = {}
    with databases.sessions() as session:
        for row in session.scalars(select(NoteRow).where(NoteRow.database == opened.id).order_by(NoteRow.number, NoteRow.field, NoteRow.tag)):  # fmt: skip
            marks = found.setdefault(row.number, Marks())
            if row.field:
                marks.values[row.field] = row.value
            else:
                marks.tags.append(row.tag)
    return found


def _decided(databases: Databases, who: Principal, named: str, what: str, change: Callable[[Definition], Definition]) -> Change:  # fmt: skip
    return _decided_on(databases, who, named, what, lambda opened: change(opened.definition))


def _decided_on(databases: Databases, who: Principal, named: str, what: str, change: Callable[[Opened], Definition]) -> Change:  # fmt: skip
    with changing(databases, who, named) as (session, row, opened):
        after = change(opened)
        row.definition = after.model_dump_json()
        noted = note_change(databases, session, row.id, who, what, opened.members, after.members(opened.found))
        databases.entered(session, who, _VERBS[what], row.id, came=noted.came, went=noted.went)
        return noted


def _canonical(number: str) -> str:
    try:
        return str(parse_publication(number))
    except NumberError:
        raise Refused(f"“{number[:40]}”不是专利公开号，写成 CN202644312U 或 US8697359B1 这样。/ “{number[:40]}” is no publication number; write it like CN202644312U or US8697359B1.") from None  # fmt: skip


def _held(room: SearchRoom, number: str) -> str:
    canonical = _canonical(number)
    patent = room.get(canonical)
    if patent is None:
        raise Refused(f"这里没有 {canonical} 的记录，请先用 ipos ingest 入库。/ No record of {canonical} is held here; bring it in with ipos ingest first.")  # fmt: skip
    return str(patent.number)


def _base(number: str) -> str:
    return parse_publication(number).without_kind


def _member(opened: Opened, number: str) -> str:
    canonical = _canonical(number)
    meant = [each for each in opened.members if each == canonical] or [each for each in opened.members if _base(each) == canonical]  # fmt: skip
    if len(meant) != 1:
        raise Refused(f"专题库“{opened.name}”里没有 {canonical}。/ {canonical} is not in the database “{opened.name}”.")
    return meant[0]
