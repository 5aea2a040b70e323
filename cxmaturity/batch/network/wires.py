"""Columns that run through a network of nodes, each of which works out every distinct case once.

A wire carries, for each row of a block, the position of what the row has in a list of distinct values. A node makes
one wire of others: it looks rows up in a table, and only for cases that the table has not seen yet does it ask its
function. So the rules stay plain functions of plain values, and what a block costs is looking rows up.
"""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

#: For each row a position.
Positions: TypeAlias = NDArray[np.int32]

T = TypeVar("T", bound=Hashable)

NO_ROWS: Positions = np.zeros(0, np.int32)


class Rows:
    """What a wire has in each row of a block: the position of a value.

    `buffer` has room for more rows than the block has, so that it stays where it is from block to block.
    """

    __slots__ = ("_own", "buffer", "count")

    def __init__(self) -> None:
        self.buffer = self._own = NO_ROWS
        self.count = 0

    def room(self, rows: int) -> Positions:
        """The buffer, for blocks of up to so many *rows*; what it had of the block before is to be written over."""
        if len(self._own) < rows:
            self._own = np.empty(rows + rows // 8, np.int32)
        self.buffer, self.count = self._own, rows
        return self.buffer


class Wire(Generic[T]):
    """The distinct values there have been, which only grow in number, and for each row of the block a position.

    A *wide* one can have very many values.
    """

    __slots__ = ("_positions", "rows", "values", "wide")

    def __init__(self, *, wide: bool = False) -> None:
        self.values: list[T] = []
        self.rows = Rows()
        self.wide = wide
        self._positions: dict[T, int] = {}

    @property
    def codes(self) -> Positions:
        """The positions of what the rows of the block have."""
        return self.rows.buffer[: self.rows.count]

    @codes.setter
    def codes(self, codes: Positions) -> None:
        self.rows.buffer, self.rows.count = codes, len(codes)

    def follow(self, codes: Positions, values: Sequence[T], known: int) -> None:
        """Have these *codes* of *values*, of which so many are *known*; the wire has the first of them, no others."""
        self.values += values[len(self.values) : known]
        self.codes = codes

    def position(self, value: T) -> int:
        """The position of *value*, which may be new."""
        found = self._positions.get(value)
        if found is None:
            found = self._positions[value] = len(self.values)
            self.values.append(value)
        return found
