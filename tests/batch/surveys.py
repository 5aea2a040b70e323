"""Files of survey tools, made by us in the shape that each tool writes, and read as plainly as can be."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from cxmaturity.answers.mapping import NO_MAPPING, MappingFile
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.readers import readers_of
from cxmaturity.batch.cells.row_cells import counts, read_date, read_name
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.foundation.documents import read_document
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.blocks import Cell

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"

Rows = Sequence[Sequence[Cell]]


@cache
def survey() -> Questionnaire:
    return read_questionnaire(read_document(HERE / "survey.yaml"))


def csv_rows(path: Path, delimiter: str) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file, delimiter=delimiter, strict=True) if row]


def forms_sheet(path: Path, words: Mapping[str, str]) -> Rows:
    """Writes what Microsoft Forms would, and reads it back."""
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    header = ["ID", words["start"], words["end"], words["mail"], "Name"]
    header += [words[name] for name in ("vision", "agreement", "channels", "share", "delay")]
    begun, done = datetime(2026, 3, 5, 10, 10, 1), datetime(2026, 3, 5, 10, 14, 40)  # noqa: DTZ001
    with Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, header)
        whole: list[str | int] = [*words["adopted"].split("|"), 40, 15]
        rows: list[list[str | int]] = [whole, [words["aware"]]]
        for row, answers in enumerate(rows, start=1):
            sheet.write_row(row, 0, [row])
            sheet.write_datetime(row, 1, begun)
            sheet.write_datetime(row, 2, done)
            sheet.write_row(row, 3, ["anonymous", "", *answers])
    return [
        [_exact(cell) for cell in row]
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]


def _exact(cell: object) -> Cell:
    assert isinstance(cell, str | float | datetime)
    return Decimal(repr(cell)) if isinstance(cell, float) else cell


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a row says."""

    company: str | None
    respondent: str | None
    date: str | None
    answers: Mapping[str, Given | None]


def read_rows(rows: Rows, mapping: MappingFile | None) -> tuple[Uses, list[ReadRow]]:
    """The uses of the columns, and every row that counts."""
    height = (mapping or NO_MAPPING).header.rows
    uses = match_header(rows[:height], survey(), mapping)
    counting = [row for row in rows[height:] if all(counts(test, row[at]) for at, test in uses.tests)]
    return uses, [_read_row(row, uses, mapping) for row in counting]


def _read_row(row: Sequence[Cell], uses: Uses, mapping: MappingFile | None) -> ReadRow:
    readers = readers_of(uses, survey(), mapping)
    answers = {name: readers.questions[name].read(row[at]).value for name, at in uses.questions.items()}
    for name, columns in uses.options.items():
        reader = readers.options[name]
        answers[name] = reader.combined(
            {option: reader.tick(option, row[at])[0] for option, at in columns.items()}
        )
    cells = {role: row[at] for role, at in uses.roles.items()}
    return ReadRow(
        company=read_name(cells.get("company")),
        respondent=read_name(cells.get("respondent")),
        date=read_date(cells.get("date"), (mapping or NO_MAPPING).columns.date),
        answers=answers,
    )
