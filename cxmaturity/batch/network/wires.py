"""Columns that run through a network of nodes, each of which works out every distinct case once.

A wire carries, for each row of a block, the position of what the row has in a list of distinct values. A node makes
one wire of others: it looks rows up in a table, and only for cases that the table has not seen yet does it ask its
function. So the rules stay plain functions of plain values, and what a block costs is looking rows up.
"""

import threading
from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

#: For each row a position, of the machine's own width: indexing converts every other.
Positions = NDArray[np.intp]
Amounts = tuple[Fraction | int, ...]

T = TypeVar("T", bound=Hashable)

_TABLE = 1 << 20  # so many cases are looked up by position; more are searched for
_LARGEST = 1 << 62


class Wire(Generic[T]):
    """The distinct values there have been, which only grow in number, and for each row of the block a position.

    A *wide* one can have very many values.
    """

    __slots__ = ("_positions", "_room", "codes", "values", "wide")

    def __init__(self, *, wide: bool = False) -> None:
        self.values: list[T] = []
        self.codes: Positions = np.zeros(0, np.intp)
        self.wide = wide
        self._room: Positions = np.zeros(0, np.intp)
        self._positions: dict[T, int] = {}

    def position(self, value: T) -> int:
        """The position of *value*, which may be new."""
        found = self._positions.get(value)
        if found is None:
            found = self._positions[value] = len(self.values)
            self.values.append(value)
        return found

    def room(self, rows: int) -> Positions:
        """The codes of a block of so many *rows*, to be written over: those of the block before are gone."""
        if len(self._room) < rows:
            self._room = np.empty(rows, np.intp)
        self.codes = self._room[:rows]
        return self.codes


class _Scratch(threading.local):
    """Two arrays to work in. New ones for every step would cost more than the step, in pages that must be mapped."""

    def __init__(self) -> None:
        self._arrays = np.empty((2, 0), np.int64)

    def of(self, rows: int) -> NDArray[np.int64]:
        """Two arrays of so many *rows*, whatever is in them."""
        if self._arrays.shape[1] < rows:
            self._arrays = np.empty((2, rows), np.int64)
        return self._arrays[:, :rows]


_scratch = _Scratch()


class _Lookup:
    """Positions by key, from 0 to below *size*; those not seen yet are made."""

    __slots__ = ("_make", "_searched", "_table")

    def __init__(self, size: int, make: Callable[[int], int]) -> None:
        self._make = make
        self._table: Positions | None = np.full(size, -1, np.intp) if size <= _TABLE else None
        self._searched: dict[int, int] = {}

    def write(self, keys: NDArray[np.int64], wire: Wire[Any]) -> None:
        """Write the positions of *keys* on a wire."""
        if self._table is None:
            wire.codes = self._search(keys)
            return
        # No key is out of range: to clip is not to check.
        found = self._table.take(keys, out=wire.room(len(keys)), mode="clip")
        if len(found) and found.min() < 0:
            for key in np.unique(keys[found < 0]).tolist():
                self._table[key] = self._make(key)
            self._table.take(keys, out=found, mode="clip")

    def _search(self, keys: NDArray[np.int64]) -> Positions:
        distinct, inverse = np.unique(keys, return_inverse=True)
        known = self._searched
        positions = np.empty(len(distinct), np.intp)
        for place, key in enumerate(distinct.tolist()):
            found = known.get(key)
            if found is None:
                found = known[key] = self._make(key)
            positions[place] = found
        return positions[inverse]


class Memo(Generic[T]):
    """A wire that is a function of the values on others."""

    def __init__(
        self, inputs: Sequence[Wire[Any]], function: Callable[..., T], out: Wire[T] | None = None
    ) -> None:
        self.out: Wire[T] = Wire() if out is None else out
        self._inputs = inputs
        self._function = function
        self._capacities: list[int] = []
        self._lookup = _Lookup(0, self._make)

    def run(self) -> None:
        """Work the block out, after the nodes that make the inputs."""
        if self._outgrown():
            # Twice what is there now, so that growing stays rare; what was worked out is on the wire already.
            self._capacities = [1 << max(1, len(wire.values) - 1).bit_length() for wire in self._inputs]
            size = 1
            for capacity in self._capacities:
                size *= capacity
            if size > _LARGEST:
                raise OverflowError("more cases than can be told apart")
            self._lookup = _Lookup(size, self._make)
        codes = self._inputs[0].codes
        keys = codes if len(self._inputs) == 1 else _scratch.of(len(codes))[0]
        for number, (wire, capacity) in enumerate(zip(self._inputs[1:], self._capacities[1:], strict=True)):
            np.multiply(keys if number else codes, capacity, out=keys)
            keys += wire.codes
        self._lookup.write(keys, self.out)

    def _outgrown(self) -> bool:
        return not self._capacities or any(
            len(wire.values) > capacity for wire, capacity in zip(self._inputs, self._capacities, strict=True)
        )

    def _make(self, key: int) -> int:
        positions = []
        for capacity in reversed(self._capacities[1:]):
            key, position = divmod(key, capacity)
            positions.append(position)
        positions.append(key)
        arguments = (
            wire.values[position] for wire, position in zip(self._inputs, reversed(positions), strict=True)
        )
        return self.out.position(self._function(*arguments))


class Total(Generic[T]):
    """A wire that is a function of sums over others: *amounts* gives what each value adds to each sum.

    The sums of a row are packed into one integer, each with room for the largest it can become.
    """

    def __init__(
        self,
        inputs: Sequence[Wire[Any]],
        amounts: Sequence[Callable[[Any], Amounts | None]],
        function: Callable[..., T],
        out: Wire[T] | None = None,
    ) -> None:
        self.out: Wire[T] = Wire() if out is None else out
        self._inputs = inputs
        self._amounts = amounts
        self._function = function
        self._seen: list[int] = []
        self._packing: _Packing | None = None

    def fits(self) -> bool:
        """Whether all values on the inputs have amounts, and their sums fit; to be asked before `run`."""
        seen = [len(wire.values) for wire in self._inputs]
        if seen != self._seen:
            self._seen = seen
            self._packing = self._packed()
        return self._packing is not None

    def run(self) -> None:
        """Work the block out, after the nodes that make the inputs."""
        assert self._packing is not None
        packing = self._packing
        keys, more = _scratch.of(len(self._inputs[0].codes))
        packing.tables[0].take(self._inputs[0].codes, out=keys, mode="clip")
        for wire, table in zip(self._inputs[1:], packing.tables[1:], strict=True):
            keys += table.take(wire.codes, out=more, mode="clip")
        packing.lookup.write(keys, self.out)

    def _packed(self) -> "_Packing | None":
        columns = [
            [amounts(value) for value in wire.values]
            for wire, amounts in zip(self._inputs, self._amounts, strict=True)
        ]
        if not all(columns) or any(amount is None for column in columns for amount in column):
            return None  # a wire has no values before there are rows
        packing = _Packing.of(columns, self._make)  # type: ignore[arg-type]
        if packing is not None and self._packing is not None and packing.same_keys(self._packing):
            packing.lookup = self._packing.lookup
        return packing

    def _make(self, key: int) -> int:
        assert self._packing is not None
        return self.out.position(self._function(*self._packing.unpacked(key)))


class _Packing:
    """Amounts as whole multiples of one share, from 0 up, several of them in one integer."""

    def __init__(
        self,
        over: list[int],
        base: list[int],
        room: list[int],
        tables: list[NDArray[np.int64]],
        make: Callable[[int], int],
    ) -> None:
        self.over, self.base, self.room, self.tables = over, base, room, tables
        size = 1
        for space in room:
            size *= space
        self.lookup = _Lookup(size, make)

    @classmethod
    def of(cls, columns: list[list[Amounts]], make: Callable[[int], int]) -> "_Packing | None":
        """None where the sums do not fit."""
        width = len(columns[0][0]) if columns[0] else 0
        over = [
            lcm(1, *(Fraction(amounts[place]).denominator for column in columns for amounts in column))
            for place in range(width)
        ]
        whole = [
            [[int(amount * share) for amount, share in zip(amounts, over, strict=True)] for amounts in column]
            for column in columns
        ]
        least = [[min(amounts[place] for amounts in column) for column in whole] for place in range(width)]
        most = [[max(amounts[place] for amounts in column) for column in whole] for place in range(width)]
        room = [sum(high) - sum(low) + 1 for low, high in zip(least, most, strict=True)]
        factors = [1]
        for space in room:
            factors.append(factors[-1] * space)
        if factors.pop() > _LARGEST:
            return None
        tables = [
            np.array(
                [
                    sum(
                        (amount - least[place][number]) * factors[place]
                        for place, amount in enumerate(amounts)
                    )
                    for amounts in column
                ],
                np.int64,
            )
            for number, column in enumerate(whole)
        ]
        return cls(over, [sum(low) for low in least], room, tables, make)

    def same_keys(self, other: "_Packing") -> bool:
        """Whether a key means the same in both."""
        return (self.over, self.base, self.room) == (other.over, other.base, other.room)

    def unpacked(self, key: int) -> list[Fraction]:
        """The sums that a key stands for."""
        sums = []
        for over, base, space in zip(self.over, self.base, self.room, strict=True):
            key, amount = divmod(key, space)
            sums.append(Fraction(amount + base, over))
        return sums
