from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.quantities import InvalidQuantity, parse_quantity, written_quantity

READ: list[tuple[str, str, Fraction | int]] = [
    ("40", "%", 40),
    ("40%", "%", 40),
    ("40 %", "%", 40),
    ("40\u00a0%", "%", 40),
    ("40\u202f%", "%", 40),
    ("12,5 Prozent", "%", Fraction(25, 2)),
    ("12.5 per cent", "%", Fraction(25, 2)),
    ("40 v.H.", "%", 40),
    ("15", "min", 15),
    ("15 min", "min", 15),
    ("15 Min.", "min", 15),
    ("15min", "s", 900),
    ("2 Std.", "min", 120),
    ("2 Stunden", "h", 2),
    ("1,5 h", "min", 90),
    ("1 h 30 min", "min", 90),
    ("1h30min", "min", 90),
    ("2 Tage", "h", 48),
    ("3 Wochen", "d", 21),
    ("500 ms", "s", Fraction(1, 2)),
    ("1 week", "d", 7),
    ("-45", "none", -45),
    ("\u221245", "none", -45),
    ("+45", "none", 45),
    (" 7 ", "none", 7),
    ("0,125", "none", Fraction(1, 8)),
    ("0.125", "none", Fraction(1, 8)),
    ("1.2345", "none", Fraction(12345, 10000)),
    ("1.200,5", "none", Fraction(2401, 2)),
    ("1,200.5", "none", Fraction(2401, 2)),
    ("1.200.000", "none", 1_200_000),
    ("1,200,000", "none", 1_200_000),
    ("1'200", "none", 1200),
    ("1’200,50", "none", Fraction(2401, 2)),
    ("1 200 000", "none", 1_200_000),
    ("1234,567", "none", Fraction(1234567, 1000)),
]

REFUSED: list[tuple[str, str, str]] = [
    ("", "none", "“” is not a number."),
    ("often", "%", "“often” is not a number."),
    ("%", "%", "“%” is not a number."),
    ("1.200", "none", "“1.200” can be read in two ways."),
    ("1,200", "none", "“1,200” can be read in two ways."),
    ("1.2.3", "none", "“1.2.3” is not a number."),
    ("1,2,3", "none", "“1,2,3” is not a number."),
    ("1.20.000", "none", "“1.20.000” is not a number."),
    ("1.5.2026", "none", "“1.5.2026” is not a number."),
    ("1e5", "none", "“1e5” is more than one number."),
    ("40 bis 50", "%", "“40 bis 50” is more than one number."),
    ("1 h 30", "min", "“1 h 30” is more than one number."),
    ("12 Stück", "none", "“12 Stück”: this question takes a bare number, without a unit."),
    ("12 kg", "%", "“12 kg” is not a percentage."),
    ("15 min", "%", "“15 min” is not a percentage."),
    ("15 %", "s", "“15 %” is not a length of time."),
    ("1234567890123456789", "none", "“1234567890123456789” has too many digits."),
    ("٣", "none", "“٣” is not a number."),
    ("½", "none", "“½” is not a number."),
    ("nan", "none", "“nan” is not a number."),
    ("0x10", "none", "“0x10” is more than one number."),
]


@pytest.mark.parametrize(("text", "unit", "expected"), READ)
def test_a_quantity_as_people_write_it(text: str, unit: str, expected: Fraction | int) -> None:
    assert parse_quantity(text, unit) == expected


@pytest.mark.parametrize(("text", "unit", "message"), REFUSED)
def test_what_is_no_quantity_is_refused(text: str, unit: str, message: str) -> None:
    with pytest.raises(InvalidQuantity) as caught:
        parse_quantity(text, unit)
    assert str(caught.value.message) == message


@given(st.text(max_size=40), st.sampled_from(["none", "%", "s"]))
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    with suppress(InvalidQuantity):
        assert isinstance(parse_quantity(text, unit), Fraction)


def read_again(value: Fraction, unit: str) -> Fraction:
    written = written_quantity(value, unit)
    return parse_quantity(written, unit) if isinstance(written, str) else Fraction(written)


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_a_number_written_is_read_as_it_was(whole: int, places: int) -> None:
    value = Fraction(whole, 10**places)
    assert read_again(value, "none") == value


@given(st.integers(0, 10**12), st.sampled_from(["ms", "s", "min", "h", "d", "w"]))
def test_a_time_written_is_read_as_it_was(milliseconds: int, unit: str) -> None:
    value = parse_quantity(f"{milliseconds} ms", unit)
    assert read_again(value, unit) == value


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (Fraction(15), "min", 15),
        (Fraction(3, 2), "h", Decimal("1.5")),
        (Fraction(1, 3), "min", "20 s"),
        (Fraction(1, 7), "w", "1 d"),
        (Fraction(-45), "none", -45),
    ],
)
def test_a_number_is_written_in_its_unit(value: Fraction, unit: str, written: object) -> None:
    assert written_quantity(value, unit) == written
