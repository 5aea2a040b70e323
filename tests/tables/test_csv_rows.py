"""CSV read strictly, each problem with its physical line."""

from pathlib import Path

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.tables.csv.rows import Row, Rows, read_csv


def table(tmp_path: Path, content: str | bytes) -> Rows:
    path = tmp_path / "rows.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(path)


def test_rows_with_the_lines_they_begin_in(tmp_path: Path) -> None:
    found = table(tmp_path, '\ufeffname, note\nOne,"two\nlines"\n\nThree, "\n'[:-3] + "four\n")
    assert found.columns == ("name", "note")
    assert found.rows == (
        Row(2, {"name": "One", "note": "two\nlines"}),
        Row(5, {"name": "Three", "note": "four"}),
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings(tmp_path: Path, ending: str) -> None:
    assert [row.line for row in table(tmp_path, f"a,b{ending}1,2{ending}3,4").rows] == [2, 3]


def test_a_header_alone(tmp_path: Path) -> None:
    assert table(tmp_path, "a,b\n") == Rows(("a", "b"), ())


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("a,b\n1\n1,2\n1,2,3\n", [2, 4]),
        ('a,b\n"x\ny",2\n3\n', [4]),
        ("a,a\n1,2\n", [1]),
        ("", [1]),
        ("\n\n", [1]),
        ('a,b\n1,2\n"3,4\n', [3]),
        ('a,b\n1,"2"x\n', [2]),
        (b"a,b\n1,\xff\n", [2]),
        ("a,b\n1,\x00\n", [2]),
    ],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, lines: list[int]) -> None:
    with pytest.raises(InvalidDocument) as caught:
        table(tmp_path, content)
    assert [found.span.line for found in caught.value.diagnostics if found.span] == lines


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument):
        read_csv(tmp_path / "none.csv")
