"""Arrow's columns as blocks of rows, every distinct cell once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.text import shorten
from cxmaturity.tables.blocks import MAX_CELL, Block, Cell, Column, interned
from cxmaturity.tables.cells import cell_text, exact_cell
from cxmaturity.tables.outgoing import expanded
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa

_DECIMAL = 128  # bits; of numbers of fewer, Arrow makes no dictionary
#: What Arrow raises for a time that Python does not have; a zone that nobody knows is a key that is not there.
_NOT_OF_PYTHON = (OverflowError, ValueError, KeyError)
_SHOWN = 2_000  # characters of a cell in the text of a row


def arrow_block(batch: "pa.RecordBatch", first: int, name: str) -> Block:
    """Return the rows of *batch* of the table *name*, the first of which is in line *first*.

    A column that is asked for raises InvalidDocument where a cell is longer than any text: a small file can stand for
    very many of those.
    """
    rows = _Rows(batch, first, name)
    return Block(range(first, first + batch.num_rows), rows.column, rows.cells, rows.raw)


def _longest(array: "pa.Array") -> int:
    """How many bytes the longest text in *array*, or in the lists there, has."""
    import pyarrow as pa
    import pyarrow.compute as pc

    longest = 0
    for leaf in _leaves(array):
        is_coded = pa.types.is_dictionary(leaf.type)
        texts = leaf.dictionary if is_coded else leaf
        if pa.types.is_string_view(texts.type) or pa.types.is_binary_view(texts.type):
            texts = texts.cast(pa.large_binary())
        if any(is_text(texts.type) for is_text in _text_types()):
            there = texts.take(leaf.indices.unique()) if is_coded else texts
            longest = max(longest, pc.max(pc.binary_length(there)).as_py() or 0)
    return longest


def _text_types() -> "Sequence[Callable[[pa.DataType], bool]]":
    """What tells the types whose values have a length."""
    from pyarrow import types

    return (
        types.is_string,
        types.is_large_string,
        types.is_binary,
        types.is_large_binary,
        types.is_fixed_size_binary,
    )


def _leaves(array: "pa.Array") -> "Iterator[pa.Array]":
    """The arrays that hold what is in lists and structures, or *array* itself where it is neither."""
    import pyarrow as pa

    if isinstance(array, pa.ExtensionArray):
        yield from _leaves(array.storage)
    elif isinstance(array, pa.StructArray):
        for field in array.flatten():
            yield from _leaves(field)
    elif isinstance(array, pa.MapArray):
        yield from _leaves(array.keys)
        yield from _leaves(array.items)
    elif pa.types.is_nested(array.type) and hasattr(array, "flatten"):
        yield from _leaves(array.flatten())
    else:
        yield array


class _Rows:
    """The columns of a batch, made when they are asked for."""

    def __init__(self, batch: "pa.RecordBatch", first: int, name: str) -> None:
        self._batch = batch
        self._first = first
        self._name = name
        self._columns: dict[int, Column] = {}

    def column(self, position: int) -> Column:
        if position not in self._columns and _longest(self._batch.column(position)) > MAX_CELL:
            column = self._batch.schema.names[position]
            message = msg(
                "A cell of “{column}” is longer than {limit} characters.", column=column, limit=MAX_CELL
            )
            raise refusal("size", self._name, message, line=self._first)
        return self._column(position)

    def _column(self, position: int) -> Column:
        if position not in self._columns:
            self._columns[position] = _column(self._batch.column(position))
        return self._columns[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return expanded(values, codes)

    def raw(self, row: int) -> str:
        columns = map(self._column, range(self._batch.num_columns))
        return "\t".join(shorten(cell_text(values[codes[row]]), _SHOWN) for codes, values in columns)


def _column(array: "pa.Array") -> Column:
    import pyarrow as pa

    if pa.types.is_nested(array.type) or isinstance(array, pa.ExtensionArray):
        return interned([_cell(value) for value in _python_values(array)])
    if pa.types.is_decimal(array.type) and array.type.bit_width < _DECIMAL:
        array = array.cast(pa.decimal128(array.type.precision, array.type.scale))
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
    return [_cell(value) for value in _python_values(array)]


def _python_values(array: "pa.Array") -> list[object]:
    """The values as Python's own; a time that Python does not have as its number and unit, or as Arrow shows it."""
    import pyarrow as pa

    if getattr(array.type, "unit", None) == "ns":  # which is finer than Python's own
        array = array.cast(_microseconds(array.type), safe=False)
    try:
        return array.to_pylist()  # type: ignore[no-any-return]
    except _NOT_OF_PYTHON:
        if pa.types.is_nested(array.type):
            return [" ".join(array.slice(place, 1).to_string().split()) for place in range(len(array))]
        return [*map(_python_value, array)]


def _python_value(scalar: "pa.Scalar") -> object:
    import pyarrow as pa

    try:
        return scalar.as_py()
    except _NOT_OF_PYTHON:
        return (
            f"{scalar.value} {getattr(scalar.type, 'unit', 'ms' if pa.types.is_date64(scalar.type) else 'd')}"
        )


def _microseconds(kind: "pa.DataType") -> "pa.DataType":
    """The type of the same times in the finest unit that Python's own types know."""
    import pyarrow as pa

    if pa.types.is_time(kind):
        return pa.time64("us")
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
