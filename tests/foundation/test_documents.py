"""Reading files, and laws that hold for YAML and JSON alike."""

import os
import sys
import time
from contextlib import suppress
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.foundation.diagnostics import InvalidDocument, Span
from cxmaturity.foundation.documents import DataPath, Document, Value, parse_json, parse_yaml, read_document
from cxmaturity.foundation.intake import FORBIDDEN, WRITTEN
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.foundation.yaml_events import fast_events, pure_events
from cxmaturity.foundation.yaml_guard import load_yaml

TEXT = st.text(st.characters(codec="utf-8"), max_size=20).filter(
    lambda text: not FORBIDDEN.search(text + "x")
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | TEXT
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
DATA = st.dictionaries(TEXT, VALUES, max_size=4)
PIECES = [
    b"\xef\xbb\xbf",
    b"a: ",
    b'{"a": ',
    b"1",
    b"\x1b",
    b"\r",
    b"\n",
    b"\xff",
    b"{",
    b'"',
    b"\\u",
    b"d800",
    b"}",
]
WORD = st.text(st.sampled_from("abcé漢"), min_size=1)
WORDS = st.text(st.sampled_from("ab01-:_.,# \"'\\n[]{}&*!|>?%@\té漢"), max_size=12)
YAMLISH = st.lists(st.sampled_from(["- ", "? ", "a: ", "b:", "\n", "  ", "'", '"', "---\n", "...\n"]) | WORDS)


class QuotingDumper(yaml.SafeDumper):
    """Puts all but letters in quotes: PyYAML leaves 08 plain, which is text in YAML 1.1."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True

    def represent_text(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, None if data.isalpha() else "'")


QuotingDumper.add_representer(str, QuotingDumper.represent_text)


def at(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def leaves(data: Value, path: DataPath = ()) -> list[tuple[DataPath, Value]]:
    match data:
        case dict():
            return [leaf for key, inner in data.items() for leaf in leaves(inner, (*path, key))]
        case list():
            return [leaf for index, inner in enumerate(data) for leaf in leaves(inner, (*path, index))]
        case _:
            return [(path, data)]


def refusal(data: bytes, name: str = "x.yaml") -> InvalidDocument:
    with pytest.raises(InvalidDocument) as caught:
        (parse_json if name.endswith("json") else parse_yaml)(data, name)
    return caught.value


@given(DATA, st.booleans())
def test_yaml_comes_back_as_it_was_written(data: dict[str, Value], flow: bool) -> None:
    text = yaml.dump(data, Dumper=QuotingDumper, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    assert parse_yaml(text.encode(), "x").data == data


@given(DATA)
def test_json_comes_back_as_it_was_written(data: dict[str, Value]) -> None:
    assert parse_json(dumps_json(data).encode(), "x").data == data


@given(DATA)
def test_every_leaf_of_a_json_file_has_its_place(data: dict[str, Value]) -> None:
    document = parse_json(dumps_json(data).encode(), "x")
    for path, value in leaves(data):
        written = at(document.text, document.span(path))
        assert written == dumps_json(value).strip("\n")
        if isinstance(path[-1], str):
            assert at(document.text, document.key_span(path)) == dumps_json(path[-1]).strip("\n")


@given(st.dictionaries(WORD, st.lists(WORD, max_size=4), min_size=1))
def test_a_plain_scalar_stands_at_its_place(data: dict[str, list[Value]]) -> None:
    text = "# first\n" + yaml.dump(data, Dumper=QuotingDumper, allow_unicode=True, width=1000)
    document = parse_yaml(text.encode(), "x")
    for path, value in leaves({**data}):
        assert at(text, document.span(path)) == value
        assert at(text, document.key_span(path[:1])) == path[0]


def test_places_of_keys_values_and_what_is_missing() -> None:
    text = (
        "title:\n  de: Käufe # gut\n  en: 'Buys'\n\n# next\nlist:\n"
        "  - {id: q1}\n  - id: q2\n    n: 1.50\n\nend:\n"
    )
    document = parse_yaml(text.encode(), "x")
    assert document.data["list"] == [{"id": "q1"}, {"id": "q2", "n": Decimal("1.50")}]
    shown = {
        ("title",): "de: Käufe # gut\n  en: 'Buys'",
        ("title", "de"): "Käufe",
        ("title", "en"): "'Buys'",
        ("list", 0): "{id: q1}",
        ("list", 1): "id: q2\n    n: 1.50",
        ("list", 1, "n"): "1.50",
        ("list", 1, "missing"): "id: q2\n    n: 1.50",
        ("list", 1, "n", "deeper", 3): "1.50",
        ("end",): "",
    }
    assert {path: at(text, document.span(path)) for path in shown} == shown
    assert at(text, document.key_span(("list", 1, "n"))) == "n"
    assert at(text, document.key_span(("list", 0))) == "{id: q1}"
    assert document.span(()) == Span(1, 1, 11, 5)
    assert document.key_span(("nothing",)) == document.span(())


@given(st.binary() | st.lists(st.sampled_from(PIECES)).map(b"".join))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for parse in (parse_yaml, parse_json):
        with suppress(InvalidDocument):
            assert isinstance(parse(data, "x"), Document)


@given(YAMLISH.map("".join))
def test_both_parsers_read_the_same(text: str) -> None:
    # Each takes a few texts that the other refuses, but never with other data.
    outcomes = []
    for events in (fast_events, pure_events):
        with suppress(InvalidDocument):
            outcomes.append(load_yaml(text, "x", events=events))
    assert all(outcome == outcomes[0] for outcome in outcomes)


def test_json_and_yaml_give_equal_data() -> None:
    data = b'{"a": [1, -2, 0.50, 1e3, true, null, "x"], "b": {}}'
    assert parse_json(data, "x").data == parse_yaml(data, "x").data


def test_read_by_its_ending(tmp_path: Path) -> None:
    for name, content in (("a.yaml", "a: 1"), ("a.YML", "a: 1"), ("a.json", '{"a": 1}')):
        path = tmp_path / name
        path.write_text(content)
        assert read_document(path).data == {"a": 1}
    other = tmp_path / "a.txt"
    other.write_text("a: 1")
    with pytest.raises(InvalidDocument, match=r"does not say what kind"):
        read_document(other)


@pytest.mark.parametrize("content", ['{"a": 1}', "a: 1\n"])
def test_standard_input(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content.encode())))
    document = read_document("-")
    assert (document.name, document.data) == ("-", {"a": 1})


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    with pytest.raises(InvalidDocument, match="This is a folder"):
        read_document(folder)
    with pytest.raises(InvalidDocument, match="There is no such file"):
        read_document(tmp_path / "none.yaml")
    with pytest.raises(InvalidDocument, match="There is no such file"):
        read_document(tmp_path / "none" / "a.yaml")
    with pytest.raises(InvalidDocument, match="There is no such file"):
        read_document(tmp_path / "without-an-ending")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this machine cannot make pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.yaml", tmp_path / "zero.yaml"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    start = time.monotonic()
    for path in (pipe, link):
        with pytest.raises(InvalidDocument, match="a pipe or a device"):
            read_document(path)
    assert time.monotonic() - start < 1


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(InvalidDocument, match="larger than 2 MB"):
        read_document(large)
    assert refusal(b" " * (WRITTEN.bytes + 1)).diagnostics[0].code == "size"
