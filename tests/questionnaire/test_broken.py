"""Each broken questionnaire gives the words beside it; drop a file in, run with `--update`, and judge them."""

from pathlib import Path

import pytest

from tests.tools.harness import Golden, Run

FOLDER = Path(__file__).parents[1] / "broken" / "questionnaire"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("name", FILES)
def test_a_broken_questionnaire_is_explained(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    outcome = run("validate", name)
    golden(outcome.out + outcome.err, FOLDER / f"{name}.txt")
    assert outcome.code == 1


def test_every_expectation_has_its_file() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {f"{name}.txt" for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_said_twice(name: str) -> None:
    said = [line for line in (FOLDER / f"{name}.txt").read_text().split("\n") if line.startswith(name)]
    assert said
    assert len(set(said)) == len(said)
