"""What is compiled finds, numbers and joins texts as Python does, and refuses what would lead it out of bounds."""

from collections.abc import Sequence
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxmaturity.tables import texts as texts_module
from cxmaturity.tables.lines import Marks, TextColumn, joined_lines
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.texts import Texts
from tests.tools.effort import effort

if not IS_COMPILED:
    pytest.skip("tables/native has not been compiled here", allow_module_level=True)

from cxmaturity.tables.native._compiled import Distinct, FirstLines, Records, hashes, join

CHARACTERS = st.characters(exclude_characters='\0\r\n",', exclude_categories=["Cs"])
TEXTS = st.one_of(
    st.text(st.sampled_from("aäß"), max_size=20),
    st.sampled_from(["", "12345678", "123456789", "x" * 16, "x" * 17, "y" * 300, "y" * 299 + "z"]),
    st.text(CHARACTERS, max_size=6),
)
BLOCKS = st.lists(st.lists(TEXTS, min_size=1, max_size=30), min_size=1, max_size=4)
MOST = 1 << 20


def chunk(texts: Sequence[str]) -> bytes:
    """The texts as a column between two others, which begins anywhere in a word."""
    return "".join(f"{'-' * (row % 9)},{text},\n" for row, text in enumerate(texts)).encode()


def records(texts: Sequence[str]) -> Records:
    found = Records.of(chunk(texts), ord(","), 3, 100_000)
    assert found is not None
    return found


def coded(column: Distinct, among: Records) -> list[int]:
    (codes,) = among.codes([(column, 1, MOST)])
    assert codes is not None
    found: list[int] = np.frombuffer(codes, np.int32).tolist()
    return found


@settings(max_examples=effort(200))
@given(BLOCKS)
def test_texts_are_found(blocks: list[list[str]]) -> None:
    column = Distinct()
    for texts in blocks:
        codes = coded(column, records(texts))
        assert [column.values[code] for code in codes] == texts
    assert len(set(column.values)) == len(column.values)


@settings(max_examples=effort(200))
@given(
    st.lists(st.text(st.sampled_from('aaä",;'), max_size=20), min_size=1, max_size=30),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 2),
)
@example(['a"b', 'a""b', 'a""""b', '"', '""'], True, "\n", 0)
@example(['"a"', "a", '"'], True, "\n", 1)
def test_texts_in_quotes_are_found(texts: list[str], always: bool, end: str, position: int) -> None:
    written = [
        '"' + text.replace('"', '""') + '"' if always or not {*text}.isdisjoint('",') else text
        for text in texts
    ]
    lines = [
        ",".join([str(row)] * position + [text] + ["x"] * (2 - position)) for row, text in enumerate(written)
    ]
    times = 200 // len(texts) + 1  # what is known is found in another way
    among = Records.of((end.join(lines * times) + end).encode(), ord(","), 3, 100_000)
    assert among is not None
    column = Distinct()
    (codes,) = among.codes([(column, position, MOST)])
    assert codes is not None
    assert [column.values[code] for code in np.frombuffer(codes, np.int32)] == texts * times
    assert len(set(column.values)) == len(column.values)


def test_many_texts_are_found() -> None:
    texts = [f"{number * 7_919 % 20_011:x}" * (1 + number % 3) for number in range(100_000)]
    column = Distinct()
    codes = coded(column, records(texts))
    assert [column.values[code] for code in codes] == texts
    assert column.values == list(dict.fromkeys(texts))


def test_texts_that_are_hard_to_tell_apart_are_found() -> None:
    swapped = [f"{'x' * 8}{a * 8}{b * 8}{'y' * 16}" for a, b in ("ab", "ba")]  # with one key
    texts = [*swapped, *(f"12345678{number:05d}" for number in range(20_000)), *swapped]
    column = Distinct()
    codes = coded(column, records(texts))
    assert [column.values[code] for code in codes] == texts


def test_a_column_of_ever_new_texts_is_given_up() -> None:
    texts = [f"{number}" for number in range(101)]
    other, column = Distinct(), Distinct()
    assert records(texts[:100]).codes([(column, 1, 100)]) == [np.arange(100, dtype=np.int32).tobytes()]
    assert records(texts).codes([(column, 1, 100), (other, 2, 1)]) == [None, bytes(4 * 101)]
    assert other.values == [""]


@given(st.lists(TEXTS, max_size=20))
def test_columns_of_bytes_are_those_of_the_texts(texts: list[str]) -> None:
    (offsets, data), (numbers, _) = records([*texts, ""]).texts([1, 0])
    expected = Texts.of([*texts, ""])
    assert (np.frombuffer(offsets, np.int32).tolist(), data) == (expected.offsets.tolist(), expected.data)
    assert len(numbers) == len(offsets)
    assert records(texts or [""]).texts([]) == []


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_a_text_has_one_hash_wherever_it_stands(texts: list[str], others: list[str]) -> None:
    alone, among = Texts.of(texts), Texts.of([*others, *texts, *others])
    found = hashes(alone.offsets, alone.data, 7)
    assert found == hashes(among.offsets, among.data, 7)[8 * len(others) :][: len(found)]
    assert len(set(np.frombuffer(found, np.uint64))) == len(set(texts))


def test_texts_made_to_share_a_hash_share_it_under_one_secret_alone() -> None:
    first, last = (word.to_bytes(8, "little") for word in (1, 2))
    offsets = np.array([0, 16, 32], np.int32)

    def pair(secret: int) -> bytes:
        """Two texts of two words, of which the second makes up for the first."""
        sofar = [
            mixed(mixed(secret) ^ (ODD * 17 & WORD) ^ int.from_bytes(word, "little"))
            for word in (first, last)
        ]
        return first + sofar[1].to_bytes(8, "little") + last + sofar[0].to_bytes(8, "little")

    for secret, other in ((0, 1), (1, 0)):
        one, two = np.frombuffer(hashes(offsets, pair(secret), secret), np.uint64)
        assert one == two
        one, two = np.frombuffer(hashes(offsets, pair(secret), other), np.uint64)
        assert one != two


ODD, WORD = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mixed(bits: int) -> int:
    """All bits of the result depend on all of those given."""
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 & WORD
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & WORD
    return bits ^ bits >> 31


def test_zeros_at_the_end_count() -> None:
    zeros = Texts.of(["", "\0", "a", "a\0", "a" * 8, "a" * 8 + "\0", "a" * 8 + "\0" * 8])
    assert len(set(zeros.hashes.tolist())) == len(zeros)


SPACED = st.text(st.sampled_from("ab ä\u200b\u00a0\t"), max_size=4)


@pytest.mark.parametrize("compiled", [True, False])
@given(st.lists(SPACED, min_size=1, max_size=3))
@example(["a b", "a  b"])
@example(["a b", "ä b"])
@example(["a", "b\u00a0c"])
@example(["x" * 63 + "  y"])
@example(["x" * 62 + "  y"])
def test_texts_that_are_tidy(compiled: bool, several: list[str]) -> None:
    expected = all(text.isprintable() and text.strip() == text != "" and "  " not in text for text in several)
    with patch.object(texts_module, "IS_COMPILED", compiled):
        assert Texts.of(several).is_tidy == expected


def test_hashes_of_neighbours_are_far_apart() -> None:
    numbered = Texts.of([f"R-{number:08d}" for number in range(200_000)])
    found = np.frombuffer(hashes(numbered.offsets, numbered.data, 7), np.uint64)
    assert len(np.unique(found)) == 200_000
    for shift in (0, 16, 32, 48):  # 65,536 values of sixteen bits, as even as by chance
        counts = np.bincount(((found >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.intp))
        assert counts.max() < 25


ROWS = st.lists(st.tuples(TEXTS, TEXTS, st.integers(0, 2)), max_size=20)
MARKS = st.sampled_from([Marks("", ",", "\n"), Marks("{", ",", "}\n"), Marks("", "", "")])


@settings(max_examples=effort(200))
@given(ROWS, st.lists(TEXTS, min_size=3, max_size=3), MARKS)
@example([("", "x" * 16, 0), ("x" * 17, "", 2)], ["", "x" * 16, "y" * 300], Marks("", ",", "\n"))
def test_lines_are_joined(rows: list[tuple[str, str, int]], distinct: list[str], marks: Marks) -> None:
    codes = np.array([code for _, _, code in rows], np.int32)
    columns: list[TextColumn] = [
        [one for one, _, _ in rows],
        (codes, distinct),
        Texts.of([other for _, other, _ in rows]),
    ]
    expected = [
        marks.start + marks.between.join((one, distinct[code], other)) + marks.end
        for one, other, code in rows
    ]
    assert joined_lines(columns, len(rows), marks).decode() == "".join(expected)


@given(st.binary(max_size=12), st.one_of(st.integers(0, 9), st.integers(50, 70)))
@example(b"\xed\xa0\x80", 0)  # a surrogate
@example(b"\xc0\xaf", 7)  # longer than it need be
@example(b"\xf4\x90\x80\x80", 0)  # beyond all characters
@example("\U0010ffff".encode(), 5)
@example("ä".encode() * 6, 62)  # across the end of a block
@example(b"\xc3", 62)
@example(b"\xa4", 63)
def test_what_is_no_utf8_is_left_to_others(data: bytes, before: int) -> None:
    data = data.translate(None, b'\0\r\n",')
    try:
        data.decode()
    except UnicodeDecodeError:
        expected = False
    else:
        expected = True
    line = b"-" * before + b"," + data + b",x\n"
    assert (Records.of(line, ord(","), 3, 100) is not None) is expected


def test_lines_of_other_widths_are_told() -> None:
    found = Records.of(b"a,b\r\n1,2,3\n,,,\n", ord(","), 3, 100)
    assert found is not None
    assert (len(found), found.others(), found.line(0)) == (1, [(0, "a,b"), (2, ",,,")], "1,2,3")


@pytest.mark.parametrize("cells", [*range(1, 5), *range(60, 70), 10_000])
def test_lines_of_many_cells_are_told(cells: int) -> None:
    lines = ["1,2,3", ",".join("x" * (cells % 2) for _ in range(cells)), "4,5,6"]
    found = Records.of("".join(f"{line}\n" for line in lines).encode(), ord(","), 3, 100_000)
    assert found is not None if lines[1] else found is None
    if found is not None and cells != 3:
        assert (len(found), found.others(), found.line(1)) == (2, [(1, lines[1])], "4,5,6")


def test_a_line_may_be_so_long_and_no_longer() -> None:
    line = b"x" * 97 + b",,\n"
    assert Records.of(line, ord(","), 3, 99) is not None
    assert Records.of(line[:-1] + b"\r\n", ord(","), 3, 99) is not None
    assert Records.of(line, ord(","), 3, 98) is None


@pytest.mark.parametrize("size", range(1, 70))
def test_lines_of_any_length_around_a_block(size: int) -> None:
    texts = ["x" * size, 'a"b' * size, "z"]
    data = "".join(
        '"{}",{}\r\n'.format(text.replace('"', '""'), row) for row, text in enumerate(texts)
    ).encode()
    found = Records.of(data, ord(","), 2, 1_000)
    assert found is not None
    assert [data.decode() for _, data in found.texts([0, 1])] == ["".join(texts), "012"]
    assert found.line(2) == '"z",2'


def test_what_leads_out_of_bounds_is_refused() -> None:
    found, one = records(["a"]), Texts.of(["a"])
    with pytest.raises(IndexError):
        found.line(1)
    for position in (-1, 3):
        with pytest.raises(IndexError):
            found.texts([0, position])
        with pytest.raises(IndexError):
            found.codes([(Distinct(), position, 1)])
    for offsets in ([0, 2], [1, 0], [-1, 0], []):
        with pytest.raises(ValueError, match="offsets"):
            hashes(np.array(offsets, np.int32), b"a", 7)
    for code in (-1, 1):
        with pytest.raises(ValueError, match="a code without a text"):
            join([(np.array([code], np.int32), one.offsets, one.data)], 1, b"", b"", b"")
    for rows in (-1, 0, 2):
        with pytest.raises(ValueError, match=r"a code without a text|no column"):
            join([(np.array([0], np.int32), one.offsets, one.data)], rows, b"", b"", b"")
    with pytest.raises(ValueError, match="a code without a text"):
        join([(None, one.offsets, one.data)], 2, b"", b"", b"")
    with pytest.raises(TypeError):
        join([(None, one.offsets)], 1, b"", b"", b"")  # type: ignore[list-item]
    with pytest.raises(TypeError):
        Records()
    with pytest.raises(TypeError):
        found.codes([(found, 1, 1)])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="as many lines as hashes"):
        FirstLines().take(np.zeros(2, np.uint64), np.zeros(1, np.uint32))
