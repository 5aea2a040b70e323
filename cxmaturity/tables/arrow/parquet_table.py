"""A Parquet file as a table, one piece of a row group after the other."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.tables.arrow.blocks import arrow_block
from cxmaturity.tables.blocks import BLOCK_ROWS, Block, Tally
from cxmaturity.tables.headers import check_header
from cxmaturity.tables.table import Table

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_LIST_ROWS = 2_048  # of which each has a copy of what a list repeats


def open_parquet(file: BinaryIO, name: str, close: Callable[[], None]) -> Table:
    """Return the table in *file*, whose header is the names of its columns; raise InvalidDocument."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    file.seek(0)
    try:
        parquet = ParquetFile(file)
        names = tuple(parquet.schema_arrow.names)
        schema = parquet.schema_arrow
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_binary(field.type)
        ]
        parquet = ParquetFile(file, read_dictionary=texts)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged(name) from error
    check_header([names], name, 1)
    tally = Tally(lines=1, header=1)
    total = 1 + parquet.metadata.num_rows
    return Table(name, (names,), (), tally, _blocks(parquet, tally, name), close, lambda: tally.lines / total)


def _damaged(name: str) -> InvalidDocument:
    return refusal("encoding", name, msg("This is no Parquet file that can be read; it may be damaged."))


def _blocks(parquet: "ParquetFile", tally: Tally, name: str) -> Iterator[Block]:
    import pyarrow as pa

    has_lists = any(pa.types.is_nested(field.type) for field in parquet.schema_arrow)
    try:
        for batch in parquet.iter_batches(_LIST_ROWS if has_lists else BLOCK_ROWS):
            batch.validate(full=True)
            first = tally.lines + 1
            tally.lines += batch.num_rows
            tally.rows += batch.num_rows
            yield arrow_block(batch, first, name)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(name) from error
