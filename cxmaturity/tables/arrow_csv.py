"""Chunks of CSV read by Arrow where each line is a record beyond doubt; all else is left to the strict reader."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from cxmaturity.tables.blocks import Block, Cell, Column
from cxmaturity.tables.csv_faults import MAX_CELL
from cxmaturity.tables.csv_feed import Shape
from cxmaturity.tables.strict_csv import fault_of_line
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WINDOW = MAX_CELL // 2
_NEWLINE, _RETURN, _QUOTE = b'\n\r"'


def is_plain(chunk: bytes, shape: Shape) -> bool:
    """Whether both readers say the same of *chunk*.

    That is so of whole lines that end in LF or CRLF, where none is empty or longer than a cell may be, and every quote
    opens a cell, closes it before the delimiter or the line's end, or is doubled inside.
    """
    if shape.width < 2 or shape.nameless or b"\0" in chunk or not chunk.endswith(b"\n"):
        return False
    if b"\r" in chunk and (chunk.count(b"\r") != chunk.count(b"\r\n") or b"\n\r\n" in chunk):
        return False
    if b"\n\n" in chunk or chunk.startswith((b"\n", b"\r")):
        return False
    if any(
        chunk.find(b"\n", start, start + _WINDOW) < 0 for start in range(0, len(chunk) - _WINDOW, _WINDOW)
    ):
        return False
    return b'"' not in chunk or _has_sound_quotes(np.frombuffer(chunk, np.uint8), ord(shape.delimiter))


def _has_sound_quotes(data: "NDArray[np.uint8]", delimiter: int) -> bool:
    quotes = np.flatnonzero(data == _QUOTE)
    lines = np.searchsorted(np.flatnonzero(data == _NEWLINE), quotes)
    opening, closing = quotes[0::2], quotes[1::2]
    if len(opening) != len(closing) or (lines[0::2] != lines[1::2]).any():
        return False
    before = data[np.maximum(opening - 1, 0)]
    after = data[closing + 1]  # a whole line ends in a line break
    doubled = np.zeros(len(opening) + 1, bool)
    doubled[1:-1] = opening[1:] == closing[:-1] + 1
    opens = (opening == 0) | (before == delimiter) | (before == _NEWLINE) | doubled[:-1]
    closes = (after == delimiter) | (after == _NEWLINE) | (after == _RETURN) | doubled[1:]
    return bool(opens.all() and closes.all())


def _is_utf8(chunk: bytes) -> bool:
    if chunk.isascii():
        return True
    try:
        chunk.decode()
    except UnicodeDecodeError:
        return False
    return True


class ArrowReader:
    """Reads plain chunks of a table whose records have this *shape*."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._names = [str(position) for position in range(shape.width)]
        self._repetitive = dict.fromkeys(self._names, True)

    def read(self, chunk: bytes, first: int) -> Block | None:
        """The rows of a plain chunk whose first line is *first*; None where it cannot be decoded."""
        wrong: list[tuple[int, str]] = []

        def skip(row: Any) -> str:  # noqa: ANN401  Arrow's type is not public
            wrong.append((row.number, row.text))
            return "skip"

        if not _is_utf8(chunk):
            return None
        table = self._read(chunk, skip)
        for name in self._names:
            column = table.column(name)
            if self._repetitive[name] and column.num_chunks:
                self._repetitive[name] = len(column.chunk(0).dictionary) * 2 <= table.num_rows + 2
        rows = _Rows(chunk, first, table, [number for number, _ in wrong])
        faults = [fault_of_line(text, first + number - 1, self._shape) for number, text in wrong]
        return Block(rows.lines, rows.column, rows.cells, rows.raw, faults)

    def _read(self, chunk: bytes, skip: Any) -> pa.Table:  # noqa: ANN401  Arrow's type is not public
        text = pa.string()
        types = {
            name: pa.dictionary(pa.int32(), text) if often else text
            for name, often in self._repetitive.items()
        }
        return arrow_csv.read_csv(
            pa.BufferReader(chunk),
            arrow_csv.ReadOptions(column_names=self._names, use_threads=False, block_size=len(chunk) + 1),
            arrow_csv.ParseOptions(
                delimiter=self._shape.delimiter, ignore_empty_lines=False, invalid_row_handler=skip
            ),
            arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
        )


class _Rows:
    """The columns of a chunk, made when they are asked for."""

    def __init__(self, chunk: bytes, first: int, table: pa.Table, wrong: Sequence[int]) -> None:
        self._chunk = chunk
        self._first = first
        self._table = table
        self._columns: dict[int, Column] = {}
        count = table.num_rows + len(wrong)
        lines = np.arange(first, first + count)
        self.lines: Sequence[int] = np.delete(lines, np.array(wrong, np.int64) - 1)  # type: ignore[assignment]

    def column(self, position: int) -> Column:
        if position not in self._columns:
            self._columns[position] = self._made(position)
        return self._columns[position]

    def _made(self, position: int) -> Column:
        if not self._table.num_rows:
            return Column(np.zeros(0, np.int32), [])
        array = self._table.column(position).chunk(0)
        if isinstance(array, pa.DictionaryArray):
            return Column(array.indices.to_numpy(), array.dictionary.to_pylist())
        return Column(np.arange(len(array), dtype=np.int32), Texts(array))

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return [values[code] for code in codes.tolist()]

    def raw(self, row: int) -> str:
        line = int(self.lines[row]) - self._first
        return self._chunk[self._starts[line] : self._starts[line + 1]].decode().rstrip("\r\n")

    @cached_property
    def _starts(self) -> "NDArray[np.int64]":
        ends = np.flatnonzero(np.frombuffer(self._chunk, np.uint8) == _NEWLINE) + 1
        return np.concatenate([[0], ends])
