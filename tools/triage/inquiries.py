"""Inquiries handed to staff: stored before anything is promised."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from tools.audit.chain import Audit
from tools.database import Base, Sessions, Utc
from tools.principal import Principal
from tools.refused import Refused

MAX_TEXT = 8_000


class Inquiry(Base):
    """A question a person has to answer."""

    __tablename__ = "inquiry"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user: Mapped[str] = mapped_column(String(200), index=True)
    thread: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(20), default="open")
    created: Mapped[datetime] = mapped_column(Utc)


class Inquiries:
    """The store of inquiries."""

    def __init__(
        self, sessions: Sessions, now: Callable[[], datetime], new_id: Callable[[], str], audit: Audit
    ) -> None:
        self._sessions = sessions
        self._now = now
        self._new_id = new_id
        self._audit = audit

    def hand_over(self, who: Principal, thread: str, text: str, contact: str = "") -> Inquiry:
        """Store an inquiry and return it. The same words from the same conversation are stored once.

        Raises Refused when there is nothing to hand over or the text is too long.
        """
        text = text.strip()
        if not text:
            raise Refused("请写明要转交的问题。/ Please say what should be handed over.")
        if len(text) > MAX_TEXT:
            raise Refused(
                f"问题超过 {MAX_TEXT} 字，请缩短。/ The question is over {MAX_TEXT} characters; please shorten it."
            )
        with self._sessions.begin() as session:
            same = select(Inquiry).where(Inquiry.user == who.user, Inquiry.thread == thread, Inquiry.text == text)
            inquiry = session.scalar(same)
            if inquiry is None:
                inquiry = Inquiry(
                    id=f"INQ-{self._new_id()[:10].upper()}", user=who.user, thread=thread, text=text,
                    contact=contact.strip()[:300], state="open", created=self._now(),
                )  # fmt: skip
                session.add(inquiry)
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
