"""Who has been there before is told as a dictionary would tell it, over blocks and runs."""

from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.batch.intake import twins
from cxmaturity.batch.intake.twins import Twins, hashes_of, text_hashes
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.texts import Texts

NAMES = st.sampled_from(["A", "Ä", "AA", "12345678", "123456789", "R-00000001", "R-00000010", "x" * 250])
BLOCKS = st.lists(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=8), max_size=8)


def column(texts: list[str], *, by_arrow: bool) -> Column:
    return Column(np.arange(len(texts)), Texts.of_array(pa.array(texts)) if by_arrow else texts)


@pytest.mark.parametrize(
    "compiled",
    [
        pytest.param(
            True, marks=pytest.mark.skipif(not IS_COMPILED, reason="tables/native has not been compiled here")
        ),
        False,
    ],
)
@given(BLOCKS, st.lists(st.booleans(), min_size=8, max_size=8))
def test_first_lines(compiled: bool, blocks: list[list[tuple[str, str]]], by_arrow: list[bool]) -> None:
    seen: dict[tuple[str, str], int] = {}
    with patch.object(twins, "IS_COMPILED", compiled):
        known, line = Twins(), 2
        for block, arrow in zip(blocks, by_arrow, strict=False):
            lines = np.arange(line, line + len(block))
            who = [column([pair[place] for pair in block], by_arrow=arrow) for place in (0, 1)]
            expected = [
                0 if seen.setdefault(pair, at) == at else seen[pair]
                for pair, at in zip(block, lines.tolist(), strict=True)
            ]
            assert known.first_lines(hashes_of(who), lines).tolist() == expected
            line += len(block)


def test_many_hashes() -> None:
    known = Twins()
    hashes = np.arange(1, 300_001, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    lines = np.arange(2, 300_002)
    assert not known.first_lines(hashes, lines).any()
    assert known.first_lines(hashes[::-7], lines[::-7] + 400_000).tolist() == lines[::-7].tolist()


def test_hashes_that_share_their_slots() -> None:
    known = Twins()
    hashes = np.arange(0, 5_000, dtype=np.uint64) << np.uint64(32)
    lines = np.arange(2, 5_002)
    for start in range(0, 5_000, 500):
        assert not known.first_lines(hashes[start : start + 500], lines[start : start + 500]).any()
    assert known.first_lines(hashes, lines + 6_000).tolist() == lines.tolist()


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1))
def test_a_text_has_one_number_however_it_is_held(texts: list[str]) -> None:
    assert text_hashes(Texts.of_array(pa.array(texts))).tolist() == text_hashes(texts).tolist()
    assert len(set(text_hashes(texts).tolist())) == len(set(texts))
