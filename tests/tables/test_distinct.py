"""Every text of a column is found for what it is, whatever others it resembles."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxmaturity.tables import distinct
from cxmaturity.tables.distinct import Distinct
from cxmaturity.tables.spans import Bytes, Spans
from tests.tools.effort import effort

TEXTS = st.one_of(
    st.text(st.sampled_from("aäß"), max_size=20),
    st.sampled_from(["12345678", "123456789", "1234567", "x" * 16, "x" * 17, "y" * 300, "y" * 299 + "z"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6),
)
BLOCKS = st.lists(st.lists(TEXTS, max_size=30), min_size=1, max_size=4)


def spans(texts: list[str], before: bytes = b"") -> Spans:
    """The texts one after the other, behind some bytes, so that they begin anywhere in a word."""
    encoded = [text.encode() for text in texts]
    lengths = np.array([*map(len, encoded)], np.intp)
    return Spans(Bytes(before + b"".join(encoded)), len(before) + np.cumsum(lengths) - lengths, lengths)


@contextmanager
def crowded(slots: int) -> Iterator[None]:
    """So few slots that texts share them."""
    with (
        patch.object(distinct, "_BITS", slots),
        patch.object(distinct, "_ROOM", 1),
        patch.object(distinct, "_FIRST_LOOK", 2),
    ):
        yield


@pytest.mark.parametrize("slots", [1, 12])
@settings(max_examples=effort(200))
@given(BLOCKS, st.binary(max_size=9))
@example([["", "a", ""], ["aa", "a"]], b"")
def test_texts_are_found(slots: int, blocks: list[list[str]], before: bytes) -> None:
    with crowded(slots):
        column = Distinct()
        for texts in blocks:
            codes = column.codes(spans(texts, before))
            assert codes is not None
            assert [column.values[code] for code in codes.tolist()] == texts
    assert len(set(column.values)) == len(column.values)


def test_a_column_of_ever_new_texts_is_given_up() -> None:
    column = Distinct()
    assert column.codes(spans([f"{number}" for number in range(5_000)])) is None


@given(st.lists(TEXTS, max_size=20), st.binary(max_size=9))
def test_words_and_joined_bytes_are_those_of_the_texts(texts: list[str], before: bytes) -> None:
    made = spans(texts, before)
    data, offsets = made.joined()
    assert data.tobytes() == "".join(texts).encode()
    assert offsets.tolist() == [0, *np.cumsum([len(text.encode()) for text in texts]).tolist()]
    for place in range(made.word_count):
        words = made.word(place).astype("<u8").view("S8").reshape(-1)
        expected = [text.encode()[place * 8 : place * 8 + 8] for text in texts]
        assert [word.rstrip(b"\0") for word in words.tolist()] == expected
