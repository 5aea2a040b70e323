"""Text with separators: every line is accounted for, and what is wrong with one says so there."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.tables.table import ReadOptions
from tests.tables.reading import Whole, read, read_bytes

Faults = list[tuple[int, str, int]]


def faults(table: Whole) -> Faults:
    return [(fault.line, fault.code, fault.last) for fault in table.faults]


def refusal(
    folder: Path, content: str | bytes, options: ReadOptions | None = None
) -> tuple[str, int | None, str]:
    """How a file is refused: code, line, message."""
    with pytest.raises(InvalidDocument) as caught:
        read_bytes(folder, content, options)
    (found,) = caught.value.diagnostics
    return found.code, found.span.line if found.span else None, str(found.message)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    table = read_bytes(tmp_path, end.join(["id,q1", "1,3", "", "2,4", ""]))
    assert table.header == (("id", "q1"),)
    assert table.rows == {2: ("1", "3"), 4: ("2", "4")}
    assert table.raw == {2: "1,3", 4: "2,4"}
    assert (table.tally.lines, table.tally.blank, table.notes) == (4, 1, [])


def test_line_ends_mixed(tmp_path: Path) -> None:
    assert [*read_bytes(tmp_path, "a,b\r\n1,2\n3,4\r5,6\r\r\n7,8\n").rows] == [2, 3, 4, 5]


def test_line_ends_that_a_piece_of_the_file_cuts(tmp_path: Path) -> None:
    for missing in range(4):
        first = "a,b\r\r\n" + "x" * (65_536 - 6 - 2 - missing) + ",y"
        table = read_bytes(tmp_path, f"{first}\r\r\n1,2\r\r\n")
        assert [*table.rows] == [2, 3]


def test_quoted_line_breaks(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, 'id,"long\nname"\n1,"two\r\nlines"\n2,x\n')
    assert table.header == (("id", "long\nname"),)
    assert table.rows == {3: ("1", "two\r\nlines"), 5: ("2", "x")}
    assert table.raw[3] == '1,"two\r\nlines"'
    assert (table.tally.header, table.tally.continuation) == (2, 1)


@pytest.mark.parametrize(
    ("content", "expected", "rows"),
    [
        ("a,b\n1\n1,2\n1,2,3\n", [(2, "ragged-row", 2), (4, "ragged-row", 4)], [3]),
        ('a,b\n1,"2"x\n3,4\n', [(2, "unbalanced-quotes", 2)], [3]),
        ('a,b\n1,2\n"3,4\n', [(3, "unbalanced-quotes", 3)], [2]),
        ('a,b\n1,"2\n3,4\n5,6\n', [(2, "unbalanced-quotes", 4)], [3, 4]),
        ('a,b\n1,"2\n3,4",5\n5,6\n', [(2, "unbalanced-quotes", 3), (3, "ragged-row", 3)], [4]),
        ('a,b\n1,"2\n' + "3,4\n" * 30, [(2, "unbalanced-quotes", 21)], [*range(3, 33)]),
        ("a,b\n1,2\n3," + "x" * 100_001 + "\n4,5", [(3, "cell-too-long", 3)], [2, 4]),
        ('a,b\n1,2\n3,"' + "x" * 200_000 + '"\n4,5', [(3, "cell-too-long", 3)], [2, 4]),
        ("a,b,\n1,2,\n3,4,5\n", [(3, "ragged-row", 3)], [2]),
    ],
)
def test_faults_of_rows(tmp_path: Path, content: str, expected: Faults, rows: list[int]) -> None:
    table = read_bytes(tmp_path, content)
    assert (faults(table), [*table.rows]) == (expected, rows)


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("1,'x, y'", "Only the straight double quote, right after the delimiter, holds a cell together."),
        ("1,„x, y“", "Only the straight double quote, right after the delimiter, holds a cell together."),
        ('1, "x, y"', "Only the straight double quote, right after the delimiter, holds a cell together."),
        ("1,x, y", "A cell that has the delimiter in its text must stand in double quotes."),
    ],
)
def test_the_likely_cause_is_named(tmp_path: Path, row: str, hint: str) -> None:
    (fault,) = read_bytes(tmp_path, f"a,b\n{row}\n").faults
    assert (str(fault.hint), fault.raw) == (hint, row)


def test_columns_without_a_name_at_the_end(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, "a,b,,\n1,2,,\n")
    assert (table.header, table.rows) == ((("a", "b"),), {2: ("1", "2")})
    assert table.notes == ["The last 2 columns have no name and are left out."]


def test_several_header_rows(tmp_path: Path) -> None:
    content = '\nQ1,Q2\n"How, exactly\nis it?",b\n\n1,2\n'
    table = read_bytes(tmp_path, content, ReadOptions(header_rows=2))
    assert table.header == (("Q1", "Q2"), ("How, exactly\nis it?", "b"))
    assert table.rows == {6: ("1", "2")}
    assert (table.tally.header, table.tally.blank) == (3, 2)


def test_a_last_line_that_may_be_cut_off(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, "a,b\n1,2\n3")
    assert table.notes == ["The last line does not end in a line break; it may have been cut off."]
    assert str(table.faults[0].hint) == "The file may have been cut off here."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ("missing-header", 1, "The file has no header.")),
        ("\n\n", ("missing-header", 1, "The file has no header.")),
        (",,\n1,2,3\n", ("missing-header", 1, "The file has no header.")),
        ('a,"b\n1,2\n', ("unbalanced-quotes", 1, "The quote opened here is not closed up to line 2.")),
        ("a\n" + "," * 2_000 + "\n", ("delimiter", 1, "The header is one cell, while line 2 has a comma.")),
        ("a," * 2_000 + "a\n", ("size", 1, "The table has 2001 columns; at most 2000 are read.")),
        ("a,b\n1,\x00\n", ("control", 2, "Here stands a null character.")),
        (
            "a,b\n" + f"1,{200 * '2'}\n" * 30_000 + "3,\x00",
            ("control", 30_002, "Here stands a null character."),
        ),
        ("a,b\n" + "x" * 21_000_000, ("size", 2, "The line is longer than 16000000 characters.")),
    ],
    ids=range(9),
)
def test_what_is_refused(tmp_path: Path, content: str, expected: tuple[str, int, str]) -> None:
    assert refusal(tmp_path, content) == expected


def test_a_header_of_more_rows_than_there_are(tmp_path: Path) -> None:
    found = refusal(tmp_path, "a,b\n", ReadOptions(header_rows=2))
    assert found == ("missing-header", 2, "The file has 1 row, too few for a header of 2.")
    found = refusal(tmp_path, "a,b\n1\n", ReadOptions(header_rows=2))
    assert found == ("ragged-row", 2, "The row has one cell, the header 2.")


@pytest.mark.parametrize(
    ("content", "delimiter", "note"),
    [
        ("a,b\n1,2;3\n", ",", []),
        ("a;b;c, or d\n1;2;3,5\n", ";", ["Delimiter: semicolon."]),
        ('"a,b;c";d\n1;2\n', ";", ["Delimiter: semicolon."]),
        ("a\tb\n1\t2\n", "\t", ["Delimiter: tab."]),
        ("a|b\n1|2\n", "|", ["Delimiter: vertical bar."]),
        ("sep=;\na;b\n1;2,3\n", ";", ["Delimiter: semicolon."]),
        ('"sep=^"\r\na^b\n1^2,3\n', "^", ["Delimiter: ^."]),
        ("a\n1\n2\n", ",", []),
        ('a\n"1,2"\n', ",", []),
        ('a;b\n"x\n;,\n";2\n', ";", ["Delimiter: semicolon."]),
    ],
)
def test_the_delimiter(tmp_path: Path, content: str, delimiter: str, note: list[str]) -> None:
    table = read_bytes(tmp_path, content)
    begun = content[content.index("\n") + 1 :] if "sep=" in content else content
    (header, *_) = csv.reader(io.StringIO(begun, newline=""), delimiter=delimiter)
    assert (table.header, table.notes, table.faults) == ((tuple(header),), note, [])


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (
            "a,b;c\n1,2;3\n",
            1,
            "It is open whether comma or semicolon separates the cells: the header has as many of both.",
        ),
        ("a,b\n1,2\n3;4\n", 3, "The header separates its cells by comma, this line by semicolon."),
        ("# made today\n\na;b\n", 1, "The header is one cell, while line 3 has a semicolon."),
        ('a,b\n"x\ny",2\n3;4\n', 4, "The header separates its cells by comma, this line by semicolon."),
    ],
)
def test_a_delimiter_that_is_open(tmp_path: Path, content: str, line: int, message: str) -> None:
    assert refusal(tmp_path, content) == ("delimiter", line, message)


def test_text_that_is_taken_for_something_else_than_utf_8(tmp_path: Path) -> None:
    told = ReadOptions(encoding="cp1252")
    begins = "Encoding: cp1252, though the file begins like UTF-8."
    (note,) = read_bytes(tmp_path, "Straße,q1\nMüller,3\n".encode(), told).notes
    assert note == f"{begins} If letters come out wrong, leave out --encoding."
    assert read_bytes(tmp_path, b"q1\n3\n", told).notes == ["Encoding: cp1252."]


def test_a_delimiter_that_a_mapping_says_is_usual(tmp_path: Path) -> None:
    usual = ReadOptions(usual_delimiter=",")
    assert read_bytes(tmp_path, "a,b;c\n1,2\n", usual).header == (("a", "b;c"),)
    assert read_bytes(tmp_path, "a\n1;2\n", usual).header == (("a",),)
    message = "By the mapping the delimiter is: comma. There is none in the header, but: semicolon."
    assert refusal(tmp_path, '"a, b";c\n1;2\n', usual) == ("delimiter", 1, message)
    assert read_bytes(tmp_path, "a;b\n1;2\n", ReadOptions(delimiter=";", usual_delimiter=",")).header == (
        ("a", "b"),
    )


def test_a_delimiter_that_the_user_names(tmp_path: Path) -> None:
    table = read_bytes(tmp_path, "a,b;c\n1,2;3\n", ReadOptions(delimiter=";"))
    assert (table.header, table.notes) == ((("a,b", "c"),), [])
    assert read_bytes(tmp_path, "a\tb\n", ReadOptions(delimiter="tab")).header == (("a", "b"),)
    assert read_bytes(tmp_path, "a\tb,c;d,e\n", ending=".tsv").header == (("a", "b,c;d,e"),)
    with pytest.raises(CxmaturityError, match="“::” cannot separate cells"):
        read_bytes(tmp_path, "a::b\n", ReadOptions(delimiter="::"))


@pytest.mark.parametrize(
    ("codec", "options", "notes"),
    [
        ("utf-8", None, []),
        ("utf-8-sig", None, []),
        ("utf-16", None, ["Encoding: UTF-16."]),
        ("utf-16", ReadOptions(encoding="utf-16"), ["Encoding: UTF-16."]),
        ("utf-8-sig", ReadOptions(encoding="UTF8"), []),
        ("cp1252", ReadOptions(encoding="cp1252"), ["Encoding: cp1252."]),
        ("utf-8", ReadOptions(encoding="utf-8"), ["Encoding: utf-8."]),
        ("utf-16-be", ReadOptions(encoding="utf-16-be"), ["Encoding: utf-16-be."]),
        ("iso2022_jp_2", ReadOptions(encoding="iso2022_jp_2"), ["Encoding: iso2022_jp_2."]),
    ],
)
def test_encodings(tmp_path: Path, codec: str, options: ReadOptions | None, notes: list[str]) -> None:
    table = read_bytes(tmp_path, "Straße,q1\nMüller,3\n".encode(codec), options)
    assert (table.header, table.rows, table.notes) == ((("Straße", "q1"),), {2: ("Müller", "3")}, notes)


def test_utf_16_with_the_bytes_the_other_way_round(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"\xfe\xff" + "ä,b\n".encode("utf-16-be")).header == (("ä", "b"),)


@pytest.mark.parametrize(
    ("content", "encoding", "line", "message"),
    [
        (b"a,b\n1,\xff\n", None, 2, "The file is not UTF-8 from here on (byte 0xFF)."),
        (
            b"a,b\n1,2\n3,\xc3",
            None,
            3,
            "The file ends in the middle of a character; it may have been cut off.",
        ),
        (
            b"a,b\n" + b"1,%s\n" % (b"2" * 200) * 30_000 + b"\xfc",
            None,
            30_002,
            "The file is not UTF-8 from here on (byte 0xFC).",
        ),
        (b"a,b\n1,\x81\n", "cp1252", 2, "The file is not in cp1252 from here on."),
        ("a,b\n".encode("utf-16-le"), None, None, "This file is in UTF-16, not in UTF-8."),
        (
            "a,b\n".encode("utf-16"),
            "cp1252",
            None,
            "The file says of itself that it is in UTF-16, not in cp1252.",
        ),
        (b"a,b\n", "klingon", None, "There is no encoding klingon."),
        (b"a,b\n", "unicode_escape", None, "There is no encoding unicode_escape."),
        (b"a,b\n", "hex", None, "There is no encoding hex."),
        (b"a,b\n", "undefined", None, "There is no encoding undefined."),
    ],
    ids=range(10),
)
def test_what_cannot_be_decoded(
    tmp_path: Path, content: bytes, encoding: str | None, line: int | None, message: str
) -> None:
    assert refusal(tmp_path, content, ReadOptions(encoding=encoding)) == ("encoding", line, message)


def test_many_rows_come_in_blocks(tmp_path: Path) -> None:
    rows = 50_000
    table = read_bytes(tmp_path, "a,b\n" + "".join(f'{row},"x\n{row % 7}"\n' for row in range(rows)))
    assert table.rows == {2 + 2 * row: (str(row), f"x\n{row % 7}") for row in range(rows)}


SPOILT = st.text(st.sampled_from('a1,"\n\r;x '), max_size=120)


@given(SPOILT)
@example('"\n"')
@example('a,"\n' * 25)
def test_no_line_is_lost(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    """The counts hold (`read` sees to that), and a sound line that no open quote can have swallowed is a row."""
    path = tmp_path_factory.getbasetemp() / "spoilt.csv"
    path.write_bytes(b"h1,h2\n" + body.encode())
    table = read(path, ReadOptions(delimiter=","))
    swallowed = {line for fault in table.faults for line in range(fault.line, fault.last + 1)}
    for line, text in enumerate(io.StringIO("h1,h2\n" + body.replace("\r\r\n", "\n"), newline=""), 1):
        is_sound = '"' not in text and text.count(",") == 1
        if line > 1 and is_sound and line not in swallowed and not in_a_row(table, line):
            assert table.rows[line] == tuple(text.rstrip("\r\n").split(","))


def in_a_row(table: Whole, line: int) -> bool:
    """Whether *line* goes on with a row that began before it."""
    return any(
        first < line < first + len(io.StringIO(raw.replace("\r\r\n", "\n"), newline="").readlines())
        for first, raw in table.raw.items()
    )


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=30), st.sampled_from(",;\t|"))
def test_what_the_standard_library_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "sound.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows([["h1", "h2"], *rows])
    table = read(path, ReadOptions(delimiter=delimiter))
    assert ([*table.rows.values()], table.faults) == ([tuple(row) for row in rows], [])
