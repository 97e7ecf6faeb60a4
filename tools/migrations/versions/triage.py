"""Triage: the case of each inquiry, numbers, replies, corrections and seats. Inquiries that are there become cases for a person."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc
from tools.events import Key
from tools.migrations.triggers import append_only, drop_append_only

revision = "0011"
down_revision = "0010"
_WRITTEN_ONCE = ("triage_reply", "triage_correction")


def upgrade() -> None:
    """Make the tables, and a case of every inquiry handed over before there were cases: unread, so for a person to look at."""
    _cases()
    _beside_cases()
    for table in _WRITTEN_ONCE:
        append_only(op.get_bind(), table)
    op.execute(
        """insert into triage_case (id, "user", organisation, source, sender, title, summary, language, sub_platform, "right", jurisdiction, segment, licence,
        desk, urgency, out_of_scope, confidence, needs_person, why, flags, draft, draft_sources, state, assignee, rank, act_by, due, escalated, received, version)
        select id, "user", '', 'chat', "user", substr(text, 1, 80), '{}', 'zh', 'none', 'none', 'CN', 'unknown', 'none', 'front', 'none', false, 0, true, '[]',
        '["before_triage"]', '', '[]', 'open', '', 2, substr(cast(created as text), 1, 10), created, false, created, 1 from inquiry"""
        if op.get_bind().dialect.name == "sqlite"
        else """insert into triage_case (id, "user", organisation, source, sender, title, summary, language, sub_platform, "right", jurisdiction, segment, licence,
        desk, urgency, out_of_scope, confidence, needs_person, why, flags, draft, draft_sources, state, assignee, rank, act_by, due, escalated, received, version)
        select id, "user", '', 'chat', "user", substr(text, 1, 80), '{}', 'zh', 'none', 'none', 'CN', 'unknown', 'none', 'front', 'none', false, 0, true, '[]',
        '["before_triage"]', '', '[]', 'open', '', 2, cast(created as date), created, false, created, 1 from inquiry"""
    )


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False)


def _cases() -> None:
    op.create_table(
        "triage_case",
        sa.Column("id", sa.String(40), sa.ForeignKey("inquiry.id"), primary_key=True),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        _text("organisation", 40),
        _text("source", 10),
        sa.Column("source_key", sa.String(64), nullable=True),
        sa.Column("sender", sa.String(320), nullable=False, index=True),
        _text("title", 200),
        sa.Column("summary", sa.Text, nullable=False),
        _text("language", 2),
        _text("sub_platform", 20),
        _text("right", 20),
        _text("jurisdiction", 10),
        _text("segment", 20),
        _text("licence", 20),
        sa.Column("desk", sa.String(20), nullable=False, index=True),
        _text("urgency", 10),
        sa.Column("deadline", sa.Date, nullable=True),
        sa.Column("out_of_scope", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Integer, nullable=False),
        sa.Column("needs_person", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("why", "flags")),
        sa.Column("duplicate_of", sa.String(40), nullable=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("draft", "draft_sources")),
        _text("state", 20),
        sa.Column("assignee", sa.String(200), nullable=False, index=True),
        sa.Column("snoozed_until", Utc, nullable=True),
        sa.Column("merged_into", sa.String(40), nullable=True),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("act_by", sa.Date, nullable=False),
        sa.Column("due", Utc, nullable=False),
        sa.Column("escalated", sa.Boolean, nullable=False),
        sa.Column("received", Utc, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("confidence between 0 and 100", name="triage_case_confidence"),
        sa.CheckConstraint(
            "state in ('open','taken','snoozed','answered','closed','merged')", name="triage_case_state"
        ),
        sa.CheckConstraint("merged_into is null or state = 'merged'", name="triage_case_merged"),
    )
    op.create_index("ix_triage_case_queue", "triage_case", ["state", "rank", "act_by", "id"])
    op.create_index("ix_triage_case_source_key", "triage_case", ["source_key"], unique=True)


def _beside_cases() -> None:
    op.create_table(
        "triage_number",
        sa.Column("case", sa.String(40), sa.ForeignKey("triage_case.id"), primary_key=True),
        sa.Column("number", sa.String(60), primary_key=True, index=True),
    )
    op.create_table(
        "triage_reply",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("case", sa.String(40), sa.ForeignKey("triage_case.id"), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("approved", Utc, nullable=False),
    )
    op.create_table(
        "triage_correction",
        sa.Column("id", Key, primary_key=True, autoincrement=True),
        sa.Column("case", sa.String(40), sa.ForeignKey("triage_case.id"), nullable=False, index=True),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("was", sa.String(20), nullable=False),
        sa.Column("became", sa.String(20), nullable=False),
        sa.Column("user", sa.String(200), nullable=False),
        sa.Column("when", Utc, nullable=False),
    )
    op.create_table(
        "triage_seat",
        sa.Column("user", sa.String(200), primary_key=True),
        sa.Column("desk", sa.String(20), primary_key=True),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.CheckConstraint("capacity between 0 and 500", name="triage_seat_capacity"),
    )


def downgrade() -> None:
    """Drop the tables; the inquiries stay."""
    for table in _WRITTEN_ONCE:
        drop_append_only(op.get_bind(), table)
    for table in ("triage_seat", "triage_correction", "triage_reply", "triage_number", "triage_case"):
        op.drop_table(table)
