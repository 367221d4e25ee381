"""What grows is trimmed: handled updates, sent messages, ended choices, each after its days in the configuration."""

import asyncio
import logging
from datetime import timedelta

from bot.settings import RetentionSettings
from storage import choices, inbox, outbox
from storage.unit_of_work import UnitOfWork
from storage.writer import StorageDown, Writer

log = logging.getLogger("rapport.housekeeping")
HOUR = 3600.0
LEAST_INBOX_DAYS = 8
"""Telegram's update ids may repeat for eight days: a shorter memory would let an old update in again."""


def trim(unit: UnitOfWork, settings: RetentionSettings) -> int:
    """Drop what is older than the configuration keeps; how many rows."""
    inbox_days = max(LEAST_INBOX_DAYS, settings.inbox_days)
    return (
        inbox.forget_older(unit, unit.now - timedelta(days=inbox_days))
        + outbox.forget_older(unit, unit.now - timedelta(days=settings.outbox_days))
        + choices.forget_expired(unit)
    )


async def keep_house(writer: Writer, workspace_id: int, settings: RetentionSettings) -> None:
    """Trim every hour, until cancelled."""
    while True:
        try:
            await asyncio.wrap_future(writer.submit(workspace_id, lambda unit: trim(unit, settings)))
        except StorageDown:
            log.warning("the database does not answer; trimming waits an hour")
        await asyncio.sleep(HOUR)
