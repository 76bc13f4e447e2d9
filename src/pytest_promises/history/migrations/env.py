"""Run by Alembic: the connection is lent, and so is its transaction."""

from alembic import context

from pytest_promises.history.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
