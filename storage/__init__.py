"""The only place that knows SQL: entities, unit of work, repositories, inbox, outbox, migrations."""
