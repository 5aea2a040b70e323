"""`cxmaturity validate`: what it checks, how it says what it found, and the exit codes."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from cxmaturity.authoring.formats import FORMATS
from tests.tools.harness import Run

TESTS = Path(__file__).parents[1]
SOUND = TESTS / "questionnaire" / "rich.yaml"
BROKEN = TESTS / "broken" / "questionnaire" / "codes.yaml"
HOSTILE = TESTS.parents[1] / "shared" / "hostile"
HOSTILE_FILES = sorted(path for kind in ("yaml", "json") for path in (HOSTILE / kind).glob("*"))


def test_a_sound_questionnaire(run: Run) -> None:
    outcome = run("validate", SOUND)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "1 questionnaire checked, no problems.\n")


def test_quiet(run: Run) -> None:
    outcome = run("validate", SOUND, "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_several_files_and_one_with_a_problem(run: Run) -> None:
    outcome = run("validate", SOUND, BROKEN)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{BROKEN}:17:64 duplicate-code The code 1 already belongs to scattered.\n")
    assert outcome.err == "2 questionnaires checked, 1 problem.\n"


def test_in_german(run: Run) -> None:
    outcome = run("validate", SOUND, BROKEN, "--lang", "de")
    assert outcome.code == 1
    assert re.fullmatch(r"2 Fragebögen geprüft, 1 Problem\.\n", outcome.err)
    assert "already" not in outcome.out


def test_json(run: Run) -> None:
    outcome = run("validate", BROKEN, "--format", "json")
    assert (outcome.code, outcome.err) == (1, "")
    assert json.loads(outcome.out) == [
        {
            "code": "duplicate-code",
            "severity": "error",
            "file": str(BROKEN),
            "line": 17,
            "column": 64,
            "end_line": 17,
            "end_column": 65,
            "message": "The code 1 already belongs to scattered.",
            "hint": None,
        }
    ]


def test_several_outputs(run: Run, tmp_path: Path) -> None:
    places = [tmp_path / "found.sarif", tmp_path / "found.xml", Path("-"), tmp_path / "none" / "found.json"]
    outcome = run("validate", BROKEN, *(arg for place in places for arg in ("-o", place)))
    assert outcome.code == 2  # one could not be written; the others are
    assert json.loads(places[0].read_bytes())["version"] == "2.1.0"
    assert places[1].read_text("utf-8").startswith("<?xml")
    assert outcome.out.startswith(f"{BROKEN}:17:64 duplicate-code")
    assert outcome.err.startswith("1 questionnaire checked, 1 problem.\nError: There is no folder")


def test_standard_input(run: Run) -> None:
    outcome = run("validate", "-", "--format", "concise", stdin=BROKEN.read_text("utf-8"))
    assert outcome.code == 1
    assert outcome.out.startswith("-:17:64: error duplicate-code ")


@pytest.mark.parametrize(
    ("limit", "message"), [("-1", "muss mindestens 0 sein."), ("soon", "muss eine Zahl sein.")]
)
def test_a_time_limit_that_is_none(run: Run, limit: str, message: str) -> None:
    outcome = run("validate", "--lang", "de", SOUND, "--time-limit", limit)
    assert (outcome.code, outcome.err.splitlines()[0]) == (2, f"Fehler: --time-limit {message}")


def test_json_of_nothing_found(run: Run) -> None:
    outcome = run("validate", SOUND, "--format", "json")
    assert (outcome.code, json.loads(outcome.out)) == (0, [])


def test_json_without_a_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    (found,) = json.loads(run("validate", tmp_path / "empty.yaml", "--format", "json").out)
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (None,) * 4


def test_a_folder_is_searched_for_questionnaires(run: Run, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    shutil.copy(SOUND, inner / "rich.YML")
    shutil.copy(BROKEN, tmp_path)
    (tmp_path / "answers.yaml").write_text("format: cxmaturity/answers/1\nnothing: else\n")
    (tmp_path / "package.json").write_text('{"name": "another"}\n')
    (tmp_path / "notes.txt").write_text("not a questionnaire\n")
    outcome = run("validate", tmp_path)
    assert outcome.code == 1
    assert outcome.err == "2 questionnaires checked, 1 problem.\n"


def test_hidden_folders_and_installed_packages_are_passed_over(run: Run, tmp_path: Path) -> None:
    for name in (".venv", "node_modules", "mine"):
        (tmp_path / name).mkdir()
        shutil.copy(SOUND, tmp_path / name)
    assert run("validate", tmp_path).err == "1 questionnaire checked, no problems.\n"


def test_in_a_folder_an_unreadable_questionnaire_is_a_problem(run: Run, tmp_path: Path) -> None:
    shutil.copy(SOUND, tmp_path)
    (tmp_path / "broken.json").write_text('{"format": "cxmaturity/questionnaire/1", ')
    outcome = run("validate", tmp_path)
    assert outcome.code == 1
    assert outcome.out.startswith(f"{tmp_path / 'broken.json'}:1:")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("compose.yaml", "x: &x {a: 1}\nservices: {web: *x}\n"),
        ("k8s.yaml", "kind: Pod\n---\nkind: Service\n"),
        ("mkdocs.yml", "emoji: !!python/name:material.twemoji\n"),
        ("tsconfig.json", "{ // strict\n}\n"),
        ("list.json", "[1, 2]\n"),
        ("empty.yaml", ""),
    ],
)
def test_in_a_folder_what_belongs_to_other_programs_is_passed_over(
    run: Run, tmp_path: Path, name: str, text: str
) -> None:
    shutil.copy(SOUND, tmp_path)
    (tmp_path / name).write_text(text)
    assert run("validate", tmp_path).err == "1 questionnaire checked, no problems.\n"


@pytest.mark.parametrize("line", ["fromat: cxmaturity/questionnaire/1", "format: cxmaturity/questionaire/1"])
def test_in_a_folder_a_misspelt_format_is_a_problem(run: Run, tmp_path: Path, line: str) -> None:
    text = SOUND.read_text("utf-8").replace("format: cxmaturity/questionnaire/1", line, 1)
    (tmp_path / "misspelt.yaml").write_text(text, "utf-8")
    outcome = run("validate", tmp_path)
    assert (outcome.code, "misspelt.yaml" in outcome.out) == (1, True)


OTHERS = {
    "compose.yaml": b"services: {web: {image: x}}\n",
    "mkdocs.yml": b"emoji: !!python/name:materialx.emoji.twemoji\n",
    "chart.yaml": b"{{- if .Values.format }}\nformat: other\n{{- end }}\n",
    "several.yaml": b"a: 1\n---\nb: 2\n",
    "list.json": b"[1, 2]\n",
    "long.json": b'{"a": "' + b"x" * 2_000_000 + b'"}',
    "answers.yaml": b"format: cxmaturity/answers/1\n",
    "assessment.json": b'{"format": "cxmaturity/assessment/1", "q": {"format": "cxmaturity/questionnaire/1"},}',
    "notes.txt": b"not a questionnaire\n",
    "empty.yaml": b"",
    "picture.yaml": b"\x89PNG\r\n",
}
CLAIMING = {
    "tag.yaml": b"format: cxmaturity/questionnaire/1\nid: !x y\n",
    "quoted.yaml": b"id: [\n'format' : 'cxmaturity/questionnaire/1'\n",
    "unfinished.json": b'{"format": "cxmaturity\\/questionnaire\\/1", "id": ',
    "utf-16.yaml": "format: cxmaturity/questionnaire/1\n".encode("utf-16"),
    "version.yaml": b"format: cxmaturity/questionnaire/99\n",
    "nothing-else.json": b'{"\\u0066ormat": "cxmaturity/questionnaire/1"}',
}


def test_others_are_passed_over_where_that_is_asked(run: Run, tmp_path: Path) -> None:
    for name, content in (OTHERS | CLAIMING).items():
        (tmp_path / name).write_bytes(content)
    named = [tmp_path / name for name in OTHERS]
    assert run("validate", "--skip-others", *named).err == "0 questionnaires checked, no problems.\n"
    outcome = run("validate", "--skip-others", SOUND, *named)
    assert (outcome.code, outcome.err) == (0, "1 questionnaire checked, no problems.\n")
    for outcome in (
        run("validate", "--skip-others", tmp_path),
        run("validate", "--skip-others", *sorted(tmp_path.iterdir())),
    ):
        assert outcome.code == 1
        assert outcome.err.startswith(f"{len(CLAIMING)} questionnaires checked")
        assert set(re.findall(rf"^{tmp_path}/([^:\s]+)", outcome.out, re.MULTILINE)) == CLAIMING.keys()


def test_a_folder_without_any_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_bytes(OTHERS["compose.yaml"])
    outcome = run("validate", "--skip-others", tmp_path)
    assert (outcome.code, outcome.err) == (2, "Error: There is no questionnaire here.\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere.yaml", "There is no file or folder"), ("", "There is no questionnaire here.")],
)
def test_nothing_to_check(run: Run, tmp_path: Path, name: str, message: str) -> None:
    outcome = run("validate", tmp_path / name)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"Error: {message}")


def test_a_file_that_is_no_data(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a questionnaire\n")
    outcome = run("validate", tmp_path / "notes.txt")
    assert outcome.code == 1
    assert "End it in .yaml, .yml or .json." in outcome.out


def test_an_unknown_form(run: Run) -> None:
    outcome = run("validate", SOUND, "--format", "xml")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Choose one of text, concise, json, github, sarif, gitlab, junit.\n")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.txt", f"{BROKEN}:17:64 duplicate-code"),
        ("out.json", '[\n  {\n    "code": "duplicate-code"'),
        ("out.SARIF", '{\n  "$schema"'),
        ("out.xml", "<?xml"),
    ],
)
def test_a_file_is_written_in_the_form_of_its_ending(run: Run, tmp_path: Path, name: str, start: str) -> None:
    outcome = run("validate", BROKEN, "-o", tmp_path / name)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "1 questionnaire checked, 1 problem.\n")
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_the_form_asked_for_counts_before_the_ending(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "gl-code-quality-report.json"
    outcome = run("validate", BROKEN, "-o", out, "--format", "gitlab", "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    assert json.loads(out.read_text("utf-8"))[0]["check_name"] == "duplicate-code"


def test_an_ending_that_names_no_form(run: Run, tmp_path: Path) -> None:
    outcome = run("validate", SOUND, "-o", tmp_path / "out.html")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Use one of .txt, .json, .sarif, .xml, or name the format with --format." in outcome.err


def test_standard_output_by_name(run: Run) -> None:
    assert run("validate", BROKEN, "-o", "-") == run("validate", BROKEN)


def test_only_what_is_ours_is_replaced(run: Run, tmp_path: Path) -> None:
    ours, other = tmp_path / "a.sarif", tmp_path / "b.sarif"
    other.write_text("{}\n", "utf-8")
    assert [run("validate", SOUND, "-o", ours).code for _ in range(2)] == [0, 0]
    assert run("validate", SOUND, "-o", other).code == 2
    assert other.read_text("utf-8") == "{}\n"
    assert run("validate", SOUND, "-o", other, "--force").code == 0


def test_a_file_named_twice_is_checked_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN.parent)
    outcome = run("validate", BROKEN, BROKEN.name, f"../{BROKEN.parent.name}/{BROKEN.name}")
    assert outcome.err == "1 questionnaire checked, 1 problem.\n"


@pytest.mark.skipif(
    sys.platform != "linux", reason="this machine cannot name a file with bytes that are no text"
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_text(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    shutil.copy(BROKEN, file)
    assert run("validate", file, "--format", form).code == 1
    assert run("validate", file, "--format", form, "-o", tmp_path / "out.txt").code == 1
    assert (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.skipif(not HOSTILE_FILES, reason="this machine cannot see the hostile inputs")
@pytest.mark.parametrize(
    "path", HOSTILE_FILES or [HOSTILE], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_hostile_file_is_explained(run: Run, path: Path) -> None:
    outcome = run("validate", path)
    assert outcome.code == 1
    assert outcome.out.startswith(str(path))
    assert "\x1b" not in outcome.out
