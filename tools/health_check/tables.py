"""The table of answers: what an organisation answered on a day, so that two checks can be compared."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tools.database import Base, Utc


class HealthCheckRow(Base):
    """One round of answers. `form`: six-lacks or self-audit; `edition`: of the questions; `answers`: JSON, question -> choice and evidence."""

    __tablename__ = "health_check"
    __table_args__ = (CheckConstraint("form in ('six-lacks', 'self-audit')", name="health_check_form"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    user: Mapped[str] = mapped_column(String(200))
    form: Mapped[str] = mapped_column(String(20))
    edition: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    answers: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Utc)
