"""Scores and level rules: children and gates over slots."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from cxmaturity.questionnaire.expansion import is_on_the_spot
from cxmaturity.questionnaire.scores import LevelRule, Score, Staged, Use
from cxmaturity.scoring.compiling.conditions import (
    compile_bounds,
    compile_condition,
    optional_condition,
    slots_in,
)
from cxmaturity.scoring.compiling.naming import Naming, as_integers, integer_scale
from cxmaturity.scoring.compiling.questions import missing_points
from cxmaturity.scoring.pairs import ONE, pair, reduced
from cxmaturity.scoring.plan import Child, Condition, LevelSlot, QuestionSlot, ScoreSlot


def compile_score(naming: Naming, score: Score, questions: tuple[QuestionSlot, ...]) -> ScoreSlot:
    """The slot of a score; its bounds and leaves are found once all slots are known."""
    weights = [_weight(naming, use) for use in score.uses]
    times, over = pair(score.times)
    # A sum keeps the size of its weights, so what made them whole is divided out again.
    scale = integer_scale(weights) if score.aggregate == "sum" else 1
    return ScoreSlot(
        slot=naming.score_slots[score.id],
        id=score.id,
        aggregate=score.aggregate,
        children=tuple(
            _child(naming, use, weight, questions, (naming.score_slots[score.id], score.aggregate))
            for use, weight in zip(score.uses, as_integers(weights), strict=True)
        ),
        times=reduced(times, over * scale),
        base=pair(score.base),
        when=optional_condition(naming, score.when),
        min_coverage=None if score.min_coverage is None else pair(score.min_coverage),
        leaves=(),
        bounds=(ONE, ONE),
        on_the_spot=is_on_the_spot(score),
    )


def _weight(naming: Naming, use: Use) -> Decimal:
    """The use's own weight, else that of the question."""
    if use.weight is not None:
        return use.weight
    name = use.question or use.score or ""
    if name in naming.question_slots:
        return Decimal(naming.questions[naming.question_slots[name]].weight)
    return Decimal(1)


def _child(
    naming: Naming, use: Use, weight: int, questions: tuple[QuestionSlot, ...], place: tuple[int, str]
) -> Child:
    if use.when is not None:
        return Child(weight, condition=compile_condition(naming, use.when))
    if use.level is not None:
        return Child(weight, slot=naming.level_slots[use.level])
    number = naming.node(use.question or use.score or "")
    if number >= len(questions):
        return Child(weight, slot=number)
    question = questions[number]
    if use.missing is None:
        return Child(weight, slot=number, assumed=question.assumed, required=question.required)
    assumed, required = missing_points(naming, question, use.missing, place)
    return Child(weight, slot=number, assumed=assumed, required=required)


def compile_level(naming: Naming, rule: LevelRule) -> LevelSlot:
    """The slot of a level rule; its leaves are found once all slots are known."""
    numbers = tuple(level.number for level in naming.levels_of(rule.id))
    base = LevelSlot(slot=naming.level_slots[rule.id], id=rule.id, scale=rule.scale, numbers=numbers)
    if rule.staged is not None:
        return _staged(naming, rule, rule.staged, base)
    if rule.rules is not None:
        rows = tuple(
            (optional_condition(naming, row.when), naming.level_number(rule.id, row.reached))
            for row in rule.rules
        )
        return replace(base, rules=rows, inputs=_inputs(condition for condition, _ in rows))
    source = naming.node(rule.of or rule.id)
    if rule.bands is None:
        return replace(base, of=source, rounding="floor" if rule.floor else "nearest", inputs=(source,))
    table = tuple((compile_bounds(band), naming.level_number(rule.id, band.reached)) for band in rule.bands)
    return replace(base, of=source, table=table, inputs=(source,))


def _staged(naming: Naming, rule: LevelRule, staged: Staged, base: LevelSlot) -> LevelSlot:
    gates = tuple(
        tuple(compile_condition(naming, gate) for gate in staged.levels.get(level.id, ()))
        for level in naming.levels_of(rule.id)[1:]
    )
    inputs = _inputs(gate for gates_of_level in gates for gate in gates_of_level)
    return replace(base, gates=gates, vacuous=staged.vacuous == "pass", inputs=inputs)


def _inputs(conditions: Iterable[Condition | None]) -> tuple[int, ...]:
    return tuple(sorted({slot for condition in conditions for slot in slots_in(condition)}))
