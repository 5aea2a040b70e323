"""Columns that run through a network of nodes, each of which works out every distinct case once.

A wire carries, for each row of a block, the position of what the row has in a list of distinct values. A node makes
one wire of others: it looks rows up in a table, and only for cases that the table has not seen yet does it ask its
function. So the rules stay plain functions of plain values, and what a block costs is looking rows up.
"""

from collections.abc import Hashable
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from cxmaturity.batch.network.keys import Addend, look_up

#: For each row a position.
Positions: TypeAlias = NDArray[np.int32]

T = TypeVar("T", bound=Hashable)


class Rows:
    """What a wire has in each row of a block: a position, looked up at once or when it is asked for."""

    __slots__ = ("_codes", "_deferred", "_room")

    def __init__(self) -> None:
        self._codes: Positions = np.zeros(0, np.int32)
        self._room: Positions = self._codes
        self._deferred: tuple[Positions, Positions] | None = None

    @property
    def codes(self) -> Positions:
        """The positions."""
        if self._deferred is not None:
            table, places = self._deferred
            look_up([Addend(places, 1)], table, self.room(len(places)))
        return self._codes

    @codes.setter
    def codes(self, codes: Positions) -> None:
        self._codes, self._deferred = codes, None

    def room(self, rows: int) -> Positions:
        """The codes of a block of so many *rows*, to be written over: those of the block before are gone."""
        if len(self._room) < rows:
            self._room = np.empty(rows, np.int32)
        self.codes = self._room[:rows]
        return self._codes

    def defer(self, table: Positions, places: Positions) -> None:
        """Let the codes be those that *table* has at *places*, which nobody may ever want to know."""
        self._deferred = table, places


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
        return self.rows.codes

    @codes.setter
    def codes(self, codes: Positions) -> None:
        self.rows.codes = codes

    def room(self, rows: int) -> Positions:
        """The codes of a block of so many *rows*, to be written over."""
        return self.rows.room(rows)

    def position(self, value: T) -> int:
        """The position of *value*, which may be new."""
        found = self._positions.get(value)
        if found is None:
            found = self._positions[value] = len(self.values)
            self.values.append(value)
        return found
