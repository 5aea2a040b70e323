from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.documents import Value, parse_json, parse_yaml
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.foundation.yaml_writer import dump_yaml

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)
WORDS = st.sampled_from(
    [
        "no",
        "yes",
        "on",
        "08",
        "010",
        "1:30",
        "1_000",
        ".inf",
        "~",
        "null",
        "true",
        "=",
        "<<",
        "y",
        "a: b",
        "- a",
        "#",
        "ä ö",
        "",
    ]
)
SCALARS = st.one_of(
    TEXT, WORDS, st.integers(-(10**15), 10**15), st.booleans(), st.none(),
    st.decimals(-1000, 1000, places=3).filter(lambda number: number % 1 != 0),
)  # fmt: skip
DATA = st.dictionaries(
    TEXT.filter(bool),
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT.filter(bool), inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


@given(DATA)
def test_what_is_written_reads_back_unchanged(data: dict[str, Value]) -> None:
    assert parse_yaml(dump_yaml(data).encode(), "x").data == data


def test_people_can_read_it() -> None:
    data: dict[str, Value] = {
        "format": "cxmaturity/answers/1",
        "company": "Müller & Söhne",
        "answers": {"q": ["a", "b"], "share": Decimal("1.50")},
    }
    assert dump_yaml(data) == (
        'format: cxmaturity/answers/1\ncompany: "Müller & Söhne"\nanswers:\n  q:\n    - a\n    - b\n  share: 1.50\n'
    )


@pytest.mark.parametrize(
    "text", ["1e30", "-1.5e22", "123456789012345678e12", "1e18", "999999999999999999", "1e-30"]
)
def test_large_numbers_are_read_again(text: str) -> None:
    number = Decimal(text)
    assert parse_yaml(dump_yaml({"a": number}).encode(), "x").data == {"a": number}
    assert parse_json(dumps_json({"a": number}).encode(), "x").data == {"a": number}
