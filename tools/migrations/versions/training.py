"""Training and information: sessions, sign-ups, certificates; sources, items, subscriptions, digests."""

import sqlalchemy as sa
from alembic import op

from tools.database import Utc

revision = "0012"
down_revision = "0011"
_LIVE = sa.text("state in ('waiting', 'offered', 'signed', 'attended', 'absent')")
_ACTIVE = sa.text("state = 'active'")


def upgrade() -> None:
    """Make the tables."""
    _sessions()
    _sign_ups()
    _sources()
    _subscriptions()


def downgrade() -> None:
    """Drop the tables."""
    for name in ("told", "digest", "subscription", "item", "source"):
        op.drop_table(f"information_{name}")
    for name in ("certificate", "sign_up", "session"):
        op.drop_table(f"training_{name}")


def _text(name: str, length: int = 0) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _sessions() -> None:
    texts = {"kinds": 300, "roles": 100, "segments": 200, "prerequisites": 200}
    op.create_table(
        "training_session",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("code", sa.String(30), nullable=False, index=True),
        _text("kind", 20), _text("title_zh", 200), _text("title_en", 200), _text("about_zh"), _text("about_en"),
        sa.Column("provider", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("starts", Utc, nullable=False, index=True),
        sa.Column("ends", Utc, nullable=False),
        _text("place_zh", 200), _text("place_en", 200), _text("language", 4), _whole("seats"), _whole("taken"), _text("sku", 30),
        sa.Column("price_minor", sa.BigInteger, nullable=False),
        _text("currency", 3), *(_text(name, length) for name, length in texts.items()),
        sa.Column("certificate", sa.Boolean, nullable=False),
        _whole("hours"),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("demo", sa.Boolean, nullable=False),
        _whole("version"),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("kind in ('course', 'intensive', 'seminar', 'salon', 'forum')", name="ck_training_kind"),
        sa.CheckConstraint("state in ('open', 'held', 'cancelled')", name="ck_training_state"),
        sa.CheckConstraint("seats > 0 and taken >= 0 and taken <= seats", name="ck_training_seats"),
        sa.CheckConstraint("ends > starts and hours > 0", name="ck_training_time"),
        sa.CheckConstraint("price_minor >= 0 and (price_minor = 0) = (sku = '')", name="ck_training_price"),
        sa.CheckConstraint("language in ('zh', 'en', 'both')", name="ck_training_language"),
    )  # fmt: skip


def _sign_ups() -> None:
    op.create_table(
        "training_sign_up",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("session", sa.String(40), sa.ForeignKey("training_session.id"), nullable=False),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        _text("name", 100), _whole("place"),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("until", Utc, nullable=True),
        _text("order", 40), _whole("version"),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("state in ('waiting', 'offered', 'signed', 'cancelled', 'expired', 'attended', 'absent')", name="ck_sign_up_state"),
        sa.CheckConstraint("state <> 'offered' or until is not null", name="ck_sign_up_offer"),
    )  # fmt: skip
    op.create_index("ux_sign_up_live", "training_sign_up", ["session", "user"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)  # fmt: skip
    op.create_index("ux_sign_up_place", "training_sign_up", ["session", "place"], unique=True)
    op.create_table(
        "training_certificate",
        sa.Column("number", sa.String(40), primary_key=True),
        sa.Column("sign_up", sa.String(40), sa.ForeignKey("training_sign_up.id"), nullable=False, unique=True),
        _text("content"), _text("sha256", 64),
        sa.Column("issued", Utc, nullable=False),
    )  # fmt: skip


def _sources() -> None:
    op.create_table(
        "information_source",
        sa.Column("id", sa.String(40), primary_key=True),
        _text("kind", 20), _text("address", 1000), _text("title", 200), _text("category", 20), _text("state", 20), _whole("cursor"),
        sa.Column("ran", Utc, nullable=True),
        _text("problem"),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("kind in ('feed', 'folder', 'knowledge')", name="ck_source_kind"),
        sa.CheckConstraint("state in ('active', 'removed')", name="ck_source_state"),
    )  # fmt: skip
    op.create_index("ux_source_address", "information_source", ["address"], unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE)  # fmt: skip
    op.create_table(
        "information_item",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(40), sa.ForeignKey("information_source.id"), nullable=False, index=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("content", sa.String(64), nullable=False, unique=True),
        _text("title_zh", 500), _text("title_en", 500), _text("text_zh"), _text("text_en"), _text("link", 1000),
        sa.Column("category", sa.String(20), nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("dated", sa.Boolean, nullable=False),
        _text("facts"),
        sa.Column("fetched", Utc, nullable=False),
        sa.CheckConstraint("category in ('policies', 'technology', 'cases', 'judicial')", name="ck_item_category"),
    )  # fmt: skip


def _subscriptions() -> None:
    op.create_table(
        "information_subscription",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("organisation", sa.String(40), sa.ForeignKey("organisation.id"), nullable=False, index=True),
        sa.Column("user", sa.String(200), nullable=False, index=True),
        *(_text(name) for name in ("categories", "keywords", "holders", "classes")),
        _text("period", 10), _text("language", 2),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        _whole("version"),
        sa.Column("created", Utc, nullable=False),
        sa.CheckConstraint("period in ('daily', 'weekly', 'monthly')", name="ck_subscription_period"),
        sa.CheckConstraint("state in ('active', 'ended')", name="ck_subscription_state"),
        sa.CheckConstraint("language in ('zh', 'en')", name="ck_subscription_language"),
    )  # fmt: skip
    op.create_table(
        "information_digest",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("subscription", sa.String(40), sa.ForeignKey("information_subscription.id"), nullable=False),
        _text("period", 20), _whole("left"),
        sa.Column("made", Utc, nullable=False),
    )  # fmt: skip
    op.create_index("ux_digest_period", "information_digest", ["subscription", "period"], unique=True)
    op.create_table(
        "information_told",
        sa.Column("subscription", sa.String(40), sa.ForeignKey("information_subscription.id"), primary_key=True),
        sa.Column("item", sa.String(40), sa.ForeignKey("information_item.id"), primary_key=True),
        sa.Column("digest", sa.String(40), sa.ForeignKey("information_digest.id"), nullable=False, index=True),
        _whole("place"), _text("why"),
    )  # fmt: skip
