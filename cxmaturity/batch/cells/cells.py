"""From a cell to the answer it gives to a question, exactly or written a little differently, and else why not."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from msgspec import Struct

from cxmaturity.answers.checking import InvalidAnswer, Raw, given_answer
from cxmaturity.answers.mapping import QuestionColumns, Writing
from cxmaturity.answers.values import NOTHING_TICKED, Given, Missing
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.batch.cells.numbers import NumberReader, is_bare, not_a_date
from cxmaturity.batch.cells.splitting import MOST_PIECES, pieces
from cxmaturity.batch.cells.vocabulary import BLANK, Said, Vocabulary, is_no_option
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.spelling import normalised
from cxmaturity.questionnaire.questions import NumberQuestion, Option, Question
from cxmaturity.tables.blocks import Cell

#: What often stands between options although nothing says so.
_OTHER_SEPARATORS = (",", ";", "|", "/", "\n")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


class Read(Struct, frozen=True):
    """An answer, None where there is none, and whether the cell says exactly that."""

    value: Given | None
    exact: bool = True


_NOTHING = Read(None)
_NO_TICKS = Read(frozenset())


class CellReader:
    """Reads the cells of the one column that answers *question*; *columns* and *cells* are what a mapping says."""

    def __init__(
        self,
        question: Question,
        options: Sequence[Option],
        columns: QuestionColumns | None = None,
        cells: Writing | None = None,
    ) -> None:
        self._question = question
        self._options = options
        self._words = Vocabulary(question, options, columns, cells or Writing())
        self._most_pieces = self._words.most_pieces(self._words.writing.split)
        unit = None if columns is None else columns.unit
        self._numbers = (
            NumberReader(question, options, self._words.writing, unit)
            if isinstance(question, NumberQuestion)
            else None
        )

    @property
    def bare_numbers(self) -> NumberQuestion | None:
        """The question, where a bare number in a cell is nothing but the answer to it, in its own unit."""
        if self._numbers is None or not self._words.leaves_numbers:
            return None
        return self._numbers.question if self._numbers.takes_as_written else None

    def read(self, cell: Cell) -> Read:
        """The answer in *cell*. Raises InvalidAnswer where it is none, or could be several."""
        if self._numbers is not None and self._words.leaves_numbers and is_bare(cell):
            return Read(self._numbers.read(cell))
        text = NOTHING_TICKED if cell == () and self._question.kind == "multi" else typed_text(cell)
        if not normalised(text):
            return _NOTHING
        said = self._words.find(text)
        if said is not None and (cell == () or not isinstance(cell, tuple)):
            return self._read(*said)
        if self._numbers is not None:
            return Read(self._numbers.read(self._words.number_in(text) or cell))
        if isinstance(cell, date | time | timedelta):
            raise not_a_date(self._question, text)
        if self._question.kind == "multi":
            return _NO_TICKS if text.strip() == NOTHING_TICKED else self._ticks(cell, text)
        raise self._unknown(text)

    def _read(self, said: Said, exact: bool) -> Read:  # noqa: FBT001  a pair is taken apart
        if said is BLANK:
            return Read(None, exact)
        if isinstance(said, Missing):
            return Read(given_answer(self._question, self._options, said.value), exact)
        return Read(frozenset({said}) if self._question.kind == "multi" else said, exact)

    def _ticks(self, cell: Cell, text: str) -> Read:
        items = [typed_text(item) for item in cell] if isinstance(cell, tuple) else self._pieces(text)
        found = [(item, said) for item in items if (said := self._words.find(item)) or normalised(item)]
        wrong = next((item for item, said in found if said is None or is_no_option(said[0])), None)
        if wrong is not None or not found:
            raise self._unknown(text if wrong is None else wrong, self._other_separator(text))
        ticks: list[Raw] = [str(said[0]) for _, said in found if said is not None]
        value = given_answer(self._question, self._options, ticks)
        return Read(value, all(said is not None and said[1] for _, said in found))

    def _pieces(self, text: str, *separators: str) -> list[str]:
        marks = separators or self._words.writing.split
        known = self._words.most_pieces(marks) if separators else self._most_pieces
        # An entity has a semicolon that separates nothing.
        most = MOST_PIECES if known is None or "&" in text else min(known, MOST_PIECES)
        return pieces(text, marks, lambda part: self._words.find(part) is not None, most)

    def _other_separator(self, text: str) -> Message | None:
        """A hint at what stands between the options, where it is not what should."""
        for mark in _OTHER_SEPARATORS:
            parts = self._pieces(text, mark)
            said = [self._words.find(part) for part in parts]
            if len(parts) > 1 and all(each is not None and not is_no_option(each[0]) for each in said):
                sign = mark.strip() or "\\n"
                return msg("If “{mark}” stands between options, say so in a mapping, under split.", mark=sign)
        return None

    def _unknown(self, text: str, hint: Message | None = None) -> InvalidAnswer:
        """Why *text* is no option, with what is meant or offered."""
        raw = int(text) if _WHOLE.fullmatch(text) else shown(text)
        near = suggestion(text, self._words.names())
        try:
            given_answer(self._question, self._options, [raw] if self._question.kind == "multi" else raw)
        except InvalidAnswer as error:
            return InvalidAnswer(error.code, error.message, hint or near or error.hint)
        raise AssertionError(text)  # it would have been found
