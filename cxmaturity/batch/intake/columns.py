"""Columns of cells onto wires: every distinct cell is read once, however many rows have it."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.intake.misreading import Misread
from cxmaturity.batch.network.keys import Addend, rows_where
from cxmaturity.batch.network.steps import Step, make
from cxmaturity.batch.network.wires import NO_ROWS, Wire
from cxmaturity.tables.blocks import Block, Cell, Codes, cell_key
from cxmaturity.tables.texts import Texts

T = TypeVar("T", bound=Hashable)

#: Cells, as text, that do not say exactly what they were read as: how often each is there, and as what it was read, or
#: why not.
Inexact: TypeAlias = Mapping[str, tuple[int, Any]]

_REMEMBERED = 100_000  # distinct cells of a column; beyond, they are forgotten block by block
_MANY = 200  # so many new cells are read all at once, where that can be


class CellColumn(Generic[T]):
    """One column whose cells are read by *read*, which tells what a cell holds and whether it says exactly that.

    A cell that cannot be read is as good as none. *read_many* finds the positions on the wire of many texts at once, of
    those that it knows how to. `inexact` are the distinct cells of the last block that were not read exactly.
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
        self.inexact: Inexact = {}
        self._read = read
        self._read_many = read_many
        self._plain: dict[Cell, int] = {}  # texts that say exactly what they are read as
        self._known: dict[Hashable, tuple[int, bool, InvalidAnswer | None]] = {}
        self._codes: Codes = NO_ROWS  # of the last block
        self._values: Sequence[Cell] = ()  # of these
        self._positions = np.zeros(0, np.int32)  # on the wire, of each of these
        self._odd: dict[int, InvalidAnswer | None] = {}  # which of these are not read exactly, or not at all
        self._is_odd = np.zeros(0, bool)  # the same, for each of these

    def take(self, block: Block) -> Step:
        """What puts the column of *block* on the wire; its new cells are read."""
        self._codes, values = block.column(self.position)
        if values is not self._values:  # else only what is new in them is to be read
            self._values, self._positions, self._odd = values, np.zeros(0, np.int32), {}
        if len(values) > len(self._positions):
            self._positions = np.concatenate([self._positions, self._read_from(values, len(self._positions))])
            self._is_odd = np.zeros(len(values), bool)
            self._is_odd[list(self._odd)] = True
        # New ones, for others may still have those of the block before.
        self.wire.codes = np.empty(len(self._codes), np.int32)
        return Step([Addend(self._codes, 1)], self._positions, self.wire.codes)

    def misread(self, left_out: NDArray[np.bool_]) -> Iterator[Misread]:
        """Tell what could not be read of the column that was taken, in rows that are not *left_out*."""
        self.inexact = {}
        if self._odd:
            rows = rows_where(self._is_odd, self._codes)
            rows = rows[~left_out[rows]]
            odd = self._codes.take(rows)
            self.inexact = self._counted(odd, self._values)
            yield from self._wrong(rows, odd, self._values)
        if len(self._known) > _REMEMBERED or len(self._plain) > _REMEMBERED:
            self._known, self._plain = {}, {}

    def _read_from(self, values: Sequence[Cell], start: int) -> NDArray[np.int32]:
        """The positions on the wire of all *values* from *start* on; those that are odd are noted."""
        fresh = values[start:]
        known = self._plain if _are_texts(fresh) else {}
        found = [known.get(value, -1) for value in fresh]
        if self._read_many is not None and found.count(-1) > _MANY and known is self._plain:
            self._plain.update(
                self._read_many([str(value) for value, place in zip(fresh, found, strict=True) if place < 0])
            )
            found = [known.get(value, -1) for value in fresh]
        for number in [number for number, place in enumerate(found) if place < 0]:
            found[number], exact, error = self._reading(fresh[number])
            if not exact:
                self._odd[start + number] = error
        return np.array(found, np.int32)

    def _wrong(self, rows: Codes, odd: Codes, values: Sequence[Cell]) -> Sequence[Misread]:
        """The cells of *rows* that cannot be read, of all that are *odd* there."""
        return [
            Misread(row, self.position, values[number], error)
            for row, number in zip(rows.tolist(), odd.tolist(), strict=True)
            if (error := self._odd[number]) is not None
        ]

    def _reading(self, cell: Cell) -> tuple[int, bool, InvalidAnswer | None]:
        key = cell_key(cell)
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

    def _counted(self, odd: Codes, values: Sequence[Cell]) -> Inexact:
        counts = Counter(odd.tolist())
        found: dict[str, tuple[int, Any]] = {}
        for number, error in self._odd.items():
            if number in counts:
                text = typed_text(values[number])
                sofar, _ = found.get(text, (0, None))
                result = self.wire.values[self._positions[number]] if error is None else error
                found[text] = sofar + counts[number], result
        return found


def take_columns(columns: Sequence[CellColumn[Any]], block: Block) -> None:
    """Put *columns* of *block* on their wires, all at once."""
    make([column.take(block) for column in columns], len(block.lines))


def _are_texts(values: Sequence[Cell]) -> bool:
    """Whether all cells are texts, among which none equals another of a different type."""
    return isinstance(values, Texts) or set(map(type, values)) == {str}


def exactly(read: Callable[[Cell], T | None]) -> Callable[[Cell], tuple[T | None, bool]]:
    """*read* where there is no other way to say the same."""
    return lambda cell: (read(cell), True)
