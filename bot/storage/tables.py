"""The tables: what was asked, what people read in the menu, in which language; notes of the program.

No column ever holds a Telegram id, a name or text that has not been cleaned: `token` and
`person` are keyed hashes (see identity.py).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    # A hash of the update, not of the person: an update delivered twice is logged once,
    # and a thumb under an answer finds its question.
    Column("token", String(64), nullable=False, unique=True),
    Column("day", Date, nullable=False, index=True),
    Column("language", String(8), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("topic", String(128)),
    Column("text", Text),
    Column("content_version", String(64), nullable=False),
    Column("helped", Boolean),
)

readings = Table(
    "readings",
    metadata,
    Column("day", Date, primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("topic", String(128), primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
)

languages = Table(
    "languages",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("language", String(8), nullable=False),
    Column("used", Date, nullable=False, index=True),
)

# What the program itself must remember over a restart: that staff were told of something.
notes = Table(
    "notes",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(64), nullable=False),
)
