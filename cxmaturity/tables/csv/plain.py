"""The reader of plain chunks of CSV, whose columns are made when they are asked for."""

from collections.abc import Sequence

import numpy as np

from cxmaturity.tables.blocks import Block, Cell, Column
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.records import Records, records_of
from cxmaturity.tables.csv.strict import fault_of_line
from cxmaturity.tables.distinct import Distinct
from cxmaturity.tables.texts import Texts


class PlainReader:
    """Reads plain chunks of a table whose records have this *shape*."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._distinct: list[Distinct | None] = [Distinct() for _ in range(shape.width)]

    def read(self, chunk: bytes, first: int) -> Block | None:
        """The rows of a chunk whose first line is *first*; None where the strict reader has to read it."""
        records = records_of(chunk, self._shape)
        if records is None:
            return None
        rows = _Rows(chunk, first, records, self._distinct)
        faults = [
            fault_of_line(rows.line(place), first + place, self._shape)
            for place in np.flatnonzero(~records.is_whole).tolist()
        ]
        return Block(rows.lines, rows.column, rows.cells, rows.raw, faults)


class _Rows:
    """The columns of a chunk, made when they are asked for."""

    def __init__(self, chunk: bytes, first: int, records: Records, distinct: list[Distinct | None]) -> None:
        self._chunk = chunk
        self._records = records
        self._distinct = distinct
        self._columns: dict[int, Column] = {}
        self._places = np.flatnonzero(records.is_whole)
        self.lines: Sequence[int] = self._places + first  # type: ignore[assignment]

    def column(self, position: int) -> Column:
        if position not in self._columns:
            self._columns[position] = self._made(position)
        return self._columns[position]

    def _made(self, position: int) -> Column:
        spans, distinct = self._records.spans(position), self._distinct[position]
        codes = None if distinct is None else distinct.codes(spans)
        if distinct is not None and codes is not None:
            return Column(codes, distinct.values)
        self._distinct[position] = None
        return Column(np.arange(len(spans)), Texts(spans))

    def cells(self, position: int) -> Sequence[Cell]:
        codes, values = self.column(position)
        return [values[code] for code in codes.tolist()]

    def raw(self, row: int) -> str:
        return self.line(self._places[row])

    def line(self, place: int) -> str:
        """The line at a place in the chunk, without its end."""
        lines = self._records.lines
        return self._chunk[lines.starts[place] : lines.ends[place]].decode().removesuffix("\r")
