"""What in a plan reads which slot, so that what nothing reads can be told."""

from collections.abc import Iterable, Iterator

from cxmaturity.scoring.compiling.conditions import slots_in
from cxmaturity.scoring.plan import Condition, LevelSlot, Plan, QuestionSlot, ScoreSlot


def read_slots(plan: Plan) -> frozenset[int]:
    """The slots that a score, a level, a condition or the result reads."""
    children = {child.slot for score in plan.scores for child in score.children if child.slot is not None}
    sources = {slot for level in plan.levels for slot in level.inputs}
    return frozenset(plan.results) | children | sources | conditioned_slots(plan)


def conditioned_slots(plan: Plan) -> frozenset[int]:
    """The slots that some condition looks at."""
    return frozenset(slot for condition in conditions_in(plan) for slot in slots_in(condition))


def conditions_in(plan: Plan) -> Iterator[Condition]:
    """Every condition of the plan, without those inside others."""
    for slot in plan.slots:
        match slot:
            case QuestionSlot():
                offered = slot.not_applicable
                yield from _stated([slot.asked, None if isinstance(offered, bool) else offered])
            case ScoreSlot():
                yield from _stated([slot.when, *(child.condition for child in slot.children)])
            case LevelSlot():
                yield from _stated(when for when, _ in slot.rules)
                yield from (gate for gates in slot.gates for gate in gates)
    yield from _stated([plan.determined, plan.provisional])
    yield from (condition for _, condition in plan.consistency)


def _stated(conditions: Iterable[Condition | None]) -> Iterator[Condition]:
    return (condition for condition in conditions if condition is not None)
