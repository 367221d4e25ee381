"""All match keys anew, a page at a time, so that nobody waits long; interrupted, it goes on where it was."""

from crm.identify import reindex_many
from storage import documents, match_keys
from storage.match_keys import COMPANY, CONTACT
from storage.unit_of_work import UnitOfWork
from understanding.matching import Subject

PAGE = 500
START = (CONTACT, 0)
Place = tuple[int, int]
"""A subject (1 contacts, 2 companies) and the last short number done."""
_KEPT = "reindex"


def find_place(uow: UnitOfWork) -> Place:
    """Where to go on: the beginning, unless an earlier one was interrupted."""
    kept = documents.find(uow, _KEPT)
    return (int(kept["subject"]), int(kept["number"])) if kept else START


def count_left(uow: UnitOfWork, after: Place) -> int:
    """How many customers are still to be done."""
    subject, number = after
    left = match_keys.count_after(uow, subject, number)
    return left + match_keys.count_after(uow, COMPANY, 0) if subject == CONTACT else left


def reindex_page(uow: UnitOfWork, after: Place) -> tuple[int, Place | None]:
    """Make the keys of the next few customers anew: how many, and where to go on (None: done)."""
    subject, number = after
    numbers = match_keys.list_numbers_after(uow, subject, number, PAGE)
    reindex_many(uow, Subject.CONTACT if subject == CONTACT else Subject.COMPANY, numbers)
    following: Place | None = (subject, numbers[-1]) if len(numbers) == PAGE else None
    if following is None and subject == CONTACT:
        following = (COMPANY, 0)
    _keep(uow, following)
    return len(numbers), following


def _keep(uow: UnitOfWork, place: Place | None) -> None:
    if place is None:
        documents.delete(uow, _KEPT)
    else:
        documents.put(uow, _KEPT, {"subject": place[0], "number": place[1]})
