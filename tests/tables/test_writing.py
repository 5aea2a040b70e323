"""What is written reads back as it was, harms nobody's spreadsheet, and is there whole or not at all."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from cxmaturity.cli import streams
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import OutputExists
from cxmaturity.tables import lines
from cxmaturity.tables.blocks import Column
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.outgoing import OutColumn, Value, Values
from cxmaturity.tables.table import ReadOptions
from cxmaturity.tables.text_writing import separated_field
from cxmaturity.tables.writing import FORMS, Form, open_writer
from cxmaturity.tables.xlsx import writing as xlsx_writing
from tests.tables.reading import read
from tests.tools.effort import effort

COLUMNS = [
    OutColumn("company", "text"),
    OutColumn("level", "integer"),
    OutColumn("index", "number"),
    OutColumn("known", "boolean"),
]
ROWS: Sequence[Values] = [
    Column(np.array([0, 1, 0]), ["Müller, Söhne", None]),
    [3, None, 4],
    [2.5, 3.0, None],
    Column(np.array([1, 0, 0]), [True, False]),
]


def written(folder: Path, form: Form, columns: Sequence[OutColumn], *blocks: Sequence[Values]) -> Path:
    path = folder / f"out.{form}"
    with open_writer(path, form, columns, force=True) as writer:
        for block in blocks:
            writer.write(block)
    return path


def test_csv(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", COLUMNS, ROWS)
    assert path.read_text("utf-8") == (
        'company,level,index,known\n"Müller, Söhne",3,2.5,false\n,,3,true\n"Müller, Söhne",4,,true\n'
    )


def test_tsv(tmp_path: Path) -> None:
    path = written(tmp_path, "tsv", COLUMNS[:2], ROWS[:2])
    assert path.read_text("utf-8") == "company\tlevel\nMüller, Söhne\t3\n\t\nMüller, Söhne\t4\n"


def test_json_lines(tmp_path: Path) -> None:
    lines = written(tmp_path, "jsonl", COLUMNS, ROWS).read_text("utf-8").splitlines()
    assert lines[0] == '{"company":"Müller, Söhne","level":3,"index":2.5,"known":false}'
    assert json.loads(lines[1]) == {"company": None, "level": None, "index": 3, "known": True}


def test_parquet(tmp_path: Path) -> None:
    table = parquet.read_table(written(tmp_path, "parquet", COLUMNS, ROWS))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "bool"]
    assert table.to_pydict() == {
        "company": ["Müller, Söhne", None, "Müller, Söhne"],
        "level": [3, None, 4],
        "index": [2.5, 3.0, None],
        "known": [False, True, True],
    }


def test_xlsx(tmp_path: Path) -> None:
    path = written(tmp_path, "xlsx", COLUMNS, ROWS, [["=1+1"], [1], [Decimal("0.5")], [None]])
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert [*sheet.iter_rows()] == [
        ["company", "level", "index", "known"],
        ["Müller, Söhne", 3, 2.5, False],
        ["", "", 3, True],
        ["Müller, Söhne", 4, "", True],
        ["=1+1", 1, 0.5, ""],
    ]


def test_what_excel_has_no_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CxmaturityError, match="32767 characters"):
        written(tmp_path, "xlsx", COLUMNS[:1], [["x" * 32_768]])
    monkeypatch.setattr(xlsx_writing, "MAX_ROWS", 3)
    with pytest.raises(CxmaturityError, match="room for 3 rows"):
        written(tmp_path, "xlsx", COLUMNS[:1], [["a", "b"]], [["c"]])
    assert [*tmp_path.iterdir()] == []


CELLS: Sequence[tuple[Value, str]] = [
    (7, "7"),
    (date(2026, 3, 1), "2026-03-01"),
    (datetime(2026, 3, 1, 10, 5), "2026-03-01 10:05:00"),  # noqa: DTZ001  as spreadsheets have them
    (timedelta(hours=36, minutes=5), "36:05:00"),
    (timedelta(seconds=1, milliseconds=500), "0:00:01.5"),
    (Decimal("1.50"), "1.50"),
    (("a", "b"), "a;b"),
    (True, "true"),
    (0.1, "0.1"),
]


@pytest.mark.parametrize("form", FORMS)
def test_cells_that_pass_through_as_text(tmp_path: Path, form: Form) -> None:
    values: list[Any] = [value for value, _ in CELLS]
    path = written(tmp_path, form, [OutColumn("id", "text")], [Column(np.arange(len(values)), values)])
    table = read(path, ReadOptions(delimiter="\t"))
    assert [row for (row,) in table.rows.values()] == [text for _, text in CELLS]


@pytest.mark.parametrize("form", FORMS)
def test_no_rows(tmp_path: Path, form: Form) -> None:
    path = written(tmp_path, form, COLUMNS, [[], [], [], []])
    if form != "jsonl":
        assert read(path).header == (("company", "level", "index", "known"),)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=10)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(TEXTS, NUMBERS), max_size=20), st.sampled_from(["csv", "tsv"]))
def test_separated_values_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, float | None]], form: Form
) -> None:
    columns = [OutColumn("text", "text"), OutColumn("number", "number")]
    path = written(
        tmp_path_factory.getbasetemp(), form, columns, [[row[0] for row in rows], [row[1] for row in rows]]
    )
    with path.open(encoding="utf-8", newline="") as file:
        back = [*csv.reader(file, delimiter="\t" if form == "tsv" else ",", strict=True)][1:]
    assert [
        text if text in {given, f"'{given}"} else None
        for (text, _), (given, _) in zip(back, rows, strict=True)
    ] == [text for text, _ in back]
    assert [float(number) if number else None for _, number in back] == [number for _, number in rows]
    assert [*read(path, ReadOptions(delimiter="\t" if form == "tsv" else ",")).rows.values()] == [
        *map(tuple, back)
    ]


@given(st.lists(st.tuples(TEXTS | st.none(), NUMBERS), max_size=20))
def test_json_lines_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, float | None]]
) -> None:
    columns = [OutColumn("text", "text"), OutColumn('"num', "number")]
    texts: list[Value] = [row[0] for row in rows]
    path = written(tmp_path_factory.getbasetemp(), "jsonl", columns, [texts, [row[1] for row in rows]])
    back = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    assert [(row["text"], row['"num']) for row in back] == rows


@settings(max_examples=effort(20))
@given(st.lists(st.tuples(TEXTS, st.none() | st.floats(allow_infinity=False)), min_size=1, max_size=5))
@example([("a", 1e-5), ("b", 1e22), ("c", 3.0), ("d", float("nan")), ("e", -0.0), ("f", 5e-324), ("g", 1e15)])
@example([("a", 1e10), ("b", 9_999_999_999.5), ("c", 1e-4), ("d", 9.99e-5), ("e", -123_456_789.125)])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("compiled", [*{False, IS_COMPILED}])
def test_coded_columns_are_written_like_plain_ones(
    tmp_path_factory: pytest.TempPathFactory,
    form: Form,
    compiled: bool,
    rows: list[tuple[str, float | None]],
) -> None:
    columns = [
        OutColumn("text", "text"),
        OutColumn("n", "number"),
        OutColumn("m", "number"),
        OutColumn("i", "integer"),
    ]
    texts: list[Any] = [text for text, _ in rows]
    numbers: list[Any] = [number for _, number in rows]
    count: list[Any] = [*range(len(rows))]
    folder, times = tmp_path_factory.getbasetemp(), 3
    with patch.object(lines, "IS_COMPILED", compiled):
        few = written(folder, form, columns, [texts, numbers, numbers, count]).read_bytes()
    codes = np.tile(np.arange(len(rows)), times)
    block: list[Values] = [
        Column(codes, texts),
        Column(codes, numbers),
        numbers * times,
        Column(codes, count),
    ]
    with patch.object(lines, "IS_COMPILED", compiled):
        many = written(folder, form, columns, block).read_bytes()
    header = few.index(b"\n") + 1 if form == "csv" else 0
    assert many[:header] == few[:header]
    assert many[header:] == few[header:] * times


DANGEROUS = "=+-@\t\r\n|%＝＋－＠"


@given(st.sampled_from(DANGEROUS), TEXTS, st.text(st.sampled_from("  \ufeff\u200b\u2003"), max_size=3))
def test_no_cell_starts_a_formula(start: str, rest: str, before: str) -> None:
    ((cell, *_),) = csv.reader(io.StringIO(separated_field(before + start + rest), newline=""), strict=True)
    assert cell.startswith("'") or (not before and cell.strip("+-0123456789.,eE") == "")


@pytest.mark.parametrize("text", ["-5", "+3.5", "-1,5", "-1e5", "a=1", "1-2", "'=1", "Ärzte"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert separated_field(text, ";") == text


def test_header_cells_start_no_formula(tmp_path: Path) -> None:
    assert (
        written(tmp_path, "csv", [OutColumn("=a", "text"), OutColumn("b\tc", "text")]).read_text()
        == "'=a,b\tc\n"
    )


def test_a_row_of_nothing_is_a_row(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", [OutColumn("a", "text")], [[None, "", "x"]])
    assert len(read(path).rows) == 3


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_distinct_values_that_become_more(tmp_path: Path, form: Form) -> None:
    columns, codes = [OutColumn("a", "text"), OutColumn("b", "number")], np.array([0, 1, 1])
    texts, numbers = ["=x", "y"], [1.5, None]
    path = tmp_path / f"out.{form}"
    with open_writer(path, form, columns) as writer:
        writer.write([Column(codes, texts), Column(codes, numbers)])  # type: ignore[arg-type]
        texts.append('"z"')
        numbers.append(2.0)
        writer.write([Column(codes + 1, texts), Column(codes + 1, numbers)])  # type: ignore[arg-type]
    rows: list[Any] = [["=x", 1.5], ["y", None], ["y", None], ["y", None], ['"z"', 2.0], ['"z"', 2.0]]
    (tmp_path / "other").mkdir()
    other = written(tmp_path / "other", form, columns, [*map(list, zip(*rows, strict=True))])
    assert path.read_text("utf-8") == other.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_raised_inside_leaves_the_old_file(tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"out.{form}"
    path.write_bytes(b"old")
    with suppress(KeyboardInterrupt), open_writer(path, form, COLUMNS, force=True) as writer:
        writer.write(ROWS)
        raise KeyboardInterrupt
    assert (path.read_bytes(), [*tmp_path.iterdir()]) == (b"old", [path])


@pytest.mark.parametrize("form", FORMS)
def test_an_old_file_is_replaced_by_force_alone(tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"out.{form}"
    path.touch()
    with pytest.raises(OutputExists), open_writer(path, form, COLUMNS):
        pass


@pytest.mark.parametrize("form", FORMS)
def test_standard_output(tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8"))
    with streams.binary_output() as stream, open_writer(stream, form, COLUMNS) as writer:
        writer.write(ROWS)
    assert len(raw.getvalue()) > 80
    if form != "xlsx":  # has the time in it
        assert raw.getvalue() == written(tmp_path, form, COLUMNS, ROWS).read_bytes()


FULL_DISK = """
import resource, sys
from pathlib import Path
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.tables.outgoing import OutColumn
from cxmaturity.tables.writing import open_writer

resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
path = Path(sys.argv[1])
try:
    with open_writer(path, path.suffix[1:], [OutColumn("text", "text")], force=True) as writer:
        for start in range(0, 20_000, 100):
            writer.write([[hex(number**7) for number in range(start, start + 100)]])
except CxmaturityError as error:
    print(error)
"""


def test_a_full_disk_is_told_of_the_file_that_found_it_full(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this machine cannot play a full disk")
    path = tmp_path / "out.csv"
    script = FULL_DISK.replace(
        "as writer:", f"as writer, open_writer(Path({str(tmp_path / 'other.csv')!r}), 'csv', []):"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == (f"There is no space left to write {path}.\n", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, form: Form) -> None:
    pytest.importorskip("resource", reason="this machine cannot play a full disk")
    path = tmp_path / f"out.{form}"
    path.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True
    )
    told = "The temporary folder " if form == "xlsx" else f"There is no space left to write {path}.\n"
    assert (done.stdout[: len(told)], done.stderr) == (told, "")
    assert (path.read_bytes(), [*tmp_path.iterdir()]) == (b"old", [path])
