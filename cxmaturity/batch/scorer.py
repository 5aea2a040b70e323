"""Blocks of rows in, blocks of results and rejects out: the one kernel of every way to score in batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.cell_text import cell_text
from cxmaturity.batch.identities import Identities
from cxmaturity.batch.misreading import Misread, Reject
from cxmaturity.batch.network import Seen, View, values_of, wire_of
from cxmaturity.batch.readers import readers_of
from cxmaturity.batch.refusals import refusal_error
from cxmaturity.batch.results import Results
from cxmaturity.batch.row_cells import counts
from cxmaturity.batch.sheets import Sheets
from cxmaturity.batch.twins import Twins
from cxmaturity.batch.uses import Uses
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.blocks import Block, Cell, Column

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a result is to have: its columns by name, the answers as they were read, and no cell at fault."""

    columns: tuple[str, ...]
    keep_answers: bool = False
    strict_cells: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The results of a block: its columns in the order of `Scorer.names`, and what could not be used."""

    columns: Sequence[Column]
    rows: int
    rejects: Sequence[Reject]
    rejected_rows: int
    left_out: int
    levels: Mapping[str | None, int]


class Scorer:
    """Scores blocks of one table, whose columns are used as *uses* says."""

    def __init__(
        self,
        compiled: CompiledQuestionnaire,
        uses: Uses,
        mapping: MappingFile | None,
        wanted: Wanted,
    ) -> None:
        self._uses = uses
        self._wanted = wanted
        self._results = Results(compiled, tuple(dict.fromkeys([*wanted.columns, "level"])))
        readers = readers_of(uses, compiled.model, mapping)
        given = self._results.network.given
        self.sheets = Sheets(compiled.plan, uses, readers, given, exact=wanted.keep_answers)
        self.identities = Identities(uses, readers, mapping)
        self._twins = Twins()
        self._outputs = [_Output(self._results.columns[name]) for name in wanted.columns]
        self.names = (*self.identities.names, *wanted.columns)

    def score(self, block: Block) -> Scored:
        """The results of the rows of *block* that can be scored."""
        lines = np.asarray(block.lines, np.int64)
        misread = [*self.sheets.fill(block), *self.identities.fill(block)]
        self._results.network.run()
        out = self._left_out(block)
        rejects: dict[int, Reject] = {}
        for row, reject in self._rejected(block, misread, out):
            rejects.setdefault(row, reject)
        kept = ~out
        kept[list(rejects)] = False
        for row, reject in self._twice(block, lines, kept):
            rejects[row] = reject
            kept[row] = False
        cells = [_cell(block, self._uses, each) for each in misread if kept[each.row]]
        columns = [*self.identities.columns(kept), *(output.column(kept) for output in self._outputs)]
        return Scored(
            columns=columns,
            rows=int(kept.sum()),
            rejects=sorted([*rejects.values(), *cells], key=lambda reject: reject.line),
            rejected_rows=len(rejects),
            left_out=int(out.sum()),
            levels=self._levels(kept),
        )

    def _left_out(self, block: Block) -> Mask:
        """Rows that the mapping says do not count."""
        out = np.zeros(len(block.lines), bool)
        for position, test in self._uses.tests:
            codes, values = block.column(position)
            failing = np.array([not counts(test, cell) for cell in values], bool)
            out |= failing[codes] if len(values) else False
        return out

    def _rejected(self, block: Block, misread: Sequence[Misread], out: Mask) -> Iterator[tuple[int, Reject]]:
        """Rows that cannot be scored, the most telling reason first; a row may come several times."""
        yield from self._headers_again(block, misread, out)
        yield from self._nameless(block, out)
        if self._wanted.strict_cells:
            for each in misread:
                if not out[each.row]:
                    yield each.row, replace(_cell(block, self._uses, each), scored=False)
        yield from self._refused(block, out)

    def _twice(self, block: Block, lines: NDArray[np.int64], kept: Mask) -> Iterator[tuple[int, Reject]]:
        """Rows of a respondent who has been there before."""
        found = self.identities.who()
        if found is None:
            return
        who, named = found
        rows = np.flatnonzero(kept & named)
        first = self._twins.first_lines([Column(codes[rows], values) for codes, values in who], lines[rows])
        for place in np.flatnonzero(first).tolist():
            row = int(rows[place])
            message = msg("This respondent is already in line {line}.", line=int(first[place]))
            yield row, Reject(block.lines[row], "duplicate-respondent", message, block.raw(row))

    def _headers_again(
        self, block: Block, misread: Sequence[Misread], out: Mask
    ) -> Iterator[tuple[int, Reject]]:
        headers = [column.header for column in self._uses.columns]
        by_row: dict[int, list[Misread]] = {}
        for each in misread:
            by_row.setdefault(each.row, []).append(each)
        for row, several in by_row.items():
            if not out[row] and all(cell_text(each.cell) == headers[each.column] for each in several):
                message = msg("This row repeats the header.")
                yield row, Reject(block.lines[row], "repeated-header", message, block.raw(row))

    def _nameless(self, block: Block, out: Mask) -> Iterator[tuple[int, Reject]]:
        nameless = self.identities.nameless
        if nameless is None:
            nothing = np.ones(len(out), bool)
            for wire in self._results.network.given:
                nothing &= wire.codes == wire.position(None)
            nameless = nothing
        for row in np.flatnonzero(nameless & ~out).tolist():
            if all(not cell_text(_at(block, column.position, row)).strip() for column in self._uses.columns):
                yield row, Reject(block.lines[row], "empty-row", msg("The row is empty."), block.raw(row))
            elif self.identities.nameless is not None:
                message = msg("The row names no company.")
                yield row, Reject(block.lines[row], "no-company", message, block.raw(row))

    def _refused(self, block: Block, out: Mask) -> Iterator[tuple[int, Reject]]:
        refusal = self._results.refusal
        values = values_of(refusal)
        if not any(values):
            return
        codes = wire_of(refusal).codes
        for row in np.flatnonzero(np.array([bool(value) for value in values])[codes] & ~out).tolist():
            why = values[codes[row]]
            assert why is not None
            code = "not-offered" if isinstance(why, str) else "answer-required"
            yield row, Reject(block.lines[row], code, refusal_error(why).message, block.raw(row))

    def _levels(self, kept: Mask) -> Mapping[str | None, int]:
        level = self._results.columns["level"]
        values = values_of(level)
        found = np.bincount(wire_of(level).codes[kept], minlength=len(values)).tolist()
        totals: dict[str | None, int] = {}
        for value, count in zip(values, found, strict=True):
            if count:
                totals[value] = totals.get(value, 0) + count
        return totals


class _Output:
    """A column of the network as a column of the result."""

    def __init__(self, column: Seen[Any]) -> None:
        self._column = column
        self._values: list[Any] = []

    def column(self, kept: Mask) -> Column:
        wire = wire_of(self._column)
        if isinstance(self._column, View):
            self._values += [self._column.function(value) for value in wire.values[len(self._values) :]]
            return Column(wire.codes[kept], self._values)
        return Column(wire.codes[kept], wire.values)


def _at(block: Block, position: int, row: int) -> Cell:
    codes, values = block.column(position)
    return values[int(codes[row])]


def _cell(block: Block, uses: Uses, misread: Misread) -> Reject:
    return Reject(
        line=block.lines[misread.row],
        code=misread.error.code,
        message=misread.error.message,
        raw=block.raw(misread.row),
        column=uses.columns[misread.column].header,
        value=cell_text(misread.cell),
        hint=misread.error.hint,
        scored=True,
    )
