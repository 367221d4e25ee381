"""/assign: give a record to a colleague."""

import re

from crm.topics import find_subject
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.records.assigning import assign_named, assign_to
from handlers.records.targets import in_front, named
from handlers.turn import Outcome, Turn
from i18n import N_

_TO = re.compile(r"^(?P<what>.*?)\s*(?:\bto\s+|给|→\s*)(?P<name>\S.*)$", re.IGNORECASE)


def run(turn: Turn, rest: str) -> Outcome:
    record, words = in_front(turn, rest)
    found = _TO.match(words)
    name = found["name"] if found else words
    if record is None and found and found["what"]:
        record = named(turn, found["what"])
        if record is None:
            return assign_named(turn, found["what"], found["name"].strip(" .。!！"))
    if record is None and name and turn.last.is_private:
        record = find_subject(turn.uow, turn.member, turn.last.address)
    if record is None or not name:
        raise NotUnderstood("What, and to whom? For example: assign L12 to bob")
    return assign_to(turn, record, name.strip(" .。!！"))


COMMAND = Command(
    "assign",
    ("转给", "分配", "移交给"),
    N_("Give a record to a colleague"),
    run,
    usage=N_("assign <record> to <colleague>"),
    examples=(("en", "assign L12 to bob"), ("zh", "分配 L12 给 李四")),
    order=36,
)
