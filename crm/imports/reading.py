"""A file's rows, one after the other: CSV, XLSX or JSON Lines, never all of it in memory (but a sheet is)."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from domain.errors import UserError

Row = dict[str, Any]
MAX_MEMBERS, MAX_SIZE, MAX_RATIO = 1_000, 1_000_000_000, 200  # of a spreadsheet's zip, unpacked
_ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(UserError):  # noqa: N818 - the name says what the file is
    """The file is none we can read."""


def read_rows(path: Path) -> Iterator[tuple[int, Row | str]]:
    """Each row with its number in the file (a header is line 1); a string in a row's place says what is wrong with it.

    Raises Unreadable for a file of another kind, without a header, or that unpacks to too much.
    """
    kind = path.suffix.lower()
    if kind in {".jsonl", ".ndjson", ".json"}:
        return _json_lines(path)
    if kind in {".xlsx", ".xlsm"}:
        return _sheet(path)
    if kind in {".csv", ".tsv", ".txt"}:
        return _separated(path)
    raise Unreadable("{name} is no CSV, XLSX or JSON Lines file.", name=path.name)


def _json_lines(path: Path) -> Iterator[tuple[int, Row | str]]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                yield number, "not JSON"
                continue
            yield number, row if isinstance(row, dict) else "not a JSON object"


def _separated(path: Path) -> Iterator[tuple[int, Row | str]]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        first = text.readline()
        text.seek(0)
        separator = max(",;\t|", key=first.count)
        reader = csv.reader(text, delimiter=separator)
        header = [name.strip() for name in next(reader, [])]
        if not any(header):
            raise Unreadable("{name} has no header line.", name=path.name)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as wrong:
                yield reader.line_num, str(wrong)
                continue
            if any(cells):
                yield reader.line_num, dict(zip(header, cells, strict=False))


def _encoding(path: Path) -> str:
    """UTF-8 where the beginning is, else GB 18030, as spreadsheets in China write."""
    with path.open("rb") as raw:
        head = raw.read(200_000)
    for encoding in _ENCODINGS:
        try:
            io.TextIOWrapper(io.BytesIO(head[: head.rfind(b"\n") + 1] or head), encoding=encoding).read()
        except UnicodeDecodeError:
            continue
        return encoding
    return _ENCODINGS[0]


def _sheet(path: Path) -> Iterator[tuple[int, Row | str]]:
    _check_zip(path)
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - an optional library, for spreadsheets only
    except ImportError:
        raise Unreadable("Spreadsheets need: pip install 'rapport-crm[spreadsheets]'") from None
    try:
        rows = iter(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())
    except Exception as wrong:
        raise Unreadable("{name} cannot be read as a spreadsheet.", name=path.name) from wrong
    header = [str(cell).strip() for cell in next(rows, [])]
    if not any(header):
        raise Unreadable("{name} has no header line.", name=path.name)
    for number, cells in enumerate(rows, 2):
        if any(cell not in {"", None} for cell in cells):
            yield number, {name: _cell(cell) for name, cell in zip(header, cells, strict=False)}


def _cell(value: Any) -> Any:
    """Numbers without the .0 a spreadsheet gives them (a phone is no float); dates as ISO text."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _check_zip(path: Path) -> None:
    """A spreadsheet is a zip: look at what it unpacks to before unpacking."""
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError) as wrong:
        raise Unreadable("{name} cannot be read as a spreadsheet.", name=path.name) from wrong
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_SIZE or size > MAX_RATIO * max(1, path.stat().st_size):
        raise Unreadable("{name} unpacks to more than a spreadsheet may.", name=path.name)
