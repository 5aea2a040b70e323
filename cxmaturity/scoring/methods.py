"""What other readings of the same answers say: the plain mean and the weakest dimension beside the declared rule."""

from collections.abc import Iterable

from cxmaturity.scoring.assessment import DimensionResult, Methods
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.levels import nearest_number
from cxmaturity.scoring.pairs import less
from cxmaturity.scoring.plan import LevelSlot, Plan, ScoreSlot


def methods_of(
    compiled: CompiledQuestionnaire, evaluation: Evaluation, dimensions: Iterable[DimensionResult]
) -> Methods | None:
    """The three readings; None unless index, dimensions and result share one scale and each says something."""
    shared = _shared_scale(compiled.plan)
    if shared is None:
        return None
    rule, index = shared
    declared, mean = evaluation.states[rule.slot].low, evaluation.states[index.slot].low
    reached = [dimension.level for dimension in dimensions if dimension.level is not None]
    if declared is None or mean is None or not reached:
        return None
    return Methods(
        mean=compiled.level_at(rule.id, nearest_number(rule.numbers, mean)),
        weakest=min(reached, key=lambda level: level.number),
        declared=compiled.level_at(rule.id, declared[0]),
    )


def _shared_scale(plan: Plan) -> tuple[LevelSlot, ScoreSlot] | None:
    """The result's level and index, where the dimensions have levels on one scale and the index lies within it."""
    if plan.result_level is None or plan.result_index is None:
        return None
    rule, index = plan.slots[plan.result_level], plan.slots[plan.result_index]
    assert isinstance(rule, LevelSlot)
    assert isinstance(index, ScoreSlot)
    scales = {other.scale for other in plan.levels if other.id in plan.dimensions}
    low, high = index.bounds
    beyond = less(low, (rule.numbers[0], 1)) or less((rule.numbers[-1], 1), high)
    return None if beyond or scales != {rule.scale} else (rule, index)
