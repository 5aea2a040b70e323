"""Who answered and when, and what else a result passes on from its table."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.cells.readers import Readers
from cxmaturity.batch.cells.row_cells import read_date, read_name
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.batch.intake.columns import CellColumn, exactly
from cxmaturity.batch.intake.misreading import Misread
from cxmaturity.batch.network.wires import Wire
from cxmaturity.tables.blocks import Block, Cell, Column
from cxmaturity.tables.texts import Texts


class Identities:
    """The columns that a result begins with: company, respondent, date, attributes, and those that are kept.

    `columns` are those of the last block by name, and `companies` its cells that name one.
    """

    def __init__(self, uses: Uses, readers: Readers, mapping: MappingFile | None) -> None:
        declared = None if mapping is None else mapping.columns.date
        self._texts: dict[str, int] = {
            name: uses.roles[name] for name in ("company", "respondent") if name in uses.roles
        }
        self._read: dict[str, CellColumn[Any]] = {}
        if "date" in uses.roles:
            read = exactly(lambda cell: read_date(cell, declared))
            self._read["date"] = CellColumn(uses.roles["date"], read, Wire())
        for name, position in uses.attributes.items():
            self._read[name] = CellColumn(position, readers.attributes[name].read, Wire())
        self._kept = {uses.columns[position].header: position for position in uses.keep}
        self.names = (*self._texts, *self._read, *self._kept)
        self.columns: dict[str, Column] = {}
        self.companies: Column | None = None

    def fill(self, block: Block, left_out: NDArray[np.bool_]) -> Iterator[Misread]:
        """Take the columns of *block* that are passed on, and tell what cannot be read of the others.

        Of rows that are *left_out*, nothing is told.
        """
        self.columns = {}
        for name, position in self._texts.items():
            codes, cells = block.column(position)
            is_tidy = isinstance(cells, Texts) and cells.is_tidy
            self.columns[name] = Column(codes, cells if is_tidy else [read_name(cell) for cell in cells])
            if name == "company":
                self.companies = Column(codes, cells)
        for name, column in self._read.items():
            yield from column.misread(left_out)
            self.columns[name] = Column(column.wire.codes, column.wire.values)
        for name, position in self._kept.items():
            codes, cells = block.column(position)
            self.columns[name] = Column(codes, [_passed_on(cell) for cell in cells])

    @property
    def read(self) -> Sequence[CellColumn[Any]]:
        """The columns that are read, and not just passed on."""
        return tuple(self._read.values())

    @property
    def nameless(self) -> NDArray[np.bool_] | None:
        """Which rows name no company; None where the table has no such column."""
        return _missing(self.columns["company"]) if "company" in self._texts else None

    def who(self) -> tuple[Sequence[Column], NDArray[np.bool_]] | None:
        """The columns that tell respondents apart, and which rows name one; None where the table does not."""
        if "respondent" not in self._texts:
            return None
        return list(map(self.columns.__getitem__, self._texts)), ~_missing(self.columns["respondent"])


def _missing(column: Column) -> NDArray[np.bool_]:
    if isinstance(column.values, Texts):
        return np.zeros(len(column.codes), bool)
    missing = np.array([value is None for value in column.values], bool)
    return missing[column.codes] if len(missing) else missing


def _passed_on(cell: Cell) -> str | None:
    return typed_text(cell) or None
