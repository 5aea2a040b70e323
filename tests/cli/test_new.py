import json
import os
import sys
from pathlib import Path

import pytest

from cxmaturity.authoring.new import scaffold
from tests.tools.harness import Run


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _without_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaffold, "_SCHEMA", tmp_path / "none.json")


def test_without_anything(run: Run) -> None:
    made = run("new")
    assert (made.code, made.out) == (0, "")
    assert made.err == (
        "Written: new-maturity-model.yaml\n"
        "Check it after each change: cxmaturity validate new-maturity-model.yaml\n"
    )
    checked = run("validate", "new-maturity-model.yaml", "--strict", "--quiet")
    assert (checked.code, checked.out, checked.err) == (0, "", "")


def test_ids_are_in_the_language_of_the_author(run: Run) -> None:
    run("new", "english.yaml", "--quiet")
    run("new", "deutsch.yaml", "--quiet", "--lang", "de")
    assert "\nlanguages: [en, de]\n" in Path("english.yaml").read_text("utf-8")
    assert "\nlanguages: [de, en]\n" in Path("deutsch.yaml").read_text("utf-8")
    assert "nachweis" not in Path("english.yaml").read_text("utf-8")
    assert run("validate", "english.yaml", "--strict").code == 0


def test_the_file_names_it(run: Run) -> None:
    assert run("new", "Größe.yaml", "--quiet").err == ""
    assert "\nid: groesse\n" in Path("Größe.yaml").read_text("utf-8")


def test_everything_given(run: Run) -> None:
    made = run(
        "new", "mine.yaml", "--id", "own", "--title", "de=Eigenes,en=Own", "--language", "de", "--language", "en",
        "--level", "Low", "--level", "High", "--dimension", "de=Größe,en=Size", "--dimension", "Data",
        "--lang", "de",
    )  # fmt: skip
    assert made.code == 0
    text = Path("mine.yaml").read_text("utf-8")
    assert text.startswith("# Ersetzen Sie alles, was mit „Platzhalter“ beginnt.\n")
    assert "title: {de: Eigenes, en: Own}\n" in text
    assert "  - id: groesse\n" in text
    assert run("validate", "mine.yaml", "--strict").code == 0


def test_to_standard_output(run: Run, tmp_path: Path) -> None:
    made = run("new", "-", "--level", "4")
    assert (made.code, made.err) == (0, "")
    assert made.out.startswith("# Replace whatever begins with “Placeholder”.\n\nformat: cxmaturity/")
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_assessed_and_reported(run: Run) -> None:
    run("new", "own.yaml", "--lang", "de")
    Path("answers.yaml").write_text(
        "format: cxmaturity/answers/1\nquestionnaire: own\ncompany: Muster GmbH\nanswers:\n"
        "  strategie-vorgehen: festgelegt\n  strategie-nachweis: wiederholbar\n  ablaeufe-vorgehen: vereinzelt\n",
        encoding="utf-8",
    )
    done = run(
        "assess", "own.yaml", "--answers", "answers.yaml", "--lang", "de", "-o", "r.html", "-o", "r.json"
    )
    assert (done.code, done.err) == (0, "Geschrieben: r.html\nGeschrieben: r.json\n")
    assert "Platzhaltermaßnahme 2.1: Stufe 2 erreichen" in done.out
    assert json.loads(Path("r.json").read_bytes())["index"] == 1.75
    assert "Platzhalterfrage 2.2" in Path("r.html").read_text("utf-8")


def test_the_schema_for_editors_comes_along(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = tmp_path / "shipped.json"
    schema.write_text('{"title": "Questionnaire"}')
    monkeypatch.setattr(scaffold, "_SCHEMA", schema)
    made = run("new", "own.yaml")
    assert (made.code, made.err.splitlines()[:2]) == (0, ["Written: own.yaml", "Written: own.schema.json"])
    assert (tmp_path / "own.schema.json").read_bytes() == schema.read_bytes()
    first = (tmp_path / "own.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=own.schema.json"
    assert run("new", "own.yaml", "--force").code == 0
    assert run("validate", tmp_path).code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["new", "here.yaml"], "Error: here.yaml already exists.\nUse --force to replace it.\n"),
        (["new", "nowhere/x.yaml"], "Error: There is no folder nowhere.\nCreate it, or choose another.\n"),
        (["new", "x.txt"], "Error: x.txt is no name for a questionnaire.\nEnd it in .yaml.\n"),
        (
            ["new", "--id", "A b", "--level", "x", "--title", "\x1b[31m"],
            (
                "Error: The title “\\x1b[31m” has a line break, or a character that cannot be seen.\n"
                "The id “A b” must be lower-case letters, digits and hyphens, beginning with a letter.\n"
                "It could be a-b.\nA questionnaire made here has 2 to 10 levels.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_is_said(run: Run, args: list[str], message: str) -> None:
    Path("here.yaml").write_text("mine\n")
    outcome = run(*args)
    assert (outcome.code, outcome.out, outcome.err) == (2, "", message)
    assert [path.name for path in Path().iterdir()] == ["here.yaml"]
    assert Path("here.yaml").read_text() == "mine\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot: Windows has no pty")
def test_at_a_terminal_it_asks(tmp_path: Path) -> None:
    import pexpect

    env = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "CXMATURITY_LANG": "de",
        "TERM": "xterm",
        "INPUTRC": "/dev/null",
    }
    child = pexpect.spawn(
        sys.executable, ["-m", "cxmaturity", "new", "own.yaml", "--language", "de"], env=env, cwd=tmp_path,
        encoding="utf-8", dimensions=(40, 100), timeout=60,
    )  # fmt: skip
    for shown, typed in (
        ("Titel des Fragebogens", "Datenreife"),
        ("Stufen von unten nach oben", "Niedrig"),
        ("2 bis 10 Stufen", "Niedrig; Mittel; Hoch"),
        ("Dimensionen, durch Semikolon", ""),
    ):
        child.expect_exact(shown)
        child.expect_exact("> ")
        child.send(typed + "\r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = (tmp_path / "own.yaml").read_text("utf-8")
    assert ("title: Datenreife\n" in text, "title: Mittel" in text) == (True, True)
