"""Tables of other libraries as Arrow's, and Arrow's as theirs."""

import sys
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import shorten
from cxmaturity.tables.headers import check_distinct

if TYPE_CHECKING:
    import pyarrow as pa

Frame = TypeVar("Frame")


def arrow_table(frame: object) -> "pa.Table":
    """
    Return *frame* as an Arrow table: that itself, a frame of pandas or Polars, or anything with `__arrow_c_stream__`.

    The index of pandas is left out. Raises TypeError where there is no such interface, CxmaturityError where a column
    holds things of several kinds, InvalidDocument where two columns have one name.
    """
    import pyarrow as pa

    if isinstance(frame, pa.Table):
        return frame
    if _is_frame_of("pandas", frame):
        return _from_pandas(frame)
    if hasattr(frame, "__arrow_c_stream__"):
        return pa.table(frame)
    raise TypeError(
        f"{type(frame).__name__} is no table with the Arrow interface; a lazy frame must be collected first"
    )


def in_kind_of(frame: Frame, table: "pa.Table") -> Frame:
    """Return *table* as a frame of the library that *frame* is of; as an Arrow table where it is of no such library."""
    if _is_frame_of("pandas", frame):
        import pandas as pd
        import pyarrow as pa

        # Without this, whole numbers would turn into floating ones where one is missing.
        return cast("Frame", table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get))
    if _is_frame_of("polars", frame):
        import polars as pl

        return cast("Frame", pl.from_arrow(table))
    return cast("Frame", table)


def _is_frame_of(library: str, frame: object) -> bool:
    """Whether *frame* is of *library*, which then has been imported by who made it."""
    kind = getattr(sys.modules.get(library), "DataFrame", None)
    return kind is not None and isinstance(frame, kind)


def _from_pandas(frame: Any) -> "pa.Table":  # noqa: ANN401  pandas is not there for whom it is not installed
    import pyarrow as pa

    names = [str(name) for name in frame.columns]
    check_distinct(names, "DataFrame", 1)
    arrays = [_pandas_column(frame.iloc[:, place], name) for place, name in enumerate(names)]
    return pa.Table.from_arrays(arrays, names)


def _pandas_column(series: Any, name: str) -> "pa.Array":  # noqa: ANN401  the same
    import pyarrow as pa

    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise CxmaturityError(
            msg("The column “{name}” holds things of several kinds.", name=shorten(name)),
            msg("Turn all its cells into text, or all into numbers."),
        ) from error
