"""Numbers as a language writes them. Rounding happens here and only here: half up, once, from the exact value."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from msgspec import Struct

NO_BREAK = "\u00a0"

_EXACT = Context(prec=60)  # the largest number of a result, with its decimals, has fewer digits
_PLAIN = "#,##0.######"  # as many decimals as it takes, six at most


def rounded(value: Fraction, digits: int) -> Decimal:
    """*value* to *digits* decimals, half up (2.25 to 2.3, -2.25 to -2.2)."""
    scale = 10**digits
    return Decimal(floor(value * scale + Fraction(1, 2))).scaleb(-digits, _EXACT)


def is_locale(name: str) -> bool:
    """Whether *name* (BCP 47, such as `de-CH`) is a locale whose numbers and dates are known."""
    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


class NumberForm(Struct, frozen=True, dict=True):
    """How numbers look in a locale (BCP 47, such as `de` or `de-CH`).

    British where it says no more than English, or is not known.
    """

    locale: str

    @cached_property
    def _babel(self) -> Locale:
        try:
            return Locale("en", "GB") if self.locale == "en" else Locale.parse(self.locale, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale("en", "GB")

    def decimal(self, value: Fraction, digits: int = 1) -> str:
        """With exactly *digits* decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return self._written(rounded(value, digits), pattern)

    def number(self, value: Fraction) -> str:
        """With as many decimals as it takes, six at most."""
        return self._written(rounded(value, 6), _PLAIN)

    def _written(self, value: Decimal | int, pattern: str) -> str:
        with localcontext(_EXACT):
            return format_decimal(value, format=pattern, locale=self._babel)

    def share(self, value: Fraction) -> str:
        """A share from 0 to 1 as whole percent; 99.6 % is not shown as 100 %, nor 0.4 % as 0 %."""
        percent = int(rounded(value * 100, 0))
        if percent == 100 and value < 1:
            percent = 99
        if percent == 0 and value > 0:
            percent = 1
        return self.percent(Fraction(percent))

    def percent(self, value: Fraction) -> str:
        """A number that already is percent, with the sign as the locale writes it."""
        space = NO_BREAK if NO_BREAK in str(self._babel.percent_formats[None].pattern) else ""
        return f"{self.number(value)}{space}%"

    def index(self, value: Fraction, thresholds: tuple[Fraction, ...] = ()) -> str:
        """One decimal; two within 0.05 of a threshold, so that 2.74 is not shown as 2.7 beside a limit of 2.75."""
        close = any(0 < abs(value - threshold) <= Fraction(5, 100) for threshold in thresholds)
        return self.decimal(value, 2 if close else 1)

    def days(self, low: Fraction, high: Fraction) -> str:
        """A range of person-days, whole numbers, at least 1: `80–180`."""
        ends = [self._written(max(1, int(rounded(end, 0))), "#,##0") for end in (low, high)]
        return ends[0] if ends[0] == ends[1] else "–".join(ends)

    def date(self, iso: str) -> str:
        """An ISO date in the long form of the locale; any other text as it is."""
        from datetime import date

        try:
            return format_date(date.fromisoformat(iso), format="long", locale=self._babel)
        except ValueError:
            return iso

    def quantity(self, value: Fraction, unit: str) -> str:
        """A number in its unit: `40 %`, `15 Min.`, `2 Tage`; times in the largest unit that leaves a whole number."""
        if unit == "none":
            return self.number(value)
        if unit == "%":
            return self.percent(value)
        number, best = _largest_unit(value, unit)
        name, length = _NAMES[best]
        with localcontext(_EXACT):
            written = format_unit(rounded(number, 6), name, length, format=_PLAIN, locale=self._babel)
        return written.replace(" ", NO_BREAK)


_UNITS = ("ms", "s", "min", "h", "d", "w")
_STEPS = (1000, 60, 60, 24, 7)
_NAMES: dict[str, tuple[str, Literal["short", "long"]]] = {
    "ms": ("duration-millisecond", "short"),
    "s": ("duration-second", "short"),
    "min": ("duration-minute", "short"),
    "h": ("duration-hour", "short"),
    "d": ("duration-day", "long"),
    "w": ("duration-week", "long"),
}


def _largest_unit(value: Fraction, unit: str) -> tuple[Fraction, str]:
    position = _UNITS.index(unit)
    for step, larger in zip(_STEPS[position:], _UNITS[position + 1 :], strict=True):
        if value == 0 or larger == "w" or (value / step).denominator != 1:
            break
        value, unit = value / step, larger
    return value, unit
