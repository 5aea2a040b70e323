"""What docs/versions.md shows, in both languages, is what the tool does."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cxmaturity.cli.exit_codes import ExitCode
from tests.tools.harness import Run

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("versions.md", "versions.de.md")

HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
languages: [de, en]
title: Trial
missing: exclude
scales: {steps: {levels: [{id: low, number: 1, title: Low}, {id: {top}, number: 5, title: High}]}}
attributes: [{id: {size}, text: Size, options: [{id: small, text: Small}, {id: {large}, text: Large}]}{town}]
dimensions:
  - id: data
    title: Data
    questions:
      - id: channels
        kind: multi
        text: Which channels?
        options: [{id: shop, text: Shop, points: 1}, {id: phone, text: Phone, points: 4}]
      - {id: delay, kind: number, unit: min, min: 0, max: 180, text: How long?,
         points: {linear: {from: [0, 180], to: [5, 1]}}}
      - id: {store}
        kind: choice
        text: Where is the data?
        options: {options}
levels: [{id: data, scale: steps, nearest: true}]
result: {level: data, index: data}
"""
OLD = {
    "top": "top", "size": "staff", "large": "big", "town": ", {id: town, text: Town}", "store": "store",
    "options": "[{id: folders, text: F, points: 1}, {id: drives, text: D, points: 1}, "
               "{id: middle, text: M, points: 3, code: 3}, {id: other, text: O, points: 1}]\n"
               "      - {id: fax-number, kind: number, min: 1, max: 5, text: Fax?}",
}  # fmt: skip
NEW = {
    "top": "high", "size": "size", "large": "large", "town": "", "store": "data-store",
    "options": "[{id: scattered, text: S, points: 2}, {id: central, text: C, points: 5}]",
}  # fmt: skip
ANSWERS = """\
format: cxmaturity/answers/1
questionnaire: {id: trial, version: "1.0.0"}
company: Nordlicht
answers: {store: drives}
"""


def questionnaire(names: dict[str, str], version: str) -> str:
    text = HEAD
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return f'version: "{version}"\n{text}'


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def block(name: str, kind: str, mark: str = "") -> list[str]:
    before = f"<!-- {mark} -->\n" if mark else ""
    return re.findall(rf"{before}^```{kind}\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page, in a folder with the files that it speaks of."""
    name = str(request.param)
    (migrations,) = block(name, "yaml", "migrations")
    Path(tmp_path, "old.yaml").write_text(questionnaire(OLD, "1.0.0"), "utf-8")
    Path(tmp_path, "new.yaml").write_text(questionnaire(NEW, "1.1.0") + migrations, "utf-8")
    Path(tmp_path, "answers.yaml").write_text(ANSWERS, "utf-8")
    Path(tmp_path, "companies").mkdir()
    shutil.copy(tmp_path / "answers.yaml", tmp_path / "companies")
    (table,) = block(name, "csv", "table")
    Path(tmp_path, "companies.csv").write_text(table, "utf-8")
    monkeypatch.chdir(tmp_path)
    return name


def test_the_short_step_is_enough(name: str, run: Run) -> None:
    short = block(name, "yaml")[0]
    Path("newer.yaml").write_text(questionnaire(OLD, "1.0.1") + short, "utf-8")
    assert run("diff", "old.yaml", "newer.yaml").code == ExitCode.DONE


def test_the_session_is_true(name: str, run: Run) -> None:
    (session,) = [text for text in block(name, "console") if text.startswith("$ ")]
    command, _, shown = session.partition("\n")
    outcome = run(*shlex.split(command.removeprefix("$ cxmaturity ")))
    assert (outcome.code, outcome.err) == (ExitCode.DONE, shown)


def test_every_other_command_works(name: str, run: Run) -> None:
    commands = [
        line for text in block(name, "console") if not text.startswith("$ ") for line in text.splitlines()
    ]
    assert len(commands) == 5
    for command in commands:
        outcome = run(*shlex.split(command.removeprefix("cxmaturity ")))
        assert (outcome.code, outcome.err) == (ExitCode.DONE, "")


def test_the_ci_example(name: str) -> None:
    (script,) = block(name, "bash")
    git_program, bash = shutil.which("git"), shutil.which("bash")
    if git_program is None or bash is None:
        pytest.skip("this machine cannot: no git or no bash")
    git = [git_program, "-c", "user.name=Anybody", "-c", "user.email=anybody@example.com"]
    shutil.copy("old.yaml", "questionnaire.yaml")
    for arguments in (["init", "-q", "."], ["add", "questionnaire.yaml"], ["commit", "-qm", "Old"],
                      ["update-ref", "refs/remotes/origin/main", "HEAD"]):  # fmt: skip
        subprocess.run([*git, *arguments], check=True)
    shutil.copy("new.yaml", "questionnaire.yaml")
    Path("companies").rename("answers")
    script = script.replace("cxmaturity ", f"'{sys.executable}' -m cxmaturity ")
    subprocess.run([bash, "-euc", script], check=True, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
    assert Path("diff.md").read_text("utf-8").startswith("## `trial` `1.0.0` → `1.1.0`\n")


def test_the_pages_lead_to_one_another() -> None:
    assert "(versions.de.md)" in page("versions.md")
    assert "(versions.md)" in page("versions.de.md")
