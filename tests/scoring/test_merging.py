"""Respondents into one: worked by hand, and laws over any votes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxmaturity
from cxmaturity.answers.values import Given, Missing
from cxmaturity.scoring.merging import Merged, merged_answer
from cxmaturity.scoring.points import points_of

PLAN = cxmaturity.load().plan
CHOICE, TICKS, NUMBER = (
    PLAN.question(name) for name in ("touchpoint-linkage", "channels", "automated-occasions")
)
NAMED = PLAN.question("signal-to-reaction")
OPTIONS = sorted(CHOICE.options, key=lambda option: points_of(CHOICE, option) or (0, 1))


def votes(*cast: Given | None) -> list[tuple[Given | None, Fraction]]:
    return [(vote, Fraction(1)) for vote in cast]


def test_a_choice_is_the_median_in_order_of_points() -> None:
    assert merged_answer(CHOICE, votes(OPTIONS[4], OPTIONS[0], OPTIONS[2])) == Merged(OPTIONS[2])


def test_a_tie_goes_down_and_is_said() -> None:
    assert merged_answer(CHOICE, votes(OPTIONS[3], OPTIONS[1])) == Merged(OPTIONS[1], tied=True)
    assert merged_answer(CHOICE, votes(OPTIONS[1], OPTIONS[1])) == Merged(OPTIONS[1])


def test_weights_count() -> None:
    cast = [(OPTIONS[0], Fraction(1)), (OPTIONS[1], Fraction(1)), (OPTIONS[4], Fraction(3))]
    assert merged_answer(CHOICE, cast) == Merged(OPTIONS[4])


def test_a_number_is_the_median() -> None:
    cast = votes(Fraction(7), Fraction(1), Fraction(2), Fraction(3))
    assert merged_answer(NUMBER, cast) == Merged(Fraction(2), tied=True)


def test_a_named_answer_stands_where_its_points_are() -> None:
    never = next(iter(NAMED.options))
    quick = Fraction(1, 60)
    assert (points_of(NAMED, never) or ()) < (points_of(NAMED, quick) or ())
    assert merged_answer(NAMED, votes(quick, never, never)) == Merged(never)
    assert merged_answer(NAMED, votes(quick, quick, never)) == Merged(quick)


def test_ticked_is_what_more_than_half_ticked() -> None:
    cast = votes(
        frozenset({"app", "webshop"}), frozenset({"app"}), frozenset({"store", "webshop"}), frozenset()
    )
    assert merged_answer(TICKS, cast) == Merged(frozenset(), tied=True)
    assert merged_answer(TICKS, cast[:3]) == Merged(frozenset({"app", "webshop"}))


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        ([], Missing.UNKNOWN),
        ([None, Missing.UNKNOWN], Missing.UNKNOWN),
        ([Missing.NOT_APPLICABLE, None], Missing.NOT_APPLICABLE),
        ([Missing.NOT_APPLICABLE, Missing.UNKNOWN, OPTIONS[3]], OPTIONS[3]),
    ],
)
def test_unknown_and_blank_do_not_vote(cast: list[Given | None], expected: Given) -> None:
    assert merged_answer(CHOICE, votes(*cast)) == Merged(expected)


WEIGHTS = st.integers(1, 5).map(Fraction)
CHOICES = st.lists(st.tuples(st.sampled_from([*OPTIONS, Missing.UNKNOWN, None]), WEIGHTS), min_size=1)


@given(CHOICES, st.randoms())
def test_the_order_of_respondents_does_not_matter(
    cast: list[tuple[Given | None, Fraction]], chance: st.DrawFn
) -> None:
    shuffled = list(cast)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged_answer(CHOICE, shuffled) == merged_answer(CHOICE, cast)


@given(CHOICES)
def test_a_weight_of_two_is_two_of_one(cast: list[tuple[Given | None, Fraction]]) -> None:
    apart = [(vote, Fraction(1)) for vote, weight in cast for _ in range(int(weight))]
    assert merged_answer(CHOICE, apart) == merged_answer(CHOICE, cast)


@given(CHOICES)
def test_at_least_half_say_as_much_or_less_and_as_much_or_more(
    cast: list[tuple[Given | None, Fraction]],
) -> None:
    merged = merged_answer(CHOICE, cast)
    if isinstance(merged.given, str) and merged.given in OPTIONS:
        ranks = [(OPTIONS.index(str(vote)), weight) for vote, weight in cast if vote in OPTIONS]
        middle = OPTIONS.index(merged.given)
        total = sum(weight for _, weight in ranks)
        assert 2 * sum(weight for rank, weight in ranks if rank <= middle) >= total
        assert 2 * sum(weight for rank, weight in ranks if rank >= middle) >= total
