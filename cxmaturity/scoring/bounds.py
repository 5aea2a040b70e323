"""The lowest and highest value a score can ever have, whatever is answered."""

from collections.abc import Mapping, Sequence

from cxmaturity.scoring.aggregates import Interval, Part, aggregate, possible
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, highest, lowest, multiply
from cxmaturity.scoring.plan import Child, LevelSlot, ScoreSlot, Slot

Slots = Mapping[int, Slot] | Sequence[Slot]
#: What can have been possible at the scores below a ratio, by slot.
Ceilings = Mapping[int, Interval]


def score_bounds(score: ScoreSlot, slots: Slots, ceilings: Ceilings) -> Interval:
    """Bounds of a score from the bounds of its children, each of which may be there or not."""
    return _scaled(score, aggregate(score.aggregate, [], _parts(score, slots, ceilings)))


def score_ceiling(score: ScoreSlot, slots: Slots, ceilings: Ceilings) -> Interval:
    """Bounds of what can have been possible, over whichever children are there."""
    return _scaled(score, possible(score.aggregate, [], _parts(score, slots, ceilings)))


def _scaled(score: ScoreSlot, interval: Interval) -> Interval:
    ends = [add(multiply(end, score.times), score.base) for end in interval]
    return lowest(ends), highest(ends)


def _parts(score: ScoreSlot, slots: Slots, ceilings: Ceilings) -> list[Part]:
    return [_part(child, slots, ceilings) for child in score.children]


def _part(child: Child, slots: Slots, ceilings: Ceilings) -> Part:
    low, high = child_bounds(child, slots)
    ceiling = (high, high) if child.slot is None else ceilings.get(child.slot, (high, high))
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
