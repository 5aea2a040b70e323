"""A table as a Parquet file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from cxmaturity.tables.arrow.columns import arrow_batch, arrow_schema
from cxmaturity.tables.outgoing import OutColumn, Values, Writer, row_count

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter


@contextmanager
def parquet_writer(stream: BinaryIO, columns: Sequence[OutColumn]) -> Iterator[Writer]:
    """Give what writes rows to *stream* as Parquet, compressed, repeated text as a dictionary."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(columns, text=pa.dictionary(pa.int32(), pa.string()))
    # Without Arrow's own schema, readers see plain text and not a category.
    with parquet.ParquetWriter(stream, schema, compression="zstd", store_schema=False) as file:
        yield _ParquetWriter(file, schema)


class _ParquetWriter(Struct, frozen=True):
    file: "ParquetWriter"
    schema: "pa.Schema"

    def write(self, columns: Sequence[Values]) -> None:
        if row_count(columns):
            self.file.write_batch(arrow_batch(columns, self.schema))
