"""Sugar to plain form: `repeat`, selectors, gate groups and aggregates made on the spot.

What comes out uses the same models, less their conveniences: a score's children name one node each, a condition
tests one thing against one bound, and a staged level lists the gates of every level above the lowest. The input has
passed the reference checks; nothing here can fail on it. Hence what is made here is not validated again, for which
Pydantic would have to generate the schema of every part once more.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import floor
from typing import Any

from msgspec import Struct, field

from cxmaturity.questionnaire.conditions import (
    AGGREGATES,
    AllOf,
    AnyOf,
    Condition,
    DimensionSelector,
    Gate,
    NotOf,
    OnAggregate,
    OnAnswered,
    OnCoverage,
    OnDimensions,
    OnLevel,
    OnQuestion,
    OnScore,
)
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.repetition import unroll
from cxmaturity.questionnaire.scores import Level, LevelRule, LevelStatus, Score, Staged, Use
from cxmaturity.questionnaire.scores import find_level as find_level  # noqa: PLC0414  cli and views find it here
from cxmaturity.questionnaire.selection import selected_dimensions, selected_questions


class _Expansion(Struct):
    """One run: the questionnaire, and the scores that conditions declare on the spot, by id."""

    questionnaire: Questionnaire
    made: dict[str, Score] = field(default_factory=dict)

    def score(self, score: Score) -> Score:
        uses = tuple(plain for use in score.uses for plain in self.uses(use))
        return score.model_copy(
            update={score.aggregate: uses, "when": self.optional(score.when), "repeat": None}
        )

    def uses(self, use: Use) -> Iterator[Use]:
        if use.questions is not None:
            for question in selected_questions(self.questionnaire, use.questions):
                yield use.model_copy(update={"questions": None, "question": question.id})
        elif use.dimensions is not None:
            for dimension in selected_dimensions(self.questionnaire, use.dimensions):
                yield self.weighted(use.model_copy(update={"dimensions": None, "score": dimension.id}))
        else:
            yield self.weighted(use.model_copy(update={"when": self.optional(use.when)}))

    def weighted(self, use: Use) -> Use:
        """The use of a dimension with the weight of this, unless it has its own."""
        weights = {dimension.id: dimension.weight for dimension in self.questionnaire.dimensions}
        if use.weight is not None or use.score not in weights:
            return use
        return use.model_copy(update={"weight": weights[use.score]})

    def level_rule(self, rule: LevelRule) -> LevelRule:
        update: dict[str, Any] = {"repeat": None}
        if rule.staged is not None:
            update["staged"] = self.staged(rule.staged, self.questionnaire.scales[rule.scale].levels)
        if rule.rules is not None:
            update["rules"] = tuple(r.model_copy(update={"when": self.optional(r.when)}) for r in rule.rules)
        return rule.model_copy(update=update)

    def dimension(self, dimension: Dimension) -> Dimension:
        questions = tuple(self.question(question) for question in dimension.questions)
        return dimension.model_copy(update={"when": self.optional(dimension.when), "questions": questions})

    def question(self, question: Question) -> Question:
        options = self.questionnaire.options_of(question)
        update: dict[str, Any] = {"when": self.optional(question.when), "options": options}
        offered = question.not_applicable
        if offered is not None:
            update["not_applicable"] = offered.model_copy(update={"when": self.optional(offered.when)})
        return question.model_copy(update=update)

    def level_status(self, status: LevelStatus | None) -> LevelStatus | None:
        if status is None:
            return None
        conditions = {
            "determined": self.condition(status.determined),
            "provisional": self.optional(status.provisional),
        }
        return status.model_copy(update=conditions)

    def staged(self, staged: Staged, levels: tuple[Level, ...]) -> Staged:
        gates: dict[str, tuple[Condition, ...]] = {}
        for level in levels[1:]:
            own = [
                gate for ref, listed in staged.levels.items() if find_level([level], ref) for gate in listed
            ]
            here = [*(gate for gate in staged.each if applies_at(gate, level)), *own]
            named = frozenset(
                dimension.id
                for gate in here
                if isinstance(gate, OnDimensions) and not gate.dimensions.others
                for dimension in selected_dimensions(self.questionnaire, gate.dimensions)
            )
            place = _Place(level, named)
            gates[level.id] = tuple(plain for gate in here for plain in self.conjuncts(gate, place))
        return Staged.model_construct(levels=gates, vacuous=staged.vacuous)

    def optional(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self.condition(condition)

    def condition(self, condition: Condition, at: "_Place | None" = None) -> Condition:
        parts = tuple(self.conjuncts(condition, at))
        return parts[0] if len(parts) == 1 else AllOf.model_construct(all=parts)

    def conjuncts(  # noqa: C901, PLR0912  one case a kind of condition
        self, condition: Condition, at: "_Place | None" = None
    ) -> Iterator[Condition]:
        """Plain conditions that all have to hold for *condition* to hold.

        In a gate, *at* says at which level; a group of dimensions gives one gate for each, so that each is counted.
        """
        match condition:
            case AllOf():
                yield AllOf.model_construct(all=tuple(self.condition(part, at) for part in condition.all))
            case AnyOf():
                yield AnyOf.model_construct(any=tuple(self.condition(part, at) for part in condition.any))
            case NotOf():
                yield NotOf.model_construct(not_=self.condition(condition.not_, at))
            case OnAnswered():
                for question in selected_questions(self.questionnaire, condition.answered):
                    test = {"answered": True} if condition.in_ is None else {"in_": condition.in_}
                    yield OnQuestion.model_construct(question=question.id, **test)
            case OnAggregate():
                yield OnScore.model_construct(score=self.aggregate(condition), **_bounds(condition, at))
            case OnDimensions():
                named = frozenset[str]() if at is None else at.named
                for dimension in selected_dimensions(self.questionnaire, condition.dimensions, named):
                    yield OnLevel.model_construct(level=dimension.id, **_level_bounds(condition, at))
            case OnCoverage() if isinstance(condition.coverage, DimensionSelector):
                for dimension in selected_dimensions(self.questionnaire, condition.coverage):
                    yield OnCoverage.model_construct(coverage=dimension.id, **_bounds(condition, at))
            case OnScore() | OnCoverage():
                yield condition.model_copy(update={"lag": None, "at": None, **_bounds(condition, at)})
            case OnLevel():
                yield condition.model_copy(update={"lag": None, "at": None, **_level_bounds(condition, at)})
            case _:
                yield condition

    def aggregate(self, condition: OnAggregate) -> str:
        """The id of the score that stands for an aggregate; questions keep their own weights."""
        kind = next(name for name in AGGREGATES if getattr(condition, name) is not None)
        questions = selected_questions(self.questionnaire, getattr(condition, kind))
        name = f"{kind}:{','.join(question.id for question in questions)}"
        uses = tuple(Use.model_construct(question=question.id) for question in questions)
        self.made.setdefault(name, Score.model_construct(id=name).model_copy(update={kind: uses}))
        return name


class _Place(Struct, frozen=True):
    """A level that gates stand before, and the dimensions that other gates there name."""

    level: Level
    named: frozenset[str]


def is_on_the_spot(score: Score) -> bool:
    """Whether expansion made the score for an aggregate in a condition; no id in a file has a colon."""
    return ":" in score.id


def applies_at(gate: Condition, level: Level) -> bool:
    """Whether a gate under `each` is one of *level*'s gates."""
    at = gate.at if isinstance(gate, Gate) else None
    return at is None or any(ref in (level.id, level.number) for ref in at)


def _bounds(condition: OnScore | OnAggregate | OnCoverage, at: _Place | None) -> dict[str, Any]:
    if at is None or condition.lag is None:
        return dict(condition.stated_bounds())
    return {"at_least": Decimal(at.level.number) - condition.lag}


def _level_bounds(condition: OnLevel | OnDimensions, at: _Place | None) -> dict[str, Any]:
    if at is None or condition.lag is None:
        return dict(condition.stated_bounds())
    return {"at_least": at.level.number - floor(condition.lag)}


def expand(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with all sugar carried out, and a score declared for every dimension."""
    run = _Expansion(questionnaire)
    declared = tuple(run.score(score) for _, score in unroll(questionnaire, questionnaire.scores))
    plain = {
        "context": questionnaire.context.model_copy(
            update={
                "questions": tuple(run.question(question) for question in questionnaire.context.questions)
            }
        ),
        "dimensions": tuple(run.dimension(dimension) for dimension in questionnaire.dimensions),
        "levels": tuple(run.level_rule(rule) for _, rule in unroll(questionnaire, questionnaire.levels)),
        "level_status": run.level_status(questionnaire.level_status),
        "consistency": tuple(
            note.model_copy(update={"when": run.condition(note.when)}) for note in questionnaire.consistency
        ),
    }
    implied = _implied_scores(questionnaire, declared)
    return questionnaire.model_copy(update={**plain, "scores": (*implied, *declared, *run.made.values())})


def _implied_scores(questionnaire: Questionnaire, declared: tuple[Score, ...]) -> Iterator[Score]:
    """The weighted mean of each dimension that has no score of its own."""
    ids = {score.id for score in declared}
    for dimension in questionnaire.dimensions:
        if dimension.id not in ids:
            uses = tuple(Use.model_construct(question=question.id) for question in dimension.questions)
            yield Score.model_construct(id=dimension.id, title=dimension.title, mean=uses)
