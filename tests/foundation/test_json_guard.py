"""What is refused in JSON, and where."""

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_json


def found(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(InvalidDocument) as caught:
        parse_json(text.encode(), "x.json")
    return [
        (each.code, each.span.line if each.span else 0, each.span.column if each.span else 0)
        for each in caught.value.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("empty", 0, 0)),
        (" \n", ("empty", 0, 0)),
        ("\n [1]", ("root", 2, 2)),
        ("null", ("root", 1, 1)),
        ('{"a": 1, "a": 2}', ("duplicate", 1, 10)),
        ('{"a": {"b": [{"c": 1, "c": 2}]}}', ("duplicate", 1, 23)),
        ('{"für": 1,\n "fu\u0308r": 2}', ("duplicate", 2, 2)),
        ('{"a": NaN}', ("number", 1, 7)),
        ('{"a": -Infinity}', ("number", 1, 7)),
        ('{"a": 1e31}', ("number", 1, 7)),
        ('{"a": 1234567890123456789}', ("number", 1, 7)),
        ('{"a": "\\u0000"}', ("control", 1, 7)),
        ('{"\\u202e": 1}', ("control", 1, 2)),
        ('{"a": "\\r"}', ("control", 1, 7)),
        ('{"a": "\\ud800x"}', ("control", 1, 7)),
        ('{"a": "x\ty"}', ("syntax", 1, 9)),
        ('{"a": 01}', ("syntax", 1, 8)),
        ('{"a": +1}', ("syntax", 1, 7)),
        ('{"a": 1} x', ("syntax", 1, 10)),
        ('{"a": "b', ("syntax", 1, 7)),
        ("[" * 41 + "]" * 41, ("depth", 1, 41)),
        ('{"a": ' * 50_000, ("depth", 1, 241)),
        ('{"a": "' + "x" * 100_000 + '"}', ("size", 1, 7)),
        ('{"a": "' + '\\"' * 100_000 + '"}', ("size", 1, 7)),
        ('{"a": [' + "1," * 200_001 + "1]}", ("size", 0, 0)),
    ],
)
def test_refused(text: str, problem: tuple[str, int, int]) -> None:
    assert found(text) == [problem]


def test_brackets_in_texts_do_not_nest() -> None:
    assert parse_json(b'{"a": "' + b"[{" * 100 + b'\\"["}', "x").data == {"a": "[{" * 100 + '"['}


def test_escapes_of_harmless_characters() -> None:
    data = parse_json(rb'{"a": "\ud83d\ude42 \u00fc \n \r\n \t \\u0000 \/"}', "x").data
    assert data == {"a": "🙂 ü \n \r\n \t \\u0000 /"}


def test_a_syntax_error_after_another_problem_is_told_alone() -> None:
    assert found('{"a": 1e99, "a": 2, }')[0][0] == "syntax"


def test_many_quotes_without_an_end_take_no_time() -> None:
    assert found('{"a": "' + '\\"' * 900_000)[0][0] in {"size", "syntax"}
