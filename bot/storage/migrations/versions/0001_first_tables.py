"""Questions, readings and languages."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first three tables."""
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(128)),
        sa.Column("text", sa.Text()),
        sa.Column("content_version", sa.String(64), nullable=False),
        sa.Column("helped", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("token", name="uq_questions_token"),
    )
    op.create_index("ix_questions_day", "questions", ["day"])
    op.create_table(
        "readings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("topic", sa.String(128), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "language", "topic", name="pk_readings"),
    )
    op.create_table(
        "languages",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("used", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_languages"),
    )
    op.create_index("ix_languages_used", "languages", ["used"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("languages")
    op.drop_table("readings")
    op.drop_table("questions")
