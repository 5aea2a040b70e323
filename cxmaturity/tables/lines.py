"""Columns of texts joined row by row: few rows in Python, many by Arrow; what is often the same is joined once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.outgoing import expanded
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    import pyarrow as pa

# From here on Arrow joins rows so much faster that it is worth loading.
MANY_ROWS = 20_000
_PAIRS = 1 << 12  # so many pairs of texts are looked at to join two columns before their rows are

#: Texts, one a row; or distinct ones, and for each row the position of its own.
TextColumn: TypeAlias = Sequence[str] | tuple[Codes, Sequence[str]]


def joined_lines(
    columns: Sequence[TextColumn], between: str, end: str, *, by_arrow: bool
) -> bytes | memoryview:
    """The rows of *columns*, with *between* between their texts and *end* between the rows, in UTF-8."""
    fewer: list[TextColumn] = []
    for column in columns:
        pair = _paired(fewer[-1], column, between) if fewer else None
        if pair is None:
            fewer.append(column)
        else:
            fewer[-1] = pair
    return _joined_by_arrow(fewer, between, end) if by_arrow else _joined(fewer, between, end)


def _paired(first: TextColumn, second: TextColumn, between: str) -> TextColumn | None:
    """Two columns as one, where both have few distinct texts."""
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return None
    import numpy as np

    (ones, firsts), (others, seconds) = first, second
    if len(firsts) * len(seconds) > min(_PAIRS, len(ones)):
        return None
    keys = ones * np.intp(len(seconds)) + others
    places = np.zeros(len(firsts) * len(seconds), np.intp)
    places[keys] = 1
    met = np.flatnonzero(places)
    places[met] = np.arange(len(met))
    pairs = (divmod(key, len(seconds)) for key in met.tolist())
    return places.take(keys), [firsts[one] + between + seconds[other] for one, other in pairs]


def _joined(columns: Sequence[TextColumn], between: str, end: str) -> bytes:
    texts = [expanded(column[1], column[0]) if isinstance(column, tuple) else column for column in columns]
    return end.join(map(between.join, zip(*texts, strict=True))).encode()


def _joined_by_arrow(columns: Sequence[TextColumn], between: str, end: str) -> memoryview:
    import pyarrow as pa
    import pyarrow.compute as pc

    lines = pc.binary_join_element_wise(*map(_array, columns), between)
    ends = pa.array([0, len(lines)], pa.int32())
    text = pc.binary_join(pa.ListArray.from_arrays(ends, lines), end)
    return memoryview(text[0].as_buffer())


def _array(column: TextColumn) -> "pa.Array":
    import numpy as np
    import pyarrow as pa

    codes, texts = column if isinstance(column, tuple) else (None, column)
    array = texts.array if isinstance(texts, Texts) else pa.array(texts, pa.string())
    if codes is None or (len(codes) == len(texts) and np.array_equal(codes, np.arange(len(codes)))):
        return array
    return array.take(pa.array(codes))
