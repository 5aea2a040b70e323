import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.json_text import Writable, canonical_json, dumps_json, sha256_of

NUMBERS = st.decimals(-(10**20), 10**20, allow_nan=False)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | NUMBERS
    | st.text(st.characters(codec="utf-8"))
)
DATA: st.SearchStrategy[Writable] = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner)
)


def test_readable() -> None:
    data: Writable = {
        "name": "Käufe „neu“",
        "value": Decimal("1.50"),
        "large": Decimal("1E+3"),
        "ratio": 0.1,
        "whole": 3.0,
        "list": [1, True, None, ()],
        "none": {},
        "escape": '\x1b"\u202e',
    }
    assert dumps_json(data) == (
        '{\n  "name": "Käufe „neu“",\n  "value": 1.50,\n  "large": 1000,\n  "ratio": 0.1,\n  "whole": 3.0,\n'
        '  "list": [\n    1,\n    true,\n    null,\n    []\n  ],\n  "none": {},\n'
        '  "escape": "\\u001b\\"\\u202e"\n}\n'
    )


def test_canonical() -> None:
    data: Writable = {
        "b": [Decimal("1.50"), Decimal("1.0"), Decimal("-0.0"), Decimal("1E+3"), Decimal("0.10e-6"), 100],
        "a": "fu\u0308r",
        "ü": (True, None),
    }
    expected = '{"a":"für","b":[1.5,1,0,1000,0.0000001,100],"ü":[true,null]}'
    assert canonical_json(data).decode() == expected
    assert sha256_of({"a": 1}) == sha256_of({"a": Decimal("1.000")})


@given(DATA)
def test_what_is_written_is_read_again(data: Writable) -> None:
    for text in (dumps_json(data), canonical_json(data)):
        again = json.loads(text, parse_float=Decimal)
        assert canonical_json(again) == canonical_json(data)


@pytest.mark.parametrize("data", [{"a": 0.5}, {1: 2}, {"a": object()}, b"a"])
def test_no_canonical_form(data: Writable) -> None:
    with pytest.raises(TypeError):
        canonical_json(data)


def test_what_json_cannot_hold() -> None:
    for number in (float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity"), Decimal("1e5000")):
        with pytest.raises(ValueError, match="JSON"):
            dumps_json([number])
    with pytest.raises(ValueError, match="same text"):
        canonical_json({"ü": 1, "u\u0308": 2})
