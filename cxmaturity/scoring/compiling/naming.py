"""Which slot each name has, and where in the file it stands."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import lcm

from msgspec import Struct

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message
from cxmaturity.questionnaire.expansion import expand
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import BaseQuestion, Question
from cxmaturity.questionnaire.references import names_of, parts
from cxmaturity.questionnaire.scores import Level, LevelRef, LevelRule, Score, find_level
from cxmaturity.scoring.pairs import pair


class InvalidModel(CxmaturityError):
    """A questionnaire that reads well but cannot be scored; `where` is the path of the part at fault."""

    def __init__(self, code: str, where: DataPath, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.code = code
        self.where = where


class Naming(Struct, frozen=True, dict=True):
    """The names of an expanded questionnaire, and the questionnaire as written."""

    written: Questionnaire
    questionnaire: Questionnaire
    questions: tuple[Question, ...]
    question_slots: Mapping[str, int]
    score_slots: Mapping[str, int]
    level_slots: Mapping[str, int]
    homes: Mapping[str, Dimension]

    def node(self, name: str) -> int:
        """The slot of a score, else of a question."""
        return self.score_slots[name] if name in self.score_slots else self.question_slots[name]

    def levels_of(self, node: str) -> tuple[Level, ...]:
        """The levels of the scale on which a level rule stands."""
        rule = self.questionnaire.levels[self.level_slots[node] - len(self.questions) - len(self.score_slots)]
        return self.questionnaire.scales[rule.scale].levels

    def level_number(self, node: str, ref: LevelRef) -> int:
        """The number of a level named by id or number on the scale of *node*."""
        found = find_level(self.levels_of(node), ref)
        assert found is not None
        return found.number

    def name_of(self, slot: int) -> str:
        """What the file calls a slot."""
        tables = (self.question_slots, self.score_slots, self.level_slots)
        return next(name for table in tables for name, number in table.items() if number == slot)

    def path_of(self, slot: int) -> DataPath:
        """Where in the file a slot is declared; nowhere for a score that is only implied."""
        name = self.name_of(slot)
        names = names_of(self.written)
        questions = ((path, part) for path, part in parts(self.written) if isinstance(part, BaseQuestion))
        if slot < len(self.questions):
            declared: Iterable[tuple[DataPath, BaseQuestion | Score | LevelRule]] = questions
        elif slot < len(self.questions) + len(self.score_slots):
            declared = names.scores
        else:
            declared = names.level_rules
        return next((path for path, entry in declared if entry.id == name), ())


def naming_of(written: Questionnaire) -> Naming:
    """Slots for everything in a questionnaire, once expanded: questions first, then scores, then levels."""
    questionnaire = expand(written)
    questions = tuple(questionnaire.questions())
    scores = [score.id for score in questionnaire.scores]
    levels = [rule.id for rule in questionnaire.levels]
    return Naming(
        written,
        questionnaire,
        questions,
        {question.id: number for number, question in enumerate(questions)},
        {name: number for number, name in enumerate(scores, len(questions))},
        {name: number for number, name in enumerate(levels, len(questions) + len(scores))},
        {
            question.id: dimension
            for dimension in questionnaire.dimensions
            for question in dimension.questions
        },
    )


def integer_scale(weights: Iterable[Decimal | int]) -> int:
    """The smallest factor that makes all weights whole."""
    return lcm(1, *(pair(weight)[1] for weight in weights))


def as_integers(weights: Iterable[Decimal | int]) -> list[int]:
    """The weights scaled up to whole numbers, in the same proportion."""
    exact = list(weights)
    scale = integer_scale(exact)
    return [int(weight * scale) for weight in exact]
