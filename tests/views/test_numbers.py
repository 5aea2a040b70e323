"""Numbers are written with all their digits, however large."""

from fractions import Fraction

import pytest

from cxmaturity.views.numbers import NumberForm

LARGE = 10**30 - Fraction(1, 3)


@pytest.mark.parametrize(
    ("locale", "decimal", "number"),
    [
        ("en", "999,999,999,999,999,999,999,999,999,999.7", "999,999,999,999,999,999,999,999,999,999.666667"),
        ("de", "999.999.999.999.999.999.999.999.999.999,7", "999.999.999.999.999.999.999.999.999.999,666667"),
    ],
)
def test_the_largest_numbers(locale: str, decimal: str, number: str) -> None:
    form = NumberForm(locale)
    assert form.decimal(LARGE) == decimal
    assert form.number(LARGE) == form.quantity(LARGE, "none") == number
    assert form.number(-LARGE) == "-" + number


def test_the_longest_time_and_the_smallest_share() -> None:
    form = NumberForm("en")
    assert form.quantity(Fraction(86_400_000 * 10**20), "ms") == "100,000,000,000,000,000,000\u00a0days"
    assert form.share(Fraction(1, 10**60)) == "1%"
