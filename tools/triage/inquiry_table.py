"""The table of inquiries: what was asked, word for word, by whom. Never changed but for how to reach the asker."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc


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
