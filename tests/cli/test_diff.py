"""`cxmaturity diff`: inputs, exit codes, and companies from every source."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools.harness import Outcome, Run

TESTS = Path(__file__).parents[1]
TRIAL = TESTS / "answers" / "trial.yaml"
SAMPLES = TESTS / "authoring" / "diff"
HEAD = "company,storage,access,channels,share,delay,records"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The trial with another weight, as a minor version."""
    return changed(tmp_path, ("id: storage\n", "id: storage\n        weight: 3\n"))


def changed(folder: Path, *edits: tuple[str, str], version: str = "2.1") -> Path:
    text = TRIAL.read_text("utf-8")
    for before, after in (('version: "2"', f'version: "{version}"'), *edits):
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path = folder / "newer.yaml"
    step = "" if version == "2" else f'migrations: [{{from: "2", to: "{version}"}}]\n'
    path.write_text(text + step, "utf-8")
    return path


def semver(folder: Path, old: str, new: str, *edits: tuple[str, str]) -> tuple[Path, Path]:
    """Two versions of the trial with semantic numbers."""
    text = TRIAL.read_text("utf-8")
    paths = folder / "old.yaml", folder / "new.yaml"
    step = f'migrations: [{{from: "{old}", to: "{new}"}}]\n' if old != new else ""
    paths[0].write_text(text.replace('version: "2"', f'version: "{old}"'), "utf-8")
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    paths[1].write_text(text.replace('version: "2"', f'version: "{new}"') + step, "utf-8")
    return paths


BREAKING = ("unit: min", "unit: h")
SCORE = ("at_most: 15, points: 5", "at_most: 10, points: 5")
TEXT = ("text: Where is the data kept?", "text: Where does the data live?")


@pytest.mark.parametrize(
    ("edit", "new", "code"),
    [
        (BREAKING, "2.0.0", 0),
        (BREAKING, "1.1.0", 1),
        (SCORE, "1.1.0", 0),
        (SCORE, "1.0.1", 1),
        (SCORE, "1.0.0", 1),
        (TEXT, "1.0.1", 0),
        (TEXT, "1.0.0", 0),
    ],
)
def test_the_version_must_say_enough(
    run: Run, tmp_path: Path, edit: tuple[str, str], new: str, code: int
) -> None:
    outcome = run("diff", *semver(tmp_path, "1.0.0", new, edit))
    assert (outcome.code, outcome.err) == (code, "")
    assert ("is not enough" in outcome.out) is (code == 1 or new == "1.0.0")


def test_a_version_without_a_migration(run: Run, tmp_path: Path) -> None:
    old, new = semver(tmp_path, "1.0.0", "1.0.1", TEXT)
    new.write_text(new.read_text().partition("migrations:")[0])
    outcome = run("diff", old, new)
    assert outcome.code == 1
    assert outcome.out.endswith('add to migrations:\n  - {from: "1.0.0", to: "1.0.1"}\n')


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing-of-that-name", "cx-maturity"),
        ("cx-maturity", TESTS / "broken" / "questionnaire" / "codes.yaml"),
        ("cx-maturity", "cx-maturity", "--format", "pdf"),
        ("cx-maturity", "cx-maturity", "--answers", "not-there.csv"),
        ("cx-maturity", "cx-maturity", "-o", "diff.pdf"),
        ("cx-maturity", "cx-maturity", "--locale", "klingon-qo"),
        ("cx-maturity",),
    ],
    ids=[
        "no such id",
        "broken",
        "no such form",
        "no such answers",
        "no such ending",
        "no such locale",
        "one alone",
    ],
)
def test_what_cannot_be_done(run: Run, arguments: tuple[str | Path, ...]) -> None:
    outcome = run("diff", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err


@pytest.mark.parametrize(
    ("ending", "beginning"), [("txt", "trial 1.0.0 →"), ("md", "## `trial`"), ("json", "{")]
)
def test_an_output_by_its_ending(run: Run, tmp_path: Path, ending: str, beginning: str) -> None:
    old, new = semver(tmp_path, "1.0.0", "1.1.0", SCORE)
    file = tmp_path / f"diff.{ending}"
    outcome = run("diff", old, new, "-o", file)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"Written: {file}\n")
    assert file.read_text("utf-8").startswith(beginning)
    again = run("diff", old, new, "-o", file, "--quiet")
    assert (again.code, again.err == "") == ((0, True) if ending == "json" else (2, False))
    assert run("diff", old, new, "-o", file, "--force", "--quiet").err == ""


def test_standard_output_as_output(run: Run) -> None:
    outcome = run("diff", TRIAL, TRIAL, "-o", "-", "--format", "markdown")
    assert outcome.out.startswith("## `trial`")


def test_shipped_ids(run: Run) -> None:
    outcome = run("diff", "cx-maturity", "cx-maturity", "--lang", "de")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("Die beiden Versionen sind gleich.\n")


def test_narrow_and_ascii(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    outcome = run("diff", SAMPLES / "old.yaml", SAMPLES / "new.yaml")
    words = [line for line in outcome.out.splitlines() if ".yaml" not in line and " " in line.strip()]
    assert max(map(len, words)) <= 40


def companies(run: Run, newer: Path, answers: Path, code: int = 0) -> dict[str, Any]:
    outcome = run("diff", TRIAL, newer, "--answers", answers, "--format", "json")
    assert outcome.code == code, outcome.err
    data: dict[str, Any] = json.loads(outcome.out)
    return data


def test_a_table(run: Run, tmp_path: Path, newer: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(
        f"{HEAD}\n"
        "Same,central,2,shop;phone,100,10 min,1000000\n"
        "Other,central,disagree,none,,unknown,0\n"
        "Blank,,,,,,\n"
    )
    data = companies(run, newer, table)
    found = {company["company"]: company for company in data["companies"]}
    assert {name: company["changed"] for name, company in found.items()} == {
        "Same": False, "Other": True, "Blank": False,
    }  # fmt: skip
    other = found["Other"]
    assert (other["old"]["index"], other["new"]["index"]) == (2, 3)
    assert other["dimensions"][0]["id"] == "data"
    assert [data["changes"][number]["kind"] for number in other["changes"]] == ["question.weight"]
    assert other["place"] == f"{table}:3"


def test_rows_that_cannot_be_read_and_the_rest(run: Run, tmp_path: Path, newer: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(
        f"{HEAD}\nGood,central,2,shop,1,1,1\nBad,nowhere,,,,,\n,central,,,,,\nOdd,central,007,,,,\n"
    )
    outcome = run("diff", TRIAL, newer, "--answers", table)
    assert outcome.code == 1
    assert [line.partition(" ")[0] for line in outcome.err.splitlines() if "answers.csv" in line] == [
        f"{table}:3:1", f"{table}:4:1", f"{table}:5:1",
    ]  # fmt: skip
    assert "1 company compared" in outcome.out
    assert "3 could not be read" in " ".join(outcome.out.split())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("storage\ncentral\n", "There is no column “company”."),
        ("company,storge\nA,central\n", "Did you mean storage?"),
        ("company,storage\nA\n", "The row has one cell, the header 2."),
        ("company,storage\nA,nowhere\n", "is not an option of storage"),
    ],
)
def test_a_table_of_which_nothing_can_be_read(
    run: Run, tmp_path: Path, newer: Path, content: str, words: str
) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(content)
    outcome = run("diff", TRIAL, newer, "--answers", table)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_an_empty_folder(run: Run, tmp_path: Path, newer: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = run("diff", TRIAL, newer, "--answers", tmp_path / "empty")
    assert (outcome.code, outcome.out) == (2, "")
    assert "There are no answers" in outcome.err


def answers_file(folder: Path, name: str, answers: str, version: str | None = "2") -> Path:
    folder.mkdir(exist_ok=True)
    reference = "trial" if version is None else f'{{id: trial, version: "{version}"}}'
    path = folder / f"{name}.yaml"
    path.write_text(
        f"format: cxmaturity/answers/1\nquestionnaire: {reference}\ncompany: {name}\nanswers: {answers}\n"
    )
    return path


def test_answers_files_and_assessments_in_a_folder(run: Run, tmp_path: Path, newer: Path) -> None:
    folder = tmp_path / "companies"
    answers_file(folder, "One", "{storage: central, access: 1}")
    two = answers_file(tmp_path, "Two", "{storage: central, access: 2, channels: [shop, phone]}", None)
    run("assess", TRIAL, "--answers", two, "-o", folder / "two.json")
    (folder / "newer.yaml").write_text(newer.read_text())
    data = companies(run, newer, folder)
    assert [(company["company"], company["changed"]) for company in data["companies"]] == [
        ("One", True), ("Two", False),
    ]  # fmt: skip
    assert data["failed"] == data["unreadable"] == []


def test_one_file(run: Run, tmp_path: Path, newer: Path) -> None:
    data = companies(run, newer, answers_file(tmp_path, "One", "{storage: central}"))
    assert [company["company"] for company in data["companies"]] == ["One"]


def test_a_code_is_read_as_each_version_has_it(run: Run, tmp_path: Path) -> None:
    newer = changed(
        tmp_path,
        ("points: 1, code: 1}", "points: 1, code: 2}"),
        ("points: 5, code: 2}", "points: 5, code: 1}"),
    )
    data = companies(run, newer, answers_file(tmp_path, "One", "{access: 2}"), code=0)
    (company,) = data["companies"]
    assert (company["old"]["index"], company["new"]["index"]) == (5, 1)
    assert company["answers"] == [{"id": "access", "old": 5, "new": 1}]


def test_what_stands_in_files_does_nothing_in_markdown(run: Run, tmp_path: Path, newer: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(f"{HEAD}\n@all <img src=x> [a](b) `c`,central,1,shop,1,1,1\n")
    outcome = run("diff", TRIAL, newer, "--answers", table, "--format", "markdown")
    assert "- `` @all <img src=x> [a](b) `c` ``: level 1 → 5, index" in outcome.out


def migrated(run: Run, tmp_path: Path, *args: str) -> Outcome:
    newer = changed(tmp_path, ("id: storage\n", "id: place\n"))
    text = newer.read_text().replace('to: "2.1"', 'to: "2.1", questions: {storage: place}')
    newer.write_text(text)
    answers = answers_file(tmp_path, "One", "{storage: central}")
    return run("assess", newer, "--answers", answers, *args)


def test_assess_says_what_a_migration_changed(run: Run, tmp_path: Path) -> None:
    outcome = migrated(run, tmp_path)
    path = tmp_path / "One.yaml"
    assert outcome.code == 0
    assert outcome.err == (
        f"{path}: These answers were given to version 2; they are read as answers to version 2.1.\n"
        f"{path}: Version 2.1: storage is now place.\n"
    )


def test_quiet_assess_does_not(run: Run, tmp_path: Path) -> None:
    outcome = migrated(run, tmp_path, "--quiet")
    assert (outcome.code, outcome.err) == (0, "")


def test_report_says_it_too(run: Run, tmp_path: Path) -> None:
    migrated(run, tmp_path, "--quiet")
    outcome = run("report", tmp_path / "One.yaml", "-q", tmp_path / "newer.yaml", "-o", tmp_path / "one.html")
    assert outcome.code == 0
    assert "storage is now place" in outcome.err
