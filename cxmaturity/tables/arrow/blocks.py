"""Arrow's columns as blocks of rows, every distinct cell once."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cxmaturity.tables.blocks import Block, Cell, Column, interned
from cxmaturity.tables.cells import cell_text, exact_cell
from cxmaturity.tables.outgoing import expanded
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_block(batch: "pa.RecordBatch", first: int) -> Block:
    """Return the rows of *batch*, the first of which is in line *first*."""
    rows = _Rows(batch)
    return Block(range(first, first + batch.num_rows), rows.column, rows.cells, rows.raw)


class _Rows:
    """The columns of a batch, made when they are asked for."""

    def __init__(self, batch: "pa.RecordBatch") -> None:
        self._batch = batch
        self._columns: dict[int, Column] = {}

    def column(self, position: int) -> Column:
        if position not in self._columns:
            self._columns[position] = _column(self._batch.column(position))
        return self._columns[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return expanded(values, codes)

    def raw(self, row: int) -> str:
        columns = map(self.column, range(self._batch.num_columns))
        return "\t".join(cell_text(values[codes[row]]) for codes, values in columns)


def _column(array: "pa.Array") -> Column:
    import pyarrow as pa

    if pa.types.is_nested(array.type):
        return interned([_cell(value) for value in array.to_pylist()])
    if pa.types.is_dictionary(array.type) and len(array.dictionary) > len(array):
        array = array.dictionary_decode()  # most of its values are not in this block
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    values = _values(encoded.dictionary)
    codes = encoded.indices.cast(pa.int32())
    if codes.null_count:
        codes, values = codes.fill_null(len(values)), [*values, None]
    return Column(codes.to_numpy(zero_copy_only=False), values)


def _values(array: "pa.Array") -> Sequence[Cell]:
    import pyarrow as pa

    if pa.types.is_string(array.type) and not array.null_count:
        return Texts.of_array(array)
    if pa.types.is_floating(array.type):  # as text, for that has no more digits than the number
        return [
            None if text in {None, "nan"} else exact_cell(text)
            for text in array.cast(pa.string()).to_pylist()
        ]
    if pa.types.is_timestamp(array.type) or pa.types.is_duration(array.type):
        array = array.cast(_microseconds(array.type), safe=False)
    return [_cell(value) for value in array.to_pylist()]


def _microseconds(kind: "pa.DataType") -> "pa.DataType":
    """The type of the same times in the finest unit that Python's own types know."""
    import pyarrow as pa

    return pa.timestamp("us", kind.tz) if pa.types.is_timestamp(kind) else pa.duration("us")


def _cell(value: object) -> Cell:
    match value:
        case list():
            return tuple(map(_cell, value))
        case float():
            return exact_cell(repr(value))
        case None | str() | int() | Decimal() | date() | time() | timedelta():
            return value
        case bytes():
            return value.decode(errors="replace")
        case _:
            return str(value)
