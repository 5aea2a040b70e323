"""Stretches of numbers, and how to say which one is meant."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import Bounds, Op, Table, within
from cxmaturity.scoring.points import candidate_values


class Stretch(Struct, frozen=True):
    """The numbers between two ends, each of which may belong to it or not."""

    low: Fraction
    high: Fraction
    with_low: bool = True
    with_high: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no number is in it."""
        return self.low > self.high or (self.low == self.high and not (self.with_low and self.with_high))

    def shared_with(self, other: "Stretch") -> "Stretch":
        """What both have in common, perhaps nothing."""
        low, with_low = max((self.low, not self.with_low), (other.low, not other.with_low))
        high, with_high = min((self.high, self.with_high), (other.high, other.with_high))
        return Stretch(low, high, not with_low, with_high)

    def message(self) -> Message:
        """The stretch in words that follow “values”."""
        low, high = decimal(self.low), decimal(self.high)
        if self.low == self.high:
            return msg("of exactly {value}", value=low)
        if self.with_low:
            return (
                msg("from {low} to {high}", low=low, high=high)
                if self.with_high
                else msg("from {low} to below {high}", low=low, high=high)
            )
        return (
            msg("above {low} up to {high}", low=low, high=high)
            if self.with_high
            else msg("between {low} and {high}", low=low, high=high)
        )


def stretch_of(bounds: Bounds) -> Stretch | None:
    """The numbers within bounds that have two ends; None where an end is open."""
    lows = [
        (Fraction(*bound.limit), bound.op is Op.ABOVE)
        for bound in bounds
        if bound.op in {Op.AT_LEAST, Op.ABOVE}
    ]
    highs = [
        (Fraction(*bound.limit), bound.op is Op.AT_MOST)
        for bound in bounds
        if bound.op in {Op.AT_MOST, Op.BELOW}
    ]
    if not lows or not highs:
        return None
    (low, without_low), (high, with_high) = max(lows), min(highs)
    return Stretch(low, high, not without_low, with_high)


class Gap(Struct, frozen=True):
    """Numbers that no row of a table holds for, and the row after which, in the table's order, they are missing."""

    stretch: Stretch
    row: int


def gap_between(table: Table, low: Pair, high: Pair) -> Gap | None:
    """The lowest gap from *low* to *high*."""
    values = sorted(Fraction(*value) for value in candidate_values(table, low, high))
    rows = [_row(table, value) for value in values]
    if None not in rows:
        return None
    first = rows.index(None)
    last = next((place for place in range(first, len(rows)) if rows[place] is not None), len(rows)) - 1
    # Limits of rows stand at even places, a value between each two of them at the odd ones.
    stretch = Stretch(values[first - first % 2], values[last + last % 2], first % 2 == 0, last % 2 == 0)
    return Gap(stretch, _row_beside(rows, first, last))


def gap_among(table: Table, values: Iterable[Pair]) -> Gap | None:
    """The lowest of *values* that no row holds for."""
    ordered = sorted(Fraction(*value) for value in values)
    rows = [_row(table, value) for value in ordered]
    if None not in rows:
        return None
    first = rows.index(None)
    return Gap(Stretch(ordered[first], ordered[first]), _row_beside(rows, first, first))


def _row_beside(rows: Sequence[int | None], first: int, last: int) -> int:
    """The earlier in the table of the rows that hold right before and right after the places *first* to *last*."""
    beside = (rows[place] for place in (first - 1, last + 1) if 0 <= place < len(rows))
    return min((row for row in beside if row is not None), default=0)


def _row(table: Table, value: Fraction) -> int | None:
    pair = value.numerator, value.denominator
    return next((number for number, (bounds, _) in enumerate(table.rows) if within(bounds, pair)), None)


def decimal(value: Fraction) -> str:
    """The number as a file writes it; one that has no end is rounded."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact if exact * value.denominator == value.numerator else round(exact, 4)
    return format(rounded.normalize(), "f")
