"""A tick list with a column for each option."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cxmaturity.answers.checking import InvalidAnswer, Raw, given_answer
from cxmaturity.answers.mapping import QuestionColumns, Writing
from cxmaturity.answers.values import Given, Missing
from cxmaturity.batch.cells.cell_text import shown, typed_text
from cxmaturity.batch.cells.vocabulary import BLANK, Blank, missing_words, writing_of
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.spelling import Found, How, Lookalike, Spellings, normalised
from cxmaturity.questionnaire.fields import names_of
from cxmaturity.questionnaire.questions import Option, Question
from cxmaturity.tables.blocks import Cell

#: What the column of an option says, where a mapping does not: that it was chosen, that it was not.
TICKED = ("1", "x", "yes", "ja", "true", "TRUE", "wahr")
UNTICKED = ("0", "no", "nein", "false", "FALSE", "falsch")

#: Whether an option was chosen, or that nothing is said about it.
Tick = bool | Missing | Blank


class TicksReader:
    """Reads the columns of the options of *question*; *columns* and *cells* are what a mapping says."""

    def __init__(
        self,
        question: Question,
        options: Sequence[Option],
        columns: QuestionColumns | None = None,
        cells: Writing | None = None,
    ) -> None:
        self._question = question
        self._options = options
        writing = writing_of(columns, cells or Writing())
        self._says = {option.id: Spellings(_sayings(option, writing)) for option in options}

    def tick(self, option: str, cell: Cell) -> tuple[Tick, bool]:
        """What *cell*, in the column of *option*, says of it, and whether exactly so. Raises InvalidAnswer."""
        text = typed_text(cell)
        if not normalised(text):
            return BLANK, True
        found = self._says[option].find(text)
        if isinstance(found, Found):
            return found.thing, found.how is How.EXACT
        if isinstance(found, Lookalike):
            raise InvalidAnswer("lookalike-answer", found.message, msg("Type the answer anew."))
        message = msg("“{answer}” does not say whether “{option}” of {question} was chosen.", answer=shown(text),
                      option=option, question=self._question.id)  # fmt: skip
        hint = msg("Say in a mapping, under ticked and unticked, what the columns of options say.")
        raise InvalidAnswer("unclear-tick", message, hint)

    def combined(self, ticks: Mapping[str, Tick]) -> Given | None:
        """The answer that the *ticks* of a row make, by option: None where all are blank. Raises InvalidAnswer."""
        said = set(ticks.values()) - {BLANK}
        if not said:
            return None
        missing = [tick for tick in said if isinstance(tick, Missing)]
        if not missing:
            ticked: list[Raw] = [option for option, tick in ticks.items() if tick is True]
            return given_answer(self._question, self._options, ticked)
        if len(said) == 1:
            return given_answer(self._question, self._options, missing[0].value)
        message = msg("Some columns of {question} say “{answer}”, others do not.", question=self._question.id,
                      answer=missing[0].value)  # fmt: skip
        raise InvalidAnswer("contradictory-ticks", message, msg("Correct the row in the file."))


def _sayings(option: Option, writing: Writing) -> Iterator[tuple[str, Tick]]:
    """What the column of *option* may say: its own name, too, stands for its having been chosen."""
    names: Iterable[str] = names_of(option)
    ticked = writing.ticked or TICKED
    unticked = writing.unticked or tuple(word for word in UNTICKED if word not in ticked)
    yield from ((name, True) for name in (*names, *ticked))
    yield from ((word, False) for word in unticked)
    yield from missing_words(writing)
