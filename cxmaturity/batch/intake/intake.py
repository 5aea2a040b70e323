"""Blocks of rows in: answers onto wires, and every row and cell that cannot be used told apart."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.cells.readers import readers_of
from cxmaturity.batch.cells.row_cells import counts
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.batch.intake.columns import CellColumn, Inexact, take_columns
from cxmaturity.batch.intake.identities import Identities
from cxmaturity.batch.intake.misreading import Misread, Problem, Reject
from cxmaturity.batch.intake.sheets import Sheets
from cxmaturity.batch.intake.twins import Twins, hashes_of
from cxmaturity.batch.network.wires import Wire
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.blocks import Block, Cell, Codes, Column

Mask = NDArray[np.bool_]

_MOST_ANSWERS = 500_000  # different ones, of some hundred bytes each
_MOST_PROBLEMS = 10_000  # which are remembered


class IntakeOptions(Struct, frozen=True):
    """What is taken from rows.

    With `strict_cells` a cell at fault costs the row, with `keep_answers` the answers are columns of the result, and
    `distinct` respondents may be there only once.
    """

    strict_cells: bool = False
    keep_answers: bool = False
    distinct: bool = True


class Answers(NamedTuple):
    """The answers to a question: for each row the position of one of *values*, of which so many are *known* by now."""

    codes: Codes
    values: Sequence[Given | None]
    known: int


class Taken(Struct, frozen=True):
    """The rows of a block that can be scored (`kept`), those that are not to (`left_out`), and what is wrong.

    `answers` are by slot; `is_anew` where their values are others than those of the block before. `identities` are
    columns by name, `companies` the cells that name one, `more` the columns that were read beside. `rejects` are rows
    by position, `misread` the cells that count as not answered, `inexact` those that were read as something that they
    do not exactly say, by column.
    """

    block: Block
    answers: Sequence[Answers]
    is_anew: bool
    identities: Mapping[str, Column]
    companies: Column | None
    more: Sequence[tuple[Codes, Sequence[Any]]]
    kept: Mask
    left_out: Mask
    rejects: dict[int, Reject]
    misread: Sequence[Misread]
    inexact: Mapping[int, Inexact]


class Intake:
    """Takes the answers from blocks of one table, whose columns are used as *uses* says.

    With *exact* numbers stay what they are; else one stands for all that come to the same. With *forgets* the answers
    known are dropped where they become too many. *more* are columns that are read with the others, where a cell at
    fault costs the row. `twins` is None where a respondent may be there twice.
    """

    def __init__(
        self,
        compiled: CompiledQuestionnaire,
        uses: Uses,
        mapping: MappingFile | None,
        options: IntakeOptions,
        more: Sequence[CellColumn[Any]] = (),
        *,
        exact: bool,
        forgets: bool = True,
    ) -> None:
        readers = readers_of(uses, compiled.model, mapping)
        self.uses = uses
        self._sheets_on = partial(Sheets, compiled.plan, uses, readers, exact=exact)
        self._questions = len(compiled.plan.questions)
        self._begin_anew()
        self.identities = Identities(uses, readers, mapping)
        self._more = more
        self._forgets = forgets
        self._costly = {column.position for column in (uses.columns if options.strict_cells else more)}
        self.twins = Twins() if options.distinct else None
        self._problems: dict[tuple[int, InvalidAnswer], Problem] = {}

    def _begin_anew(self) -> None:
        """Forget the answers that there have been: of what is always different, keeping them is of no use."""
        self._given: list[Wire[Given | None]] = [Wire() for _ in range(self._questions)]
        self.sheets = self._sheets_on(self._given)

    def take(self, block: Block) -> Taken:
        """Read the answers of *block*."""
        is_anew = self._forgets and sum(len(wire.values) for wire in self._given) > _MOST_ANSWERS
        if is_anew:
            self._begin_anew()
        read = (*self.sheets.columns, *self.identities.read, *self._more)
        take_columns(read, block)
        out = self._left_out(block)
        misread = [*self.sheets.misread(out), *self.identities.fill(block, out)]
        misread += [each for column in self._more for each in column.misread(out)]
        rejects: dict[int, Reject] = {}
        for row, reject in self._rejected(block, misread, out):
            rejects.setdefault(row, reject)
        kept = ~out
        kept[list(rejects)] = False
        for row, reject in self._twice(block, kept):
            rejects[row] = reject
            kept[row] = False
        inexact = {column.position: column.inexact for column in read if column.inexact}
        return Taken(
            block,
            [Answers(wire.codes, wire.values, len(wire.values)) for wire in self._given],
            is_anew,
            self.identities.columns,
            self.identities.companies,
            [(column.wire.codes, column.wire.values) for column in self._more],
            kept,
            out,
            rejects,
            misread,
            inexact,
        )

    def cells(self, block: Block, misread: Sequence[Misread]) -> list[Reject]:
        """The cells at fault, of rows that are scored without them unless they cost the row."""
        if len(self._problems) > _MOST_PROBLEMS:
            self._problems = {}
        rows = np.array([each.row for each in misread], np.intp)
        lines = np.asarray(block.lines, np.int64)[rows].tolist()
        raw = {row: block.raw(row) for row in {each.row for each in misread}}  # a row may have many
        return [
            Reject(line, self.problem(each), raw[each.row]) for line, each in zip(lines, misread, strict=True)
        ]

    def problem(self, misread: Misread) -> Problem:
        """What all rows share that have the same cell in the same column."""
        error = misread.error
        key = misread.column, error
        found = self._problems.get(key)
        if found is None:
            header = self.uses.columns[misread.column].header
            value = typed_text(misread.cell)
            is_scored = misread.column not in self._costly
            found = Problem(error.code, error.message, error.hint, header, value, is_scored)
            self._problems[key] = found
        return found

    def _left_out(self, block: Block) -> Mask:
        """Rows that the mapping says do not count."""
        out = np.zeros(len(block.lines), bool)
        for position, test in self.uses.tests:
            codes, values = block.column(position)
            failing = np.array([not counts(test, cell) for cell in values], bool)
            out |= failing[codes] if len(values) else False
        return out

    def _rejected(self, block: Block, misread: Sequence[Misread], out: Mask) -> Iterator[tuple[int, Reject]]:
        """Rows that cannot be scored, the most telling reason first; a row may come several times."""
        yield from self._headers_again(block, misread)
        yield from self._nameless(block, out)
        costly = [each for each in misread if each.column in self._costly]
        yield from zip([each.row for each in costly], self.cells(block, costly), strict=True)

    def _twice(self, block: Block, kept: Mask) -> Iterator[tuple[int, Reject]]:
        """Rows of a respondent who has been there before."""
        found = self.identities.who()
        if found is None or self.twins is None:
            return
        who, named = found
        lines = np.asarray(block.lines, np.int64)
        rows = np.flatnonzero(kept & named)
        hashes = hashes_of(who)[rows]
        first = self.twins.first_lines(hashes, lines[rows])
        for place in np.flatnonzero(first).tolist():
            row = int(rows[place])
            message = msg("This respondent is already in line {line}.", line=int(first[place]))
            yield row, _rejected(block, row, "duplicate-respondent", message)

    def _headers_again(self, block: Block, misread: Sequence[Misread]) -> Iterator[tuple[int, Reject]]:
        headers = [column.header for column in self.uses.columns]
        is_header = [typed_text(each.cell) == headers[each.column] for each in misread]
        others = {each.row for each, same in zip(misread, is_header, strict=True) if not same}
        for row in dict.fromkeys(each.row for each in compress(misread, is_header)):
            if row not in others:
                yield row, _rejected(block, row, "repeated-header", msg("This row repeats the header."))

    def _nameless(self, block: Block, out: Mask) -> Iterator[tuple[int, Reject]]:
        nameless = self.identities.nameless
        if nameless is None:
            nothing = np.ones(len(out), bool)
            for wire in self._given:
                nothing &= wire.codes == wire.position(None)
            nameless = nothing
        for row in np.flatnonzero(nameless & ~out).tolist():
            if all(not typed_text(_at(block, column.position, row)).strip() for column in self.uses.columns):
                yield row, _rejected(block, row, "empty-row", msg("The row is empty."))
            elif self.identities.nameless is not None:
                yield row, _rejected(block, row, "missing-company", msg("The row names no company."))


def _rejected(block: Block, row: int, code: str, message: Message) -> Reject:
    return Reject(int(block.lines[row]), Problem(code, message), block.raw(row))


def _at(block: Block, position: int, row: int) -> Cell:
    codes, values = block.column(position)
    return values[int(codes[row])]
