"""Columns of cells onto wires: every distinct cell is read once, however many rows have it."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.intake.misreading import Misread
from cxmaturity.batch.network.wires import Wire
from cxmaturity.tables.blocks import Block, Cell, Codes
from cxmaturity.tables.texts import Texts

T = TypeVar("T", bound=Hashable)

_REMEMBERED = 100_000  # distinct cells of a column; beyond, they are forgotten block by block
_MANY = 200  # so many new cells are read all at once, where that can be
_LISTED = 1_000  # distinct cells of a column whose reading is not plain, for what is said about them


class CellColumn(Generic[T]):
    """One column whose cells are read by *read*, which tells what a cell holds and whether it says exactly that.

    A cell that cannot be read is as good as none. *read_many* finds the positions on the wire of many texts at once, of
    those that it knows how to. `unclear` counts the distinct cells that were not read exactly, as far as they can be
    listed; `unlisted` is how many cells were not.
    """

    def __init__(
        self,
        position: int,
        read: Callable[[Cell], tuple[T | None, bool]],
        wire: Wire[T | None],
        read_many: Callable[[Sequence[str]], Mapping[str, int]] | None = None,
    ) -> None:
        self.position = position
        self.wire = wire
        self.unclear: dict[Cell, tuple[int, T | InvalidAnswer | None]] = {}
        self.unlisted = 0
        self._read = read
        self._read_many = read_many
        self._plain: dict[Cell, int] = {}  # texts that say exactly what they are read as
        self._known: dict[tuple[type, Cell], tuple[int, bool, InvalidAnswer | None]] = {}

    def take_over(self, other: "CellColumn[T]") -> None:
        """Go on counting where *other* stopped."""
        self.unclear, self.unlisted = other.unclear, other.unlisted

    def fill(self, block: Block) -> Iterator[Misread]:
        """Put the column of *block* on the wire, and tell what cannot be read."""
        codes, values = block.column(self.position)
        known = self._plain if _are_texts(values) else {}
        found = [known.get(value, -1) for value in values]
        if self._read_many is not None and found.count(-1) > _MANY and known is self._plain:
            fresh = [str(value) for value, place in zip(values, found, strict=True) if place < 0]
            self._plain.update(self._read_many(fresh))
            found = [known.get(value, -1) for value in values]
        odd: dict[int, InvalidAnswer | None] = {}
        for number in [number for number, place in enumerate(found) if place < 0]:
            found[number], exact, error = self._reading(values[number])
            if not exact:
                odd[number] = error
        positions = np.array(found, np.intp)
        if len(values):
            positions.take(codes, out=self.wire.room(len(codes)), mode="clip")
        else:
            self.wire.codes = positions
        if odd:
            self._count(codes, values, positions, odd)
            yield from self._wrong(codes, values, odd)
        if len(self._known) > _REMEMBERED or len(self._plain) > _REMEMBERED:
            self._known, self._plain = {}, {}

    def _wrong(
        self, codes: Codes, values: Sequence[Cell], odd: Mapping[int, InvalidAnswer | None]
    ) -> Iterator[Misread]:
        is_wrong = np.zeros(len(values), bool)
        is_wrong[[number for number, error in odd.items() if error is not None]] = True
        for row in np.flatnonzero(is_wrong[codes]).tolist() if is_wrong.any() else ():
            number = int(codes[row])
            error = odd[number]
            assert error is not None
            yield Misread(row, self.position, values[number], error)

    def _reading(self, cell: Cell) -> tuple[int, bool, InvalidAnswer | None]:
        key = type(cell), cell
        found = self._known.get(key)
        if found is None:
            try:
                value, exact = self._read(cell)
                found = self.wire.position(value), exact, None
            except InvalidAnswer as error:
                # Kept without its traceback, whose frames would keep the whole block.
                found = self.wire.position(None), False, error.with_traceback(None)
            self._known[key] = found
            if found[1] and isinstance(cell, str):
                self._plain[cell] = found[0]
        return found

    def _count(
        self,
        codes: Codes,
        values: Sequence[Cell],
        positions: NDArray[np.intp],
        odd: Mapping[int, InvalidAnswer | None],
    ) -> None:
        counts = np.bincount(codes, minlength=len(values))
        for number, error in odd.items():
            sofar, _ = self.unclear.get(values[number], (0, None))
            if sofar or len(self.unclear) < _LISTED:
                result = self.wire.values[positions[number]] if error is None else error
                self.unclear[values[number]] = sofar + int(counts[number]), result
            else:
                self.unlisted += int(counts[number])


def _are_texts(values: Sequence[Cell]) -> bool:
    """Whether all cells are texts, among which none equals another of a different type."""
    return isinstance(values, Texts) or set(map(type, values)) == {str}


def exactly(read: Callable[[Cell], T | None]) -> Callable[[Cell], tuple[T | None, bool]]:
    """*read* where there is no other way to say the same."""
    return lambda cell: (read(cell), True)
