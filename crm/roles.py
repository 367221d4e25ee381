"""What a contact does: filled in where nobody knew, refined, changed only when it is said outright."""

from crm.access import may_change
from crm.facts import Facts
from crm.filings import Filing
from storage.entities import Contact, Member
from storage.unit_of_work import UnitOfWork

LONGEST = 80
# What somebody is only addressed by says nothing of what they do.
_ADDRESSES = frozenset({"总", "工", "姐", "哥", "先生", "女士", "小姐", "mr", "mrs", "ms", "mx", "dr", "herr", "frau"})


def role_of(contact: Contact) -> str | None:
    """What the contact does; None where the title on file is only how they are addressed (总, Mr.)."""
    title = contact.title
    return title if title and title.rstrip(".").casefold() not in _ADDRESSES else None


def learn_role(uow: UnitOfWork, member: Member, contact: Contact, facts: Facts, filing: Filing) -> None:
    """Write the role the facts give, and what came of it into the filing: `role_was` alone is one that was kept."""
    said, had = (facts.role or "")[:LONGEST], role_of(contact)
    if not said or (had is not None and said.casefold() in had.casefold()):
        return
    refines = had is None or had.casefold() in said.casefold()
    if not refines and not (facts.role_told and may_change(uow, member, contact)):
        filing.role_was = had
        return
    filing.role_set, filing.role_was = said, had
    contact.title = said
    uow.session.flush()
