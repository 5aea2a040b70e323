"""What a level needs of single answers in any case, whatever the others are."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cxmaturity.scoring.bounds import child_bounds
from cxmaturity.scoring.pairs import weighted_sum
from cxmaturity.scoring.plan import All, Condition, LevelSlot, Op, Plan, QuestionSlot, ScoreSlot, Value

Need = tuple[int, Fraction]


def needed_points(plan: Plan, level: LevelSlot) -> Mapping[int, Mapping[int, Fraction]]:
    """By level number and question slot, the points without which a company is below that staged level."""
    needed: dict[int, Fraction] = {}
    by_level = dict.fromkeys(level.numbers[:1], needed)
    for number, gates in zip(level.numbers[1:], level.gates, strict=False):
        needed = dict(needed)
        for gate in gates:
            for slot, least in _of_gate(plan, gate):
                needed[slot] = max(least, needed.get(slot, least))
        by_level[number] = needed
    return by_level


def _of_gate(plan: Plan, gate: Condition) -> Iterator[Need]:
    if isinstance(gate, All):
        for part in gate.parts:
            yield from _of_gate(plan, part)
    if isinstance(gate, Value):
        for bound in gate.bounds:
            if bound.op in {Op.AT_LEAST, Op.ABOVE}:
                yield from _of_value(plan, gate.slot, Fraction(*bound.limit))


def _of_value(plan: Plan, number: int, least: Fraction) -> Iterator[Need]:
    """What lies below a slot that is to have at least so much; a score that may not apply needs nothing."""
    slot = plan.slots[number]
    if isinstance(slot, QuestionSlot):
        yield number, least
    elif isinstance(slot, ScoreSlot) and slot.when is None and slot.times[0] > 0:
        inner = (least - Fraction(*slot.base)) / Fraction(*slot.times)
        if slot.aggregate == "min":
            for child in slot.children:
                if child.slot is not None:
                    yield from _of_value(plan, child.slot, inner)
        elif slot.aggregate == "mean":
            yield from _of_mean(plan, slot, inner)


def _of_mean(plan: Plan, score: ScoreSlot, least: Fraction) -> Iterator[Need]:
    """What a child must have though all others are at their best, where that is more than it has anyway."""
    ends = [(child.weight, *child_bounds(child, plan.slots)) for child in score.children]
    best = Fraction(*weighted_sum((weight, high) for weight, _, high in ends))
    spare = best - sum(weight for weight, _, _ in ends) * least
    binding = {end for end in set(ends) if end[0] * (Fraction(*end[2]) - Fraction(*end[1])) > spare}
    for child, end in zip(score.children, ends, strict=True):
        if child.slot is not None and end in binding:
            yield from _of_value(plan, child.slot, Fraction(*end[2]) - spare / end[0])
