"""Answers in the last row that a mapping takes for the header: they would be lost."""

from collections.abc import Callable, Iterator, Sequence

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.batch.cells.readers import readers_of
from cxmaturity.batch.headers.claims import HeaderProblem
from cxmaturity.batch.headers.uses import Uses
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.spelling import normalised
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.blocks import Cell


def answers_in_header(
    header_rows: Sequence[Sequence[Cell]], uses: Uses, questionnaire: Questionnaire, mapping: MappingFile
) -> HeaderProblem | None:
    """That most cells of the last row which stand above answers are themselves some; None where they are not."""
    last = len(header_rows)
    if last == 1:
        return None
    row = header_rows[-1]
    readers = _readers(uses, questionnaire, names_options=mapping.header.options == last)
    above = [(name, row[at], read) for name, at, read in readers if at < len(row)]
    said = [(name, cell, read) for name, cell, read in above if normalised(typed_text(cell))]
    answers = [(name, cell) for name, cell, read in said if _is_read(cell, read)]
    if len(answers) * 2 <= len(said):
        return None
    name, cell = answers[0]
    message = msg("Row {row} should belong to the header, but holds an answer to {question}: “{cell}”.",
                  row=last, question=name, cell=shown(typed_text(cell)))  # fmt: skip
    hint = msg("Say in a mapping, under header, how many rows stand above the answers.")
    return HeaderProblem("answers-in-header", message, hint)


def _readers(
    uses: Uses, questionnaire: Questionnaire, *, names_options: bool
) -> Iterator[tuple[str, int, Callable[[Cell], object]]]:
    """For each column of answers its question, its position, and what reads a cell as plainly as can be.

    Columns of options are left out where the row *names_options*: their names are answers, too.
    """
    readers = readers_of(uses, questionnaire)
    yield from ((name, at, readers.questions[name].read) for name, at in uses.questions.items())
    for name, options in () if names_options else uses.options.items():
        for option, at in options.items():
            yield name, at, _ticking(readers.options[name].tick, option)


def _ticking(tick: Callable[[str, Cell], object], option: str) -> Callable[[Cell], object]:
    return lambda cell: tick(option, cell)


def _is_read(cell: Cell, read: Callable[[Cell], object]) -> bool:
    try:
        read(cell)
    except InvalidAnswer:
        return False
    return True
