"""How much a column is like what a questionnaire asks: by its header, and by what its cells say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

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

_LONGEST = 500  # longer names are not compared
_LEAST = 60  # below this likeness, in per cent, a name is no candidate
_MOST = 5  # candidates whose cells are looked at


class Likeness(Struct, frozen=True):
    """That a column may be for `use`: the likeness of its header to `spelling` in per cent, and how many cells fit.

    Of uses that are no answers, no cells are looked at, and `cells` is 0. `how` the header was recognised is None
    where it was not.
    """

    use: Use
    spelling: str
    header: int
    fitting: int = 0
    cells: int = 0
    how: How | Literal["mapping"] | None = None

    @property
    def sure(self) -> int:
        """How sure it is, in per cent: as sure as the header, or half the header and half the cells."""
        if not self.cells:
            return self.header
        return (self.header + 100 * self.fitting // self.cells) // 2


class Likenesses:
    """Compares columns with everything that a questionnaire asks."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._questions = {question.id: question for question in questionnaire.questions()}
        self._known = [pair for pair in _spellings(questionnaire) if len(pair[0]) <= _LONGEST]

    def of(self, header: str, cells: Sequence[Cell]) -> list[Likeness]:
        """What a column with this *header*, which is not recognised, and these *cells* may be for."""
        if not normalised(header):
            return []
        best: dict[Use, Likeness] = {}
        for spelling, use, score in self._alike(header):
            best.setdefault(use, Likeness(use, spelling, score))
        return [self._with_cells(likeness, cells) for likeness in list(best.values())[:_MOST]]

    def _alike(self, header: str) -> Iterator[tuple[str, Use, int]]:
        """The names that are most like *header*, the best first."""
        from rapidfuzz import fuzz, process

        choices = [spelling for spelling, _ in self._known]
        for _, score, at in process.extract(
            header[:_LONGEST], choices, scorer=fuzz.token_sort_ratio, processor=normalised, score_cutoff=_LEAST,
            limit=_MOST * 4,
        ):  # fmt: skip
            spelling, use = self._known[at]
            yield spelling, use, min(int(score), 98)  # what is not recognised is never quite sure

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


def _spellings(questionnaire: Questionnaire) -> Iterator[tuple[str, Use]]:
    for question in questionnaire.questions():
        yield from question_names(question)
        if question.kind == "multi":
            yield from _option_spellings(questionnaire, question)
    yield from attribute_names(questionnaire)
    yield from role_names()


def _option_spellings(questionnaire: Questionnaire, question: Question) -> Iterator[tuple[str, Use]]:
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
                yield f"{text} {label}", use
