"""A sheet of an Excel workbook as a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.tables.blocks import BLOCK_ROWS, Block, Cell, Fault, Tally, TypedColumns
from cxmaturity.tables.cells import cell_text, exact_cell
from cxmaturity.tables.headers import (
    TEXT_WITHOUT_NAME,
    check_header,
    nameless_columns,
    nameless_note,
    too_few_rows,
)
from cxmaturity.tables.table import ReadOptions, Table
from cxmaturity.tables.xlsx.survey import Survey, damaged, look_over

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_Numbered = tuple[int, list[Cell]]


def open_xlsx(file: BinaryIO, options: ReadOptions, name: str, close: Callable[[], None]) -> Table:
    """Return the table in the sheet that *options* name, or the first; raise InvalidDocument."""
    survey = look_over(file, options.sheet, name)
    tally = Tally()
    sheet = _load(file, survey.sheet, name)
    height = 1 + (sheet.end or (0, 0))[0]
    rows = _rows(sheet, survey.errors, tally)
    numbered = [*islice(rows, options.header_rows)]
    header = [cells for _, cells in numbered]
    check_header(header, name, numbered[0][0] if numbered else 1)
    if len(header) < options.header_rows:
        raise too_few_rows(len(header), options.header_rows, name, tally.lines)
    tally.header = len(header)
    nameless = nameless_columns(header)
    width = len(header[0]) - nameless
    notes = (_sheet_note(survey, options.sheet), nameless_note(nameless))
    return Table(
        name,
        tuple(tuple(row[:width]) for row in header),
        tuple(note for note in notes if note is not None),
        tally,
        _blocks(rows, width, tally),
        close,
        lambda: tally.lines / height,
    )


def _load(file: BinaryIO, sheet: str, name: str) -> "CalamineSheet":
    from python_calamine import CalamineError, CalamineWorkbook

    file.seek(0)
    try:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_name(sheet)
    except CalamineError as error:
        raise damaged(name) from error


def _sheet_note(survey: Survey, wanted: str | None) -> Message | None:
    if wanted is not None or len(survey.sheets) == 1:
        return None
    return msg("Sheet: {sheet}, the first of {count}.", sheet=survey.sheet, count=len(survey.sheets))


def _rows(sheet: "CalamineSheet", errors: Mapping[tuple[int, int], str], tally: Tally) -> Iterator[_Numbered]:
    """Each row that is not blank, with its number in the sheet."""
    left = (sheet.start or (0, 0))[1]
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, {})[column] = text
    for number, given in enumerate(sheet.iter_rows()):
        cells: list[Cell] = [None] * left + [_cell(value) for value in given]
        for column, text in by_row.get(number, {}).items():
            cells[column : column + 1] = [text]
        tally.lines += 1
        if any(cell is not None for cell in cells):
            yield number + 1, cells
        else:
            tally.blank += 1


def _cell(value: float | str | date | time | timedelta) -> Cell:
    if isinstance(value, float):
        return exact_cell(repr(value))
    return None if value == "" else value


def _blocks(rows: Iterator[_Numbered], width: int, tally: Tally) -> Iterator[Block]:
    while batch := [*islice(rows, BLOCK_ROWS)]:
        faults = [_fault(number, cells) for number, cells in batch if _overhangs(cells, width)]
        sound = [each for each in batch if not faults or not _overhangs(each[1], width)]
        tally.faults += len(faults)
        tally.rows += len(sound)
        columns = TypedColumns([cells for _, cells in sound], max(len(cells) for _, cells in batch))
        yield Block([number for number, _ in sound], columns.column, columns.cells, _raw(sound), faults)


def _overhangs(cells: Sequence[Cell], width: int) -> bool:
    return any(cell is not None for cell in cells[width:])


def _fault(number: int, cells: Sequence[Cell]) -> Fault:
    return Fault(number, "ragged-row", TEXT_WITHOUT_NAME, _line(cells), number)


def _raw(rows: Sequence[_Numbered]) -> Callable[[int], str]:
    return lambda row: _line(rows[row][1])


def _line(cells: Sequence[Cell]) -> str:
    return "\t".join(map(cell_text, cells))
