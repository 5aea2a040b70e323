"""Walks a questionnaire's models with the path of every part, and resolves what refers to what."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.fields import Model, Translations
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.repetition import Entry, unroll
from cxmaturity.questionnaire.scores import Level, LevelRule, Score

Part = Model | Translations


def parts(value: object, path: DataPath = ()) -> Iterator[tuple[DataPath, Part]]:
    """Every model and every translated text inside *value*, itself included, with its path in the file."""
    if isinstance(value, Model):
        yield path, value
        for name, info in type(value).model_fields.items():
            yield from parts(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, Translations):
        yield path, value
    elif isinstance(value, tuple | list):
        for position, item in enumerate(value):
            yield from parts(item, (*path, position))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from parts(item, (*path, key))


class Names(Struct, frozen=True):
    """What a questionnaire declares, by id. Scores and level rules stand as `repeat` writes them out, with paths.

    `parts` are every model and every translated text, with paths.
    """

    parts: tuple[tuple[DataPath, Part], ...]
    questions: Mapping[str, Question]
    scored: frozenset[str]
    dimensions: frozenset[str]
    tags: frozenset[str]
    dimension_tags: frozenset[str]
    scores: tuple[tuple[DataPath, Score], ...]
    level_rules: tuple[tuple[DataPath, LevelRule], ...]
    nodes: frozenset[str]
    levels: Mapping[str, tuple[Level, ...] | None]


def names_of(questionnaire: Questionnaire) -> Names:
    """The declared names. `nodes` are scores, a dimension is one; `levels` are None where a rule's scale is unknown."""
    scored = [question for dimension in questionnaire.dimensions for question in dimension.questions]
    dimensions = frozenset(dimension.id for dimension in questionnaire.dimensions)
    scores = _placed("scores", unroll(questionnaire, questionnaire.scores))
    rules = _placed("levels", unroll(questionnaire, questionnaire.levels))
    return Names(
        parts=tuple(parts(questionnaire)),
        questions={question.id: question for question in questionnaire.questions()},
        scored=frozenset(question.id for question in scored),
        dimensions=dimensions,
        tags=frozenset(tag for question in scored for tag in question.tags),
        dimension_tags=frozenset(tag for dimension in questionnaire.dimensions for tag in dimension.tags),
        scores=scores,
        level_rules=rules,
        nodes=dimensions | {score.id for _, score in scores},
        levels={rule.id: _levels_of(questionnaire, rule) for _, rule in rules},
    )


def _placed(key: str, unrolled: Iterable[tuple[int, Entry]]) -> tuple[tuple[DataPath, Entry], ...]:
    return tuple(((key, position), entry) for position, entry in unrolled)


def _levels_of(questionnaire: Questionnaire, rule: LevelRule) -> tuple[Level, ...] | None:
    scale = questionnaire.scales.get(rule.scale)
    return None if scale is None else scale.levels
