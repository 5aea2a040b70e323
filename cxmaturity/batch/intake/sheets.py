"""The answers in a block of rows, put on the wires of a network."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.bare_numbers import BareNumbers
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.cells.readers import Readers
from cxmaturity.batch.cells.ticks import Tick, TicksReader
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.batch.intake.columns import CellColumn
from cxmaturity.batch.intake.misreading import Misread
from cxmaturity.batch.network.nodes import Memo
from cxmaturity.batch.network.steps import work_out
from cxmaturity.batch.network.stretching import Stretches
from cxmaturity.batch.network.wires import Wire
from cxmaturity.scoring.plan import Plan, QuestionSlot
from cxmaturity.tables.blocks import Cell

#: The answer that a row's columns make, or why they make none.
Combined = tuple[Given | None, InvalidAnswer | None]


class Sheets:
    """Reads the columns of answers of each block, once they are taken, onto *given*, the wires of questions by slot.

    With *exact* every number stays what it is; else one stands for all that come to the same.
    """

    def __init__(
        self, plan: Plan, uses: Uses, readers: Readers, given: list[Wire[Given | None]], *, exact: bool
    ) -> None:
        self._given = given
        self._blank: list[Wire[Given | None]] = []
        self.columns: list[CellColumn[Any]] = []
        self._questions: list[CellColumn[Given] | _Ticks] = []
        for question in plan.questions:
            wire = given[question.slot]
            if question.id in uses.questions:
                column = _column(plan, question, uses, readers.questions[question.id], wire, exact=exact)
                self._questions.append(column)
                self.columns.append(column)
            elif question.id in uses.options:
                ticks = _Ticks(uses.options[question.id], readers.options[question.id], wire)
                self._questions.append(ticks)
                self.columns += ticks.columns
            else:
                self._blank.append(wire)

    def misread(self, left_out: NDArray[np.bool_]) -> Iterator[Misread]:
        """Put the answers that were taken on the wires; tell what cannot be read in rows that are not *left_out*."""
        for wire in self._blank:
            wire.codes = np.full(len(left_out), wire.position(None), np.int32)
        for question in self._questions:
            yield from question.misread(left_out)


def _column(
    plan: Plan,
    question: QuestionSlot,
    uses: Uses,
    reader: CellReader,
    wire: Wire[Given | None],
    *,
    exact: bool,
) -> CellColumn[Given]:
    """The one column of the answers to a question."""
    stretches = Stretches(plan, question)

    def read(cell: Cell) -> tuple[Given | None, bool]:
        found = reader.read(cell)
        return (found.value if exact else stretches.standing(found.value)), found.exact

    asked = reader.bare_numbers
    many = None if exact or asked is None or not stretches.are_few else BareNumbers(asked, stretches, wire)
    return CellColumn(uses.questions[question.id], read, wire, None if many is None else many.positions)


class _Ticks:
    """A tick list with a column for each option."""

    def __init__(self, options: Mapping[str, int], reader: TicksReader, wire: Wire[Given | None]) -> None:
        self._wire = wire
        self._options = tuple(options)
        self._reader = reader
        self._position = next(iter(options.values()))
        self.columns: list[CellColumn[Tick]] = []
        self._nodes: list[Memo[Any]] = []
        for option, position in options.items():
            column: CellColumn[Tick] = CellColumn(position, _ticking(reader, option), Wire())
            self.columns.append(column)
            inputs: list[Wire[Any]] = [node.out for node in self._nodes[-1:]]
            self._nodes.append(Memo([*inputs, column.wire], _appended))
        self._combined: Memo[Combined] = Memo([self._nodes[-1].out], self._made)
        self._positions: list[int] = []

    def misread(self, left_out: NDArray[np.bool_]) -> Iterator[Misread]:
        for column in self.columns:
            yield from column.misread(left_out)
        work_out([*self._nodes, self._combined], len(self.columns[0].wire.codes))
        found, codes = self._combined.out.values, self._combined.out.codes
        self._positions += [self._wire.position(value) for value, _ in found[len(self._positions) :]]
        self._wire.codes = np.array(self._positions, np.int32)[codes] if len(codes) else codes
        wrong = [place for place, (_, error) in enumerate(found) if error is not None]
        for row in np.flatnonzero(np.isin(codes, wrong)).tolist() if wrong else ():
            error = found[codes[row]][1]
            assert error is not None
            yield Misread(row, self._position, None, error)

    def _made(self, ticks: tuple[Tick | None, ...]) -> Combined:
        said = {option: tick for option, tick in zip(self._options, ticks, strict=True) if tick is not None}
        if len(said) < len(ticks):  # one could not be read, and so nobody knows what was ticked
            return None, None
        try:
            return self._reader.combined(said), None
        except InvalidAnswer as error:
            return None, error


def _ticking(reader: TicksReader, option: str) -> Callable[[Cell], tuple[Tick | None, bool]]:
    return lambda cell: reader.tick(option, cell)


def _appended(*values: Any) -> tuple[Tick | None, ...]:  # noqa: ANN401  the ticks so far, and one more
    sofar, tick = values if len(values) == 2 else ((), values[0])
    return (*sofar, tick)
