"""Columns of cells onto wires: every distinct cell is read once, however many rows have it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.misreading import Misread
from cxmaturity.batch.wires import Wire
from cxmaturity.tables.blocks import Block, Cell, Codes

T = TypeVar("T", bound=Hashable)

_REMEMBERED = 100_000  # distinct cells of a column; beyond, they are forgotten block by block
_LISTED = 1_000  # distinct cells of a column whose reading is not plain, for what is said about them


class CellColumn(Generic[T]):
    """One column whose cells are read by *read*, which tells what a cell holds and whether it says exactly that.

    A cell that cannot be read is as good as none. `unclear` counts the distinct cells that were not read exactly.
    """

    def __init__(
        self, position: int, read: Callable[[Cell], tuple[T | None, bool]], wire: Wire[T | None]
    ) -> None:
        self.position = position
        self.wire = wire
        self.unclear: dict[Cell, tuple[int, T | InvalidAnswer | None]] = {}
        self._read = read
        self._known: dict[tuple[type, Cell], tuple[int, bool, InvalidAnswer | None]] = {}

    def fill(self, block: Block) -> Iterator[Misread]:
        """Put the column of *block* on the wire, and tell what cannot be read."""
        codes, values = block.column(self.position)
        readings = [self._reading(cell) for cell in values]
        positions = np.array([position for position, _, _ in readings], np.intp)
        self.wire.codes = positions[codes] if len(values) else positions
        if len(self._known) > _REMEMBERED:
            self._known = {}
        odd = [number for number, (_, exact, _) in enumerate(readings) if not exact]
        if odd:
            self._count(codes, values, readings, odd)
        wrong = [number for number in odd if readings[number][2] is not None]
        if wrong:
            is_wrong = np.zeros(len(values), bool)
            is_wrong[wrong] = True
            for row in np.flatnonzero(is_wrong[codes]).tolist():
                error = readings[codes[row]][2]
                assert error is not None
                yield Misread(row, self.position, values[codes[row]], error)

    def _reading(self, cell: Cell) -> tuple[int, bool, InvalidAnswer | None]:
        key = type(cell), cell
        found = self._known.get(key)
        if found is None:
            try:
                value, exact = self._read(cell)
                found = self.wire.position(value), exact, None
            except InvalidAnswer as error:
                found = self.wire.position(None), False, error
            self._known[key] = found
        return found

    def _count(
        self,
        codes: Codes,
        values: Sequence[Cell],
        readings: Sequence[tuple[int, bool, InvalidAnswer | None]],
        odd: Sequence[int],
    ) -> None:
        counts = np.bincount(codes, minlength=len(values))
        for number in odd:
            position, _, error = readings[number]
            sofar, _ = self.unclear.get(values[number], (0, None))
            if sofar or len(self.unclear) < _LISTED:
                result = self.wire.values[position] if error is None else error
                self.unclear[values[number]] = sofar + int(counts[number]), result


def exactly(read: Callable[[Cell], T | None]) -> Callable[[Cell], tuple[T | None, bool]]:
    """*read* where there is no other way to say the same."""
    return lambda cell: (read(cell), True)
