"""Brings a database to the tables that this version of the program expects."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

HEAD = "0002"


def upgrade(connection: Connection) -> None:
    """Run the migrations that `connection` has not seen, inside its open transaction."""
    if _revision(connection) == HEAD:
        return
    # Alembic takes a third of the start to import and is needed once per release.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
