"""`cxmaturity score`: every form in and out, what cannot be used, and the account of every line."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.numbers import format_decimal

from cxmaturity.cli import accounting
from cxmaturity.tables.outgoing import OutColumn
from cxmaturity.tables.writing import FORMS, Form, open_writer
from tests.batch.surveys import HERE, SAMPLES, forms_sheet
from tests.batch.test_presets import FORMS as SHEETS
from tests.tables.reading import read
from tests.tools.harness import Outcome, Run

SURVEY = HERE / "survey.yaml"
HEADER = ("company", "respondent", "vision", "agreement", "channels", "share", "delay", "wave")
ROWS = (
    ("Acme", "r1", "adopted", "agree", "web;phone", "40 %", "15 min", "1"),
    ("Acme", "r2", "none", "agree", "web", "20 %", "never", "1"),
    ("Beta", "r3", "", "disagree", "nothing", "12,5", "2 h", "2"),
)
CORE = [
    "level",
    "level_number",
    "level_status",
    "index",
    "coverage",
    "level_low",
    "level_high",
    "held_back_by",
]
REJECTS = ["line", "last_line", "column", "value", "code", "message", "row_scored", "row"]


REQUIRED = """\
format: cxmaturity/questionnaire/1
id: two
version: "1"
languages: [en]
title: Two questions
missing: exclude
dimensions:
  - id: d
    title: D
    questions:
      - id: q1
        kind: choice
        missing: error
        text: One?
        options: [{id: a, text: A, points: 1}, {id: b, text: B, points: 2}]
      - {id: q2, kind: choice, text: Two?, options: [{id: a, text: A, points: 1}, {id: b, text: B, points: 2}]}
result: {index: d}
"""


def separated(delimiter: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in (HEADER, *rows)]
    return "".join(delimiter.join(row) + "\n" for row in quoted)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(tmp_path, "answers.csv", separated(","))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def score(run: Run, *args: str | Path, stdin: str = "") -> Outcome:
    return run("score", *args, "-q", SURVEY, stdin=stdin)


def dicts(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def rejects_in(path: Path) -> list[dict[str, str]]:
    return dicts(path.read_text("utf-8"))


# What goes in


def binary(folder: Path, form: Form) -> Path:
    path = folder / f"answers.{form}"
    with open_writer(path, form, [OutColumn(name, "text") for name in HEADER]) as writer:
        writer.write([list(column) for column in zip(*ROWS, strict=True)])
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_separated_text(run: Run, table: Path, tmp_path: Path, delimiter: str, ending: str) -> None:
    same = written(tmp_path, f"same.{ending}", separated(delimiter))
    outcome = score(run, same)
    assert (outcome.code, outcome.out) == (0, score(run, table).out)
    assert outcome.out.count("\n") == 4


@pytest.mark.parametrize("form", [form for form in FORMS if form != "csv"])
def test_other_forms(run: Run, table: Path, tmp_path: Path, form: Form) -> None:
    outcome = score(run, binary(tmp_path, form))
    assert (outcome.code, outcome.out) == (0, score(run, table).out)


def test_standard_input(run: Run, table: Path) -> None:
    outcome = score(run, "-", stdin=table.read_text("utf-8"))
    assert (outcome.code, outcome.out) == (0, score(run, table).out)


def test_a_folder_of_answers_files(run: Run, tmp_path: Path) -> None:
    for name, company, vision in (("a", "Acme", "adopted"), ("b", "Beta", "none")):
        text = "format: cxmaturity/answers/1\nquestionnaire: survey\n"
        written(
            tmp_path,
            f"{name}.yaml",
            f"{text}company: {company}\nanswers: {{vision: {vision}, channels: [web]}}\n",
        )
    written(tmp_path, "c.yaml", "format: cxmaturity/answers/1\nquestionnaire: survey\n")
    written(tmp_path, "d.yaml", "title: something else\n")
    outcome = score(run, tmp_path)
    assert (outcome.code, [row["company"] for row in dicts(outcome.out)]) == (1, ["Acme", "Beta"])
    assert "4 lines = 2 scored + 1 rejected + 1 blank\n" in outcome.err
    assert f"{tmp_path / 'c.yaml'}: Line 1: These keys are missing: company, answers" in outcome.err
    assert "One file holds no answers and is passed over: “d.yaml”\n" in outcome.err


# What comes out


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_same(run: Run, table: Path, tmp_path: Path, form: Form) -> None:
    out = tmp_path / f"results.{form}"
    outcome = score(run, table, "-o", out, "--columns", "core")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith(f"Written: {out}\n")
    found = read(out)
    assert list(found.header[0]) == ["company", "respondent", *CORE]
    texts = [["" if cell is None else str(cell) for cell in row] for row in found.rows.values()]
    wanted = [list(row.values()) for row in dicts(score(run, table, "--columns", "core").out)]
    if form == "xlsx":  # which keeps 15 digits or so
        texts, wanted = ([[cell[:16] for cell in row] for row in rows] for rows in (texts, wanted))
    assert texts == wanted


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_the_form_of_standard_output(run: Run, table: Path, form: str) -> None:
    outcome = score(run, table, "--format", form, "--columns", "level", "-o", "-")
    assert (
        outcome.out
        == {
            "csv": "company,respondent,level\nAcme,r1,high\nAcme,r2,low\nBeta,r3,low\n",
            "tsv": "company\trespondent\tlevel\nAcme\tr1\thigh\nAcme\tr2\tlow\nBeta\tr3\tlow\n",
            "jsonl": '{"company":"Acme","respondent":"r1","level":"high"}\n'
            '{"company":"Acme","respondent":"r2","level":"low"}\n'
            '{"company":"Beta","respondent":"r3","level":"low"}\n',
        }[form]
    )


def test_the_format_counts_before_the_ending(run: Run, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"
    score(run, table, "-o", out, "--format", "jsonl", "--columns", "level")
    assert json.loads(out.read_text("utf-8").splitlines()[0])["level"] == "high"


def test_cells_that_are_equal_but_not_the_same(run: Run, tmp_path: Path) -> None:
    lines = ['{"company": "A", "channels": [1, 3]}\n', '{"company": "B", "channels": [true, 3]}\n']
    for both in (lines, lines[::-1]):
        outcome = score(
            run, written(tmp_path, "t.jsonl", "".join(both)), "--keep-answers", "--columns", "level"
        )
        assert {row["company"]: row["channels"] for row in dicts(outcome.out)} == {"A": "fair;web", "B": ""}


def test_columns(run: Run, table: Path) -> None:
    core, full, some = (
        score(run, table, "--columns", asked).out.partition("\n")[0].split(",")[2:]
        for asked in ("core", "full", "index, level,index")
    )
    assert core == CORE
    assert full == [*CORE, "data_score", "data_level", "next_actions", "unknown_count", "blank_count",
                    "not_applicable_count", "consistency"]  # fmt: skip
    assert some == ["index", "level"]
    outcome = score(run, table, "--columns", "levle")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "Error: A result has no column levle.\nDid you mean level?\n"


def test_columns_that_are_kept(run: Run, table: Path) -> None:
    outcome = score(run, table, "--columns", "level", "--keep", "wave", "--keep", "share")
    assert outcome.out.splitlines()[:2] == ["company,respondent,wave,share,level", "Acme,r1,1,40 %,high"]
    assert score(run, table, "--keep", "none").code == 2


def test_answers_that_are_kept(run: Run, table: Path) -> None:
    outcome = score(run, table, "--columns", "level", "--keep", "share", "--keep-answers")
    first, *rows = csv.reader(outcome.out.splitlines())
    assert first[2:] == ["share", "level", "vision", "agreement", "channels", "share_answer", "delay"]
    assert rows[1][2:] == ["20 %", "low", "none", "agree", "web", "20", "never"]
    assert rows[2][2:] == ["12,5", "low", "", "disagree", "nothing", "12.5", "120"]


def test_formulas_do_not_survive(run: Run, tmp_path: Path) -> None:
    evil = "=HYPERLINK(A1)"
    rows = tuple((evil, name, *ROWS[0][2:-1], cell) for name, cell in (("+1+2", "@SUM(1)"), ("-a", "\t=1")))
    source = written(tmp_path, "evil.csv", separated(",", rows))
    for form in ("csv", "tsv"):
        out = tmp_path / f"out.{form}"
        score(run, source, "-o", out, "--columns", "level", "--keep", "wave")
        cells = list(
            csv.reader(out.read_text("utf-8").splitlines(), delimiter="," if form == "csv" else "\t")
        )
        assert cells[1] == [f"'{evil}", "'+1+2", "'@SUM(1)", "high"]
        assert cells[2][:3] == [f"'{evil}", "'-a", "'\t=1"]
    score(run, source, "-o", tmp_path / "out.xlsx", "--columns", "level")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert evil.encode() in book.read("xl/worksheets/sheet1.xml")


# Companies


def test_respondents_of_a_company_are_merged(run: Run, table: Path) -> None:
    outcome = score(run, table, "--by", "company", "--columns", "level,index,coverage")
    assert dicts(outcome.out) == [
        {"company": "Acme", "respondents": "2", "ties": "vision;channels;share;delay", "level": "low",
         "index": "1.96", "coverage": "1"},
        {"company": "Beta", "respondents": "1", "ties": "", "level": "low", "index": "1.125", "coverage": "0.8"},
    ]  # fmt: skip
    assert "4 lines = 1 header + 3 merged\n" in outcome.err
    assert "Levels: Low 2\n" in outcome.err


def test_merged_answers_are_kept(run: Run, table: Path) -> None:
    outcome = score(run, table, "--by", "company", "--columns", "level", "--keep-answers")
    assert outcome.out.splitlines()[1:] == [
        "Acme,2,vision;channels;share;delay,low,none,agree,web,20,never",
        "Beta,1,,low,unknown,disagree,nothing,12.5,120",
    ]
    assert score(run, table, "--by", "company", "--keep", "wave").code == 2


def test_a_weight_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    rows = "A,2,adopted\nA,heavy,none\nA,0,none\nA,,adopted\n"
    source = written(tmp_path, "w.csv", f"company,weight,vision\n{rows}")
    outcome = score(run, source, "--by", "company", "--columns", "level", "-o", tmp_path / "out.csv")
    (company,) = dicts((tmp_path / "out.csv").read_text())
    assert (outcome.code, company["respondents"]) == (1, "2")
    assert [
        (each["line"], each["code"], each["row_scored"]) for each in rejects_in(tmp_path / "out.rejects.csv")
    ] == [
        ("3", "unclear-weight", "no"),
        ("4", "unclear-weight", "no"),
    ]
    assert "5 lines = 1 header + 2 merged + 2 rejected\n" in outcome.err


def test_a_row_that_cannot_be_scored_names_the_cell_that_could_not_be_read(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "t.csv", "company,respondent,q1,q2\nA,x,c,b\nA,y,,b\n")
    run("score", source, "-q", written(tmp_path, "model.yaml", REQUIRED), "-o", tmp_path / "out.csv")
    one, other = rejects_in(tmp_path / "out.rejects.csv")
    assert (one["column"], one["value"], one["code"], one["row_scored"]) == (
        "q1",
        "c",
        "answer-required",
        "no",
    )
    assert one["message"].endswith("“c” is not an option of q1.")
    assert (other["column"], other["value"], other["code"]) == ("", "", "answer-required")


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl"])
def test_rejects_of_an_earlier_run_are_known_in_every_text(run: Run, tmp_path: Path, ending: str) -> None:
    source, file = written(tmp_path, "bad.csv", BAD), tmp_path / f"r.{ending}"
    codes = [
        score(run, source, "--rejects", file, "-o", tmp_path / "out.csv", "--force").code for _ in range(2)
    ]
    assert (codes, file.stat().st_size > 100) == ([1, 1], True)
    assert score(run, source, "--rejects", tmp_path / "r.foo").code == 2


def test_a_company_that_cannot_be_scored_is_found(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "t.csv", "company,respondent,q1,q2\nA,x,a,b\nA,y,b,b\nB,z,,a\n")
    model = written(tmp_path, "model.yaml", REQUIRED)
    outcome = run("score", source, "-q", model, "--by", "company", "-o", tmp_path / "out.csv")
    assert (outcome.code, [row["company"] for row in dicts((tmp_path / "out.csv").read_text())]) == (1, ["A"])
    assert "4 lines = 1 header + 3 merged\nOne company could not be scored" in outcome.err
    (reject,) = rejects_in(tmp_path / "out.rejects.csv")
    assert (reject["line"], reject["value"], reject["code"]) == ("4", "B", "answer-required")


def test_merging_needs_a_company(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "w.csv", "respondent,vision\nA,adopted\n")
    assert score(run, source, "--by", "company").code == 2
    outcome = score(run, source, "--by", "town")
    assert (outcome.code, outcome.err) == (2, "Error: Rows cannot be merged by town.\nUse --by company.\n")


# What cannot be used

BAD = separated(",").replace("adopted", "adoptd").replace("r3,", "r3,extra,")


def test_rejects_go_beside_the_output(run: Run, tmp_path: Path) -> None:
    source, out = written(tmp_path, "bad.csv", BAD), tmp_path / "results.xlsx"
    outcome = score(run, source, "-o", out)
    beside = tmp_path / "results.rejects.csv"
    assert outcome.code == 1
    assert outcome.err.endswith(f"Written: {out}\nWritten: {beside}\n")
    cell, row = rejects_in(beside)
    assert list(cell) == REJECTS
    assert (cell["line"], cell["column"], cell["value"], cell["code"], cell["row_scored"]) == (
        "2", "vision", "adoptd", "unknown-option", "yes",
    )  # fmt: skip
    assert cell["message"] == "“adoptd” is not an option of vision. Did you mean adopted?"
    assert (row["line"], row["column"], row["code"], row["row_scored"]) == ("4", "", "ragged-row", "no")
    assert row["row"] == BAD.splitlines()[3]
    assert "4 lines = 1 header + 2 scored + 1 rejected\n" in outcome.err
    assert "One cell could not be used and counts as not answered.\n" in outcome.err


def test_rejects_go_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    source, place = written(tmp_path, "bad.csv", BAD), tmp_path / "no.jsonl"
    assert score(run, source, "-o", tmp_path / "a.csv", "--rejects", place).code == 1
    assert [json.loads(line)["line"] for line in place.read_text("utf-8").splitlines()] == ["2", "4"]
    assert not (tmp_path / "a.rejects.csv").exists()
    for arguments in (("-o", place, "--force", "--rejects", place), ("--rejects", "-")):
        assert score(run, source, *arguments).code == 2


def test_rejects_of_an_earlier_run_are_replaced(run: Run, table: Path, tmp_path: Path) -> None:
    out, beside = tmp_path / "out.csv", tmp_path / "out.rejects.csv"
    score(run, written(tmp_path, "bad.csv", BAD), "-o", out)
    assert len(rejects_in(beside)) == 2
    assert score(run, table, "-o", out, "--force").code == 0
    assert beside.read_text("utf-8") == ",".join(REJECTS) + "\n"


def test_a_file_that_is_not_ours_stays(run: Run, tmp_path: Path) -> None:
    source, beside = written(tmp_path, "bad.csv", BAD), written(tmp_path, "out.rejects.csv", "mine\n")
    outcome = score(run, source, "-o", tmp_path / "out.csv")
    assert (outcome.code, beside.read_text("utf-8")) == (2, "mine\n")
    assert not (tmp_path / "out.csv").exists()


def test_without_a_file_the_first_rejects_are_shown(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "t.csv", "company,vision\n" + "A,purple\n" * 30)
    outcome = score(run, source)
    assert outcome.code == 1
    assert outcome.err.count("“purple” is not an option") == 20
    assert "Line 21, column “vision”: “purple” is not an option of vision." in outcome.err
    assert "There are more; --rejects FILE writes them all.\n" in outcome.err


def test_strict_cells_reject_the_row(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    outcome = score(run, written(tmp_path, "bad.csv", BAD), "-o", out, "--strict-cells")
    assert (outcome.code, [row["respondent"] for row in rejects_in(out)]) == (1, ["r2"])
    assert "4 lines = 1 header + 1 scored + 2 rejected\n" in outcome.err
    assert [row["row_scored"] for row in rejects_in(tmp_path / "out.rejects.csv")] == ["no", "no"]


def test_a_row_repeats_the_header_if_all_that_is_wrong_does(run: Run, tmp_path: Path) -> None:
    rows = (("Acme", "r1", "vision", "agree", "nowhere", "", "", "1"), HEADER)
    outcome = score(run, written(tmp_path, "in.csv", separated(",", rows)), "-o", tmp_path / "out.csv")
    assert "3 lines = 1 header + 1 scored + 1 rejected\n" in outcome.err
    told = [(row["line"], row["code"], row["value"]) for row in rejects_in(tmp_path / "out.rejects.csv")]
    assert told == [
        ("2", "unknown-option", "vision"),
        ("2", "unknown-option", "nowhere"),
        ("3", "repeated-header", ""),
    ]


def test_rejects_need_not_count(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "bad.csv", BAD)
    assert (score(run, source).code, score(run, source, "--exit-zero").code) == (1, 0)
    assert score(run, tmp_path / "none.csv", "--exit-zero").code == 2


def test_every_kind_of_line_is_accounted_for(run: Run, tmp_path: Path) -> None:
    lines = ["company,respondent,finished,vision", 'A,1,yes,"none', '"', "", "B,2,no,none", "B,3,yes,none,,"]
    lines += ["B,1,yes,none", "B,1,yes,none", ""]
    source = written(tmp_path, "t.csv", "\n".join(lines))
    rule = 'rows: [{column: finished, is: ["yes"]}]'
    mapping = written(tmp_path, "m.yaml", f"format: cxmaturity/mapping/1\n{rule}\n")
    outcome = score(run, source, "--map", mapping, "--columns", "level")
    assert (
        "8 lines = 1 header + 2 scored + 2 rejected + 1 left out + 1 blank + 1 continuation\n" in outcome.err
    )
    assert "Line 8: This respondent is already in line 7." in outcome.err
    assert dicts(outcome.out) == [
        {"company": "A", "respondent": "1", "level": "low"}, {"company": "B", "respondent": "1", "level": "low"},
    ]  # fmt: skip


def test_quiet_says_nothing_but_errors(run: Run, table: Path, tmp_path: Path) -> None:
    assert score(run, table, "-o", tmp_path / "a.csv", "--quiet").err == ""
    assert score(run, table, "-o", tmp_path / "a.csv", "--quiet").err.startswith("Error: ")


# What is refused


def web_page(path: Path) -> None:
    path.write_text("<!DOCTYPE html>\n<html><title>Log in</title></html>\n", encoding="utf-8")


def workbook(path: Path) -> None:
    shutil.move(binary(path.parent, "xlsx"), path)


@pytest.mark.parametrize(("make", "word"), [(web_page, "web page"), (workbook, "Excel")])
def test_files_that_are_not_what_they_are_called(
    run: Run, tmp_path: Path, make: Callable[[Path], None], word: str
) -> None:
    path = tmp_path / "answers.csv"
    make(path)
    outcome = score(run, path, "-o", tmp_path / "out.csv")
    assert (outcome.code, outcome.out) == (2, "")
    assert word in outcome.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("https://example.org/answers.csv", "Download the file first, then name it."),
        ("answers-*.csv", "Name one file; patterns are not resolved here."),
        ("missing.csv", "There is no such file."),
    ],
)
def test_names_of_no_file(run: Run, name: str, hint: str) -> None:
    outcome = score(run, name)
    assert outcome.code == 2
    assert hint in outcome.err


@pytest.mark.parametrize(
    ("ending", "option", "value"),
    [("csv", "--sheet", "A"), ("xlsx", "--delimiter", ";"), ("parquet", "--encoding", "utf-8")],
)
def test_options_that_mean_nothing_to_a_table(
    run: Run, tmp_path: Path, ending: str, option: str, value: str
) -> None:
    table = written(tmp_path, f"t.{ending}", "vision\nnone\n")
    outcome = score(run, table, option, value)
    assert (outcome.code, outcome.err) == (
        2,
        f"Error: {option} cannot be used with {table}.\nLeave it out.\n",
    )


def test_outputs_that_cannot_be(run: Run, table: Path, tmp_path: Path) -> None:
    for arguments in (["-o", tmp_path / "out.pdf"], ["--format", "pdf"], ["-o", tmp_path / "no" / "out.csv"]):
        outcome = score(run, table, *arguments)
        assert (outcome.code, outcome.out, "Error: " in outcome.err) == (2, "", True)


@pytest.mark.parametrize("option", ["-o", "--rejects"])
def test_the_input_is_never_replaced(run: Run, table: Path, tmp_path: Path, option: str) -> None:
    before = table.read_bytes()
    (tmp_path / "link.csv").symlink_to(table)
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert score(run, table, option, tmp_path / "loop.csv").code == 2
    for file in (table, tmp_path / "link.csv"):
        outcome = score(run, table, option, file, "--force")
        assert (outcome.code, table.read_bytes()) == (2, before)
        assert outcome.err == f"Error: {file} is the input.\nWrite to another file.\n"


def test_an_old_output_stays_unless_forced(run: Run, table: Path, tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old\n")
    assert (score(run, table, "-o", out).code, out.read_text("utf-8")) == (2, "old\n")
    assert score(run, table, "-o", out, "--force").code == 0
    assert out.read_text("utf-8").startswith("company,")


def test_a_table_that_turns_out_unreadable_leaves_the_old_output(run: Run, tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old\n")
    (tmp_path / "t.csv").write_bytes(b"company,vision\n" + b"A,none\n" * 200_000 + b"\xfc,none\n")
    assert score(run, tmp_path / "t.csv", "-o", out, "--force").code == 2
    assert (out.read_text("utf-8"), sorted(path.name for path in tmp_path.iterdir())) == (
        "old\n",
        ["out.csv", "t.csv"],
    )


# What is said


def test_an_explanation_instead_of_results(run: Run, tmp_path: Path) -> None:
    source = written(
        tmp_path, "t.csv", separated(",").replace("agree,", "AGREE,").replace("adopted", "adoptd")
    )
    outcome = score(run, source, "--explain", "--lang", "de")
    assert outcome.code == 1
    lines = [re.split(r"  +", line.strip()) for line in outcome.out.splitlines()]
    assert lines[0] == ["Spalte", "Überschrift oder Zelle", "Gelesen als", "Erkannt"]
    assert ["4", "agreement", "agreement", "an der Überschrift"] in lines
    assert ["„AGREE“, 2-mal", "agree", "anders geschrieben"] in lines
    assert ["8", "wave", "unbeachtet"] in lines
    assert "wurde in" not in outcome.err
    out = tmp_path / "out.csv"
    assert score(run, source, "--explain", "-o", out).out.startswith("Column")
    assert len(rejects_in(out)) == 3
    assert score(run, source, "--explain", "-o", "-").code == 2


def test_differences_are_said_once(run: Run, tmp_path: Path) -> None:
    text = "Company,vision\nAcme Ltd,ADOPTED\nACME Ltd.,ADOPTED\nBeta,Adopted \n"
    outcome = score(run, written(tmp_path, "t.csv", text), "--columns", "level")
    notes = outcome.err.splitlines()
    assert notes[0] == "Column 1, “Company”, is taken for company."
    assert "“ADOPTED” was read as adopted in vision, 2 times." in notes
    assert "“Adopted ” was read as adopted in vision, once." in notes
    assert "2 spellings of one company: “Acme Ltd”, “ACME Ltd.”" in notes
    assert len(dicts(outcome.out)) == 3


def test_numbers_of_the_summary_are_those_of_the_locale(run: Run, tmp_path: Path) -> None:
    source = written(tmp_path, "t.csv", "company,vision\n" + "A,none\n" * 1_200)
    assert "1.201 Zeilen = 1 Kopf + 1.200 bewertet\n" in score(run, source, "--lang", "de").err
    swiss = format_decimal(
        1_200, locale="de_CH"
    )  # with one apostrophe or the other, as the release of Babel has it
    assert swiss in {"1’200", "1'200"}
    assert f"Levels: Low {swiss}\n" in score(run, source, "--lang", "en", "--locale", "de-CH").err


# Survey tools


@pytest.mark.parametrize("sample", sorted(path.stem for path in SAMPLES.glob("*.csv")))
def test_samples_of_survey_tools(run: Run, sample: str) -> None:
    preset = "google-forms" if sample == "google-sheets" else sample
    outcome = score(run, SAMPLES / f"{sample}.csv", "--map", preset)
    assert (outcome.code, [row["level"] for row in dicts(outcome.out)]) == (0, ["high", "low"])
    assert "is experimental" in outcome.err


@pytest.mark.parametrize("language", SHEETS)
def test_a_form_in_a_workbook(run: Run, tmp_path: Path, language: str) -> None:
    forms_sheet(tmp_path / "form.xlsx", SHEETS[language])
    outcome = score(run, tmp_path / "form.xlsx", "--map", "microsoft-forms", "--columns", "level")
    assert [row["level"] for row in dicts(outcome.out)] == ["high", "low"]


@pytest.mark.parametrize(("preset", "lost"), [("qualtrics", (3, "none")), ("surveymonkey", (2, "adopted"))])
def test_nobody_is_lost_in_the_header(run: Run, tmp_path: Path, preset: str, lost: tuple[int, str]) -> None:
    source = written(tmp_path, "t.csv", "company,vision\nA,adopted\nB,none\nC,none\n")
    outcome = score(run, source, "--map", preset)
    assert (outcome.code, outcome.out) == (2, "")
    row, answer = lost
    assert f"Row {row} should belong to the header, but holds an answer to vision: “{answer}”." in outcome.err


def test_mappings_that_there_are_not(run: Run, table: Path) -> None:
    for name in ("limesurvy", "none.yaml"):
        assert score(run, table, "--map", name).code == 2


@pytest.mark.parametrize(
    ("rows", "said"), [(9_999, r"[\d.]+ s"), (10_000, r"[\d.]+ s, [\d,]+ rows a second")]
)
def test_a_rate_is_told_of_enough_rows(run: Run, tmp_path: Path, rows: int, said: str) -> None:
    text = "company,vision\n" + "Acme,none\n" * rows
    outcome = score(run, written(tmp_path, "many.csv", text), "-o", tmp_path / "out.csv", "--lang", "en")
    assert [line for line in outcome.err.splitlines() if re.fullmatch(said, line)]


@pytest.mark.parametrize(
    ("compiled", "rows", "said"), [(True, 10_000, 0), (False, 10_000, 1), (False, 9_999, 0)]
)
def test_who_lacks_what_is_compiled_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: bool, rows: int, said: int
) -> None:
    monkeypatch.setattr(accounting, "IS_COMPILED", compiled)
    text = "company,vision\n" + "Acme,none\n" * rows
    outcome = score(run, written(tmp_path, "many.csv", text), "-o", tmp_path / "out.csv", "--lang", "en")
    assert outcome.err.count("if a C compiler had been there") == said


# A run that is long

MANY = 4_000_000


def scoring(table: Path | str, out: Path) -> list[str]:
    """The command, as a process of its own, that replaces *out* and says nothing."""
    command = [
        sys.executable,
        "-m",
        "cxmaturity",
        "score",
        table,
        "-q",
        SURVEY,
        "-o",
        out,
        "--force",
        "--quiet",
    ]
    return [*map(str, command)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    row = separated(",", ROWS[:1]).partition("\n")[2]
    path = tmp_path_factory.mktemp("many") / "many.csv"
    path.write_text(",".join(HEADER) + "\n" + row.replace(",r1,", ",,") * MANY, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot end a process without its knowing")
def test_a_run_that_is_killed_leaves_the_old_output(many: Path, tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old\n")
    with subprocess.Popen(scoring(many, out)) as process:
        while process.poll() is None and not any(
            path.stat().st_size for path in tmp_path.iterdir() if path != out
        ):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert (process.returncode, out.read_text("utf-8")) == (-signal.SIGKILL, "old\n")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot ask a process to end")
def test_a_run_that_is_to_end_leaves_nothing_else(many: Path, tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old\n")
    with subprocess.Popen(scoring(many, out)) as process:
        while process.poll() is None and len([*tmp_path.iterdir()]) == 1:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 128 + signal.SIGTERM
    assert [(path, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(out, "old\n")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no device that is always full")
def test_standard_output_that_takes_nothing(table: Path) -> None:
    command = [sys.executable, "-m", "cxmaturity", "score", str(table), "-q", str(SURVEY), "--lang", "en"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 2
    assert ended.stderr.decode().endswith(
        "Error: Standard output cannot be written: No space left on device\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="this machine has no pipe that breaks")
def test_who_reads_no_further_does_not_stop_the_rejects(tmp_path: Path) -> None:
    rows = "A,zzz\n" * 50_000
    source, rejects = written(tmp_path, "t.csv", f"company,vision\n{rows}"), tmp_path / "r.csv"
    command = [
        sys.executable,
        "-m",
        "cxmaturity",
        "score",
        source,
        "-q",
        SURVEY,
        "--rejects",
        rejects,
        "--quiet",
    ]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
    assert (process.returncode, len(rejects_in(rejects))) == (1, 50_000)


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform == "win32", reason="this machine cannot interrupt a process as a terminal does"
)
def test_who_waits_for_standard_input_can_be_interrupted(tmp_path: Path) -> None:
    out = written(tmp_path, "out.csv", "old\n")
    with subprocess.Popen(scoring("-", out), stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write((",".join(HEADER) + "\n").encode())
        process.stdin.write(",".join("x" * len(HEADER)).encode() + b"\n" * 1_000_000)
        process.stdin.flush()  # the pipe stays open, and nothing more comes
        while not any(path != out for path in tmp_path.iterdir()):
            time.sleep(0.01)
        time.sleep(1)  # for all has to be read before there is nothing but waiting
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert (out.read_text("utf-8"), [*tmp_path.iterdir()]) == ("old\n", [out])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot make a terminal for a test")
def test_progress_shows_at_a_terminal(many: Path, tmp_path: Path) -> None:
    import pexpect

    environment = {**os.environ, "TERM": "xterm", "CXMATURITY_LANG": "en", "COLUMNS": "90", "LINES": "20"}
    arguments = ["-m", "cxmaturity", "score", str(many), "-q", str(SURVEY), "-o", str(tmp_path / "out.csv")]
    child = pexpect.spawn(sys.executable, arguments, env=environment, encoding="utf-8", timeout=120)
    child.expect(r"\d+% .* rows · \d+:\d\d left · [\d,]+/s")
    child.expect(f"{MANY + 1:,} lines = 1 header")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    silent = pexpect.spawn(
        sys.executable, [*arguments, "--force", "--quiet"], env=environment, encoding="utf-8", timeout=120
    )
    silent.expect(pexpect.EOF)
    assert silent.before == ""


def test_a_question_that_a_score_needs_twice_is_named_once(run: Run, tmp_path: Path) -> None:
    question = "{id: q, kind: number, min: 0, max: 5, text: Q}"
    lines = [
        "format: cxmaturity/questionnaire/1",
        "id: twice",
        'version: "1"',
        "languages: [en]",
        "title: Twice",
    ]
    lines += ["missing: error", f"dimensions: [{{id: d, title: D, questions: [{question}]}}]"]
    lines += ["scores: [{id: d, mean: [{question: q}, {question: q, weight: 2}]}]", "result: {index: d}"]
    questionnaire = written(tmp_path, "twice.yaml", "\n".join([*lines, ""]))
    outcome = run("score", written(tmp_path, "t.csv", "company,q\nA,\n"), "-q", questionnaire)
    assert outcome.code == 1
    assert "Line 2: These questions must be answered: q.\n" in outcome.err
