"""Each broken answers file gives the words beside it; drop a file in, run with `--update`, and judge them."""

from pathlib import Path

import pytest

from tests.tools.harness import Golden, Run

FOLDER = Path(__file__).parents[1] / "broken" / "answers"
QUESTIONNAIRE = Path(__file__).parent / "trial.yaml"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("name", FILES)
def test_broken_answers_are_explained(
    name: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    outcome = run("assess", QUESTIONNAIRE, "--answers", name)
    golden(outcome.err, FOLDER / f"{name}.txt")
    assert (outcome.code, outcome.out) == (2, "")


def test_every_expectation_has_its_file() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {f"{name}.txt" for name in FILES}
