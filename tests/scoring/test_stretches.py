"""Gaps in tables, and the words for stretches of numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.scoring.plan import Bound, Bounds, Op, Table, within
from cxmaturity.scoring.stretches import Gap, Stretch, decimal, gap_among, gap_between

ONE = (1, 1)
Row = dict[Op, int]


def table(*rows: Row) -> Table:
    return Table(tuple((tuple(Bound(op, (limit, 1)) for op, limit in row.items()), ONE) for row in rows))


@pytest.mark.parametrize(
    ("rows", "low", "high", "gap"),
    [
        ([{Op.AT_LEAST: 3}, {Op.BELOW: 3}], 0, 5, None),
        ([{Op.AT_LEAST: 3}, {Op.BELOW: 2}], 0, 5, ("from 2 to below 3", 0)),
        ([{Op.ABOVE: 3}, {Op.AT_MOST: 2}], 0, 5, ("above 2 up to 3", 0)),
        ([{Op.ABOVE: 3}, {Op.BELOW: 3}], 0, 5, ("of exactly 3", 0)),
        ([{Op.AT_LEAST: 3}, {Op.AT_MOST: 2}], 0, 5, ("between 2 and 3", 0)),
        ([{Op.AT_LEAST: 4}, {Op.AT_LEAST: 2}], 0, 5, ("from 0 to below 2", 1)),
        ([{Op.AT_MOST: 1}, {Op.AT_MOST: 2}], 0, 5, ("above 2 up to 5", 1)),
        ([{Op.AT_LEAST: 9}], 0, 5, ("from 0 to 5", 0)),
        ([{Op.AT_LEAST: 9}], 2, 2, ("of exactly 2", 0)),
        ([{Op.AT_MOST: 1}, {Op.AT_LEAST: 2, Op.AT_MOST: 3}], 0, 5, ("between 1 and 2", 0)),  # the lowest
    ],
)
def test_a_gap_is_named_with_the_row_before_it(
    rows: list[Row], low: int, high: int, gap: tuple[str, int] | None
) -> None:
    found = gap_between(table(*rows), (low, 1), (high, 1))
    assert (None if found is None else (str(found.stretch.message()), found.row)) == gap


def test_a_gap_among_single_values() -> None:
    rows = table({Op.AT_LEAST: 3}, {Op.AT_MOST: 1})
    two = Fraction(2)
    assert gap_among(rows, [(3, 1), (2, 1), (0, 1)]) == Gap(Stretch(two, two), 0)
    assert gap_among(rows, [(3, 1), (0, 1)]) is None


bounds = st.lists(st.tuples(st.sampled_from(Op), st.integers(-4, 4)), max_size=2).map(
    lambda pairs: tuple(Bound(op, (limit, 1)) for op, limit in pairs)
)


@given(st.lists(bounds, min_size=1, max_size=4), st.integers(-5, 0), st.integers(0, 5))
def test_a_gap_holds_just_what_no_row_holds_for(rows: list[Bounds], low: int, high: int) -> None:
    gap = gap_between(Table(tuple((row, ONE) for row in rows)), (low, 1), (high, 1))
    halves = [Fraction(number, 2) for number in range(2 * low, 2 * high + 1)]
    without = [
        value
        for value in halves
        if not any(within(row, (value.numerator, value.denominator)) for row in rows)
    ]
    if gap is None:
        assert without == []
        return
    point = Stretch(without[0], without[0])
    assert not gap.stretch.shared_with(point).is_empty  # it is the lowest
    inside = [value for value in halves if not gap.stretch.shared_with(Stretch(value, value)).is_empty]
    assert inside == without[: len(inside)]


@pytest.mark.parametrize(
    ("number", "text"),
    [(Fraction(3), "3"), (Fraction(5, 2), "2.5"), (Fraction(7, 3), "2.3333"), (Fraction(1200000), "1200000")],
)
def test_numbers_as_a_file_writes_them(number: Fraction, text: str) -> None:
    assert decimal(number) == text
