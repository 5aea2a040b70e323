"""Tables read whole, for tests that look at all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxmaturity.tables.blocks import Block, Cell, Fault, Tally
from cxmaturity.tables.opening import open_table
from cxmaturity.tables.table import ReadOptions


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a table gives."""

    header: tuple[tuple[Cell, ...], ...]
    rows: dict[int, tuple[Cell, ...]]
    raw: dict[int, str]
    faults: list[Fault]
    notes: list[str]
    tally: Tally


def read(path: Path, options: ReadOptions | None = None) -> Whole:
    """Read the table in *path*, and see to it that all its lines are accounted for."""
    rows: dict[int, tuple[Cell, ...]] = {}
    raw: dict[int, str] = {}
    faults: list[Fault] = []
    with open_table(path, options) as table:
        for block in table.blocks():
            rows |= rows_of(block, len(table.header[0]))
            raw |= {line: block.raw(row) for row, line in enumerate(block.lines)}
            faults += block.faults
    tally = table.tally
    assert tally.lines == tally.header + tally.rows + tally.faults + tally.blank + tally.continuation
    assert (tally.rows, tally.faults) == (len(rows), len(faults))
    return Whole(table.header, rows, raw, faults, [str(note) for note in (*table.notes, *tally.notes)], tally)


def rows_of(block: Block, width: int) -> dict[int, tuple[Cell, ...]]:
    """Return the rows of *block* by their lines, which both of its ways to give a column agree on."""
    columns = [decoded(block, position) for position in range(width)]
    assert [list(block.cells(position)) for position in range(width)] == columns
    return dict(zip(block.lines, zip(*columns, strict=True), strict=True))


def decoded(block: Block, position: int) -> Sequence[Cell]:
    codes, values = block.column(position)
    return [values[code] for code in codes]


def read_bytes(
    folder: Path, content: str | bytes, options: ReadOptions | None = None, ending: str = ".csv"
) -> Whole:
    """Read *content* as a file."""
    path = folder / f"table{ending}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, options)
