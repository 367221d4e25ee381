"""What happened since a day, within what the asker may see: of their own customers, or of the team's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from crm.access import scope_of
from crm.portraits import authors_of
from storage.activities import list_news, names_about
from storage.entities import Activity, Member
from storage.unit_of_work import UnitOfWork

READ = 300
"""The latest happenings that are counted; more than that is no news but a report."""

SHOWN = 6


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class News:
    """Counts by kind, most first, and the latest (where nothing happened since, what was last).

    `authors` are names by member id, `about` those of whom it is about by activity id.
    """

    since: date
    whole: bool
    counts: tuple[tuple[str, int], ...]
    latest: Sequence[Activity]
    authors: dict[UUID, str]
    about: dict[UUID, str]


def news_since(uow: UnitOfWork, asker: Member, day: date, begins_at: datetime) -> News:
    """What was filed since then by those whose work the asker may see, or about their customers."""
    scope = scope_of(uow, asker)
    found = list_news(uow, scope, begins_at, READ)
    latest = found[:SHOWN] or list_news(uow, scope, LONG_AGO, 1)
    counts = tuple(Counter(one.kind for one in found).most_common())
    whole = scope.owner_ids is None or len(scope.owner_ids) > 1
    return News(day, whole, counts, latest, authors_of(uow, latest), names_about(uow, latest))
