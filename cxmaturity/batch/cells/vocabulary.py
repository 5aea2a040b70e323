"""What the text of a cell can say in answer to a question: an option, or that there is no answer."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import QuestionColumns, Writing
from cxmaturity.answers.values import Missing
from cxmaturity.batch.cells.cell_text import shown
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.spelling import Ambiguous, Found, How, Lookalike, Spellings, normalised
from cxmaturity.questionnaire.fields import RESERVED, names_of
from cxmaturity.questionnaire.questions import Option, Question


class Blank(Enum):
    """As good as an empty cell."""

    BLANK = "blank"


BLANK = Blank.BLANK

#: The id of an option, or why there is no answer.
Said = str | Missing | Blank

#: What says that somebody does not know, or that a question does not apply, without a mapping.
WORDS: tuple[tuple[str, Missing], ...] = (
    *((word, Missing.UNKNOWN) for word in ("unknown", "don't know", "weiß nicht")),
    *((word, Missing.NOT_APPLICABLE) for word in ("not-applicable", "not applicable", "nicht anwendbar")),
)

_CODE = re.compile(r"(-?(?:0|[1-9][0-9]{0,17}))(?:\.0{1,20})?")
_DIGIT = re.compile(r"\d")
_PLAIN_MARKS = {",", ";", "|", "/"}  # which stay what they are, however a text is compared
_MOST_FOUND = 100  # texts that are remembered: ticks in one cell are those of others, too
_LONGEST = 300  # regular expressions are not tried on longer cells


class Vocabulary:
    """The texts that mean something for one question. What a mapping declares comes before all else."""

    def __init__(
        self, question: Question, options: Sequence[Option], columns: QuestionColumns | None, cells: Writing
    ) -> None:
        self.question = question
        self.options = options
        self.writing = writing_of(columns, cells)
        self._declared = Spellings(_declared(columns, self.writing))
        self._options: Spellings[Said] = Spellings(_option_names(question, options))
        self._words: Spellings[Said] = Spellings(WORDS)
        self._pattern = re.compile(self.writing.number) if self.writing.number is not None else None
        self._texts = [
            text for text, _ in (*_declared(columns, self.writing), *_option_names(question, options))
        ]
        #: What a text says, and whether exactly so; None where it says nothing known. Raises InvalidAnswer.
        self.find = lru_cache(_MOST_FOUND)(self._find)
        #: Whether a bare number can be nothing but the answer to a question that asks for one.
        self.leaves_numbers = self._pattern is None and not any(map(_DIGIT.search, self._texts))

    def _find(self, text: str) -> tuple[Said, bool] | None:
        for look_up in (self._declared.find, self._options.find, self._coded, self._words.find):
            found = look_up(text)
            if isinstance(found, Found):
                return found.thing, found.how is How.EXACT
            if found is not None:
                raise self._doubtful(text, found)
        return None

    def number_in(self, text: str) -> str | None:
        """The part of *text* that a mapping says is the number or code."""
        match = self._pattern.search(text) if self._pattern is not None and len(text) <= _LONGEST else None
        return None if match is None else match[1]

    def most_pieces(self, marks: Sequence[str]) -> int | None:
        """Of how many pieces, cut at *marks*, a text may consist that says something; None where that is not clear."""
        if self._pattern is not None or not {*marks} <= _PLAIN_MARKS:
            return None
        texts = [normalised(text) for text in (*self._texts, *(word for word, _ in WORDS))]
        return 1 + max(sum(map(text.count, marks)) for text in texts)

    def names(self) -> list[str]:
        """What the question offers, as it is written."""
        return [name for option in self.options for name in names_of(option)]

    def _coded(self, text: str) -> "Found[Said] | Ambiguous[Said] | Lookalike | None":
        """A code with decimals that are all 0, or the part of the text that a mapping says is the code."""
        if self.question.kind == "number":
            return None
        code = _CODE.fullmatch(text.strip()) or _CODE.fullmatch(self.number_in(text) or "")
        found = None if code is None else self._options.find(code[1])
        return Found(found.thing, found.spelling, How.NORMALISED) if isinstance(found, Found) else found

    def _doubtful(self, text: str, found: Ambiguous[Said] | Lookalike) -> InvalidAnswer:
        if isinstance(found, Lookalike):
            return InvalidAnswer(
                "lookalike-answer", found.message, msg("Type the answer anew, or declare it in a mapping.")
            )
        things = ", ".join(sorted(thing if isinstance(thing, str) else thing.value for thing in found.things))
        message = msg("“{answer}” can mean several answers to {question}: {options}.", answer=shown(text),
                      question=self.question.id, options=things)  # fmt: skip
        return InvalidAnswer(
            "ambiguous-answer", message, msg("Say in a mapping, under values, what it means.")
        )


def is_no_option(said: Said) -> bool:
    """Whether it says why there is no answer."""
    return isinstance(said, Missing | Blank)


def writing_of(columns: QuestionColumns | None, cells: Writing) -> Writing:
    """How the answers to one question are written: as its own entry says, else as for all questions."""
    stated = () if columns is None else columns.model_fields_set & Writing.model_fields.keys()
    return cells.model_copy(update={name: getattr(columns, name) for name in stated})


def missing_words(writing: Writing) -> Iterator[tuple[str, Missing | Blank]]:
    """The cells that a mapping says are no answer."""
    yield from ((word, Missing.UNKNOWN) for word in writing.unknown)
    yield from ((word, Missing.NOT_APPLICABLE) for word in writing.not_applicable)
    yield from ((word, BLANK) for word in writing.blank)


def _declared(columns: QuestionColumns | None, writing: Writing) -> Iterator[tuple[str, Said]]:
    for text, option in ({} if columns is None else columns.values).items():
        yield text, Missing(option) if option in RESERVED else option
    yield from missing_words(writing)


def _option_names(question: Question, options: Sequence[Option]) -> Iterator[tuple[str, Said]]:
    """Ids and labels; codes, too, unless a number answers the question itself."""
    for option in options:
        yield from ((name, option.id) for name in names_of(option))
        if option.code is not None and question.kind != "number":
            yield str(option.code), option.id
