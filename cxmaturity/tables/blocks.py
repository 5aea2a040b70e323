"""Rows of a table on their way in: some thousands at a time, column by column."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from msgspec import Struct, field

from cxmaturity.foundation.i18n import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What a cell holds. Text formats have text alone; None is a cell that is not there. A list is of one cell's items.
Cell: TypeAlias = str | int | Decimal | bool | date | datetime | time | timedelta | tuple["Cell", ...] | None

#: A number for each row: the position of what the row has in a list of distinct things.
Codes: TypeAlias = "NDArray[np.signedinteger[Any]]"

BLOCK_ROWS = 16_384
BLOCK_TEXT = 16_000_000  # characters, beyond which a block of fewer rows is full, too
MAX_CELL = 100_000  # characters, or bytes in UTF-8


class Column(NamedTuple):
    """The cells of one column in a block: for each row the position of its cell in `values`.

    These are distinct, unless they are so many that it is of no use. Where the next block has the same list of
    `values`, it may have become longer, and so some may be of blocks to come.
    """

    codes: Codes
    values: Sequence[Cell]


class Fault(Struct, frozen=True):
    """
    A physical line that could not be read as a row (of a sheet or a Parquet file: a row, the header's included).

    A quote that is never closed would have swallowed the lines up to `last`; they are read as rows of their own.
    """

    line: int
    code: str
    message: Message
    raw: str
    last: int = 0
    hint: Message | None = None


class Block(Struct, frozen=True):
    """
    Rows in their order: the physical line of each, its columns in the header's order, and what stands between them.

    `column` gives the column at a position, `cells` the same without numpy, a cell a row; `raw` gives a row, by its
    position in the block, as the file writes it. `expect`, called once for each block and in their order, makes the
    columns that will be asked for, where that is faster.
    """

    lines: Sequence[int]
    column: Callable[[int], Column]
    cells: Callable[[int], Sequence[Cell]]
    raw: Callable[[int], str]
    faults: Sequence[Fault] = ()
    expect: Callable[[Sequence[int]], None] = lambda _: None


class Tally(Struct):
    """The physical lines of a file by what they are: lines = header + rows + faults + blank + continuation."""

    lines: int = 0
    header: int = 0
    rows: int = 0
    faults: int = 0
    blank: int = 0
    continuation: int = 0
    notes: list[Message] = field(default_factory=list)


class TextColumns:
    """Columns of text that grow by rows, each distinct cell kept once."""

    def __init__(self, width: int) -> None:
        self._places = [defaultdict[str, int](count().__next__) for _ in range(width)]
        self._codes = [array("i") for _ in range(width)]

    def extend(self, rows: Sequence[Sequence[str]]) -> None:
        """Add *rows*, all as wide as the columns are many."""
        for places, codes, cells in zip(self._places, self._codes, zip(*rows, strict=True), strict=False):
            codes.extend(map(places.__getitem__, cells))

    def cells(self, position: int) -> Sequence[Cell]:
        return [*map([*self._places[position]].__getitem__, self._codes[position])]

    def column(self, position: int) -> Column:
        import numpy as np

        return Column(np.frombuffer(self._codes[position], np.int32), [*self._places[position]])


class TypedColumns:
    """Columns of rows with cells of any kind."""

    def __init__(self, rows: Sequence[Sequence[Cell]], width: int) -> None:
        self._columns = [*zip(*rows, strict=True)] or [()] * width

    def cells(self, position: int) -> Sequence[Cell]:
        return self._columns[position]

    def column(self, position: int) -> Column:
        return interned(self._columns[position])


def interned(cells: Sequence[Cell]) -> Column:
    """Return *cells* as a column; equal ones of different types (1 and true) stay apart."""
    import numpy as np

    places = defaultdict[Hashable, int](count().__next__)
    codes = np.array([places[cell_key(cell)] for cell in cells], np.int32)
    distinct = dict(zip(codes.tolist(), cells, strict=True))
    return Column(codes, [distinct[place] for place in range(len(places))])


def cell_key(cell: Cell) -> Hashable:
    """Return what only the same cells of the same types have in common: 1 equals true, but is another cell."""
    return (tuple, *map(cell_key, cell)) if isinstance(cell, tuple) else (type(cell), cell)
