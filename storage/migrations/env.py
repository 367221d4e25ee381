"""Alembic's entry: runs the migrations over the connection that storage/migrate.py hands in."""

from alembic import context

from storage.entities import schema
from storage.migrate import compare_type, render_type


def run() -> None:
    """Upgrade or compare on the given connection; the caller owns the transaction."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=schema(),
        compare_type=compare_type,
        render_item=render_type,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
