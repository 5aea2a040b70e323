"""How large and how fine scores can get: a result must fit into a file, and be exact without taking for ever."""

from collections.abc import Mapping
from math import lcm

from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.scalars import MAX_EXPONENT
from cxmaturity.scoring.aggregates import Interval
from cxmaturity.scoring.bounds import Slots, child_bounds
from cxmaturity.scoring.compiling.naming import InvalidModel, Naming
from cxmaturity.scoring.pairs import less, weighted_sum
from cxmaturity.scoring.plan import ScoreSlot

_LIMIT = 10**MAX_EXPONENT
_FINEST = 4096  # bits of a denominator; a thousand digits more than any model needs


def check_magnitude(naming: Naming, slot: int, bounds: Interval) -> None:
    """Raises InvalidModel where a question or score can become larger than a number in a file may be."""
    low, high = bounds
    if less(low, (-_LIMIT, 1)) or less((_LIMIT, 1), high):
        raise InvalidModel(
            "magnitude",
            naming.path_of(slot),
            msg("The points of {name} can go beyond 10^{limit}, more than a result can hold.",
                name=naming.name_of(slot), limit=MAX_EXPONENT),
            msg("Look at points, weights and times, here and in what it is made of."),
        )  # fmt: skip


def fineness(naming: Naming, score: ScoreSlot, slots: Slots, below: Mapping[int, int]) -> int:
    """A denominator that the values of *score* share with everything answered, from those of the scores *below* it.

    Raises InvalidModel where it has so many digits that computing with them would take for ever.
    """
    shared = lcm(*(below.get(child.slot, 1) for child in score.children if child.slot is not None))
    finest = lcm(shared * _divisor(score, slots) * score.times[1], score.base[1])
    if finest.bit_length() > _FINEST:
        raise InvalidModel(
            "magnitude",
            naming.path_of(score.slot),
            msg("{name} has too many digits to be computed exactly.", name=score.id),
            msg("Use fewer digits in weights and times, or fewer scores upon one another."),
        )
    return finest


def _divisor(score: ScoreSlot, slots: Slots) -> int:
    """What the weighted sum of the children is divided by."""
    match score.aggregate:
        case "mean":
            return sum(child.weight for child in score.children)
        case "ratio":
            return weighted_sum((child.weight, child_bounds(child, slots)[1]) for child in score.children)[0]
        case _:
            return 1
