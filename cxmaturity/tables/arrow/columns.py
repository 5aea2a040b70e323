"""Rows on their way out as Arrow's columns."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cxmaturity.tables.blocks import Column
from cxmaturity.tables.cells import cell_text
from cxmaturity.tables.outgoing import OutColumn, Value, Values
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(columns: Sequence[OutColumn], *, text: "pa.DataType") -> "pa.Schema":
    """Return the schema of *columns*, with that type for those of *text*: plain, or a dictionary of it."""
    import pyarrow as pa

    types = {"text": text, "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([(column.name, types[column.kind]) for column in columns])


def arrow_batch(columns: Sequence[Values], schema: "pa.Schema") -> "pa.RecordBatch":
    """Return rows, given as the values of each column in their order, as a record batch of this *schema*."""
    import pyarrow as pa

    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Values, kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if isinstance(values, Column):
        array = _typed(values.values, kind).take(pa.array(values.codes))
    else:
        array = _typed(values, kind)
    return array.dictionary_encode() if pa.types.is_dictionary(kind) else array.cast(kind)


def _typed(values: Sequence[Value], kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if pa.types.is_dictionary(kind) or pa.types.is_string(kind):
        return values.array if isinstance(values, Texts) else pa.array(map(_text, values), pa.string())
    return pa.array([float(each) if isinstance(each, Decimal) else each for each in values], from_pandas=True)


def _text(value: Value) -> str | None:
    if value is None:
        return None
    return repr(value) if isinstance(value, float) else cell_text(value)
