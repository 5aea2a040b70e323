"""What stands between a company and its next level."""

from cxmaturity.scoring.assessment import Conditions
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.compiling.conditions import slots_in
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.outcomes import gate_outcome
from cxmaturity.scoring.plan import Condition, LevelSlot, Plan
from cxmaturity.scoring.states import FALSE, LEFT_OUT


def next_level(
    compiled: CompiledQuestionnaire, evaluation: Evaluation
) -> tuple[Conditions | None, tuple[str, ...]]:
    """The gates of the level above the one reached, and the dimensions in which some of them fail.

    None and nothing at the top, and where the result's level is not staged.
    """
    number = evaluation.plan.result_level
    slot = None if number is None else evaluation.plan.slots[number]
    if not isinstance(slot, LevelSlot) or not slot.gates:
        return None, ()
    reached = evaluation.states[slot.slot].low
    position = len(slot.gates) if reached is None else slot.numbers.index(reached[0])
    if position == len(slot.gates):
        return None, ()
    outcomes = [(gate, gate_outcome(evaluation, gate)) for gate in slot.gates[position]]
    counted = [gate for gate, outcome in outcomes if outcome != LEFT_OUT]
    failed = [gate for gate, outcome in outcomes if outcome == FALSE]
    homes = {gate: dimensions_of(evaluation.plan, gate) for gate in failed}
    missing = tuple(dict.fromkeys(_node_of(evaluation, gate, homes[gate]) for gate in failed))
    held_back = {dimension for gate in failed for dimension in homes[gate]}
    level = compiled.level_at(slot.id, slot.numbers[position + 1])
    return (
        Conditions(level, len(counted) - len(failed), len(counted), missing),
        tuple(dimension for dimension in evaluation.plan.dimensions if dimension in held_back),
    )


def dimensions_of(plan: Plan, gate: Condition) -> tuple[str, ...]:
    """The dimensions whose questions a gate rests on."""
    leaves = {leaf for slot in slots_in(gate) for leaf in plan.leaves(slot)}
    return tuple(name for name, questions in plan.dimensions.items() if not leaves.isdisjoint(questions))


def _node_of(evaluation: Evaluation, gate: Condition, dimensions: tuple[str, ...]) -> str:
    """What a gate is about: its dimension where it rests on one alone, else the node it tests."""
    return dimensions[0] if len(dimensions) == 1 else evaluation.plan.slots[next(slots_in(gate))].id
