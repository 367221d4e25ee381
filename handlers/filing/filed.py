"""Say what was filed: on one card, or (in a group that may not see it all) a word there and the card in private."""

from dataclasses import replace
from uuid import UUID

from crm.filings import Filing, links_of
from handlers.cards.filed import filed_card, title_of
from handlers.deals import news
from handlers.saying import message, own_words, reader_of, text_card
from handlers.turn import Handled, Turn


def say_filed(turn: Turn, filing: Filing, *, edit_of: UUID | None = None) -> Handled:
    """The card of a filing, and the news it makes for the team's groups."""
    reader = reader_of(turn)
    links = links_of(turn.uow, filing)
    # A question on the card ("Which Acme is it?") is no name for what Undo takes back.
    titled = filing.state != "doubtful"
    turn.uow.summary = title_of(turn.uow, reader, turn.member, filing, links) if titled else turn.t("Note")
    told = news.new_lead(turn, links.lead) if filing.created == "lead" and links.lead and edit_of is None else ()
    if turn.last.is_private:
        card = filed_card(turn.uow, reader, turn.member, filing)
        return Handled((message(turn, card, edit_of=edit_of), *told))
    if filing.state == "new":  # its words stand in the group already
        card = filed_card(turn.uow, reader, turn.member, filing, openly=True)
        return Handled((message(turn, card, edit_of=edit_of), *told))
    own = replace(reader, t=own_words(turn))
    card = filed_card(turn.uow, own, turn.member, filing)
    public = text_card(turn.t("✓ Noted. Its card is for your eyes only."))
    return Handled((message(turn, public), message(turn, card, private=True), *told))


def redraw(turn: Turn, filing: Filing) -> Handled:
    """The card just tapped or replied to, as things now stand."""
    return say_filed(turn, filing, edit_of=turn.replied.id if turn.replied else None)
