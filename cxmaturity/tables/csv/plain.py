"""The reader of plain chunks of CSV, whose columns are made when they are asked for."""

from collections.abc import Sequence
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
        self._distinct: list[Distinct | None] = [Distinct() for _ in range(shape.width)]
        self._wanted: set[int] = set()
        self._rows = 0
        self._lock = Lock()

    def read(self, chunk: bytes, first: int) -> Block | None:
        """The rows of a chunk whose first line is *first*; None where the strict reader has to read it."""
        delimiter, width = ord(self._shape.delimiter), self._shape.width
        if self._shape.nameless:
            return None
        records = Records.of(chunk, delimiter, width, MAX_CELL)
        if records is None:
            return None
        self._rows += len(records)
        rows = _Rows(records, first, self)
        for position in tuple(self._wanted):
            rows.column(position)
        faults = [fault_of_line(text, first + number, self._shape) for number, text in records.others()]
        return Block(rows.lines, rows.column, rows.cells, records.line, faults)

    def column(self, records: Records, position: int) -> Column:
        """The column at *position*."""
        with self._lock:
            self._wanted.add(position)
            distinct = self._distinct[position]
            if distinct is not None:
                codes = distinct.codes(records, position, min(_MOST, max(_FEW, self._rows * 3 // 4)))
                if codes is not None:
                    return Column(np.frombuffer(codes, np.intp), distinct.values)
            self._distinct[position] = None
        offsets, data = records.texts(position)
        return Column(np.arange(len(records)), Texts(np.frombuffer(offsets, np.int32), data))


class _Rows:
    """The columns of a chunk, each made once."""

    def __init__(self, records: Records, first: int, reader: PlainReader) -> None:
        self._records = records
        self._reader = reader
        self._columns: dict[int, Column] = {}
        self.lines: Sequence[int] = np.frombuffer(records.numbers(), np.int32) + first  # type: ignore[assignment]

    def column(self, position: int) -> Column:
        if position not in self._columns:
            self._columns[position] = self._reader.column(self._records, position)
        return self._columns[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return [values[code] for code in codes.tolist()]
