"""Sugar to plain form: `repeat`, selectors, gate groups and aggregates made on the spot.

What comes out uses the same models, less their conveniences: a score's children name one node each, a condition
tests one thing against one bound, and a staged level lists the gates of every level above the lowest. The input has
passed the reference checks; nothing here can fail on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor
from typing import Any, TypeVar

from cxmaturity.questionnaire.conditions import (
    AGGREGATES,
    AllOf,
    AnyOf,
    Condition,
    DimensionSelector,
    NotOf,
    OnAggregate,
    OnAnswered,
    OnCoverage,
    OnDimensions,
    OnLevel,
    OnQuestion,
    OnScore,
    Selector,
)
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.questionnaire.scores import Level, LevelRef, LevelRule, Score, Staged, Use

Entry = TypeVar("Entry", Score, LevelRule)


def selected_questions(questionnaire: Questionnaire, selector: Selector) -> tuple[Question, ...]:
    """The scored questions a selector names, in file order."""
    return tuple(
        question
        for dimension in questionnaire.dimensions
        for question in dimension.questions
        if (selector.dimension is None or dimension.id in selector.dimension)
        and (selector.tag is None or set(selector.tag) & set(question.tags))
        and (selector.ids is None or question.id in selector.ids)
        and question.id not in selector.except_
    )


def selected_dimensions(
    questionnaire: Questionnaire, selector: DimensionSelector, named: frozenset[str] = frozenset()
) -> tuple[Dimension, ...]:
    """The dimensions a selector names, in file order; `others` leaves out those in *named*."""
    return tuple(
        dimension
        for dimension in questionnaire.dimensions
        if (selector.tag is None or set(selector.tag) & set(dimension.tags))
        and (selector.ids is None or dimension.id in selector.ids)
        and not (selector.others and dimension.id in named)
    )


def find_level(levels: Iterable[Level], ref: LevelRef | str) -> Level | None:
    """The level with this id or number; a number may come as text, as keys of a map do."""
    return next((level for level in levels if ref in (level.id, level.number, str(level.number))), None)


def unroll(questionnaire: Questionnaire, entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each entry with its `repeat` carried out, and the position of the entry it came from."""
    for position, entry in enumerate(entries):
        if entry.repeat is None:
            yield position, entry
            continue
        written = entry.model_dump(by_alias=True, exclude_unset=True, exclude={"repeat"})
        for placeholders in _repetitions(questionnaire, entry):
            yield position, type(entry).model_validate(_substituted(written, placeholders))


def _repetitions(questionnaire: Questionnaire, entry: Score | LevelRule) -> Iterator[dict[str, str]]:
    repeat = entry.repeat
    assert repeat is not None
    if repeat.over == "dimensions":
        for dimension in questionnaire.dimensions:
            if (
                repeat.tag is None or set(repeat.tag) & set(dimension.tags)
            ) and dimension.id not in repeat.except_:
                yield {"dimension": dimension.id}
        return
    scale = repeat.scale or getattr(entry, "scale", None) or next(iter(questionnaire.scales))
    for level in questionnaire.scales[scale].levels:
        if level.id not in repeat.except_ and level.number not in repeat.except_:
            yield {"level": level.id, "number": str(level.number)}


def _substituted(data: Any, placeholders: dict[str, str]) -> Any:
    if data == "{number}":
        return int(placeholders.get("number", data))
    if isinstance(data, str):
        for name, value in placeholders.items():
            data = data.replace(f"{{{name}}}", value)
        return data
    if isinstance(data, dict):
        return {
            _substituted(key, placeholders): _substituted(value, placeholders) for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_substituted(value, placeholders) for value in data]
    return data


@dataclass(slots=True)
class _Expansion:
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
                weight = dimension.weight if use.weight is None else use.weight
                yield use.model_copy(update={"dimensions": None, "score": dimension.id, "weight": weight})
        else:
            yield use.model_copy(update={"when": self.optional(use.when)})

    def level_rule(self, rule: LevelRule) -> LevelRule:
        update: dict[str, Any] = {"repeat": None}
        if rule.staged is not None:
            update["staged"] = self.staged(rule.staged, self.questionnaire.scales[rule.scale].levels)
        if rule.rules is not None:
            update["rules"] = tuple(r.model_copy(update={"when": self.optional(r.when)}) for r in rule.rules)
        return rule.model_copy(update=update)

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
        return Staged(levels=gates, vacuous=staged.vacuous)

    def optional(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self.condition(condition)

    def condition(self, condition: Condition, at: "_Place | None" = None) -> Condition:
        parts = tuple(self.conjuncts(condition, at))
        return parts[0] if len(parts) == 1 else AllOf(all=parts)

    def conjuncts(  # noqa: C901, PLR0912  one case a kind of condition
        self, condition: Condition, at: "_Place | None" = None
    ) -> Iterator[Condition]:
        """Plain conditions that all have to hold for *condition* to hold.

        In a gate, *at* says at which level; a group of dimensions gives one gate for each, so that each is counted.
        """
        match condition:
            case AllOf():
                yield AllOf(all=tuple(self.condition(part, at) for part in condition.all))
            case AnyOf():
                yield AnyOf(any=tuple(self.condition(part, at) for part in condition.any))
            case NotOf():
                yield NotOf(**{"not": self.condition(condition.not_, at)})
            case OnAnswered():
                for question in selected_questions(self.questionnaire, condition.answered):
                    test = {"answered": True} if condition.in_ is None else {"in": condition.in_}
                    yield OnQuestion(question=question.id, **test)
            case OnAggregate():
                yield OnScore.model_construct(score=self.aggregate(condition), **_bounds(condition, at))
            case OnDimensions():
                named = frozenset[str]() if at is None else at.named
                for dimension in selected_dimensions(self.questionnaire, condition.dimensions, named):
                    yield OnLevel(level=dimension.id, **_level_bounds(condition, at))
            case OnCoverage() if isinstance(condition.coverage, DimensionSelector):
                for dimension in selected_dimensions(self.questionnaire, condition.coverage):
                    yield OnCoverage(coverage=dimension.id, **_bounds(condition, at))
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
        uses = tuple(Use(question=question.id) for question in questions)
        self.made.setdefault(name, Score.model_construct(id=name).model_copy(update={kind: uses}))
        return name


@dataclass(frozen=True, slots=True)
class _Place:
    """A level that gates stand before, and the dimensions that other gates there name."""

    level: Level
    named: frozenset[str]


def applies_at(gate: Condition, level: Level) -> bool:
    """Whether a gate under `each` is one of *level*'s gates."""
    at = getattr(gate, "at", None)
    return at is None or any(ref in (level.id, level.number) for ref in at)


def _stated_bounds(condition: Any) -> dict[str, Any]:
    names = ("at_least", "above", "at_most", "below")
    return {name: bound for name in names if (bound := getattr(condition, name)) is not None}


def _bounds(condition: OnScore | OnAggregate | OnCoverage, at: _Place | None) -> dict[str, Any]:
    if at is None or condition.lag is None:
        return _stated_bounds(condition)
    return {"at_least": Decimal(at.level.number) - condition.lag}


def _level_bounds(condition: OnLevel | OnDimensions, at: _Place | None) -> dict[str, Any]:
    if at is None or condition.lag is None:
        return _stated_bounds(condition)
    return {"at_least": at.level.number - floor(condition.lag)}


def expand(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with all sugar carried out, and a score declared for every dimension."""
    run = _Expansion(questionnaire)
    declared = [run.score(score) for _, score in unroll(questionnaire, questionnaire.scores)]
    ids = {score.id for score in declared}
    implied = [
        Score(
            id=dimension.id,
            title=dimension.title,
            mean=tuple(Use(question=q.id) for q in dimension.questions),
        )
        for dimension in questionnaire.dimensions
        if dimension.id not in ids
    ]
    levels = tuple(run.level_rule(rule) for _, rule in unroll(questionnaire, questionnaire.levels))
    context = questionnaire.context.model_copy(
        update={"questions": tuple(_plain_question(run, q) for q in questionnaire.context.questions)}
    )
    dimensions = tuple(
        dimension.model_copy(
            update={
                "when": run.optional(dimension.when),
                "questions": tuple(_plain_question(run, question) for question in dimension.questions),
            }
        )
        for dimension in questionnaire.dimensions
    )
    status = questionnaire.level_status
    if status is not None:
        status = status.model_copy(
            update={
                "determined": run.condition(status.determined),
                "provisional": run.optional(status.provisional),
            }
        )
    notes = tuple(
        note.model_copy(update={"when": run.condition(note.when)}) for note in questionnaire.consistency
    )
    return questionnaire.model_copy(
        update={
            "context": context,
            "dimensions": dimensions,
            "levels": levels,
            "level_status": status,
            "consistency": notes,
            "scores": (*implied, *declared, *run.made.values()),
        }
    )


def _plain_question(run: _Expansion, question: Question) -> Question:
    update: dict[str, Any] = {
        "when": run.optional(question.when),
        "options": run.questionnaire.options_of(question),
    }
    if question.not_applicable is not None:
        update["not_applicable"] = question.not_applicable.model_copy(
            update={"when": run.optional(question.not_applicable.when)}
        )
    return question.model_copy(update=update)
