"""The taps on the card of what was filed: one question at most, then Undo and what one does next."""

from datetime import datetime

from crm.filings import Filing, amounts_apart, links_of
from crm.records import ref_of
from domain.cards import Button
from handlers.cards import base
from handlers.cards.base import Reader, dotted
from handlers.cards.moments import proposals
from storage.entities import Company, Contact
from storage.unit_of_work import UnitOfWork


def taps(
    uow: UnitOfWork, reader: Reader, filing: Filing, operation: dict[str, str], *, openly: bool
) -> tuple[tuple[Button, ...], ...]:
    """One question at most, then Undo and the likely next taps."""
    t = reader.t
    rows: list[tuple[Button, ...]] = []
    if filing.candidates:
        rows += [(Button(label, "link", {**operation, "to": to}),) for label, to in _candidates(uow, filing)]
        if filing.facts.names_somebody:
            rows.append((Button(t.context("customer", "New"), "file_new", operation),))
    elif filing.conflict is not None and not openly:
        rows.append((Button(t("Add"), "add_point", operation), Button(t("Replace"), "replace_point", operation)))
    elif asks_amount(filing) and amounts_apart(filing, links_of(uow, filing)):
        yes = Button(t.context("amount", "Yes"), "set_amount", operation)
        rows.append((yes, Button(t.context("amount", "Keep"), "keep_amount", operation)))
    elif asks_when(filing):
        rows.append(_when(reader, filing, operation))
    elif filing.offers_deal and filing.facts.amount is not None:
        said = filing.facts.amount
        amount = base.money(reader, said.minor, said.currency)
        rows.append((Button(t("Add a deal of {amount}", amount=amount), "add_deal", operation),))
    rows.append(_last_row(reader, filing, operation))
    return tuple(rows)


def asks_amount(filing: Filing) -> bool:
    """Another amount than the deal's is asked about where nothing else is."""
    return filing.state == "known" and not filing.candidates and filing.conflict is None


def asks_when(filing: Filing) -> bool:
    """A vague time is asked about, unless another question stands on the card."""
    vague = filing.facts.vague_at is not None and filing.follow_up_id is None
    return vague and filing.conflict is None and not filing.asks_amount and filing.state in {"known", "new"}


def _when(reader: Reader, filing: Filing, operation: dict[str, str]) -> tuple[Button, ...]:
    """Two moments of the vague time, another, or none."""
    t = reader.t
    at = filing.facts.vague_at
    moments: list[datetime] = proposals(reader, at) if at else []
    offered = [
        Button(base.short_time(reader, moment), "remind", {**operation, "at": moment.isoformat()}) for moment in moments
    ]
    return (*offered, Button(t("Pick"), "pick_time", operation), Button(t("No"), "no_reminder", operation))


def _last_row(reader: Reader, filing: Filing, operation: dict[str, str]) -> tuple[Button, ...]:
    t = reader.t
    buttons = [Button(t("Undo"), "undo", operation)]
    if filing.state == "new":
        buttons.append(Button(t("Edit"), "edit", operation))
    if filing.state == "known" and filing.why and not filing.conflict:
        buttons.insert(0, Button(t("Not them"), "not_them", operation))
    if filing.follow_up_id is not None:
        buttons.append(Button(t("Pick time"), "pick_time", operation))
    return tuple(buttons)


def _candidates(uow: UnitOfWork, filing: Filing) -> list[tuple[str, str]]:
    """(label, "contact:<id>") of each candidate, told apart by company and number."""
    shown: list[tuple[str, str]] = []
    for subject, record_id in filing.candidates:
        record = uow.get(Contact, record_id) if subject == "contact" else uow.get(Company, record_id)
        if record is None:
            continue
        company = uow.get(Company, record.company_id) if isinstance(record, Contact) else None
        label = f"{dotted(record.name, company.name if company else None)} ({ref_of(record)})"
        shown.append((label, f"{subject}:{record_id}"))
    return shown
