"""Numbers with units as people write them: "15 min", "2 Std.", "40 %", "1,5"."""

import re
from decimal import Decimal
from fractions import Fraction

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

#: Milliseconds in each unit of time.
_TIME = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}

_SPELLINGS = {
    "%": ("%", "percent", "per cent", "prozent", "v.h."),
    "ms": ("ms", "msec", "msek", "millisecond", "milliseconds", "millisekunde", "millisekunden"),
    "s": ("s", "sec", "secs", "sek", "second", "seconds", "sekunde", "sekunden"),
    "min": ("min", "mins", "minute", "minutes", "minuten"),
    "h": ("h", "hr", "hrs", "std", "hour", "hours", "stunde", "stunden"),
    "d": ("d", "day", "days", "tag", "tage", "tagen", "t"),
    "w": ("w", "wk", "wks", "week", "weeks", "wo", "woche", "wochen"),
}
_UNIT_OF = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings}
_PART = re.compile(
    r"\s*([+-]?[0-9]+(?:[.,'’ ][0-9]+)*)\s*(v\.h\.|per cent|[^\W0-9_]+|%)?\.?\s*(?=[+-]?[0-9]|$)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"^[0-9]{1,3}([.,'’ ])[0-9]{3}(\1[0-9]{3})*$")
_MAX_DIGITS = 18


class InvalidQuantity(CxmaturityError):
    """A text that is no number in the unit asked for."""


def parse_quantity(text: str, unit: str) -> Fraction:
    """The number of *text* in *unit* (`none`, `%` or a unit of time); a bare number already is in that unit.

    Comma and point are both decimal marks; where one could as well group thousands ("1.200") the text is refused.
    Raises InvalidQuantity.
    """
    cleaned = text.strip().replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")
    parts = _split(cleaned)
    if not parts:
        raise InvalidQuantity(
            msg("“{text}” is not a number.", text=text),
            msg("Write it like {example}.", example=_example(unit)),
        )
    if len(parts) > 1 and (unit not in _TIME or any(spelt is None for _, spelt in parts)):
        message = msg("“{text}” is more than one number.", text=text)
        raise InvalidQuantity(message, msg("Write it like {example}.", example=_example(unit)))
    return sum((_converted(number, spelt, unit, text) for number, spelt in parts), Fraction(0))


def convert(value: Fraction, given: str, unit: str) -> Fraction | None:
    """*value* in the unit *given* as one in *unit*; None where the two measure different things."""
    if given == unit:
        return value
    return value * _TIME[given] / _TIME[unit] if given in _TIME and unit in _TIME else None


def written_quantity(value: Fraction, unit: str) -> int | Decimal | str:
    """A number in *unit* as files write it: whole, or with its decimals.

    A time whose decimals have no end (20 s in minutes), or too many digits, is written in the largest unit that makes
    it whole.
    """
    if value.denominator == 1 and abs(value) < 10**_MAX_DIGITS:
        return value.numerator
    decimal = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    if Fraction(decimal) == value and len(decimal.as_tuple().digits) <= _MAX_DIGITS:
        return decimal
    fitting = [(value * _TIME[unit] / size, name) for name, size in _TIME.items()] if unit in _TIME else []
    whole = [(number, name) for number, name in fitting if number.denominator == 1]
    return f"{whole[-1][0]} {whole[-1][1]}" if whole else str(decimal)


def _split(text: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or match.end() == position:
            return []
        found.append((match[1], match[2]))
        position = match.end()
    return found


def _converted(number: str, spelt: str | None, unit: str, text: str) -> Fraction:
    value = convert(
        _number(number, text), unit if spelt is None else _UNIT_OF.get(spelt.casefold(), ""), unit
    )
    if value is not None:
        return value
    if unit == "none":
        message = msg("“{text}”: this question takes a bare number, without a unit.", text=text)
        raise InvalidQuantity(message, msg("Write it like {example}.", example=_example(unit)))
    unfit = (
        msg("“{text}” is not a length of time.", text=text)
        if unit in _TIME
        else msg("“{text}” is not a percentage.", text=text)
    )
    raise InvalidQuantity(unfit, msg("Write it like {example}.", example=_example(unit)))


def _number(number: str, text: str) -> Fraction:
    if sum(character.isdigit() for character in number) > _MAX_DIGITS:
        raise InvalidQuantity(msg("“{text}” has too many digits.", text=text))
    digits = number.lstrip("+-")
    marks = [character for character in digits if character in ".,"]
    if re.search(r"['’ ]", digits) or len(set(marks)) == 2:
        decimal = marks[-1] if marks and digits.rfind(marks[-1]) > max(digits.rfind(c) for c in "'’ ") else ""
        whole, _, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
        if not _GROUPED.match(whole) or not (fraction.isdigit() or not decimal):
            raise InvalidQuantity(msg("“{text}” is not a number.", text=text))
        plain = re.sub(r"[^0-9]", "", whole) + ("." + fraction if fraction else "")
    elif len(marks) > 1 and _GROUPED.match(digits):
        plain = digits.replace(marks[0], "")
    elif re.match(r"^[1-9][0-9]{0,2}[.,][0-9]{3}$", digits):
        raise InvalidQuantity(
            msg("“{text}” can be read in two ways.", text=text),
            msg(
                "Leave out the thousands separator, or write the decimals with fewer or more than three digits."
            ),
        )
    else:
        plain = digits.replace(",", ".")
    if not re.match(r"^[0-9]+(\.[0-9]+)?$", plain):
        raise InvalidQuantity(msg("“{text}” is not a number.", text=text))
    return Fraction(Decimal(("-" if number.startswith("-") else "") + plain))


def _example(unit: str) -> str:
    return {"none": "12", "%": "40 %"}.get(unit, "15 min")
