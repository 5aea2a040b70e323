"""A whole table of text at once, whose every row must be sound: for tables that people write by hand."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span
from cxmaturity.tables.blocks import Block, Fault
from cxmaturity.tables.headers import check_distinct
from cxmaturity.tables.opening import open_table


class Row(Struct, frozen=True):
    """The cells of a record by column, and the physical line in which it begins."""

    line: int
    cells: dict[str, str]


class Rows(Struct, frozen=True):
    """The columns of a file, and its rows; empty lines are passed over."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_csv(path: Path) -> Rows:
    """The table in *path*. Raises InvalidDocument with the physical lines of all that is wrong."""
    with open_table(path) as table:
        columns = tuple(str(name).strip() for name in table.header[0])
        check_distinct(columns, table.name, 1)
        blocks = [*table.blocks()]
    found = [_diagnostic(fault, table.name) for block in blocks for fault in block.faults]
    if found:
        raise InvalidDocument(found, {})
    return Rows(columns, tuple(row for block in blocks for row in _rows(block, columns)))


def _rows(block: Block, columns: tuple[str, ...]) -> Iterator[Row]:
    cells = [block.cells(position) for position in range(len(columns))]
    for line, row in zip(block.lines, zip(*cells, strict=True), strict=True):
        yield Row(line, {name: str(cell).strip() for name, cell in zip(columns, row, strict=True)})


def _diagnostic(fault: Fault, name: str) -> Diagnostic:
    span = Span(fault.line, 1, fault.line, 1)
    return Diagnostic(fault.code, Severity.ERROR, name, span, fault.message, fault.hint)
