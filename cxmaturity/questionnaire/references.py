"""Walks a questionnaire's models with the path of every part, and resolves what refers to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.expansion import unroll
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.scores import Level, LevelRule, Score


def parts(model: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Model]]:
    """Every model inside *model*, itself included, with its path in the file."""
    if isinstance(model, Model):
        yield path, model
        for name, info in type(model).model_fields.items():
            yield from parts(getattr(model, name), (*path, info.alias or name))
    elif isinstance(model, tuple | list):
        for position, item in enumerate(model):
            yield from parts(item, (*path, position))
    elif isinstance(model, dict):
        for key, item in model.items():
            yield from parts(item, (*path, key))


@dataclass(frozen=True)
class Names:
    """What a questionnaire declares, by id; scores and levels after `repeat`."""

    questions: dict[str, Question]
    scored: frozenset[str]
    dimensions: frozenset[str]
    tags: frozenset[str]
    dimension_tags: frozenset[str]
    scores: dict[str, Score]
    levels: dict[str, LevelRule]
    level_lists: dict[str, tuple[Level, ...]]

    @property
    def nodes(self) -> frozenset[str]:
        """Scores; a dimension is one."""
        return self.dimensions | self.scores.keys()


def names_of(questionnaire: Questionnaire) -> Names:
    """The declared names. Scales that do not exist are left out, for the reference check to report."""
    scored = [question for dimension in questionnaire.dimensions for question in dimension.questions]
    scores = {score.id: score for _, score in unrolled(questionnaire, questionnaire.scores)}
    levels = {rule.id: rule for _, rule in unrolled(questionnaire, questionnaire.levels)}
    return Names(
        questions={question.id: question for question in questionnaire.questions()},
        scored=frozenset(question.id for question in scored),
        dimensions=frozenset(dimension.id for dimension in questionnaire.dimensions),
        tags=frozenset(tag for question in scored for tag in question.tags),
        dimension_tags=frozenset(tag for dimension in questionnaire.dimensions for tag in dimension.tags),
        scores=scores,
        levels=levels,
        level_lists={
            rule.id: questionnaire.scales[rule.scale].levels
            for rule in levels.values()
            if rule.scale in questionnaire.scales
        },
    )


def unrolled(questionnaire: Questionnaire, entries: Any) -> list[tuple[int, Any]]:
    """`unroll`, less the entries whose `repeat` names a scale that is not there."""
    usable: list[tuple[int, Any]] = []
    for position, entry in enumerate(entries):
        repeat = entry.repeat
        scale = repeat and repeat.over == "levels" and (repeat.scale or getattr(entry, "scale", None))
        if (
            repeat is None
            or repeat.over == "dimensions"
            or (scale in questionnaire.scales if scale else bool(questionnaire.scales))
        ):
            usable.extend((position, plain) for _, plain in unroll(questionnaire, [entry]))
    return usable
