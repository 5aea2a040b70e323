"""A number, a share or a duration from a cell: as people write it, or as a spreadsheet holds it."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

from cxmaturity.answers.checking import InvalidAnswer, given_answer, within_limits
from cxmaturity.answers.mapping import Writing
from cxmaturity.answers.quantities import convert
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.scalars import MAX_DIGITS, number_text
from cxmaturity.questionnaire.questions import NumberQuestion, Option, Question
from cxmaturity.tables.blocks import Cell

_BARE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def is_bare(cell: Cell) -> bool:
    """Whether a cell is a number written with no more than a sign and decimals."""
    return isinstance(cell, str) and _BARE.fullmatch(cell) is not None


class NumberReader:
    """Reads numbers as answers to *question*; bare ones are in *unit*, shares as *writing* says."""

    def __init__(
        self, question: NumberQuestion, options: Sequence[Option], writing: Writing, unit: str | None
    ) -> None:
        self.question = question
        self._options = options
        self._percent = writing.percent
        self._unit = unit or question.unit

    @property
    def takes_as_written(self) -> bool:
        """Whether a bare number in a text is one in the question's unit."""
        return self._unit == self.question.unit and self._percent != "as-fraction"

    def read(self, cell: Cell) -> Given:
        """The number in *cell*, in the question's unit.

        Raises InvalidAnswer where it is none, is beyond the question's limits, or is a fraction or a percentage.
        """
        match cell:
            case str():
                return self._written(shown(cell.strip()))
            case int() | Decimal() if not isinstance(cell, bool):
                return self._held(Decimal(cell))
            case timedelta():
                return self._duration(cell)
            case time():
                return self._duration(_since_midnight(cell))
            case date():
                raise not_a_date(self.question, typed_text(cell))
            case _:
                return given_answer(self.question, self._options, shown(typed_text(cell)))

    def _written(self, text: str) -> Given:
        if _BARE.fullmatch(text) and self._percent == "as-fraction" and self.question.unit == "%":
            return self._held(Decimal(text.replace(",", ".")))
        if _BARE.fullmatch(text) and self._unit != self.question.unit:
            text = f"{text} {self._unit}"
        return given_answer(self.question, self._options, text)

    def _held(self, number: Decimal) -> Given:
        """A number that is not written but held: nothing but the mapping says whether a share is a fraction."""
        text = shown(typed_text(number))
        if not number.is_finite():
            raise InvalidAnswer("unclear-number", msg("“{text}” is not a number.", text=text))
        if abs(number.adjusted()) > MAX_DIGITS:
            raise InvalidAnswer("unclear-number", msg("“{text}” has too many digits.", text=text))
        value = Fraction(number)
        if self.question.unit == "%" and self._percent == "as-fraction":
            value *= 100
        elif self.question.unit == "%" and self._percent is None and 0 < value <= 1:
            hundredfold = number_text((number * 100).normalize())
            message = msg("{number}: {number} % or {hundredfold} %?", number=text, hundredfold=hundredfold)
            hint = msg("Say in a mapping, for {question}, percent: as-fraction or as-percent.",
                       question=self.question.id)  # fmt: skip
            raise InvalidAnswer("fraction-or-percent", message, hint)
        return self._in_limits(value, self._unit, text)

    def _duration(self, length: timedelta) -> Given:
        milliseconds = Fraction(length // timedelta(microseconds=1), 1000)
        return self._in_limits(milliseconds, "ms", typed_text(length))

    def _in_limits(self, value: Fraction, unit: str, text: str) -> Given:
        converted = convert(value, unit, self.question.unit)
        if converted is None:
            raise not_a_date(self.question, text)
        return within_limits(self.question, converted)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(
        hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond
    )


def not_a_date(question: Question, text: str) -> InvalidAnswer:
    """That a spreadsheet has made something of an answer that it was not."""
    message = msg("{question} does not ask for a date or time, but the cell is one: {text}.", question=question.id,
                  text=text)  # fmt: skip
    hint = msg("The spreadsheet has turned the answer into it; format the cells as text and enter it again.")
    return InvalidAnswer("answer-is-date", message, hint)
