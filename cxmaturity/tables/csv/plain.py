"""The reader of plain chunks of CSV, whose columns are made when they are asked for."""

from collections.abc import Sequence

import numpy as np

from cxmaturity.tables.blocks import MAX_CELL, Block, Cell, Column
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.strict import fault_of_line
from cxmaturity.tables.native._compiled import Distinct, Records
from cxmaturity.tables.outgoing import expanded
from cxmaturity.tables.sources import Bytes
from cxmaturity.tables.texts import Texts

_MOST = 1 << 15  # distinct texts of a column that repeats itself
_FEW = 1_000  # so many are no sign of anything


class PlainReader:
    """Reads plain chunks of a table whose records have this *shape*; needs what is compiled."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._distinct: dict[int, Distinct] = {position: Distinct() for position in range(shape.width)}
        self._rows = 0

    def read(self, chunk: Bytes, first: int) -> Block | None:
        """The rows of a chunk whose first line is *first*; None where the strict reader has to read it."""
        if self._shape.nameless:
            return None
        records = Records.of(chunk, ord(self._shape.delimiter), self._shape.width, MAX_CELL)
        if records is None:
            return None
        self._rows += len(records)
        rows = _Rows(records, self._distinct, min(_MOST, max(_FEW, self._rows * 3 // 4)))
        faults = [fault_of_line(text, first + number, self._shape) for number, text in records.others()]
        lines: Sequence[int] = np.frombuffer(records.numbers(), np.int32) + np.int64(first)  # type: ignore[assignment]
        return Block(lines, rows.column, rows.cells, records.line, faults, rows.expect)


class _Rows:
    """The columns of a chunk that have been made; of those that were expected, cells that are alike share a text.

    What is *distinct* in a column is known from block to block, as long as it is not more than *most* texts: then the
    column is not taken for one that repeats itself.
    """

    def __init__(self, records: Records, distinct: dict[int, Distinct], most: int) -> None:
        self._records = records
        self._distinct = distinct
        self._most = most
        self._columns: dict[int, Column] = {}

    def expect(self, positions: Sequence[int]) -> None:
        coded = [position for position in positions if position in self._distinct]
        found = self._records.codes([(self._distinct[position], position, self._most) for position in coded])
        for position, codes in zip(coded, found, strict=True):
            if codes is None:
                del self._distinct[position]
            else:
                self._columns[position] = Column(
                    np.frombuffer(codes, np.int32), self._distinct[position].values
                )
        self._add_texts([position for position in positions if position not in self._columns])

    def column(self, position: int) -> Column:
        if position not in self._columns:
            self._add_texts([position])
        return self._columns[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return expanded(values, codes)

    def _add_texts(self, positions: list[int]) -> None:
        for position, (offsets, data) in zip(positions, self._records.texts(positions), strict=True):
            self._columns[position] = _of_texts(Texts(np.frombuffer(offsets, np.int32), data))


def _of_texts(texts: Texts) -> Column:
    _ = texts.is_tidy, texts.hashes  # of names and numbers whoever scores the rows will ask
    return Column(np.arange(len(texts), dtype=np.int32), texts)
