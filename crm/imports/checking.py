"""The rows of a file that can be taken; what is wrong with the others is counted and told."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crm.imports.columns import meaning_of
from crm.imports.opportunities import check
from crm.imports.reading import Unreadable
from crm.imports.report import Report
from crm.imports.rows import CustomerRow, Wrong, parse_row
from crm.imports.surroundings import Surroundings


def checked(
    rows: Iterable[tuple[int, Mapping[str, Any] | str]], path: Path, around: Surroundings, report: Report
) -> Iterator[CustomerRow]:
    """Raises Unreadable where no column is known."""
    fields: dict[str, str] = {}
    headers: tuple[str, ...] = ()
    for line, row in rows:
        report.rows += 1
        if isinstance(row, str):
            report.refuse(line, row)
            continue
        if tuple(row) != headers:
            headers = tuple(row)
            fields = _fields(headers, path)
        try:
            parsed = parse_row(line, row, fields, region=around.region, currency=around.currency)
            _check(parsed, around)
        except Wrong as wrong:
            report.refuse(line, str(wrong))
            continue
        if around.kind != "customers":
            parsed.opportunity_id, parsed.external_id = parsed.external_id, None
        for reason in parsed.left_out:
            report.tell(line, f"{reason} (left out)")
        yield parsed


def _fields(headers: tuple[str, ...], path: Path) -> dict[str, str]:
    fields = meaning_of(headers)
    if not fields:
        raise Unreadable(
            "{name} has no column we know. Its first row must name them: name, company, phone, email ...",
            name=path.name,
        )
    return fields


def _check(row: CustomerRow, around: Surroundings) -> None:
    if row.owner and row.owner.casefold() not in around.members:
        raise Wrong(f"no member is called {row.owner}")
    check(row, around)
