"""A CSV file read strictly: UTF-8, commas, a header of distinct names, every row as long as the header."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span
from cxmaturity.foundation.documents import read_text
from cxmaturity.foundation.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a record by column, and the physical line in which it begins."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file, and its rows; empty lines are passed over."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_csv(path: Path) -> Table:
    """The table in *path*. Raises InvalidDocument with the physical line of what is wrong."""
    name, text = str(path), read_text(path)
    records = _records(name, text)
    _, header = next(records, (1, []))
    columns = tuple(column.strip() for column in header)
    _check_header(name, text, columns)
    rows: list[Row] = []
    found: list[Diagnostic] = []
    for line, cells in records:
        if len(cells) != len(columns):
            message = msg(
                "The row has {given} cells, the header {wanted}.", given=len(cells), wanted=len(columns)
            )
            found.append(_invalid("ragged-row", name, line, message))
        else:
            rows.append(Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))))
    if found:
        raise InvalidDocument(found, {name: text})
    return Table(columns, tuple(rows))


def _records(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not empty, with the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = msg("The quotes in this row do not match.")
            raise InvalidDocument(
                [_invalid("unbalanced-quotes", name, line, message)], {name: text}
            ) from None
        if record:
            yield line, record


def _check_header(name: str, text: str, columns: tuple[str, ...]) -> None:
    if not columns:
        raise InvalidDocument(
            [_invalid("missing-header", name, 1, msg("The file has no header."))], {name: text}
        )
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice is not None:
        message = msg("The column “{column}” is there twice.", column=twice)
        raise InvalidDocument([_invalid("duplicate-column", name, 1, message)], {name: text})


def _invalid(code: str, name: str, line: int, message: Message) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, name, Span(line, 1, line, 1), message)
