"""What the user is to know of how a header was understood: each thing once."""

from collections.abc import Iterator

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.headers.name_lists import quoted_names
from cxmaturity.batch.headers.uses import ColumnUse, Uses
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.foundation.spelling import How
from cxmaturity.foundation.text import some_of
from cxmaturity.questionnaire.models import Questionnaire

_MOST = 8  # names that one note lists


def header_notes(uses: Uses, questionnaire: Questionnaire, mapping: MappingFile) -> Iterator[Message]:
    """The notes on a header that was understood."""
    if mapping.experimental:
        yield msg(
            "The preset for {tool} is experimental: no file of the tool was at hand for it. Please look with --explain"
            " at what became of each column.",
            tool=mapping.title or str(mapping.extends),
        )
    yield from (_inexact(column) for column in uses.columns if column.how in {How.NORMALISED, How.INVISIBLE})
    yield from _without_columns(uses, questionnaire)
    tested = {test for _, test in uses.tests}
    for test in mapping.rows:
        if test not in tested:
            header = test.column.text or test.column.like or test.column.code or str(test.column.matches)
            yield msg("There is no column “{column}”, so no row is left out by it.", column=header)
    if uses.ignored:
        headers = quoted_names([column.header for column in uses.ignored], _MOST)
        yield msg_n("One column is ignored: {headers}", "{n} columns are ignored: {headers}", len(uses.ignored),
                    headers=headers)  # fmt: skip


def _inexact(column: ColumnUse) -> Message:
    number = column.position + 1
    if column.how is How.INVISIBLE:
        return msg("Column {number}, “{header}”, is taken for {use}; there are invisible characters in its header.",
                   number=number, header=column.header, use=str(column.use))  # fmt: skip
    return msg("Column {number}, “{header}”, is taken for {use}.", number=number, header=column.header,
               use=str(column.use))  # fmt: skip


def _without_columns(uses: Uses, questionnaire: Questionnaire) -> Iterator[Message]:
    missing = [question.id for question in questionnaire.questions() if question.id not in uses.answered]
    if missing:
        yield msg_n("One question has no column and counts as not answered: {questions}",
                    "{n} questions have no column and count as not answered: {questions}", len(missing),
                    questions=some_of(missing, _MOST))  # fmt: skip
    questions = {question.id: question for question in questionnaire.questions()}
    for name, columns in uses.options.items():
        lacking = [each.id for each in questionnaire.options_of(questions[name]) if each.id not in columns]
        if lacking:
            yield msg("{question} has no column for {options}, which count as not ticked.", question=name,
                      options=some_of(lacking, _MOST))  # fmt: skip
