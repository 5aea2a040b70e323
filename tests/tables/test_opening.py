"""A file that is no table, or none of the kind its name says, is refused with a line that helps."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.tables.headers import check_distinct
from tests.tables.reading import read


def refused(path: Path) -> tuple[str, str, str | None]:
    with pytest.raises(InvalidDocument) as caught:
        read(path)
    (found,) = caught.value.diagnostics
    return found.code, str(found.message), None if found.hint is None else str(found.hint)


ZIP = b"PK\x03\x04" + bytes(100)
OTHERS: list[tuple[str, bytes, str, str | None]] = [
    (
        "a.csv",
        ZIP,
        "This is an Excel file, another Office file or a ZIP archive, not text.",
        "If it is a workbook, end the file name in .xlsx.",
    ),
    (
        "a.csv",
        b"\xd0\xcf\x11\xe0" + bytes(9),
        "This is an Excel or Word file in the old format, not text.",
        "Open the file and save it as an Excel workbook (.xlsx) without a password.",
    ),
    (
        "a.csv",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
        "This is XML, not text with separators.",
        "If it comes from Excel, open it there and save it as a workbook (.xlsx).",
    ),
    (
        "a.xlsx",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">',
        "This is a web page, not a table.",
        "Often it is the page to log in. Log in with a browser, and export the table once more.",
    ),
    ("a.csv", b"%PDF-1.7\n", "This is a PDF file, not text.", None),
    ("a.tsv", gzip.compress(b"a,b\n1,2\n", mtime=0), "This is a gzip archive, not text.", None),
    ("a.csv", b"PAR1" + bytes(9), "This is a Parquet file, not text.", "End the file name in .parquet."),
    (
        "a.csv",
        b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Log in</body></html>",
        "This is a web page, not a table.",
        "Often it is the page to log in. Log in with a browser, and export the table once more.",
    ),
    (
        "a.jsonl",
        b"<html>",
        "This is a web page, not a table.",
        "Often it is the page to log in. Log in with a browser, and export the table once more.",
    ),
    (
        "a.csv",
        b'{"a": 1}\n',
        "This is JSON, not text with separators.",
        "If each line is an object, end the file name in .jsonl.",
    ),
    (
        "a.txt",
        b'[\n  {"a": 1}]',
        "This is JSON, not text with separators.",
        "If each line is an object, end the file name in .jsonl.",
    ),
    (
        "a.xlsx",
        b"a,b\n",
        "This is no Excel workbook, whatever the file name says.",
        "Open the file and save it as an Excel workbook (.xlsx) without a password.",
    ),
    (
        "a.xlsx",
        b"\xd0\xcf\x11\xe0" + bytes(9),
        "This is an Excel or Word file in the old format, not text.",
        "Open the file and save it as an Excel workbook (.xlsx) without a password.",
    ),
    ("a.parquet", b"a,b\n", "This is no Parquet file, whatever the file name says.", None),
]


@pytest.mark.parametrize(("name", "content", "message", "hint"), OTHERS)
def test_content_that_is_not_what_the_name_says(
    tmp_path: Path, name: str, content: bytes, message: str, hint: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == ("encoding", message, hint)


def test_a_zip_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("answers.csv", "a,b\n")
    assert refused(tmp_path / "a.xlsx")[1] == "This is no Excel workbook that can be read; it may be damaged."


def test_a_workbook_in_the_old_format(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(9))
    hint = "Open the file and save it as an Excel workbook (.xlsx) without a password."
    assert refused(path) == (
        "file-ending",
        "This is an Excel or Word file in the old format, not text.",
        hint,
    )


@pytest.mark.parametrize("name", ["answers", "answers.xls", "answers.csv.gz"])
def test_a_name_that_is_none_of_a_table(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("a,b\n")
    assert refused(path) == (
        "file-ending",
        "The file name does not say what kind of table it is.",
        "Tables end in .csv, .tsv, .tab, .txt, .xlsx, .parquet, .jsonl, .ndjson.",
    )


@pytest.mark.parametrize(
    "address", ["https://example.org/a.csv", "HTTP://example.org/a.csv", "s3://bucket/a.parquet"]
)
def test_an_address(address: str) -> None:
    assert refused(Path(address))[1:] == (
        "This is an address on the net, not a file.",
        "Download the file first, then name it.",
    )


@pytest.mark.skipif(os.name == "nt", reason="this machine cannot name a file like that")
@pytest.mark.parametrize("name", ["*.csv", "[a].csv", "a?.csv"])
def test_a_pattern_is_a_file_of_that_name_or_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "ab.csv").write_text("a,b\n1,2\n")
    message = ("io", "There is no such file.", "Name one file; patterns are not resolved here.")
    assert refused(tmp_path / name) == message
    (tmp_path / name).write_text("c,d\n")
    assert read(tmp_path / name).header == (("c", "d"),)


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == ("io", "There is no such file.", None)
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path / "folder.csv") == ("io", "This is a folder, not a file.", None)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        message = ("io", "This is a pipe or a device, not a file.", "Use - to read standard input.")
        assert refused(tmp_path / "pipe.csv") == message


def test_upper_case_endings(tmp_path: Path) -> None:
    (tmp_path / "A.CSV").write_text("a,b\n1,2\n")
    assert read(tmp_path / "A.CSV").header == (("a", "b"),)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["id", "q1", "q1"], "The column “q1” is there twice: as column 2 and as column 3."),
        (["Q1 ", "id", "q1"], "“Q1 ” (column 1) and “q1” (column 3) are the same name."),
        (["Stra\u00dfe", "STRASSE"], "“Straße” (column 1) and “STRASSE” (column 2) are the same name."),
        (["a\u0308", "\u00e4"], "“a\u0308” (column 1) and “\u00e4” (column 2) are the same name."),
        (
            ["how many", "how\u00a0 many"],
            "“how many” (column 1) and “how\u00a0 many” (column 2) are the same name.",
        ),
    ],
)
def test_names_that_look_the_same(names: list[str], message: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        check_distinct(names, "a.csv", 3)
    (found,) = caught.value.diagnostics
    assert (found.code, found.span and found.span.line, str(found.message)) == (
        "duplicate-column",
        3,
        message,
    )


def test_names_that_differ() -> None:
    check_distinct(["a", "b", "", " ", "q1", "q1_1"], "a.csv", 1)
