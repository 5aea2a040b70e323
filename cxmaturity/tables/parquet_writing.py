"""A table as a Parquet file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from cxmaturity.tables.blocks import Column
from cxmaturity.tables.cells import cell_text
from cxmaturity.tables.outgoing import Coded, OutColumn, Value, Values, Writer, row_count

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter


@contextmanager
def parquet_writer(stream: BinaryIO, columns: Sequence[OutColumn]) -> Iterator[Writer]:
    """Give what writes rows to *stream* as Parquet, compressed, repeated text as a dictionary."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.dictionary(pa.int32(), pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    # Without Arrow's own schema, readers see plain text and not a category.
    with parquet.ParquetWriter(stream, schema, compression="zstd", store_schema=False) as file:
        yield _ParquetWriter(file, schema)


@dataclass(frozen=True, slots=True)
class _ParquetWriter:
    file: "ParquetWriter"
    schema: "pa.Schema"

    def write(self, columns: Sequence[Values]) -> None:
        import pyarrow as pa

        if row_count(columns):
            arrays = [_array(values, field.type) for values, field in zip(columns, self.schema, strict=True)]
            self.file.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self.schema))


def _array(values: Values, kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if isinstance(values, Coded | Column):
        array = _typed(values.values, kind).take(pa.array(values.codes))
    elif isinstance(values, list):
        array = _typed(values, kind)
    else:
        array = pa.array(values, from_pandas=True)
    return array.dictionary_encode() if pa.types.is_dictionary(kind) else array.cast(kind)


def _typed(values: Sequence[Value], kind: "pa.DataType") -> "pa.Array":
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        return pa.array(map(_text, values), pa.string())
    return pa.array([float(each) if isinstance(each, Decimal) else each for each in values], from_pandas=True)


def _text(value: Value) -> str | None:
    if value is None:
        return None
    return repr(value) if isinstance(value, float) else cell_text(value)
