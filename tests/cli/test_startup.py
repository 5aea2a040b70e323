"""Nothing is done at the start that the command does not need: no import, no schema of a model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.foundation.resources import QUESTIONNAIRES

SHIPPED = QUESTIONNAIRES / "cx-maturity.yaml"
HEAVY = {"yaml", "jinja2", "weasyprint", "babel", "rich", "platformdirs"}  # Typer itself brings Pydantic

IMPORTED = 'import sys; found = {name.partition(".")[0] for name in sys.modules}'
GENERATED = """
from cxmaturity.questionnaire.fields import Model
models = [Model]
for model in models:
    models += model.__subclasses__()
found = {model.__name__ for model in models if model.__pydantic_complete__}
"""


def held_after(statement: str, probe: str) -> set[str]:
    """Return what *probe* has found in a fresh interpreter after *statement*."""
    shown = 'import json; print("\\n" + json.dumps(sorted(found)))'
    script = f"{statement}\n{probe}\n{shown}"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def imported_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after *statement*."""
    return held_after(statement, IMPORTED)


def run(*args: object) -> str:
    """Return the statement that runs the command."""
    return f"from cxmaturity.cli import main; assert main({[str(arg) for arg in args]}) == 0"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
@pytest.mark.parametrize("language", ["de", "en"])
def test_help_imports_nothing_heavy(command: tuple[str, ...], language: str) -> None:
    args = [*command, "--help", "--lang", language]
    if not command:
        args = ["--help"]
    assert imported_by(run(*args)) & HEAVY == set()


def test_checking_a_questionnaire_imports_nothing_that_only_shows_results() -> None:
    assert imported_by(run("validate", SHIPPED, "--quiet")) & (HEAVY - {"yaml"}) == set()


def test_a_schema_is_printed_as_it_lies_there() -> None:
    assert imported_by(run("schema", "answers")) & HEAVY == set()


def test_pydantic_is_made_to_read_a_file_and_nothing_else(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("company,data-usage\nMuster GmbH,segmented\n", encoding="utf-8")
    commands = {
        run("validate", SHIPPED, "--quiet"): {"Questionnaire"},
        run("score", table, "-o", tmp_path / "result.csv", "--quiet"): {"Questionnaire"},
    }
    for command, generated in commands.items():
        assert held_after(command, GENERATED) == generated


def test_the_library_imports_nothing_at_all() -> None:
    assert imported_by("import cxmaturity") - imported_by("import importlib") == {"cxmaturity"}
