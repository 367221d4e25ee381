"""Tables as files: JSON Lines keeps every value as it is; CSV and XLSX are for spreadsheets, made harmless.

A text that a spreadsheet would take for a formula gets an apostrophe in CSV and a typed text cell in XLSX; the import
takes the apostrophe off again.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crm.export import Cell

FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_767
"""Characters a spreadsheet cell can hold."""

Write = Callable[[Path, tuple[str, ...], Iterable[Mapping[str, Cell]]], int]


def write_jsonl(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> int:
    """How many rows were written."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            document = {column: row.get(column) for column in columns}
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
            count += 1
    return count


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> int:
    """UTF-8 with its mark, which is how spreadsheets know it."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_harmless(_flat(row.get(column))) for column in columns])
            count += 1
    return count


def write_xlsx(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> int:
    """One sheet of typed cells."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded when a spreadsheet is asked for
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet(path.stem)
    sheet.append(list(columns))
    count = 0
    for row in rows:
        cells = []
        for value in _values(row, columns):
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
        count += 1
    book.save(path)
    return count


def _values(row: Mapping[str, Cell], columns: tuple[str, ...]) -> Iterator[str | int | float | None]:
    for column in columns:
        value = _flat(row.get(column))
        yield _printable(value)[:LONGEST_CELL] if isinstance(value, str) else value


def _flat(value: Cell) -> str | int | float | None:
    """A list as one text, a document as JSON."""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value) if _is_plain(value) else _json(value)
    return _json(value) if isinstance(value, dict) else value


def _is_plain(value: list[Any]) -> bool:
    return all(isinstance(item, str) for item in value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _harmless(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _printable(value: str) -> str:
    """XML has no place for control characters."""
    return value if value.isprintable() else "".join(c for c in value if c.isprintable() or c in "\n\t")


FORMATS: Mapping[str, Write] = {"jsonl": write_jsonl, "csv": write_csv, "xlsx": write_xlsx}
