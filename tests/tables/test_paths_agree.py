"""A file reads the same whether its plain pieces are read all at once, or all by the strict reader."""

import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.tables import sources
from cxmaturity.tables.csv import pieces as csv_pieces
from cxmaturity.tables.csv import table as csv_table
from tests.tables.reading import Whole, read
from tests.tools.effort import effort

PLAIN = st.text(string.ascii_letters + "äß ", max_size=6)
ODD = st.one_of(
    st.text('ab,"\r\n', max_size=5), st.just('"'), st.just(""), st.just('"a\nb"'), st.just('"a ""b"", c"')
)
CELLS = st.one_of(PLAIN, PLAIN, PLAIN, PLAIN, ODD)
ROWS = st.one_of(*[st.lists(CELLS, min_size=3, max_size=3)] * 8, st.lists(CELLS, min_size=1, max_size=5)).map(
    ",".join
)
BODIES = st.tuples(st.lists(ROWS, min_size=1, max_size=60), st.sampled_from(["\n", "\n", "\r\n", "\r"]))


@contextmanager
def small_pieces(large: int) -> Iterator[None]:
    """Files are read some bytes at a time, and pieces of so many bytes are read all at once where they are plain."""
    with (
        patch.object(sources, "_HEAD", 64),
        patch.object(sources, "_CHUNK", 200),
        patch.object(csv_pieces, "_LARGE", large),
        patch.object(csv_table, "_HEADER_LINES", 2),
    ):
        yield


def seen(path: Path, large: int) -> Whole | str:
    """All that the file gives; or why it is refused."""
    with small_pieces(large):
        try:
            return read(path)
        except InvalidDocument as error:
            return str(error)


@settings(max_examples=effort(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODIES, st.booleans())
def test_any_file(tmp_path: Path, body: tuple[list[str], str], ends: bool) -> None:
    rows, end = body
    text = end.join(["id,company,q1", "1,a,2", *rows]) + (end if ends else "")
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode())
    assert seen(path, 1) == seen(path, 1 << 30)


def test_what_cannot_be_decoded_is_said_alike(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"id,company,q1\n" + b"1,a,2\n" * 100 + b"1,\xff,2\n" + b"1,a,2\n" * 100)
    found = seen(path, 1)
    assert isinstance(found, str)
    assert ":102:" in found
    assert found == seen(path, 1 << 30)


@pytest.mark.parametrize("large", [1, 1 << 30])
def test_a_quote_that_is_never_closed_costs_its_line(tmp_path: Path, large: int) -> None:
    path = tmp_path / "table.csv"
    lines = ["id,company,q1", *(f"{number},a,2" for number in range(300))]
    lines[150] = '149,"a,2'
    path.write_text("\n".join(lines) + "\n")
    found = seen(path, large)
    assert isinstance(found, Whole)
    assert (len(found.rows), [fault.line for fault in found.faults]) == (299, [151])
