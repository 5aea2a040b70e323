"""The plain reader and the strict one say the same of every chunk that is plain, and what is not is seen."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.tables.blocks import Tally
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.plain import PlainReader
from cxmaturity.tables.csv.strict import StrictReader
from tests.tools.effort import effort

SHAPE = Shape(",", 3)
CELLS = st.text(st.sampled_from("ab ,\"'äß\n\r;"), max_size=4)
WRITTEN = st.one_of(
    st.text(string.ascii_letters, max_size=3),
    CELLS,
    CELLS.map(lambda text: '"' + text.replace('"', '""') + '"'),
)
LINES = st.lists(WRITTEN, min_size=1, max_size=4).map(",".join)
CHUNKS = st.tuples(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"])).map(
    lambda pair: "".join(line + pair[1] for line in pair[0])
)


@settings(max_examples=effort(400))
@given(CHUNKS)
def test_both_readers_agree_on_plain_chunks(text: str) -> None:
    chunk = text.encode()
    block = PlainReader(SHAPE).read(chunk, 5)
    if block is None:
        return
    reader = StrictReader(5, SHAPE, Tally())
    strict = [*reader.feed(text.splitlines(keepends=True)), reader.end()]
    rows = [tuple(row) for found in strict for row in found.rows]
    assert list(zip(*map(block.cells, range(3)), strict=True)) == rows
    assert list(block.lines) == [line for found in strict for line in found.lines]
    assert list(block.faults) == [fault for found in strict for fault in found.faults]
    texts = [raw.rstrip("\r\n") for found in strict for raw in found.texts]
    assert [block.raw(row) for row in range(len(block.lines))] == texts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a,b,c\n1,2,3\n", True),
        ("a,b,c\r\n1,2,3\r\n", True),
        ('"a","b ""x""","c, d"\n', True),
        ('1,"","a"\n', True),
        ('"1","2","a"\r\n', True),
        ("1,2\n", True),
        ("1,2,3\n\n4,5,6\n", False),
        ("1,2,3\r4,5,6\n", False),
        ('1,"2\n3",4\n', False),
        ('1,"2,3\n', False),
        ('1,"2"x,3\n', False),
        ('1,2"x",3\n', False),
        ("1,2\0,3\n", False),
        ("1,2," + "x" * 150_000 + "\n", False),
    ],
)
def test_what_is_plain(text: str, plain: bool) -> None:
    assert (PlainReader(SHAPE).read(text.encode(), 1) is not None) is plain


def test_what_cannot_be_decoded_is_left_to_the_strict_reader() -> None:
    assert PlainReader(SHAPE).read(b"1,\xff,3\n", 1) is None


def test_a_chunk_without_a_row_after_a_column_of_ever_new_cells() -> None:
    reader = PlainReader(SHAPE)
    block = reader.read("".join(f"{row},a,b\n" for row in range(2_000)).encode(), 1)
    assert block is not None
    block.column(0)
    empty = reader.read(b"1,2\n" * 10, 2_001)
    assert empty is not None
    assert (len(empty.column(0).codes), list(empty.column(0).values), len(empty.faults)) == (0, [], 10)


def test_texts_are_numbered_in_the_order_in_which_blocks_are_told_what_is_expected() -> None:
    reader = PlainReader(SHAPE)
    blocks = [reader.read(f"{name},2,3\n".encode(), 1) for name in "cba"]
    for block in blocks:
        assert block is not None
        assert list(block.column(1).values) == ["2"]  # asked for before, and by itself
        block.expect([0, 1])
    assert blocks[0] is not None
    assert blocks[0].column(0).values == ["c", "b", "a"]
    assert [block.column(0).codes.tolist() for block in blocks if block is not None] == [[0], [1], [2]]
    assert [list(block.column(2).values) for block in blocks if block is not None] == [["3"]] * 3


def test_columns_of_few_distinct_cells_are_told_from_others() -> None:
    reader = PlainReader(SHAPE)
    for start in (0, 1000):
        chunk = "".join(f"{start + row},same,{row % 3}\n" for row in range(1000)).encode()
        block = reader.read(chunk, 1)
        assert block is not None
        block.expect(range(3))
        assert [len(block.column(place).values) for place in range(3)] == [1000, 1, 3]
