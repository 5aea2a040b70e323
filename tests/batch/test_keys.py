"""Keys are added up and looked up alike with what is compiled and without, and nothing is read out of bounds."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.batch.network import keys
from cxmaturity.batch.network.keys import Addend, add_up, keys_of, look_up, rows_where
from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.native import IS_COMPILED
from tests.tools.effort import effort

COUNT = 5  # of what there can be on each wire
WAYS = [
    pytest.param(True, marks=pytest.mark.skipif(not IS_COMPILED, reason="nothing is compiled here")),
    False,
]


def codes(*numbers: int) -> Codes:
    return np.array(numbers, np.int32)


@st.composite
def addends(draw: st.DrawFn) -> list[Addend]:
    """Up to four wires of up to 600 rows, more than are added up at once."""
    rows = draw(st.sampled_from([0, 1, 7, 256, 257, 600]))
    chance = np.random.default_rng(draw(st.integers(0, 1 << 32)))
    amounts = st.one_of(
        st.integers(0, 10**9),
        st.lists(st.integers(-(10**12), 10**12), min_size=COUNT, max_size=COUNT).map(
            lambda numbers: np.array(numbers, np.int64)
        ),
    )
    return [
        Addend(chance.integers(0, COUNT, rows, np.int32), draw(amounts))
        for _ in range(draw(st.integers(1, 4)))
    ]


@pytest.mark.parametrize("compiled", WAYS)
@settings(max_examples=effort(200))
@given(addends())
def test_keys_are_sums(compiled: bool, wires: list[Addend]) -> None:
    with patch.object(keys, "IS_COMPILED", compiled):
        found = keys_of(wires)
    expected = [0] * len(wires[0].codes)
    for each, amounts in wires:
        for row, code in enumerate(each.tolist()):
            expected[row] += code * amounts if isinstance(amounts, int) else int(amounts[code])
    assert found.tolist() == expected


@pytest.mark.parametrize("compiled", WAYS)
@pytest.mark.parametrize("rows", [0, 1, 600])
def test_tables_are_looked_up(compiled: bool, rows: int) -> None:
    numbers = np.arange(rows, dtype=np.int32) % COUNT
    table, out = codes(*range(100, 100 + COUNT * COUNT)), np.zeros(rows, np.int32)
    pair = [Addend(numbers, COUNT), Addend(numbers, 1)]
    with patch.object(keys, "IS_COMPILED", compiled):
        assert not look_up(pair, table, out)
        assert out.tolist() == [100 + number * (COUNT + 1) for number in numbers.tolist()]
        table[COUNT + 1] = -1
        assert look_up(pair, table, out) == (rows > 1)
        narrow = np.zeros(rows, np.int32)
        add_up(pair, narrow)
        assert narrow.tolist() == [number * (COUNT + 1) for number in numbers.tolist()]


@pytest.mark.parametrize("compiled", WAYS)
def test_rows_that_have_a_flag(compiled: bool) -> None:
    with patch.object(keys, "IS_COMPILED", compiled):
        assert rows_where(np.array([False, True, True]), codes(0, 1, 0, 2, 1)).tolist() == [1, 3, 4]
        assert rows_where(np.array([False]), codes()).tolist() == []


@pytest.mark.skipif(not IS_COMPILED, reason="nothing is compiled here")
def test_what_leads_out_of_bounds_is_refused() -> None:
    out, amounts = np.zeros(1, np.int32), np.zeros(2, np.int64)
    for code in (-1, 2):
        with pytest.raises(ValueError, match="a code without an amount"):
            add_up([Addend(codes(code), amounts)], out)
        with pytest.raises(ValueError, match="a key beyond the table"):
            look_up([Addend(codes(code), 1)], codes(5, 6), out)
        with pytest.raises(ValueError, match="a code without a flag"):
            rows_where(np.zeros(2, bool), codes(code))
    with pytest.raises(ValueError, match="a key beyond the table"):
        look_up([Addend(codes(0), 1)], codes(), out)
    with pytest.raises(ValueError, match="not as many codes as rows"):
        add_up([Addend(codes(0, 0), 1)], out)
