"""What a plain word in YAML means, and which numbers are exact and sane, in YAML and in JSON alike."""

import re
from decimal import Decimal
from typing import TypeAlias

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import shorten

Scalar: TypeAlias = str | int | Decimal | bool | None
Value: TypeAlias = Scalar | list["Value"] | dict[str, "Value"]

NOT_FINITE = msg("Infinity and “not a number” are not values.")

MAX_DIGITS = 18
MAX_EXPONENT = 30
_MAX_NUMBER_LENGTH = 64

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_START = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")

# Spellings that programs read as different things: as a number in another base, as minutes, as text.
_AMBIGUOUS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?"),
        msg("A number must not start with a zero: some programs read it as octal."),
    ),
    (
        re.compile(r"[-+]?0[xXoObB][0-9a-fA-F_]+"),
        msg("Numbers are written in plain decimal digits."),
    ),
    (
        re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"),
        msg("A number must not contain underscores: some programs read it as text."),
    ),
    (
        re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
        msg("Some programs read this as a number of minutes or seconds."),
    ),
    (
        re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"),
        NOT_FINITE,
    ),
)


class BadNumberError(ValueError):
    """A number that is ambiguous, or too long or too large to be exact."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def plain_scalar(text: str) -> Scalar:
    """Return the value of *text*, written without quotes, by the rules of YAML 1.2; raise BadNumberError."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_START:
        return text
    if _DECIMAL.fullmatch(text):
        return exact_number(text)
    for pattern, message in _AMBIGUOUS:
        if pattern.fullmatch(text):
            hint = msg(
                'Write a plain number, or put it in quotes if it is text: "{text}"', text=shorten(text)
            )
            raise BadNumberError(message, hint)
    return text


def exact_number(text: str) -> int | Decimal:
    """Return the number that *text*, a decimal literal, stands for, unrounded; raise BadNumberError."""
    mantissa, _, exponent = text.lower().partition("e")
    digits = mantissa.lstrip("+-").replace(".", "").lstrip("0")
    if len(digits) > MAX_DIGITS or len(text) > _MAX_NUMBER_LENGTH:
        message = msg("A number may have at most {limit} digits.", limit=MAX_DIGITS)
        raise BadNumberError(message, msg("Put it in quotes if it is text."))
    if abs(int(exponent or 0)) > MAX_EXPONENT or abs(Decimal(text).adjusted()) > MAX_EXPONENT:
        message = msg("The exponent of a number may be at most {limit}.", limit=MAX_EXPONENT)
        raise BadNumberError(message, msg("Put it in quotes if it is text."))
    return int(text) if _INTEGER.fullmatch(text) else Decimal(text)


def number_text(number: Decimal) -> str:
    """Return *number*, which is finite, as text that `exact_number` reads: in plain digits unless they are too many."""
    if number.adjusted() < MAX_DIGITS:
        return f"{number:f}"
    mantissa, _, exponent = f"{number:e}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}e{exponent}"  # with a point, it is a number in any YAML
