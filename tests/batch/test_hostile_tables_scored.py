"""Tables meant to do harm, scored by the command: refused with a helpful line, or every line of them accounted for."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.tools.harness import Outcome, Run

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared" / "hostile"
TABLES = SHARED / "csv"
needs_the_files = pytest.mark.skipif(not TABLES.exists(), reason="this machine cannot see the hostile inputs")

#: What is said of a file that is refused, with the line where there is one.
REFUSED = {
    "bin-gzip-ext.csv.gz": "This is a gzip archive, not text.",
    "bin-gzip-renamed.csv": "This is a gzip archive, not text.",
    "bin-xlsx-renamed.csv": "If it is a workbook, end the file name in .xlsx.",
    "delim-mixed.csv": "The header separates its cells by comma, this line by semicolon.",
    "enc-cp1252.csv": ".csv:2:1 encoding The file is not UTF-8 from here on (byte 0xFC).",
    "enc-gbk.csv": ".csv:2:1 encoding The file is not UTF-8 from here on (byte 0xB9).",
    "enc-invalid-late.csv": ".csv:3002:1 encoding The file is not UTF-8 from here on (byte 0xFC).",
    "enc-mixed-utf8-cp1252.csv": ".csv:3:1 encoding The file is not UTF-8 from here on (byte 0xFC).",
    "enc-shiftjis-backslash.csv": ".csv:2:1 encoding The file is not UTF-8 from here on (byte 0x95).",
    "fname-control-company.csv": ".csv:5:1 control Here stands a null character.",
    "hdr-comment-lines.csv": ".csv:1:1 delimiter The header is one cell, while line 3 has a comma.",
    "hdr-numeric-names.csv": "The header does not name the questions; it reads: 1 | 2 | 3 | 4",
    "hdr-suffix-collision.csv": "Several columns are headed “q1”.",
    "nul-byte-in-number.csv": ".csv:2:1 control Here stands a null character.",
    "nul-line.csv": ".csv:2:1 control Here stands a null character.",
    "nul-tail-preallocated.csv": ".csv:3:1 control Here stands a null character.",
    "trunc-mid-multibyte.csv": ".csv:3:1 encoding The file ends in the middle of a character",
}

#: The answers of each row that is scored; the rejects, as `line code` of a row or `line question code` of a cell.
SCORED: dict[str, tuple[list[str], list[str]]] = {
    "bom-utf16le.csv": (["three four", "two five"], []),
    "bom-utf8.csv": (["three four"], []),
    "delim-tab.csv": (["three"], []),
    "field-150k.csv": (["two five"], ["2 cell-too-long"]),
    "fname-collision-company.csv": (
        ["three four", "two five", "one one", "one one", "two two", "two two", "one one", "one one"], [],
    ),
    "fname-long-company.csv": (["three four", "two five", "one one", "one one"], []),
    "fname-traversal-company.csv": (["three four", "two five", *["one one"] * 6], []),
    "hdr-ansi-in-name.csv": (["four"], []),
    "hdr-extra-columns.csv": (["three four"], []),
    "hdr-newline-in-name.csv": (["three four"], []),
    "hdr-sep-line-excel.csv": (["three"], []),
    "html-cells.csv": (["three four", "two five"], []),
    "id-duplicate-company-spelling.csv": (["three four", "one one", "two two"], []),
    "id-duplicate-respondent.csv": (["three four"], ["3 duplicate-respondent"]),
    "id-empty-company.csv": ([], ["2 missing-company", "3 missing-company"]),
    "label-html-entities.csv": ([" four"], ["2 q1 unknown-option"]),
    "label-multi-select.csv": ([" four", " five"], ["2 q1 unknown-option", "3 q1 unknown-option"]),
    "label-smart-quote-dash.csv": (["unknown four", "unknown five", " one"], ["4 q1 unknown-option"]),
    "nl-cr-only.csv": (["three", "two"], []),
    "nl-crcrlf.csv": (["three", "two"], []),
    "nl-mixed.csv": (["three", "two", "one", "two"], []),
    "null-variants.csv": (
        [" four", " five", " one", " ", " "],
        ["3 q1 unknown-option", *(f"{line} {question} unknown-option" for line in (5, 6) for question in ("q1", "q2"))],
    ),
    "num-bool-words.csv": (
        [" ", " "], [f"{line} {question} unknown-option" for line in (2, 3) for question in ("q1", "q2")],
    ),
    "num-decimal-comma-quoted.csv": ([" four", " five"], ["2 q1 unknown-option", "3 q1 unknown-option"]),
    "num-float-ints.csv": (["three four", " five"], ["3 q1 unknown-option"]),
    "num-hex-underscore.csv": ([" "], ["2 q1 unknown-option", "2 q2 unknown-option"]),
    "num-huge-int.csv": ([" four", " five"], ["2 q1 unknown-option", "3 q1 unknown-option"]),
    "num-late-text.csv": ([*["three four"] * 4_000, " four"], ["4002 q1 unknown-option"]),
    "num-scientific.csv": ([" four", " five", " one"], [f"{line} q1 unknown-option" for line in (2, 3, 4)]),
    "num-thousands.csv": ([" four", " five"], ["2 q1 unknown-option", "3 q1 unknown-option"]),
    "num-unicode-minus.csv": ([" four"], ["2 q1 unknown-option"]),
    "ok-no-final-newline.csv": (["three four", "two five"], []),
    "quote-doubled.csv": (["three four"], []),
    "quote-single.csv": (["two five"], ["2 ragged-row"]),
    "quote-smart.csv": (["two five"], ["2 ragged-row"]),
    "quote-space-before.csv": (["two five"], ["2 ragged-row"]),
    "quote-stray-in-unquoted.csv": (["three four", "two five"], []),
    "quote-text-after-close.csv": (["two five"], ["2 unbalanced-quotes"]),
    "quote-unclosed-balanced-later.csv": (["three four", "one one", "two two", "one one"], ["3-5 unbalanced-quotes"]),
    "quote-unclosed-eof.csv": (["three four"], ["3 unbalanced-quotes"]),
    "quote-unclosed-mid.csv": (["three four", "one one", "two two"], ["3-5 unbalanced-quotes"]),
    "quote-unclosed-then-later-quote.csv": (
        ["three four", "one one", "two two", "one one"], ["3-5 unbalanced-quotes"],
    ),
    "ragged-blank-lines-mid.csv": (["three four", "two five"], []),
    "ragged-only-commas.csv": (["three four", "two five"], ["3 empty-row"]),
    "ragged-repeated-header.csv": (["three four", "two five"], ["3 repeated-header"]),
    "ragged-totals-footer.csv": (["three four", "two five"], ["4 missing-company"]),
    "ragged-trailing-comma.csv": (["three four", "two five"], []),
    "trunc-mid-row.csv": (["three four"], ["3 ragged-row"]),
}  # fmt: skip

#: What else is said of a file that is scored.
SAID = {
    "fname-collision-company.csv": "3 spellings of one company: “a-b”, “A-B ”, “A-B.”",
    "bom-utf16le.csv": "Encoding: UTF-16.",
    "delim-tab.csv": "Delimiter: tab.",
    "hdr-ansi-in-name.csv": "One column is ignored: “\\x1b[31mq1”",
    "hdr-extra-columns.csv": "2 columns are ignored: “comment”, “ip”",
    "hdr-newline-in-name.csv": "Column 3, “q1 long text”, is taken for q1.",
    "hdr-sep-line-excel.csv": "Delimiter: semicolon.",
    "id-duplicate-company-spelling.csv": "3 spellings of one company: “Acme Ltd”, “ACME Ltd.”, “Acme Ltd ”",
    "label-smart-quote-dash.csv": "“Don’t know” was read as unknown in q1, once.",
    "num-float-ints.csv": "“3.0” was read as three in q1, once.",
    "ok-no-final-newline.csv": "The last line does not end in a line break; it may have been cut off.",
    "ragged-trailing-comma.csv": "The last column has no name and is left out.",
    "trunc-mid-row.csv": "The last line does not end in a line break; it may have been cut off.",
}

#: Where the manifest counts line feeds alone, or does not count.
LINES = {"bom-utf16le.csv": 3, "nl-cr-only.csv": 3, "nl-mixed.csv": 5}


csv.field_size_limit(1_000_000)  # rejects hold whole rows


def manifest() -> dict[str, dict[str, Any]]:
    entries = json.loads((SHARED / "MANIFEST.json").read_text("utf-8"))
    return {name.removeprefix("csv/"): each for each in entries if (name := each["file"]).startswith("csv/")}


def score(run: Run, name: str, folder: Path) -> Outcome:
    arguments = ("-q", TESTS / "batch" / "hostile.yaml", "-o", folder / "out.csv", "--keep-answers")
    return run("score", TABLES / name, *arguments)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def summary(reject: dict[str, str]) -> str:
    line, last = reject["line"], reject["last_line"]
    where = line if line == last else f"{line}-{last}"
    assert (reject["row_scored"] == "yes") == bool(reject["column"])
    return " ".join(part for part in (where, reject["column"], reject["code"]) if part)


@needs_the_files
def test_every_file_has_its_expectation() -> None:
    assert sorted([*REFUSED, *SCORED]) == sorted(manifest()) == sorted(path.name for path in TABLES.iterdir())


@needs_the_files
@pytest.mark.parametrize("name", REFUSED)
def test_files_that_are_refused(run: Run, name: str, tmp_path: Path) -> None:
    outcome = score(run, name, tmp_path)
    assert (outcome.code, outcome.out, list(tmp_path.iterdir())) == (2, "", [])
    assert REFUSED[name] in " ".join(outcome.err.split())
    assert name.startswith("enc-") <= ("--encoding" in outcome.err)
    assert name.startswith("delim-") <= ("--delimiter" in outcome.err)


@needs_the_files
@pytest.mark.parametrize("name", SCORED)
def test_files_that_are_scored(run: Run, name: str, tmp_path: Path) -> None:
    answers, rejects = SCORED[name]
    outcome = score(run, name, tmp_path)
    assert (outcome.code, outcome.out) == (int(bool(rejects)), "")
    assert "\x1b" not in outcome.err
    found = rows(tmp_path / "out.csv")
    assert [" ".join(row[q] for q in ("q1", "q2") if q in row) for row in found] == answers
    beside = tmp_path / "out.rejects.csv"
    assert [summary(reject) for reject in (rows(beside) if beside.exists() else [])] == rejects
    assert {path.name for path in tmp_path.iterdir()} <= {"out.csv", "out.rejects.csv"}
    assert SAID.get(name, "") in outcome.err
    check_account(name, outcome.err, len(answers), sum(" q" not in reject for reject in rejects))


def check_account(name: str, err: str, scored: int, rejected: int) -> None:
    account = re.search(r"^([\d,]+) lines = (.*)$", err, re.MULTILINE)
    assert account is not None
    parts = {
        word: int(count.replace(",", "")) for count, word in re.findall(r"([\d,]+) ([a-z]+)", account[2])
    }
    lines = int(account[1].replace(",", ""))
    assert lines == sum(parts.values()) == (LINES.get(name) or manifest()[name]["physical_lines"])
    assert (parts.get("scored", 0), parts.get("rejected", 0)) == (scored, rejected)
