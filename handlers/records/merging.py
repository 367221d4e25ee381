"""The card of two records that became one."""

from crm.merge import Merged
from crm.records import ref_of
from domain.cards import Card
from domain.chat import Block
from handlers.cards.base import dotted, heading, line
from handlers.saying import undo_button
from handlers.turn import Turn
from storage.entities import Record


def merged_card(turn: Turn, merged: Merged) -> Card:
    """Both are shown: the one that stays and what the other was."""
    t, record = turn.t, merged.record
    body: list[Block] = [
        heading("✓ ", t("{gone} is now part of {kept}", gone=dotted(merged.name, merged.ref), kept=_shown(record))),
        line(t.plural("{n} entry moved", "{n} entries moved", merged.moved)),
    ]
    if merged.kept_beside:
        body.append(line(t("Kept in the history: {facts}", facts=", ".join(merged.kept_beside.values()))))
    return Card(tuple(body), ((undo_button(turn),),), about=(str(ref_of(record)),))


def _shown(record: Record) -> str:
    return dotted(record.name, str(ref_of(record)))
