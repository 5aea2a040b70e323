"""From a value to a level number."""

from collections.abc import Iterable

from cxmaturity.scoring.pairs import Pair, less
from cxmaturity.scoring.plan import LevelSlot, Table, within
from cxmaturity.scoring.points import candidate_values


def level_number(slot: LevelSlot, value: Pair) -> int:
    """The level number of a value: by bands, the highest number not above it, or the nearest (half up)."""
    if slot.rounding == "floor":
        return max((n for n in slot.numbers if n * value[1] <= value[0]), default=slot.numbers[0])
    if slot.rounding == "nearest":
        return nearest_number(slot.numbers, value)
    return next(number for bounds, number in slot.table if within(bounds, value))


def nearest_number(numbers: Iterable[int], value: Pair) -> int:
    """The number nearest to a value, half up."""
    return min(numbers, key=lambda number: (abs(number * value[1] - value[0]), -number))


def level_interval(slot: LevelSlot, low: Pair, high: Pair) -> tuple[int, int]:
    """The lowest and highest level of all values from *low* to *high*."""
    if not less(low, high):
        number = level_number(slot, low)
        return number, number
    if slot.rounding is not None:
        return level_number(slot, low), level_number(slot, high)
    rows = Table(tuple((bounds, (number, 1)) for bounds, number in slot.table))
    numbers = [level_number(slot, value) for value in candidate_values(rows, low, high)]
    return min(numbers), max(numbers)
