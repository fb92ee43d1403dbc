"""The migrations lead to the tables."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from bot.storage.migrations import HEAD, upgrade
from bot.storage.tables import metadata


def test_migrated_schema_equals_the_metadata(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/bagyt.db")
    with engine.begin() as connection:
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        names = inspect(connection)
        for table in metadata.tables.values():
            assert names.get_pk_constraint(table.name)["name"] == table.primary_key.name
            assert {index["name"] for index in names.get_indexes(table.name)} == {
                i.name for i in table.indexes
            }
        upgrade(connection)
    engine.dispose()


def test_head_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_tables_compile_for_both_databases():
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        for table in metadata.tables.values():
            assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
