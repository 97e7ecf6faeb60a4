"""Conversations: who owns which thread, what it is called, what was thought of its answers, what it has used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Sessions, Utc
from tools.refused import Refused

_TITLE = 60


class Conversation(Base):
    """A thread and its owner. Checkpoints know threads only, so ownership is kept here and checked before each use."""

    __tablename__ = "conversation"

    thread: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Utc)
    touched: Mapped[datetime] = mapped_column(Utc, index=True)


class Feedback(Base):
    """A thumb up or down on one answer."""

    __tablename__ = "feedback"

    thread: Mapped[str] = mapped_column(String(64), primary_key=True)
    message: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(String(200))
    thumb: Mapped[int] = mapped_column(Integer)  # 1 up, 0 down
    reason: Mapped[str] = mapped_column(Text, default="")
    created: Mapped[datetime] = mapped_column(Utc)


class Usage(Base):
    """Tokens one user spent on the language model on one day."""

    __tablename__ = "usage"

    user: Mapped[str] = mapped_column(String(200), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    tokens: Mapped[int] = mapped_column(Integer, default=0)


@dataclass(frozen=True)
class Entry:
    """A line of the conversation list."""

    thread: str
    title: str
    touched: datetime


class Conversations:
    """The store of conversations."""

    def __init__(self, sessions: Sessions, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._sessions = sessions
        self._now = now
        self._new_id = new_id

    def start(self, user: str, title: str = "") -> str:
        """A new thread of this user; its id cannot be guessed."""
        thread = self._new_id()
        self._claim(thread, user, title)
        return thread

    def claim(self, thread: str, user: str, title: str = "") -> None:
        """Use a thread: it is made when new, touched when the user's own, refused when somebody else's."""
        with self._sessions.begin() as session:
            known = session.get(Conversation, thread)
            if known is not None and known.user != user:
                raise Refused("没有找到这段对话。/ There is no such conversation.")
            if known is not None:
                known.touched = self._now()
                known.title = known.title or title[:_TITLE]
                return
        self._claim(thread, user, title)

    def _claim(self, thread: str, user: str, title: str) -> None:
        moment = self._now()
        with self._sessions.begin() as session:
            session.add(Conversation(thread=thread, user=user, title=title[:_TITLE], created=moment, touched=moment))

    def owns(self, thread: str, user: str) -> bool:
        """True when the thread is this user's."""
        with self._sessions() as session:
            known = session.get(Conversation, thread)
            return known is not None and known.user == user

    def of_user(self, user: str, limit: int = 50) -> list[Entry]:
        """The user's conversations, the latest first; those in which nothing was said are left out."""
        query = (
            select(Conversation)
            .where(Conversation.user == user, Conversation.title != "")
            .order_by(Conversation.touched.desc(), Conversation.thread)
            .limit(limit)
        )
        with self._sessions() as session:
            return [Entry(row.thread, row.title, row.touched) for row in session.scalars(query)]

    def forget(self, thread: str, user: str) -> None:
        """Remove a conversation of this user from the list, and what was thought of it."""
        if not self.owns(thread, user):
            raise Refused("没有找到这段对话。/ There is no such conversation.")
        with self._sessions.begin() as session:
            session.execute(delete(Feedback).where(Feedback.thread == thread))
            session.execute(delete(Conversation).where(Conversation.thread == thread))

    def rate(self, thread: str, message: str, user: str, thumb: int, reason: str = "") -> None:
        """Keep a thumb (1 up, 0 down) on an answer; a second one replaces the first."""
        if not self.owns(thread, user):
            raise Refused("没有找到这段对话。/ There is no such conversation.")
        with self._sessions.begin() as session:
            session.merge(
                Feedback(
                    thread=thread,
                    message=message,
                    user=user,
                    thumb=int(bool(thumb)),
                    reason=reason[:2000],
                    created=self._now(),
                )
            )

    def thumbs(self, thread: str) -> dict[str, int]:
        """Thumbs of a thread by message."""
        with self._sessions() as session:
            rows = session.scalars(select(Feedback).where(Feedback.thread == thread))
            return {row.message: row.thumb for row in rows}

    def spent_today(self, user: str) -> int:
        """Tokens this user has spent on the language model today."""
        day = self._now().date().isoformat()
        with self._sessions() as session:
            query = select(func.coalesce(func.sum(Usage.tokens), 0)).where(Usage.user == user, Usage.day == day)
            return int(session.scalar(query) or 0)

    def spend(self, user: str, tokens: int) -> None:
        """Add to today's account."""
        if tokens <= 0:
            return
        day = self._now().date().isoformat()
        with self._sessions.begin() as session:
            row = session.get(Usage, (user, day), with_for_update=True)
            if row is None:
                session.add(Usage(user=user, day=day, tokens=tokens))
            else:
                row.tokens = Usage.tokens + tokens
