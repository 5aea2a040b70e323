"""Workbooks, Parquet files and JSON lines give the cells that people see, and account for their rows."""

import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.tables import jsonl_table
from cxmaturity.tables.blocks import BLOCK_ROWS
from cxmaturity.tables.csv import pieces as csv_pieces
from cxmaturity.tables.opening import open_table
from cxmaturity.tables.table import ReadOptions
from cxmaturity.tables.xlsx import survey as xlsx_survey
from tests.tables.reading import Whole, read, read_bytes


def refused(path: Path, options: ReadOptions | None = None) -> str:
    with pytest.raises(InvalidDocument) as caught:
        read(path, options)
    return str(caught.value.diagnostics[0].message)


def workbook(path: Path, sheets: Mapping[str, Callable[[Workbook, Worksheet], None]]) -> Path:
    with Workbook(path) as book:
        for name, fill in sheets.items():
            fill(book, book.add_worksheet(name))
    return path


def people(book: Workbook, sheet: Worksheet) -> None:
    formats = {
        form: book.add_format({"num_format": form}) for form in ("0%", "dd.mm.yyyy", "hh:mm:ss", "[h]:mm")
    }
    sheet.write_row(1, 0, ["company", "share", "when", "length"])
    sheet.write_row(3, 0, ["Acme", 0.4], formats["0%"])
    sheet.write_datetime(3, 2, datetime(2026, 3, 1), formats["dd.mm.yyyy"])  # noqa: DTZ001  as sheets have them
    sheet.write(3, 3, 1.5, formats["[h]:mm"])
    sheet.write_row(4, 0, ["00012", 3, True])
    sheet.write(4, 3, 0.5, formats["hh:mm:ss"])
    sheet.write_formula(5, 0, "=NA()", None, "#N/A")
    sheet.write_formula(5, 1, "=1+1", None, 2)
    sheet.write(5, 2, 118700001234)


def test_a_sheet(tmp_path: Path) -> None:
    table = read(workbook(tmp_path / "a.xlsx", {"Antworten": people}))
    assert table.header == (("company", "share", "when", "length"),)
    assert table.rows == {
        4: ("Acme", Decimal("0.4"), date(2026, 3, 1), timedelta(hours=36)),
        5: ("00012", 3, True, time(12)),
        6: ("#N/A", 2, 118700001234, None),
    }
    assert table.raw == {
        4: "Acme\t0.4\t2026-03-01\t36:00:00",
        5: "00012\t3\ttrue\t12:00:00",
        6: "#N/A\t2\t118700001234\t",
    }
    assert (table.tally.lines, table.tally.blank, table.notes) == (6, 2, [])


def two_headers(_: Workbook, sheet: Worksheet) -> None:
    sheet.write_row(0, 2, ["Q1", "Q2", " "])
    sheet.write_row(1, 2, ["How?", 2])
    sheet.write_row(2, 2, ["x", "y"])
    sheet.write_row(3, 2, ["x", "y", "z"])


def test_the_sheet_is_chosen_or_announced(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Erste": people, "Zweite & letzte": two_headers})
    assert read(path).notes == ["Sheet: Erste, the first of 2."]
    table = read(path, ReadOptions(sheet="Zweite & letzte", header_rows=2))
    assert table.header == ((None, None, "Q1", "Q2"), (None, None, "How?", 2))
    assert table.rows == {3: (None, None, "x", "y")}
    assert [(fault.line, fault.code) for fault in table.faults] == [(4, "ragged-row")]
    assert table.notes == ["The last column has no name and is left out."]
    assert refused(path, ReadOptions(sheet="Dritte")) == "The workbook has no sheet “Dritte”."


def test_an_empty_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Leer": lambda _book, _sheet: None})
    assert refused(path) == "The file has no header."


def test_many_rows_of_a_sheet(tmp_path: Path) -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in range(BLOCK_ROWS + 2):
            sheet.write_row(row, 0, ["a", row])

    assert len(read(workbook(tmp_path / "a.xlsx", {"Viele": fill})).rows) == BLOCK_ROWS + 1


SHEET = "xl/worksheets/sheet1.xml"


def rewritten(path: Path, change: Callable[[str], str], part: str = SHEET) -> Path:
    """The workbook with the text of its sheet, or of another part, changed."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="9"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='9'><c t='n'  r='XFD1048576'><v>1</v></c></row>",
        '<row r="9"><c s="0"r="XFD1048576"><v>1</v></c></row>',
        "<row/>" * 5_000 + f"<row>{'<c/>' * 5_000}</row>",
    ],
)
def test_a_sheet_that_spans_too_much(tmp_path: Path, cells: str) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Groß": two_headers})
    rewritten(path, lambda xml: xml.replace("</sheetData>", f"{cells}</sheetData>"))
    assert refused(path) == "The sheet spans more than 20000000 cells."


def test_two_sheets_of_one_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"One": two_headers, "Two": two_headers})
    rewritten(path, lambda xml: xml.replace('name="Two"', 'name="One"'), "xl/workbook.xml")
    assert refused(path) == "This is no Excel workbook that can be read; it may be damaged."


def test_a_workbook_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_survey, "MAX_UNPACKED", 1_000_000)
    path = workbook(tmp_path / "a.xlsx", {"Groß": two_headers})
    rewritten(path, lambda xml: xml + " " * 1_000_000)
    assert refused(path) == "The workbook unpacks to more than 1 MB."


def test_errors_are_found_however_they_are_written(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Fehler": two_headers})
    cells = "<row r='5'><c t='e' r='C5'><v>#DIV/0!</v></c><c r='D5' s='0' t='e'><f>A&gt;1</f><v>#REF!</v></c></row>"
    rewritten(path, lambda xml: xml.replace("</sheetData>", f"{cells}</sheetData>"))
    assert read(path).rows[5] == (None, None, "#DIV/0!", "#REF!")


@pytest.mark.parametrize("size", [4, 100, 2_000])
def test_a_damaged_workbook(tmp_path: Path, size: int) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Antworten": people})
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path) == "This is no Excel workbook that can be read; it may be damaged."


def test_parquet(tmp_path: Path) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    columns = {
        "text": ["a", None, "b"],
        "repeated": pa.array(["x", "y", "x"]).dictionary_encode(),
        "whole": [1, None, 2],
        "float": [1.0, float("nan"), 0.1],
        "single": pa.array([0.4, None, 1], pa.float32()),
        "decimal": [Decimal("1.50"), None, Decimal("2.00")],
        "moment": pa.array([1_500, None, 0], pa.timestamp("ns")),
        "there": pa.array([0, None, 0], pa.timestamp("s", "Europe/Berlin")),
        "length": pa.array([90, None, 0], pa.duration("s")),
        "ticks": [["a", "b"], None, []],
        "known": [True, None, False],
        "bytes": [b"x", None, b"\xff"],
    }
    parquet.write_table(pa.table(columns), tmp_path / "a.parquet")
    table = read(tmp_path / "a.parquet")
    start, there = datetime(1970, 1, 1), datetime(1970, 1, 1, 1, tzinfo=berlin)  # noqa: DTZ001  as the file has it
    first = start + timedelta(microseconds=1)
    assert table.header == (tuple(columns),)
    assert table.rows == {
        2: (
            "a",
            "x",
            1,
            1,
            Decimal("0.4"),
            Decimal("1.50"),
            first,
            there,
            timedelta(seconds=90),
            ("a", "b"),
            True,
            "x",
        ),
        3: (None, "y", *(None,) * 10),
        4: ("b", "x", 2, Decimal("0.1"), 1, Decimal("2.00"), start, there, timedelta(0), (), False, "�"),
    }
    assert there == datetime(1970, 1, 1, tzinfo=UTC)
    assert table.raw[3] == "\ty" + "\t" * 10
    assert (table.tally.lines, table.tally.header) == (4, 1)


def test_a_dictionary_is_not_decoded(tmp_path: Path) -> None:
    parquet.write_table(
        pa.table({"text": ["x", "y"] * 20_000, "id": [*map(str, range(40_000))]}), tmp_path / "a.parquet"
    )
    with open_table(tmp_path / "a.parquet") as table:
        first = next(table.blocks())
        assert [*first.column(0).values] == ["x", "y"]
        assert len(first.column(1).values) == BLOCK_ROWS


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"id": [*map(str, range(40_000))]}), path)
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    assert refused(path) == "This is no Parquet file that can be read; it may be damaged."
    path.write_bytes(whole[:2_000] + bytes(4_000) + whole[6_000:])
    assert refused(path) == "This is no Parquet file that can be read; it may be damaged."


def json_lines(folder: Path, content: str) -> Whole:
    return read_bytes(folder, content, ending=".jsonl")


def test_json_lines(tmp_path: Path) -> None:
    table = json_lines(
        tmp_path,
        '\n{"company": "Ärzte", "q1": 3, "q2": ["a", "b"]}\r\n\n{"q1": 1.50, "company": null}\n{"q2": true}',
    )
    assert table.header == (("company", "q1", "q2"),)
    assert table.rows == {
        2: ("Ärzte", 3, ("a", "b")),
        4: (None, Decimal("1.50"), None),
        5: (None, None, True),
    }
    assert str(table.rows[4][1]) == "1.50"
    assert table.raw[4] == '{"q1": 1.50, "company": null}'
    assert (table.tally.lines, table.tally.header, table.tally.blank) == (5, 0, 2)


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (
            '{"a": {"x": 1}}',
            "nested-value",
            "“a” holds an object; a cell is a text, a number or a list of them.",
        ),
        (
            '{"a": [[1]]}',
            "nested-value",
            "“a” holds an object; a cell is a text, a number or a list of them.",
        ),
        ('{"aa": 1}', "stray-key", "The first object has no key “aa”."),
        ("[1]", "root", "This line is not one whole JSON object."),
        ('{"a": 1', "root", "This line is not one whole JSON object."),
        ('{"a": 1,}', "syntax", "Nothing follows this comma."),
        ('{"a": 1, "a": 2}', "duplicate", "A key stands twice in this object."),
        ('{"a": NaN}', "number", "Infinity and “not a number” are not values."),
        ('{"a": 1234567890123456789}', "number", "A number may have at most 18 digits."),
        ('{"a": "\\u001b"}', "control", "The invisible character U+001B is not allowed."),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "depth", "The file is nested more than 40 levels deep."),
        ('{"a": "' + "x" * 100_001 + '"}', "size", "A text may have at most 100000 characters."),
    ],
)
def test_faults_of_json_lines(tmp_path: Path, line: str, code: str, message: str) -> None:
    table = json_lines(tmp_path, f'{{"a": 1}}\n{line}\n{{"a": 2}}\n')
    assert [(fault.line, fault.code, str(fault.message), fault.raw) for fault in table.faults] == [
        (2, code, message, line)
    ]
    assert table.rows == {1: (1,), 3: (2,)}


@pytest.mark.parametrize("content", ["", "\n\n", "{}\n", "[1]\n", '{"a": ]}\n'])
def test_json_lines_that_begin_with_no_object(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidDocument):
        json_lines(tmp_path, content)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("long.jsonl", '{"a": "%s"}\n' % ("x" * 1_000) * 6_000),
        ("long.csv", "a\n" + ('"%s"\n' % ("x" * 1_000)) * 6_000),
    ],
    ids=["jsonl", "csv"],
)
def test_long_rows_make_short_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    for module in (jsonl_table, csv_pieces):
        monkeypatch.setattr(module, "BLOCK_TEXT", 1_000_000)
    (tmp_path / name).write_text(text, "utf-8")
    with open_table(tmp_path / name, ReadOptions(encoding="cp1252")) as table:
        rows = [len(block.lines) for block in table.blocks()]
    assert sum(rows) == 6_000 > max(rows) + 1_000


def test_many_json_lines(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"n": number}) + "\n" for number in range(BLOCK_ROWS + 5))
    assert len(json_lines(tmp_path, lines).rows) == BLOCK_ROWS + 5


@contextmanager
def standard_input(content: bytes) -> Iterator[None]:
    """Put *content* into standard input: a pipe, in which one cannot go back."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as file:
        file.write(content)
    with os.fdopen(reader, encoding="utf-8") as stream, patch.object(sys, "stdin", stream):
        yield


def test_standard_input_is_known_by_its_beginning(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", {"Antworten": people}).read_bytes()
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    contents = {
        b"a;b\n1;2\n": (("a", "b"),),
        b' {"a": 1}\n': (("a",),),
        book: (("company", "share", "when", "length"),),
        (tmp_path / "a.parquet").read_bytes(): (("a",),),
    }
    for content, header in contents.items():
        with standard_input(content):
            assert read(Path("-")).header == header
