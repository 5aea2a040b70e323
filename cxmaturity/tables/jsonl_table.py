"""JSON lines as a table: each line a flat object, with the keys of the first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from cxmaturity.foundation.diagnostics import InvalidDocument, suggestion
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import Size, refusal
from cxmaturity.foundation.json_guard import load_json
from cxmaturity.foundation.scalars import Value
from cxmaturity.foundation.text import shorten
from cxmaturity.tables.blocks import BLOCK_ROWS, BLOCK_TEXT, Block, Cell, Fault, Tally, TypedColumns
from cxmaturity.tables.headers import check_header
from cxmaturity.tables.sources import Bytes
from cxmaturity.tables.table import Table
from cxmaturity.tables.text_lines import Encoding, read_lines

_LINE = Size(bytes=2_000_000, entries=20_000)


def open_jsonl(chunks: Iterable[Bytes], encoding: Encoding, name: str, close: Callable[[], None]) -> Table:
    """Return the table in *chunks*; raise InvalidDocument where the first object cannot be read."""
    tally = Tally()
    lines = _numbered(read_lines(chunks, encoding, name), tally)
    first = next(lines, (1, ""))
    columns = _columns(*first, name)
    notes = () if encoding.note is None else (encoding.note,)
    return Table(name, (columns,), notes, tally, _blocks(chain([first], lines), columns, tally), close)


def _numbered(batches: Iterable[list[str]], tally: Tally) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with its number."""
    for batch in batches:
        for line, text in enumerate(batch, tally.lines + 1):
            if text.strip():
                yield line, text.rstrip("\r\n")
            else:
                tally.blank += 1
        tally.lines += len(batch)


def _columns(line: int, text: str, name: str) -> tuple[str, ...]:
    data = _object(line, text)
    if isinstance(data, Fault):
        raise refusal(data.code, name, data.message, data.hint, line=line)
    check_header([tuple(data)], name, line)
    return tuple(data)


def _blocks(lines: Iterable[tuple[int, str]], columns: Sequence[str], tally: Tally) -> Iterator[Block]:
    known = frozenset(columns)
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    texts: list[str] = []
    faults: list[Fault] = []
    size = 0
    for line, text in lines:
        size += len(text)
        row = _row(line, text, columns, known)
        if isinstance(row, Fault):
            faults.append(row)
            tally.faults += 1
        else:
            numbers.append(line)
            rows.append(row)
            texts.append(text)
            tally.rows += 1
        if len(rows) + len(faults) == BLOCK_ROWS or size > BLOCK_TEXT:
            yield _block(numbers, rows, len(columns), texts, faults)
            numbers, rows, texts, faults, size = [], [], [], [], 0
    if rows or faults:
        yield _block(numbers, rows, len(columns), texts, faults)


def _block(
    lines: list[int], rows: list[list[Cell]], width: int, texts: list[str], faults: list[Fault]
) -> Block:
    columns = TypedColumns(rows, width)
    return Block(lines, columns.column, columns.cells, texts.__getitem__, faults)


def _row(line: int, text: str, columns: Sequence[str], known: frozenset[str]) -> list[Cell] | Fault:
    data = _object(line, text)
    if isinstance(data, Fault):
        return data
    strange = data.keys() - known
    if strange:
        key = min(strange)
        message = msg("The first object has no key “{key}”.", key=shorten(key))
        hint = suggestion(key, columns) or msg("Give the first object all keys; null stands for nothing.")
        return Fault(line, "stray-key", message, text, hint=hint)
    return _cells(line, text, columns, data)


def _object(line: int, text: str) -> dict[str, Value] | Fault:
    if text and not (text.lstrip().startswith("{") and text.rstrip().endswith("}")):
        return Fault(line, "root", msg("This line is not one whole JSON object."), text)
    try:
        return load_json(text, "", _LINE)
    except InvalidDocument as invalid:
        found = invalid.diagnostics[0]
        if found.code == "duplicate":  # its message counts the lines of a document
            return Fault(line, "duplicate", msg("A key stands twice in this object."), text)
        return Fault(line, found.code, found.message, text, hint=found.hint)


def _cells(line: int, text: str, columns: Sequence[str], data: dict[str, Value]) -> list[Cell] | Fault:
    cells: list[Cell] = []
    for key in columns:
        try:
            cells.append(_cell(data.get(key)))
        except _NestedError:
            message = msg(
                "“{key}” holds an object; a cell is a text, a number or a list of them.", key=shorten(key)
            )
            return Fault(line, "nested-value", message, text)
    return cells


class _NestedError(Exception):
    """A value that is too deep for a cell."""


def _cell(value: Value) -> Cell:
    if isinstance(value, list):
        return tuple(map(_item, value))
    return _item(value)


def _item(value: Value) -> Cell:
    if isinstance(value, list | dict):
        raise _NestedError
    return value
