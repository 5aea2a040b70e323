"""`cxmaturity list`: the shipped questionnaires."""

import json
from pathlib import Path

import pytest

from tests.tools.harness import Golden, Run

GOLDEN = Path(__file__).parents[1] / "golden" / "list"


def test_text(run: Run) -> None:
    outcome = run("list")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "cx-maturity  Customer experience maturity\n"
        "  version 1.0.0; 6 dimensions, 25 questions, 48 actions; languages: de, en\n"
    )


def test_text_in_german(run: Run) -> None:
    outcome = run("list", "--lang", "de")
    assert outcome.out == (
        "cx-maturity  Reifegrad der Customer Experience\n"
        "  Version 1.0.0; 6 Dimensionen, 25 Fragen, 48 Handlungsempfehlungen; Sprachen:\n"
        "  de, en\n"
    )


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("width", [40, 60, 120])
def test_no_line_is_wider_than_the_terminal(
    run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch, width: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    outcome = run("list", "--lang", lang)
    golden(outcome.out, GOLDEN / f"list.{width}.{lang}.txt")
    assert max(map(len, outcome.out.splitlines())) <= width


def test_json(run: Run) -> None:
    outcome = run("list", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out) == [
        {
            "id": "cx-maturity",
            "version": "1.0.0",
            "title": {"de": "Reifegrad der Customer Experience", "en": "Customer experience maturity"},
            "languages": ["de", "en"],
            "dimensions": 6,
            "questions": 25,
            "actions": 48,
        }
    ]


def test_an_unknown_form(run: Run) -> None:
    outcome = run("list", "--format", "table")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Choose one of text, json.\n")
