"""The reader of plain chunks of CSV, whose columns are made when they are asked for."""

from collections.abc import Callable, Iterator, Sequence
from threading import Lock

import numpy as np

from cxmaturity.tables._native import Distinct, Records
from cxmaturity.tables.blocks import Block, Cell, Column
from cxmaturity.tables.csv.faults import MAX_CELL
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.strict import fault_of_line
from cxmaturity.tables.texts import Texts

_MOST = 1 << 15  # distinct texts; a column of more is no longer taken for one that repeats itself
_FEW = 1_000  # so many are no sign of anything


class PlainReader:
    """Reads plain chunks of a table whose records have this *shape*; needs what is compiled.

    Columns that were asked for once are made at once in all blocks to come, by whoever reads these.
    """

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._distinct: dict[int, Distinct] = {position: Distinct() for position in range(shape.width)}
        self._wanted: set[int] = set()
        self._rows = 0
        self._lock = Lock()

    def read(self, chunk: bytes, first: int) -> Block | None:
        """The rows of a chunk whose first line is *first*; None where the strict reader has to read it."""
        if self._shape.nameless:
            return None
        records = Records.of(chunk, ord(self._shape.delimiter), self._shape.width, MAX_CELL)
        if records is None:
            return None
        self._rows += len(records)
        rows = _Rows(records, first, self.columns)
        rows.make(tuple(self._wanted))
        faults = [fault_of_line(text, first + number, self._shape) for number, text in records.others()]
        return Block(rows.lines, rows.column, rows.cells, records.line, faults)

    def columns(self, records: Records, positions: Sequence[int]) -> Iterator[Column]:
        """The columns at *positions*."""
        most = min(_MOST, max(_FEW, self._rows * 3 // 4))
        with self._lock:
            self._wanted.update(positions)
            coded = [position for position in positions if position in self._distinct]
            found = records.codes([(self._distinct[position], position, most) for position in coded])
            codes = dict(zip(coded, found, strict=True))
            values = {position: self._distinct[position].values for position in coded}
            for position in coded:
                if codes[position] is None:
                    del self._distinct[position]
        for position in positions:
            of_rows = codes.get(position)
            if of_rows is None:
                offsets, data = records.texts(position)
                texts = Texts(np.frombuffer(offsets, np.int32), data)
                _ = texts.is_tidy, texts.hashes  # of names and numbers whoever scores the rows will ask
                yield Column(np.arange(len(records), dtype=np.int32), texts)
            else:
                yield Column(np.frombuffer(of_rows, np.int32), values[position])


class _Rows:
    """The columns of a chunk, each made once."""

    def __init__(
        self,
        records: Records,
        first: int,
        columns: Callable[[Records, Sequence[int]], Iterator[Column]],
    ) -> None:
        self._records = records
        self._columns = columns
        self._made: dict[int, Column] = {}
        self.lines: Sequence[int] = np.frombuffer(records.numbers(), np.int32) + first  # type: ignore[assignment]

    def make(self, positions: Sequence[int]) -> None:
        """Make the columns at *positions*."""
        self._made.update(zip(positions, self._columns(self._records, positions), strict=True))

    def column(self, position: int) -> Column:
        if position not in self._made:
            self.make([position])
        return self._made[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return [values[code] for code in codes.tolist()]
