"""`cxmaturity map`."""

from pathlib import Path

from tests.batch.surveys import HERE, SAMPLES
from tests.tools.checkout import ROOT
from tests.tools.harness import Run

SURVEY = HERE / "survey.yaml"


def test_a_draft_on_standard_output(run: Run) -> None:
    outcome = run("map", "init", SAMPLES / "google-forms.csv", "-q", SURVEY)
    assert outcome.code == 0
    assert outcome.out.startswith("# A draft: please look at each column.")
    assert outcome.err.endswith("8 of 8 columns have a use; please look through the draft.\n")


def test_a_draft_in_a_file_that_adds_to_a_preset(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    arguments = (
        "map",
        "init",
        SAMPLES / "typeform.csv",
        "-q",
        SURVEY,
        "--map",
        "typeform",
        "-o",
        file,
        "--quiet",
    )
    outcome = run(*arguments)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert "extends: typeform\n" in file.read_text("utf-8")
    assert run(*arguments).code == 0
    file.write_text("mine\n", encoding="utf-8")
    assert run(*arguments).code == 2


def test_a_draft_of_long_headers_can_be_used_as_it_is(run: Run, tmp_path: Path) -> None:
    survey, file = ROOT / "examples" / "umfrage.csv", tmp_path / "map.yaml"
    assert run("map", "init", survey, "-o", file, "--quiet").code == 0
    mapped, plain = (run("score", survey, "--quiet", *more) for more in (("--map", file), ()))
    assert (mapped.code, mapped.err, mapped.out) == (0, "", plain.out)


def test_what_there_is_not(run: Run) -> None:
    outcome = run("map", "show", SAMPLES / "sosci.csv")
    assert (outcome.code, outcome.err) == (2, "Error: There is no action show.\nIt can be: init.\n")
    outcome = run("map", "init", SAMPLES / "sosci.csv", "--map", "soscy")
    assert (outcome.code, outcome.err) == (2, "Error: There is no preset soscy.\nDid you mean sosci?\n")


def test_the_input_is_never_replaced(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("vision\nadopted\n", "utf-8")
    outcome = run("map", "init", source, "-q", SURVEY, "-o", source, "--force")
    assert (outcome.code, source.read_text("utf-8")) == (2, "vision\nadopted\n")
