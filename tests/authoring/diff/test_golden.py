"""A pair of versions with a change of every kind, in every form of output."""

import json

import pytest

from cxmaturity.authoring.diff.classes import WEIGHTS, nearest
from cxmaturity.authoring.diff.difference import difference
from cxmaturity.authoring.diff.inventory import inventory
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.questionnaire.migrations import Passage
from tests.authoring.diff.samples import FOLDER, NEW, OLD, RICH, subject
from tests.tools.harness import Golden, Run

FORMS = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_change(
    form: str, lang: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    outcome = run("diff", "old.yaml", "new.yaml", "--format", form, "--lang", lang)
    assert (outcome.code, outcome.err) == (1, "")
    name = f"changes.{FORMS[form]}" if form == "json" else f"changes.{lang}.{FORMS[form]}"
    golden(outcome.out, FOLDER / "golden" / name)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_what_becomes_of_companies(
    form: str, lang: str, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER)
    outcome = run("diff", "old.yaml", "milder.yaml", "--answers", "answers", "--format", form, "--lang", lang)
    assert outcome.code == 1
    assert outcome.err.startswith("answers/broken.yaml:4:18 unknown-option ")
    assert outcome.err.count("\n") < 5
    name = f"companies.{FORMS[form]}" if form == "json" else f"companies.{lang}.{FORMS[form]}"
    golden(outcome.out, FOLDER / "golden" / name)


def test_every_kind_in_the_table_is_in_a_file() -> None:
    found = {
        nearest(fact.key.kind)
        for path in (OLD, NEW, RICH)
        for model in [subject(path).model]
        for fact in inventory(Naming(model, Passage(), model)).values()
        if (not fact.key.language and fact.value is not None) or fact.key.is_thing
    }
    assert set(WEIGHTS) - found == {"version"}


def test_a_file_and_itself(run: Run) -> None:
    outcome = run("diff", OLD, OLD)
    assert (outcome.code, outcome.out) == (0, "trial 1.0.0 → 1.0.0\n\nThe two versions are the same.\n")


def test_json_says_what_a_program_needs(run: Run) -> None:
    data = json.loads(run("diff", OLD, NEW, "--format", "json").out)
    assert data["format"] == "cxmaturity/diff/1"
    assert data["class"] == "breaking"
    assert data["version"] == {"required": "major", "lowest": "2.0.0", "enough": False}
    renamed = next(change for change in data["changes"] if change["kind"] == "question.id")
    assert renamed["about"] == [[{"kind": "question", "id": "storage"}]]
    assert (renamed["old"]["value"], renamed["new"]["value"]) == ("place", "storage")


def test_heaviest_first_then_by_line() -> None:
    found = difference(subject(OLD), subject(NEW))
    assert [change.weight for change in found.changes] == sorted(
        (change.weight for change in found.changes), reverse=True
    )
