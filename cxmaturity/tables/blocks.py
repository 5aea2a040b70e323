"""Rows of a table on their way in: some thousands at a time, column by column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxmaturity.foundation.i18n import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: What a cell holds. Text formats have text alone; None is a cell that is not there. A list is of one cell's items.
Cell: TypeAlias = str | int | Decimal | bool | date | datetime | time | timedelta | tuple["Cell", ...] | None

#: A number for each row: the position of what the row has in a list of distinct things.
Codes: TypeAlias = "NDArray[np.int32]"


class Column(NamedTuple):
    """The cells of one column in a block: for each row the position of its cell in `values`, which are distinct."""

    codes: Codes
    values: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read as a row.

    It stands in the physical lines `line` to `last` (of a sheet or a Parquet file: its rows, the header's included).
    """

    line: int
    code: str
    message: Message
    raw: str
    last: int = 0
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in their order: the physical line of each, its columns in the header's order, and what stands between them.

    `column` gives the column at a position; `raw` gives a row, by its position in the block, as the file writes it.
    """

    lines: Sequence[int]
    column: Callable[[int], Column]
    raw: Callable[[int], str]
    faults: Sequence[Fault] = ()


@dataclass(slots=True)
class Tally:
    """The physical lines of a file by what they are: lines = header + rows + faults + blank + continuation."""

    lines: int = 0
    header: int = 0
    rows: int = 0
    faults: int = 0
    blank: int = 0
    continuation: int = 0
    notes: list[Message] = field(default_factory=list)
