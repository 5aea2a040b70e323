"""Data as JSON: readable for people, canonical for hashes."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from math import isfinite
from typing import TypeAlias

from cxmaturity.foundation.intake import FORBIDDEN
from cxmaturity.foundation.scalars import number_text

Writable: TypeAlias = (
    str | int | float | Decimal | bool | Sequence["Writable"] | Mapping[str, "Writable"] | None
)

_quote = json.JSONEncoder(ensure_ascii=False).encode
_MAX_PLACES = 1000  # before or after the point; beyond, it is no number that anybody meant


def dumps_json(data: Writable) -> str:
    r"""
    Return *data* as JSON with an indent of two and a line break at its end, keys in their own order.

    Decimals keep their digits (1.50 stays 1.50); with more than 18 before the point they are written as a power of
    ten. Characters that a terminal would obey become `\u` escapes.
    Raises TypeError for what JSON cannot hold, ValueError for a number that is not finite.
    """
    return _readable(data, "\n") + "\n"


def canonical_json(data: Writable) -> bytes:
    """
    Return the one UTF-8 form of *data*: keys sorted, text in NFC, numbers in their fewest digits, no spaces.

    Equal numbers are written alike (1.50 as 1.5, 1.0 as 1). Raises TypeError for a binary float: its digits
    are not those that anybody wrote.
    """
    return _canonical(data).encode()


def sha256_of(data: Writable) -> str:
    """Return the SHA-256 of the canonical JSON of *data*, in hex."""
    return sha256(canonical_json(data)).hexdigest()


def _readable(data: Writable, line: str) -> str:
    """Return *data* as JSON; *line* is a line break with the indent of the value."""
    inner = line + "  "
    match data:
        case str():
            return quoted(data)
        case float():
            return _finite(data)
        case Decimal():
            return number_text(_sane(data))
        case Mapping():
            members = [f"{quoted(key)}: {_readable(value, inner)}" for key, value in data.items()]
            return f"{{{inner}{f',{inner}'.join(members)}{line}}}" if members else "{}"
        case Sequence() if not isinstance(data, bytes):
            items = [_readable(item, inner) for item in data]
            return f"[{inner}{f',{inner}'.join(items)}{line}]" if items else "[]"
        case _:
            return _constant(data)


def _canonical(data: Writable) -> str:
    match data:
        case str():
            return _quote(_nfc(data))
        case float():
            raise TypeError(f"a binary float has no canonical form: {data!r}")
        case Decimal():
            return _fewest_digits(f"{_sane(data):f}")
        case Mapping():
            values = {_nfc(key): value for key, value in data.items()}
            if len(values) != len(data):
                raise ValueError("two keys are the same text")
            return f"{{{','.join(f'{_quote(key)}:{_canonical(values[key])}' for key in sorted(values))}}}"
        case Sequence() if not isinstance(data, bytes):
            return f"[{','.join(map(_canonical, data))}]"
        case _:
            return _constant(data)


def _constant(data: object) -> str:
    if data is None or isinstance(data, int):
        return json.dumps(data)
    raise TypeError(f"not JSON: {type(data).__name__}")


def _finite(number: float) -> str:
    if not isfinite(number):
        raise ValueError(f"JSON has no {number}")
    return repr(number)


def _sane(number: Decimal) -> Decimal:
    if not number.is_finite() or (number and abs(number.adjusted()) > _MAX_PLACES):
        raise ValueError(f"not a number for JSON: {number}")
    return number


def _fewest_digits(digits: str) -> str:
    fewest = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if fewest == "-0" else fewest


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def quoted(text: str) -> str:
    """Return *text* as JSON, without characters that a terminal would obey."""
    if not isinstance(text, str):
        raise TypeError(f"a key must be text: {text!r}")
    return FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", _quote(text))
