"""`cxmaturity assess` with answers: what goes where, when it fails, and how it fits the terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxmaturity.foundation.text import cell_width, safe_text
from tests.tools.harness import Outcome, Run

ROOT = Path(__file__).parents[2]
TRIAL = ROOT / "tests" / "answers" / "trial.yaml"
EXAMPLES = ROOT / "examples"

ANSWERS = """\
format: cxmaturity/answers/1
questionnaire: trial
company: Example
answers: {storage: central, access: 2, channels: [shop, phone], share: 50 %, delay: 10 min, records: 250000}
"""
FIVE_FULL_AND_TWO_HALF = (5 + 5 + 5 + 3 + 5 + 2) / 6


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS)
    return path


def assess(run: Run, *args: str | Path, stdin: str = "") -> Outcome:
    return run("assess", TRIAL, *args, stdin=stdin)


def test_text(run: Run, answers: Path) -> None:
    outcome = assess(run, "--answers", answers)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Maturity level 5 of 5: High" in outcome.out
    assert "Index 4.2 · Answers given: 100%" in outcome.out


def test_json_is_the_same_wherever_it_goes(run: Run, answers: Path, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    printed = assess(run, "--answers", answers, "--format", "json")
    written = assess(run, "--answers", answers, "-o", file)
    piped = assess(run, "--answers", answers, "-o", "-")
    assert (printed.code, written.code, piped.code) == (0, 0, 0)
    assert printed.out_bytes == file.read_bytes() == piped.out_bytes
    assert json.loads(printed.out)["index"] == FIVE_FULL_AND_TWO_HALF
    assert (printed.err, piped.err) == ("", "")
    assert written.err == f"Written: {file}\n"
    assert "Index 4.2" in written.out


def test_answers_from_standard_input(run: Run, answers: Path) -> None:
    from_file = assess(run, "--answers", answers, "-o", "-")
    from_stdin = assess(run, "--answers", "-", "-o", "-", stdin=ANSWERS)
    assert (from_stdin.code, from_stdin.out) == (0, from_file.out)


def test_answers_as_json_from_standard_input(run: Run) -> None:
    data = {
        "format": "cxmaturity/answers/1", "questionnaire": "trial", "company": "Example",
        "answers": {"storage": "central"},
    }  # fmt: skip
    outcome = assess(run, "--answers", "-", "-o", "-", stdin=json.dumps(data))
    assert (outcome.code, json.loads(outcome.out)["index"]) == (0, 5)


def test_the_questionnaire_that_the_answers_name(run: Run) -> None:
    outcome = run("assess", "--answers", EXAMPLES / "modehaus.yaml", "-o", "-")
    assert (outcome.code, json.loads(outcome.out)["questionnaire"]["id"]) == (0, "cx-maturity")


def test_a_questionnaire_that_nobody_knows(run: Run, answers: Path) -> None:
    outcome = run("assess", "--answers", answers)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: There is no questionnaire trial.\n")


def test_the_company_by_another_name(run: Run, answers: Path) -> None:
    outcome = assess(run, "--answers", answers, "--company", "Muster & Söhne", "-o", "-")
    assert json.loads(outcome.out)["company"] == {"name": "Muster & Söhne", "attributes": {}}


@pytest.mark.parametrize(
    ("threshold", "code"),
    [("low", 0), ("high", 0), ("1", 0), ("5", 0), ("index=4.16", 0), ("index=4,16", 0), ("index=4.2", 1)],
)
def test_fail_under(run: Run, answers: Path, threshold: str, code: int) -> None:
    outcome = assess(run, "--answers", answers, "--fail-under", threshold)
    assert (outcome.code, outcome.err) == (code, "")
    assert "Index 4.2" in outcome.out


def test_fail_under_a_level_above(run: Run) -> None:
    stdin = ANSWERS.replace("central", "scattered").replace("250000", "0").replace("50 %", "0")
    assert assess(run, "--answers", "-", "--fail-under", "high", stdin=stdin).code == 0
    stdin = stdin.replace("access: 2", "access: 1")
    assert assess(run, "--answers", "-", "--fail-under", "high", stdin=stdin).code == 1


def test_what_is_undetermined_fails_any_threshold(run: Run) -> None:
    args = ("assess", "--answers", EXAMPLES / "klingel.yaml", "-o", "-", "--fail-under")
    assert [run(*args, threshold).code for threshold in ("1", "index=0")] == [1, 1]


@pytest.mark.parametrize(
    ("threshold", "message"),
    [
        ("top", "The questionnaire has no level top.\nIt has: low, high; or give index=3.5.\n"),
        ("3", "The questionnaire has no level 3.\nIt has: low, high; or give index=3.5.\n"),
        ("index=high", "high is not a number.\n"),
        ("index=nan", "nan is not a number.\n"),
    ],
)
def test_an_unknown_threshold(run: Run, answers: Path, threshold: str, message: str) -> None:
    outcome = assess(run, "--answers", answers, "--fail-under", threshold)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"Error: {message}")


def test_an_output_of_our_own_is_replaced(run: Run, answers: Path, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    assert assess(run, "--answers", answers, "-o", file).code == 0
    assert assess(run, "--answers", answers, "-o", file, "--company", "Other").code == 0
    assert json.loads(file.read_text())["company"]["name"] == "Other"


def test_a_file_of_somebody_else_stays(run: Run, answers: Path, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_text('{"mine": true}\n')
    outcome = assess(run, "--answers", answers, "-o", file)
    assert outcome.code == 2
    assert outcome.err == f"Error: {file} already exists.\nUse --force to replace it.\n"
    assert "Index 4.2" in outcome.out
    assert file.read_text() == '{"mine": true}\n'
    assert assess(run, "--answers", answers, "-o", file, "--force").code == 0
    assert json.loads(file.read_text())["format"] == "cxmaturity/assessment/1"


def test_the_answers_file_is_not_overwritten_by_its_result(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    data = {"format": "cxmaturity/answers/1", "questionnaire": "trial", "company": "Example", "answers": {}}
    file.write_text(json.dumps(data))
    assert assess(run, "--answers", file, "-o", file).code == 2
    assert json.loads(file.read_text()) == data


def test_a_missing_folder(run: Run, answers: Path, tmp_path: Path) -> None:
    outcome = assess(run, "--answers", answers, "-o", tmp_path / "gone" / "result.json")
    assert outcome.code == 2
    assert outcome.err == f"Error: There is no folder {tmp_path / 'gone'}.\nCreate it, or choose another.\n"


def test_what_can_be_written_is_written(run: Run, answers: Path, tmp_path: Path) -> None:
    outcome = assess(run, "--answers", answers, "-o", tmp_path / "gone" / "a.json", "-o", tmp_path / "b.json")
    assert outcome.code == 2
    assert json.loads((tmp_path / "b.json").read_text())["level"]["id"] == "high"


def test_an_ending_without_a_form(run: Run, answers: Path, tmp_path: Path) -> None:
    outcome = assess(run, "--answers", answers, "-o", tmp_path / "result.docx")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Use one of .json, .html, .pdf.\n")


def test_quiet(run: Run, answers: Path, tmp_path: Path) -> None:
    assert assess(run, "--answers", answers, "-o", tmp_path / "result.json", "--quiet").err == ""


def test_an_unknown_form(run: Run, answers: Path) -> None:
    outcome = assess(run, "--answers", answers, "--format", "xml")
    assert (outcome.code, outcome.out) == (2, "")


def test_a_language_that_the_questionnaire_does_not_have(run: Run, answers: Path) -> None:
    outcome = assess(run, "--answers", answers, "--lang", "fr")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "Error: This questionnaire is not available in fr.\nIt has: en.\n"


@pytest.mark.parametrize(
    ("locale", "index"),
    [("de", "4,2"), ("de-AT", "4,2"), ("de-CH", "4.2"), ("fr-CH", "4,2"), ("en-US", "4.2")],
)
def test_numbers_as_a_locale_writes_them(run: Run, answers: Path, locale: str, index: str) -> None:
    outcome = assess(run, "--answers", answers, "--locale", locale)
    assert (outcome.code, f"Index {index} ·" in outcome.out) == (0, True)


@pytest.mark.parametrize("locale", ["nonsense", "de-XX", "de_CH", "", "C", "\x00", "de-\x1b[31m"])
@pytest.mark.parametrize("command", ["assess", "report"])
def test_a_locale_that_nobody_knows(
    run: Run, answers: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, locale: str
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ("--answers", answers) if command == "assess" else (answers,)
    outcome = run(command, *given, "-q", TRIAL, "--locale", locale)
    assert (outcome.code, outcome.out, list(tmp_path.glob("*.pdf"))) == (2, "", [])
    assert outcome.err == (
        f"Error: There is no locale {safe_text(locale)}.\n"
        "Give a language, or a language and a country, such as de, de-CH or en-GB.\n"
    )


def test_no_answers_file(run: Run, tmp_path: Path) -> None:
    outcome = assess(run, "--answers", tmp_path / "gone.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    assert "There is no such file." in outcome.err


def test_without_answers_and_without_a_terminal(run: Run) -> None:
    outcome = assess(run)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "Error: There is no terminal to ask the questions at; give the answers with --answers FILE.\n"
    )


@pytest.mark.parametrize("width", [40, 60, 120])
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("example", ["modehaus", "klingel"])
def test_no_line_is_wider_than_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: int, language: str, example: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    outcome = run("assess", "--answers", EXAMPLES / f"{example}.yaml", "--lang", language)
    lines = outcome.out.split("\n")
    assert [line for line in lines if sum(map(cell_width, line)) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\x1b" not in outcome.out


@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot open a pseudo-terminal")
def test_a_terminal_without_unicode_and_colour(answers: Path) -> None:
    import pty

    reader, writer = pty.openpty()
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "xterm"}
    argv = [sys.executable, "-m", "cxmaturity", "assess", str(TRIAL), "--answers", str(answers)]
    done = subprocess.run(argv, stdout=writer, stderr=subprocess.PIPE, env=environ, cwd=ROOT, check=False)
    os.close(writer)
    shown = os.read(reader, 65_536)
    os.close(reader)
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown.isascii()
    assert b"Index 4.2 - Answers given: 100%" in shown
    assert b"\x1b" not in shown
    assert b"\\u" not in shown


def test_a_questionnaire_is_named_once(run: Run) -> None:
    outcome = run("assess", "cx-maturity", "-q", "other.yaml", "--answers", EXAMPLES / "modehaus.yaml")
    assert (outcome.code, outcome.err) == (
        2,
        "Error: Two questionnaires are named: cx-maturity and other.yaml.\n",
    )
    assert run("assess", "-q", "cx-maturity", "--answers", EXAMPLES / "modehaus.yaml").code == 0
