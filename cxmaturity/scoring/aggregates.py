"""Aggregates over children that are certain or only perhaps there, as the interval of values they can have.

With every child certain and exact the interval is a point: the ordinary score. Otherwise the ends are found exactly
for children that vary independently: an optional child is taken in when it moves the result further out.
"""

from collections.abc import Iterable, Sequence
from functools import cmp_to_key

from msgspec import Struct

from cxmaturity.scoring.pairs import (
    ONE,
    ZERO,
    Pair,
    add,
    divide,
    highest,
    less,
    lowest,
    multiply,
    subtract,
    weighted_sum,
)

Interval = tuple[Pair, Pair]


class Part(Struct, frozen=True):
    """A child in an aggregate: weight, interval of values, interval of what was possible."""

    weight: int
    low: Pair
    high: Pair
    possible: Interval | None = None


def aggregate(kind: str, certain: Sequence[Part], optional: Sequence[Part]) -> Interval:
    """The lowest and highest value; at least one part in all. A weight below 0 turns a part's interval round."""
    if kind == "ratio":
        return _ratio(certain, optional)
    if not optional and all(part.low is part.high for part in certain):
        value = _exact(kind, certain)
        return value, value
    match kind:
        case "mean":
            return _mean_end(certain, optional, up=False), _mean_end(certain, optional, up=True)
        case "sum":
            return _sum_end(certain, optional, up=False), _sum_end(certain, optional, up=True)
        case _:
            return _picked(kind, certain, optional)


def possible(kind: str, certain: Sequence[Part], optional: Sequence[Part]) -> Interval:
    """The interval of the highest value the aggregate could have had over the parts that are there."""
    if kind == "ratio":
        return ONE, ONE
    ceilings = [
        [Part(p.weight, *p.possible) for p in parts if p.possible is not None]
        for parts in (certain, optional)
    ]
    return aggregate(kind, *ceilings)


def merged(kind: str, one: Part, other: Part) -> Part | None:
    """The part that stands for two certain ones in any aggregate of this kind; None where they must stay apart."""
    ends: Interval | None
    if one.possible is None and other.possible is None:
        ends = None
    elif one.possible is None or other.possible is None:
        return None
    elif kind == "ratio":
        return _merged_ratio(one, other)
    else:
        ceilings = [Part(part.weight, *part.possible) for part in (one, other) if part.possible is not None]
        ends = aggregate(kind, ceilings, ())
    low, high = aggregate(kind, (one, other), ())
    return Part(one.weight + other.weight if kind == "mean" else 1, low, high, ends)


def _merged_ratio(one: Part, other: Part) -> Part | None:
    parts = (one, other)
    if any(part.low != part.high or _ceiling(part)[0] != _ceiling(part)[1] for part in parts):
        return None
    value = weighted_sum((part.weight, part.low) for part in parts)
    ceiling = weighted_sum((part.weight, _ceiling(part)[0]) for part in parts)
    return Part(1, value, value, (ceiling, ceiling))


def _exact(kind: str, parts: Sequence[Part]) -> Pair:
    match kind:
        case "mean":
            total = weighted_sum((part.weight, part.low) for part in parts)
            return divide(total, (sum(part.weight for part in parts), 1))
        case "sum":
            return weighted_sum((part.weight, part.low) for part in parts)
        case "min":
            return lowest(part.low for part in parts)
        case _:
            return highest(part.low for part in parts)


def _mean_end(certain: Sequence[Part], optional: Sequence[Part], *, up: bool) -> Pair:
    if not optional:
        total = weighted_sum((p.weight, p.high if up else p.low) for p in certain)
        return divide(total, (sum(p.weight for p in certain), 1))
    return _weighted_end(
        [((p.weight, 1), p.high if up else p.low) for p in certain],
        [((p.weight, 1), p.high if up else p.low) for p in optional],
        up=up,
    )


def _weighted_end(
    certain: Iterable[tuple[Pair, Pair]], optional: Iterable[tuple[Pair, Pair]], *, up: bool
) -> Pair:
    """The outermost weighted mean: optional values join, outermost first, while they move it further out."""
    total, weight = ZERO, ZERO
    for share, value in certain:
        total, weight = add(total, multiply(share, value)), add(weight, share)
    outward = cmp_to_key(_compared)
    for share, value in sorted(optional, key=lambda item: outward(item[1]), reverse=up):
        mean = divide(total, weight) if weight[0] else value
        if weight[0] and not (less(mean, value) if up else less(value, mean)):
            break
        total, weight = add(total, multiply(share, value)), add(weight, share)
    return divide(total, weight)


def _compared(a: Pair, b: Pair) -> int:
    return -1 if less(a, b) else int(less(b, a))


def _sum_end(certain: Sequence[Part], optional: Sequence[Part], *, up: bool) -> Pair:
    total = weighted_sum((p.weight, _end(p, up=up)) for p in certain)
    terms = [weighted_sum([(p.weight, _end(p, up=up))]) for p in optional]
    outward = [term for term in terms if (term[0] > 0) == up and term[0]]
    if not certain and not outward:
        return lowest(terms) if not up else highest(terms)
    return weighted_sum([(1, total), *((1, term) for term in outward)])


def _end(part: Part, *, up: bool) -> Pair:
    return part.high if (part.weight >= 0) == up else part.low


def _picked(kind: str, certain: Sequence[Part], optional: Sequence[Part]) -> Interval:
    """For min: the lowest low of all, the lowest high of the certain ones; for max the mirror image."""
    everyone = [*certain, *optional]
    if kind == "min":
        high = lowest(p.high for p in certain) if certain else highest(p.high for p in optional)
        return lowest(p.low for p in everyone), high
    low = highest(p.low for p in certain) if certain else lowest(p.low for p in optional)
    return low, highest(p.high for p in everyone)


def _ratio(certain: Sequence[Part], optional: Sequence[Part]) -> Interval:
    """Points over what was possible: a mean of each part's share, weighted by what was possible there.

    Where the possible points themselves vary, the surplus above their least counts as optional.
    """
    if not optional and all(p.low is p.high and _ceiling(p)[0] is _ceiling(p)[1] for p in certain):
        value = divide(
            weighted_sum((p.weight, p.low) for p in certain),
            weighted_sum((p.weight, _ceiling(p)[1]) for p in certain),
        )
        return value, value
    return _ratio_end(certain, optional, up=False), _ratio_end(certain, optional, up=True)


def _ratio_end(certain: Sequence[Part], optional: Sequence[Part], *, up: bool) -> Pair:
    firm: list[tuple[Pair, Pair]] = []
    loose: list[tuple[Pair, Pair]] = []
    for part in certain:
        least, most = _ceiling(part)
        firm.append((multiply((part.weight, 1), least), _share(part, up=up)))
        if less(least, most):
            loose.append((multiply((part.weight, 1), subtract(most, least)), _share(part, up=up)))
    loose += [(multiply((part.weight, 1), _ceiling(part)[1]), _share(part, up=up)) for part in optional]
    return _weighted_end(firm, loose, up=up)


def _share(part: Part, *, up: bool) -> Pair:
    """The outermost share of what was possible that a part can have."""
    least, most = _ceiling(part)
    value = part.high if up else part.low
    return divide(value, least if (value[0] > 0) == up else most)


def _ceiling(part: Part) -> Interval:
    assert part.possible is not None
    return part.possible
