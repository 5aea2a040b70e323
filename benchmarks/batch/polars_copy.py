"""
What reading and writing alone costs Polars: the whole table in, as text, and as many columns out as a result has.

    python -m benchmarks.batch.polars_copy IN.csv|IN.parquet OUT.csv|OUT.parquet
"""

import sys
from pathlib import Path

import polars as pl

from benchmarks.batch.model import COLUMNS, RESULT

#: Otherwise the reader would leave out the columns that are not written.
WHOLE = pl.QueryOptFlags(projection_pushdown=False)


def main(source: Path, target: Path) -> None:
    if source.suffix == ".parquet":
        table = pl.scan_parquet(source)
    else:
        table = pl.scan_csv(source, schema=dict.fromkeys(COLUMNS, pl.String), extra_columns="ignore")
    written = table.select(COLUMNS[: len(RESULT)])
    if target.suffix == ".parquet":
        written.sink_parquet(target, optimizations=WHOLE)
    else:
        written.sink_csv(target, optimizations=WHOLE)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
