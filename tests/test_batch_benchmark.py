"""The programs of the batch benchmark score what single assessments score."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.batch.check import differences
from benchmarks.batch.generate import write_csv, write_parquet
from benchmarks.batch.model import CHOICES, COLUMNS, DIMENSIONS, QUESTIONS, SURVEY, TICKS
from benchmarks.batch.programs import ROOT
from cxmaturity.library import load
from tests.tools.harness import Run

ROWS, EVERY, SEED = 3000, 25, 7
NEEDS = {"pandas_script": "pandas", "polars_plan": "polars"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "answers.csv"
    write_csv(ROWS, path, SEED)
    return path


def test_the_survey_is_sound(run: Run) -> None:
    assert run("validate", "--strict", SURVEY).code == 0


def test_the_peers_know_the_survey_by_heart() -> None:
    model = load(SURVEY).model
    questions = [question for dimension in model.dimensions for question in dimension.questions]
    options = {
        question.id: tuple(option.id for option in model.options_of(question)) for question in questions
    }
    assert [dimension.id for dimension in model.dimensions] == [*DIMENSIONS]
    assert [question.id for question in questions] == [*QUESTIONS]
    assert {name: ids for name, ids in options.items() if ids} == CHOICES | TICKS


def test_the_same_seed_gives_the_same_file_and_a_longer_one_begins_alike(
    answers: Path, tmp_path: Path
) -> None:
    again, longer = tmp_path / "again.csv", tmp_path / "longer.csv"
    write_csv(ROWS, again, SEED)
    write_csv(2 * ROWS, longer, SEED)
    assert again.read_bytes() == answers.read_bytes()
    assert longer.read_bytes().startswith(answers.read_bytes())


def test_the_file_is_as_untidy_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    write_csv(100_000, path, SEED)
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    whole = [row for row in rows if len(row) == len(COLUMNS)]
    cells = [cell for row in whole[:20_000] for cell in row[3:]]
    assert 2 <= len(rows) - len(whole) <= 25
    assert cells.count("") / len(cells) == pytest.approx(0.03, abs=0.003)
    assert cells.count("unknown") / len(cells) == pytest.approx(0.01, abs=0.002)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "ending"),
    [("python_loop", ".csv"), *((peer, ending) for peer in NEEDS for ending in (".csv", ".parquet"))],
)
def test_a_peer_scores_as_single_assessments_do(script: str, ending: str, tmp_path: Path) -> None:
    needed = NEEDS.get(script)
    if needed is not None and importlib.util.find_spec(needed) is None:
        pytest.skip(f"this machine cannot run the peer: {needed} is not installed")
    source, target = tmp_path / f"answers{ending}", tmp_path / f"result{ending}"
    (write_csv if ending == ".csv" else write_parquet)(ROWS, source, SEED)
    subprocess.run([sys.executable, "-m", f"benchmarks.batch.{script}", source, target], check=True, cwd=ROOT)
    assert [*differences(source, target, EVERY)] == []


@pytest.mark.slow
def test_the_command_scores_as_single_assessments_do(answers: Path, tmp_path: Path, run: Run) -> None:
    target = tmp_path / "result.csv"
    run("score", answers, "-q", SURVEY, "--columns", "core", "-o", target)
    assert [*differences(answers, target, EVERY)] == []
