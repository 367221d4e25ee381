"""Chats that come and go: the bot blocked or let in again, a group under a new id."""

from crm import conversations, groups
from domain.chat import Incoming
from handlers.doors import business
from handlers.turn import Handled
from storage.unit_of_work import UnitOfWork


def came_or_went(uow: UnitOfWork, incoming: Incoming) -> Handled:
    """Take note of it; nothing is said."""
    change = incoming.membership
    if incoming.address.via is not None:
        return business.connected(uow, incoming)
    if change is None:
        return Handled()
    if change.change == "described":
        group = conversations.get_conversation(uow, incoming)
        groups.describe(uow, group, change.people, change.team)
        return Handled()
    is_about_us = not change.people
    if change.moved_to is not None:
        conversations.move(uow, incoming.address, change.moved_to)
    elif change.change == "blocked" or (change.change == "left" and is_about_us):
        conversations.close(uow, incoming)
    elif change.change == "returned" or (change.change == "joined" and is_about_us):
        conversations.reopen(uow, incoming)
    return Handled()
