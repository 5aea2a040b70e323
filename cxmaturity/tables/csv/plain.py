"""The reader of plain chunks of CSV, whose columns are made when they are asked for."""

from collections.abc import Sequence
from threading import Lock
from weakref import ref

import numpy as np

from cxmaturity.tables.blocks import Block, Cell, Column
from cxmaturity.tables.csv.faults import MAX_CELL
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.strict import fault_of_line
from cxmaturity.tables.native._compiled import Distinct, Records
from cxmaturity.tables.texts import Texts

_MOST = 1 << 15  # distinct texts of a column that repeats itself
_FEW = 1_000  # so many are no sign of anything


class PlainReader:
    """Reads plain chunks of a table whose records have this *shape*; needs what is compiled.

    A column that was asked for once is made at once in all blocks to come, by whoever reads these; of blocks that have
    been read ahead, when it is asked for. So texts come in the order of the file, whoever is faster.
    """

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._distinct: dict[int, Distinct] = {position: Distinct() for position in range(shape.width)}
        self._wanted: list[int] = []
        self._rows = 0
        self._read: list[ref[_Rows]] = []  # of blocks that somebody still has
        self._lock = Lock()

    def read(self, chunk: bytes, first: int) -> Block | None:
        """The rows of a chunk whose first line is *first*; None where the strict reader has to read it."""
        if self._shape.nameless:
            return None
        records = Records.of(chunk, ord(self._shape.delimiter), self._shape.width, MAX_CELL)
        if records is None:
            return None
        self._rows += len(records)
        rows = _Rows(records, first, min(_MOST, max(_FEW, self._rows * 3 // 4)), self)
        with self._lock:
            self._make(rows, self._wanted)
            self._read = [each for each in self._read if each() is not None] + [ref(rows)]
        faults = [fault_of_line(text, first + number, self._shape) for number, text in records.others()]
        return Block(rows.lines, rows.column, rows.cells, records.line, faults)

    def ask(self, rows: "_Rows", position: int) -> None:
        """Make a column of *rows*, which nobody has asked for yet, and of the blocks after them."""
        with self._lock:
            held = [each for each in (reference() for reference in self._read) if each is not None]
            for each in held[held.index(rows) :]:
                if position not in each.columns:
                    self._make(each, [position])
            if position not in self._wanted:
                self._wanted.append(position)

    def _make(self, rows: "_Rows", positions: Sequence[int]) -> None:
        coded = [position for position in positions if position in self._distinct]
        found = rows.records.codes([(self._distinct[position], position, rows.most) for position in coded])
        for position, codes in zip(coded, found, strict=True):
            if codes is None:
                del self._distinct[position]
            else:
                rows.columns[position] = Column(
                    np.frombuffer(codes, np.int32), self._distinct[position].values
                )
        for position in positions:
            if position not in self._distinct:
                rows.columns[position] = _of_texts(rows.records, position)


class _Rows:
    """The rows of a chunk, with those of their `columns` that have been made.

    A column of more than *most* distinct texts is not taken for one that repeats itself.
    """

    def __init__(self, records: Records, first: int, most: int, reader: PlainReader) -> None:
        self.records = records
        self.most = most
        self.columns: dict[int, Column] = {}
        self.lines: Sequence[int] = np.frombuffer(records.numbers(), np.int32) + np.int64(first)  # type: ignore[assignment]
        self._reader = reader

    def column(self, position: int) -> Column:
        if position not in self.columns:
            self._reader.ask(self, position)
        return self.columns[position]

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return [values[code] for code in codes.tolist()]


def _of_texts(records: Records, position: int) -> Column:
    offsets, data = records.texts(position)
    texts = Texts(np.frombuffer(offsets, np.int32), data)
    _ = texts.is_tidy, texts.hashes  # of names and numbers whoever scores the rows will ask
    return Column(np.arange(len(records), dtype=np.int32), texts)
