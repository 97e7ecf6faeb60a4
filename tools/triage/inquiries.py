"""Inquiries handed to staff: stored, and made into cases, before anything is promised."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.audit.chain import Audit
from tools.database import Sessions
from tools.events import EventRow
from tools.principal import Principal
from tools.refused import Refused
from tools.triage.duplicates import duplicate_of
from tools.triage.inquiry_table import Inquiry
from tools.triage.labels import routing
from tools.triage.reading import InquiryReader, Read
from tools.triage.summing_up import order_of, summary_of, title_of
from tools.triage.tables import CaseNumberRow, CaseRow
from tools.triage.times import answer_due

MAX_TEXT = 8_000
__all__ = ["Incoming", "Inquiries", "Inquiry"]


@dataclass(frozen=True)
class Incoming:
    """How an inquiry came. `source`: chat, page, mail or cli. `sender`: an address of e-mail, "" for the account itself.

    `key`: the hash of an e-mail file; `flags`: what was noticed about it; `title`: its subject.
    """

    source: str = "chat"
    sender: str = ""
    title: str = ""
    key: str = ""
    flags: tuple[str, ...] = ()


CHAT = Incoming()


class Inquiries:
    """The store of inquiries. `reader` makes cases of them; without one, each is for a person to read."""

    def __init__(
        self, sessions: Sessions, now: Callable[[], datetime], new_id: Callable[[], str], audit: Audit,
        reader: Callable[[], InquiryReader] | None = None,
    ) -> None:  # fmt: skip
        self._sessions = sessions
        self._now = now
        self._new_id = new_id
        self._audit = audit
        self._reader = reader

    def hand_over(self, who: Principal, thread: str, text: str, contact: str = "", way: Incoming = CHAT) -> Inquiry:
        """Store an inquiry with its case and return it. The same words from the same conversation are stored once.

        Raises Refused when there is nothing to hand over or the text is too long.
        """
        text = _checked(text)
        read = self._reader().read(text, self._now().date()) if self._reader else None
        with self._sessions.begin() as session:
            inquiry = self._known(session, who, thread, text, way)
            if inquiry is None:
                inquiry = self._stored(session, who, thread, text, contact, way)
                self._open_case(session, who, inquiry, way, read)
            elif contact.strip():
                inquiry.contact = contact.strip()[:300]
            session.flush()
            self._audit.append(session, self._now(), who, "hand over inquiry", inquiry.id)
            session.expunge(inquiry)
            return inquiry

    def of_user(self, user: str) -> list[Inquiry]:
        """All inquiries of one user, newest first."""
        with self._sessions() as session:
            query = select(Inquiry).where(Inquiry.user == user).order_by(Inquiry.created.desc(), Inquiry.id)
            found = list(session.scalars(query))
            session.expunge_all()
            return found

    def case_of(self, identity: str) -> CaseRow | None:
        """The case of an inquiry as it was opened; whoever asks is the caller's to check."""
        with self._sessions() as session:
            return session.get(CaseRow, identity)

    def case_by_key(self, key: str) -> CaseRow | None:
        """The case of an e-mail file that was taken in before."""
        with self._sessions() as session:
            return session.scalar(select(CaseRow).where(CaseRow.source_key == key))

    def _known(self, session: Session, who: Principal, thread: str, text: str, way: Incoming) -> Inquiry | None:
        if way.key and (case := session.scalar(select(CaseRow.id).where(CaseRow.source_key == way.key))):
            return session.get(Inquiry, case)
        user = who.user if way.source != "mail" else ""
        same = select(Inquiry).where(Inquiry.user == user, Inquiry.thread == thread, Inquiry.text == text)
        return session.scalar(same) if way.source != "mail" else None

    def _stored(self, session: Session, who: Principal, thread: str, text: str, contact: str, way: Incoming) -> Inquiry:
        """A mail belongs to no account: its sender's address proves nothing."""
        inquiry = Inquiry(
            id=f"INQ-{self._new_id()[:10].upper()}", user="" if way.source == "mail" else who.user, thread=thread, text=text,
            contact=(contact.strip() or way.sender)[:300], state="open", created=self._now(),
        )  # fmt: skip
        session.add(inquiry)
        session.flush()
        return inquiry

    def _open_case(self, session: Session, who: Principal, inquiry: Inquiry, way: Incoming, read: Read | None) -> None:
        """The case of an inquiry, with its first entry in the history: how it was read."""
        sender = (way.sender or inquiry.user)[:320]
        duplicate = duplicate_of(session, sender, inquiry.text, read.numbers if read else ())
        row = CaseRow(
            id=inquiry.id, user=inquiry.user, organisation="" if way.source == "mail" else who.organisation, source=way.source,
            source_key=way.key or None, sender=sender, title=title_of(inquiry.text, way.title), state="open", received=inquiry.created,
            duplicate_of=duplicate or None, **_labelled(inquiry, read, duplicate, way),
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add_all(CaseNumberRow(case=row.id, number=number) for number in (read.numbers if read else ()))
        session.add(
            EventRow(
                kind="inquiry", record=row.id, name="receive", was="", became="open", user=who.user, organisation=who.organisation,
                when=inquiry.created, cause="assistant", detail=json.dumps({"source": way.source, "desk": row.desk, "urgency": row.urgency, "confidence": row.confidence}, sort_keys=True),
            )
        )  # fmt: skip


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("请写明要转交的问题。/ Please say what should be handed over.")
    if len(text) > MAX_TEXT:
        raise Refused(
            f"问题超过 {MAX_TEXT} 字，请缩短。/ The question is over {MAX_TEXT} characters; please shorten it."
        )
    return text


def _labelled(inquiry: Inquiry, read: Read | None, duplicate: str, way: Incoming) -> dict[str, object]:
    """The columns that follow from reading the text; of an unread one, that a person has to."""
    received = inquiry.created
    if read is None:
        due = answer_due(received, routing()["working_days"]["none"])
        unread = {"language": "zh", "sub_platform": "none", "right": "none", "jurisdiction": "CN", "segment": "unknown", "licence": "none", "desk": "front", "urgency": "none"}  # fmt: skip
        return unread | {"summary": "{}", "deadline": None, "out_of_scope": False, "confidence": 0, "needs_person": True, "why": "[]", "flags": json.dumps(way.flags), "rank": 2, "act_by": due.date(), "due": due}  # fmt: skip
    due = answer_due(received, routing()["working_days"][read.urgency.level])
    rank, act_by = order_of(read, received.date(), due.date())
    why = [
        {"label": each.label, "value": each.value, "percent": each.percent, "words": each.words}
        for each in read.reasons
    ]
    return read.labels | {
        "language": read.language, "summary": json.dumps(summary_of(inquiry.text, read, duplicate), ensure_ascii=False),
        "deadline": read.urgency.day, "out_of_scope": read.out_of_scope, "confidence": read.confidence, "needs_person": read.needs_person,
        "why": json.dumps(why, ensure_ascii=False), "flags": json.dumps([*way.flags, *read.flags]), "rank": rank, "act_by": act_by, "due": due,
    }  # fmt: skip
