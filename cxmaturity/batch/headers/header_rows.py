"""Answers among the rows that a mapping takes for the header: they would be lost."""

from collections.abc import Iterator, Sequence

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.cells.readers import readers_of
from cxmaturity.batch.headers.claims import HeaderProblem
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.blocks import Cell


def answers_in_header(
    header_rows: Sequence[Sequence[Cell]], uses: Uses, questionnaire: Questionnaire, mapping: MappingFile
) -> Iterator[HeaderProblem]:
    """The rows below the first that hold an answer, each with the first one."""
    if len(header_rows) == 1:
        return
    readers = readers_of(uses, questionnaire, mapping).questions
    for number, row in enumerate(header_rows[1:], 2):
        answers = (
            (name, row[position])
            for name, position in uses.questions.items()
            if position < len(row) and _is_answer(row[position], readers[name])
        )
        found = next(answers, None)
        if found is not None:
            yield _not_a_header(number, *found)


def _is_answer(cell: Cell, reader: CellReader) -> bool:
    try:
        return reader.read(cell).value is not None
    except InvalidAnswer:
        return False


def _not_a_header(row: int, question: str, cell: Cell) -> HeaderProblem:
    message = msg("Row {row} should belong to the header, but holds an answer to {question}: “{cell}”.",
                  row=row, question=question, cell=shown(typed_text(cell)))  # fmt: skip
    hint = msg("Say in a mapping, under header, how many rows stand above the answers.")
    return HeaderProblem("answers-in-header", message, hint)
