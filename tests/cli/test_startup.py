"""Help shows at once: it imports Typer and nothing else that takes time."""

import json
import subprocess
import sys

import pytest

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.foundation.resources import QUESTIONNAIRES

SHIPPED = QUESTIONNAIRES / "cx-maturity.yaml"
HEAVY = {"yaml", "jinja2", "weasyprint", "babel", "rich", "platformdirs"}  # Typer itself brings Pydantic

PROBE = """
import json, sys
{statement}
print("\\n" + json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


def imported_by(statement: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after *statement*."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(statement=statement)], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
@pytest.mark.parametrize("language", ["de", "en"])
def test_help_imports_nothing_heavy(command: tuple[str, ...], language: str) -> None:
    args = [*command, "--help", "--lang", language]
    if not command:
        args = ["--help"]
    assert imported_by(f"from cxmaturity.cli import main; assert main({args}) == 0") & HEAVY == set()


def test_checking_a_questionnaire_imports_nothing_that_only_shows_results() -> None:
    command = f"from cxmaturity.cli import main; assert main({['validate', str(SHIPPED), '--quiet']}) == 0"
    assert imported_by(command) & (HEAVY - {"yaml"}) == set()


def test_a_schema_is_printed_as_it_lies_there() -> None:
    assert (
        imported_by("from cxmaturity.cli import main; assert main(['schema', 'answers']) == 0") & HEAVY
        == set()
    )


def test_the_library_imports_nothing_at_all() -> None:
    assert imported_by("import cxmaturity") - imported_by("import importlib") == {"cxmaturity"}
