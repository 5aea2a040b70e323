"""What YAML means here, and what is refused."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import Value, parse_yaml
from cxmaturity.foundation.yaml_events import NextEvent, fast_events, pure_events
from cxmaturity.foundation.yaml_guard import load_yaml
from cxmaturity.foundation.yaml_places import yaml_places


def codes(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(InvalidDocument) as caught:
        parse_yaml(text.encode(), "x.yaml")
    return [(each.code, each.span.line if each.span else None) for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            (word, word)
            for word in ("no", "on", "yes", "off", "y", "No", "nULL", "=", "2,5", "20%", "1.2.3", ".")
        ),
        *(
            (word, word)
            for word in (
                "2026-11-22",
                "2026-11-22T10:00:00Z",
                "\uff15",
                "\u0665",
                "1e",
                "inf",
                "NaN",
                "--1",
                "12e3e4",
            )
        ),
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("-17", -17),
        ("123456789012345678", 123456789012345678),
        ("2.50", Decimal("2.50")),
        ("+.5", Decimal("0.5")),
        ("1.", Decimal(1)),
        ("1e3", Decimal("1E+3")),
        ("-1.5E-3", Decimal("-0.0015")),
        ("1e30", Decimal("1E+30")),
        ("0.100000000000000005", Decimal("0.100000000000000005")),
        ("0.0", Decimal("0.0")),
        ("'010'", "010"),
        ('"1:30"', "1:30"),
        ('"a\\r\\nb"', "a\r\nb"),
    ],
)
def test_plain_words(text: str, value: Value) -> None:
    read = parse_yaml(f"a: {text}\n".encode(), "x").data["a"]
    assert (read, type(read), str(read)) == (value, type(value), str(value))


@pytest.mark.parametrize(
    "text",
    [
        *("010", "-010", "00", "08", "01.5", "0x1F", "0o14", "0b11", "-0x1", "1_000", "1_0.5", ".1_0"),
        *("1:30", "10:30:45", "1:30.5", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"),
        *(
            "1234567890123456789",
            "0." + "1" * 19,
            "1e31",
            "1e-31",
            "12e45678",
            "1e" + "9" * 40,
            "0." + "0" * 40 + "1",
        ),
        "0." + "0" * 90,
        "9" * 5000,
    ],
)
def test_numbers_that_are_ambiguous_or_not_exact(text: str) -> None:
    assert codes(f"a: {text}\n") == [("number", 1)]


@pytest.mark.parametrize("key", ["1", "1.5", "010", "0x10", "true", "~", "null", ".inf", "1:30"])
def test_a_key_is_text(key: str) -> None:
    assert codes(f"{key}: x\n") == [("key", 1)]
    assert parse_yaml(f'"{key}": x\n'.encode(), "x").data == {key: "x"}


def test_keys_that_other_programs_misread_are_text() -> None:
    assert list(parse_yaml(b"on: 1\nno: 2\ny: 3\n", "x").data) == ["on", "no", "y"]


def test_all_problems_are_found_at_once() -> None:
    text = 'a: 010\nb: &x 1\na: *x\n<<: {}\nc: !t 1_0\n? [k]\n: v\n1: 2\nd: {e: 1, e: 2}\nf: "\\e"\ng: {\n'
    assert codes(text) == [
        ("number", 1),
        ("alias", 2),
        ("duplicate", 3),
        ("alias", 3),
        ("merge", 4),
        ("tag", 5),
        ("key", 6),
        ("key", 8),
        ("duplicate", 9),
        ("control", 10),
        ("syntax", 12),
    ]


def test_many_problems_are_cut_off() -> None:
    assert len(codes("".join(f"- &a{n} x\n" for n in range(5000)))) == 50


def test_a_key_that_stands_twice_names_the_first_line() -> None:
    with pytest.raises(InvalidDocument, match=r"x:3:1: “für” is already set on line 1\."):
        parse_yaml("fu\u0308r: 1\nb: 2\nfür: 3\n".encode(), "x")


@pytest.mark.parametrize("directive", ["%YAML 1.1", "%YAML 1.3", "%YAML 9.9", "%YAML 1.1\n%YAML 1.1"])
def test_other_versions_of_yaml_are_refused(directive: str) -> None:
    assert codes(f"{directive}\n---\na: no\n")[0][0] == "syntax"


def test_directives_that_change_nothing_or_something() -> None:
    assert parse_yaml(b"%YAML 1.2\n---\na: 1\n...\n", "x").data == {"a": 1}
    assert codes("%TAG ! tag:example.org,2026:\n---\na: 1\n") == [("tag", 1)]


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "---\n", "~", "\ufeff"])
def test_empty(text: str) -> None:
    assert codes(text) == [("empty", None)]


@pytest.mark.parametrize("text", ["text", "- a", "1", "''"])
def test_the_root_is_a_mapping(text: str) -> None:
    assert codes(text) == [("root", 1)]


def test_limits() -> None:
    assert parse_yaml(b"a: " + b"[" * 39 + b"]" * 39, "x").data
    assert codes("a: " + "[" * 40 + "]" * 40) == [("depth", 1)]
    assert codes("a: [" + "1," * 200_000 + "]") == [("size", None)]
    assert codes("a: " + "x" * 100_001) == [("size", 1)]


@pytest.mark.parametrize("events", [fast_events, pure_events])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{", "[? ", "[\n", '{"a": '])
def test_depth_is_refused_before_it_costs_anything(opening: str, events: Callable[[str], NextEvent]) -> None:
    with pytest.raises(InvalidDocument) as caught:
        load_yaml(opening * 20_000, "x", events=events)
    assert "depth" in {each.code for each in caught.value.diagnostics}


CORPUS = [
    "a: 1\nb:\n  - x\n  - {c: 'd', e: \"f\\tg\"}\n",
    "a: |\n  lines\n   of text\n\nb: >-\n  folded\n  text\n",
    "a: plain\n  over lines\nb:\n\n# comment\nc: [1, 2.50,\n  x]\n",
    "? a\n: b\n? c\n",
    "a: {b, c: d}\r\ne: ''\r\n",
    "---\n漢: 'ü' # é\nb: [[], {}]\n...\n",
    *(
        'a: "\\ud83d"',
        "a: 010\na: &x 1",
        "a: b: c",
        "a: @b",
        "a: [b\nc: d",
        "a: 'b",
        "a:\n\t- b",
        'a: "\\UFFFFFFFF"',
    ),
    *(
        "a: ]",
        "a: - b",
        "a: !x!y z",
        "a: | b",
        "a: 1\n---\nb: 1",
        "%YAML 9.9\n---\na: 1",
        "a\nb: 1",
        "a: 'b' c",
    ),
]


@pytest.mark.parametrize("text", CORPUS)
def test_both_parsers_read_and_refuse_the_same(text: str) -> None:
    outcomes: list[object] = []
    for events in (fast_events, pure_events):
        try:
            outcomes.append((load_yaml(text, "x", events=events), yaml_places(text, events=events)))
        except InvalidDocument as invalid:
            outcomes.append(
                [(each.code, each.span and each.span.line, each.message) for each in invalid.diagnostics]
            )
    assert outcomes[0] == outcomes[1]
