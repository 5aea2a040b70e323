"""The lowest and highest value a score can ever have, whatever is answered."""

from collections.abc import Mapping

from cxmaturity.scoring.aggregates import Part, aggregate
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, highest, lowest, multiply
from cxmaturity.scoring.plan import Child, LevelSlot, ScoreSlot, Slot

Slots = Mapping[int, Slot]


def score_bounds(score: ScoreSlot, slots: Slots) -> tuple[Pair, Pair]:
    """Bounds of a score from the bounds of its children, each of which may be there or not."""
    parts = [_part(child, slots) for child in score.children]
    low, high = aggregate(score.aggregate, [], parts)
    ends = [add(multiply(end, score.times), score.base) for end in (low, high)]
    return lowest(ends), highest(ends)


def _part(child: Child, slots: Slots) -> Part:
    low, high = child_bounds(child, slots)
    ceiling = (high, high)
    if child.assumed is not None:
        low, high = lowest([low, child.assumed]), highest([high, child.assumed])
    return Part(child.weight, low, high, ceiling)


def child_bounds(child: Child, slots: Slots) -> tuple[Pair, Pair]:
    """The lowest and highest value a child can have by its own answers."""
    if child.slot is None:
        return ZERO, ONE
    slot = slots[child.slot]
    if isinstance(slot, LevelSlot):
        return (slot.numbers[0], 1), (slot.numbers[-1], 1)
    if isinstance(slot, ScoreSlot):
        return slot.bounds
    assert slot.low is not None
    assert slot.high is not None
    return slot.low, slot.high
