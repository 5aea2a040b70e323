"""How much a column is like what a questionnaire asks: by its header, and by what its cells say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, starmap
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.cells.ticks import TicksReader
from cxmaturity.batch.headers.column_names import attribute_names, question_names, role_names
from cxmaturity.batch.headers.uses import Use
from cxmaturity.foundation.spelling import How, normalised
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.tables.blocks import Cell

SURE = 75  # per cent from which on a column is taken into a mapping
_LONGEST = 500  # longer names are not compared
_LEAST = 60  # below this likeness, in per cent, a name is no candidate
_SHORT = 3  # letters of words such as `the`
_SAME = 80  # per cent, from which on two words are taken for forms of one
_MOST = 5  # candidates whose cells are looked at


class Likeness(Struct, frozen=True):
    """That a column may be for `use`: the likeness of its header to `spelling` in per cent, and how many cells fit.

    Of uses that are no answers, no cells are looked at, and `cells` is 0. `how` the header was recognised is None
    where it was not; then a word that only one of both has may turn the meaning round (`same_words`).
    """

    use: Use
    spelling: str
    header: int
    fitting: int = 0
    cells: int = 0
    how: How | Literal["mapping"] | None = None
    same_words: bool = True

    @property
    def sure(self) -> int:
        """How sure it is, in per cent: as sure as the header, or half the header and half the cells."""
        sure = (self.header + 100 * self.fitting // self.cells) // 2 if self.cells else self.header
        return sure if self.same_words else min(sure, SURE - 1)


class Likenesses:
    """Compares columns with everything that a questionnaire asks."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._questions = {question.id: question for question in questionnaire.questions()}
        self._known = [each for each in _spellings(questionnaire) if len(each.text) <= _LONGEST]

    def of(self, header: str, cells: Sequence[Cell]) -> list[Likeness]:
        """What a column with this *header*, which is not recognised, and these *cells* may be for."""
        if not normalised(header):
            return []
        best: dict[Use, Likeness] = {}
        for spelling, use, score in self._alike(header):
            alike = Likeness(use, spelling, score, same_words=_have_same_words(header, spelling))
            best.setdefault(use, alike)
        return [self._with_cells(likeness, cells) for likeness in list(best.values())[:_MOST]]

    def _alike(self, header: str) -> Iterator[tuple[str, Use, int]]:
        """The names that are most like *header*, the best first."""
        from rapidfuzz import fuzz, process

        choices = [spelling.text for spelling in self._known]
        alike = process.extract(
            header[:_LONGEST], choices, scorer=fuzz.token_sort_ratio, processor=normalised, score_cutoff=_LEAST,
            limit=_MOST * 4,
        )  # fmt: skip
        found = [(min(int(score), 98), self._known[at]) for _, score, at in alike]  # never quite sure
        scored = [(min(score, _option_likeness(header, spelling)), spelling) for score, spelling in found]
        for score, spelling in sorted(scored, key=lambda pair: -pair[0]):
            if score >= _LEAST:
                yield spelling.text, spelling.use, score

    def _with_cells(self, likeness: Likeness, cells: Sequence[Cell]) -> Likeness:
        use = likeness.use
        question = self._questions.get(use.id) if use.subject[0] == "question" else None
        if question is None or not cells:
            return likeness
        fitting = sum(self._fits(question, use, cell) for cell in cells)
        return replace(likeness, fitting=fitting, cells=len(cells))

    def _fits(self, question: Question, use: Use, cell: Cell) -> bool:
        options = self._questionnaire.options_of(question)
        try:
            if use.option:
                TicksReader(question, options).tick(use.option, cell)
            else:
                CellReader(question, options).read(cell)
        except InvalidAnswer:
            return False
        return True


class _Spelling(NamedTuple):
    """How a column for something may be headed: of an option, by its question and its label."""

    text: str
    use: Use
    question: str = ""
    label: str = ""


def _option_likeness(header: str, spelling: _Spelling) -> int:
    """How like the label of an option is to what *header* says beside the question, which all options share."""
    from rapidfuzz import fuzz

    if not spelling.label:
        return 100
    asked = {*_words(spelling.question)}
    beside = " ".join(word for word in _words(header) if word not in asked)
    label = [word for word in _words(spelling.label) if word not in asked]
    return int(fuzz.token_sort_ratio(beside, " ".join(label or _words(spelling.label))))


def _have_same_words(one: str, other: str) -> bool:
    """Whether all words that matter in one text are in the other, too, be it in another form."""
    first, second = [*filter(_matters, _words(one))], [*filter(_matters, _words(other))]
    return all(any(_is_same_word(word, each) for each in second) for word in first) and all(
        any(_is_same_word(word, each) for each in first) for word in second
    )


def _matters(word: str) -> bool:
    return len(word) > _SHORT or word in {"no", "nie", "not"}


def _is_same_word(one: str, other: str) -> bool:
    """Whether both begin alike and differ little: `satisfied` is not `dissatisfied`."""
    from rapidfuzz import fuzz

    return one[0] == other[0] and fuzz.ratio(one, other) >= _SAME


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", normalised(text))


def _spellings(questionnaire: Questionnaire) -> Iterator[_Spelling]:
    for question in questionnaire.questions():
        yield from starmap(_Spelling, question_names(question))
        if question.kind == "multi":
            yield from _option_spellings(questionnaire, question)
    yield from starmap(_Spelling, chain(attribute_names(questionnaire), role_names()))


def _option_spellings(questionnaire: Questionnaire, question: Question) -> Iterator[_Spelling]:
    """Each option behind its question, both in the same language."""
    asked = {"": question.text} if isinstance(question.text, str) else question.text
    for option in questionnaire.options_of(question):
        use = Use("option", question.id, option.id)
        labels: Mapping[str, str] = (
            dict.fromkeys(asked, option.text) if isinstance(option.text, str) else option.text
        )
        for language, text in asked.items():
            label = labels.get(language, option.id)
            if len(text) + len(label) <= _LONGEST:
                yield _Spelling(f"{text} {label}", use, text, label)
