"""Interval ends of aggregates, against every choice of parts and ends."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cxmaturity.scoring.aggregates import Part, aggregate
from cxmaturity.scoring.pairs import Pair
from tests.scoring.naive_points import combined
from tests.tools.effort import effort

Chosen = tuple[Fraction, Fraction, Fraction]


@st.composite
def parts(draw: DrawFn, weights: list[int]) -> Part:
    """A part with an interval of quarters; what was possible is more than nothing."""
    low, high = sorted(draw(st.tuples(st.integers(-8, 20), st.integers(-8, 20))))
    least, most = sorted(draw(st.tuples(st.integers(1, 20), st.integers(1, 20))))
    ends, ceilings = [_pair(n) for n in (low, high)], (_pair(least), _pair(most))
    return Part(draw(st.sampled_from(weights)), ends[0], ends[1], ceilings)


def _pair(quarters: int) -> Pair:
    return Fraction(quarters, 4).as_integer_ratio()


def every_value(kind: str, certain: list[Part], optional: list[Part]) -> Iterator[Fraction]:
    """The aggregate of the certain parts with any of the optional ones, each at any end."""
    subsets = chain.from_iterable(combinations(optional, size) for size in range(len(optional) + 1))
    for there in ([*certain, *subset] for subset in subsets):
        for chosen in product(*(_ends(part, possible=kind == "ratio") for part in there)) if there else ():
            yield _aggregated(kind, chosen)


def _ends(part: Part, *, possible: bool) -> list[Chosen]:
    assert part.possible is not None
    ceilings = part.possible if possible else part.possible[:1]
    return [
        (Fraction(part.weight), Fraction(*value), Fraction(*ceiling))
        for value in (part.low, part.high)
        for ceiling in ceilings
    ]


def _aggregated(kind: str, chosen: tuple[Chosen, ...]) -> Fraction:
    values = [(weight, value) for weight, value, _ in chosen]
    if kind != "ratio":
        return combined(kind, values)
    return combined("sum", values) / combined("sum", [(weight, ceiling) for weight, _, ceiling in chosen])


@pytest.mark.parametrize(
    ("kind", "weights"), [("mean", [1, 2, 3]), ("sum", [-2, -1, 1, 2, 3]), ("min", [1]), ("max", [1])]
)
@settings(max_examples=effort(150))
@given(data=st.data())
def test_ends_are_those_of_all_choices(kind: str, weights: list[int], data: st.DataObject) -> None:
    certain = data.draw(st.lists(parts(weights), max_size=3))
    optional = data.draw(st.lists(parts(weights), max_size=3))
    assume(certain or optional)
    values = list(every_value(kind, certain, optional))
    low, high = aggregate(kind, certain, optional)
    assert (Fraction(*low), Fraction(*high)) == (min(values), max(values))


@settings(max_examples=effort(150))
@given(st.lists(parts([1, 2, 3]), max_size=2), st.lists(parts([1, 2, 3]), max_size=2))
def test_ends_of_a_ratio_contain_all_choices(certain: list[Part], optional: list[Part]) -> None:
    assume(certain or optional)
    values = list(every_value("ratio", certain, optional))
    low, high = aggregate("ratio", certain, optional)
    assert Fraction(*low) <= min(values)
    assert max(values) <= Fraction(*high)
