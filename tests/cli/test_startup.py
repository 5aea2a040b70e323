"""Nothing is done at the start that the command does not need: no import, no schema of a model."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxmaturity.cli.commands import COMMANDS
from cxmaturity.foundation.resources import QUESTIONNAIRES

SHIPPED = QUESTIONNAIRES / "cx-maturity.yaml"
HEAVY = {"yaml", "jinja2", "weasyprint", "babel", "rich", "platformdirs"}  # Typer itself brings Pydantic
SET_BY_A_COMMAND = {"OPENBLAS_NUM_THREADS", "PYDANTIC_DISABLE_PLUGINS"}  # one that another test has run

IMPORTED = "import sys; found = set(sys.modules)"
COLLECTED = "import gc; found = [sum(generation['collections'] for generation in gc.get_stats())]"
THREADS = "import os; found = os.listdir('/proc/self/task')"
GENERATED = """
from cxmaturity.questionnaire.fields import Model
models = [Model]
for model in models:
    models += model.__subclasses__()
found = {model.__name__ for model in models if model.__pydantic_complete__}
"""


def held_after(statement: str, probe: str) -> set[Any]:
    """Return what *probe* has found in a fresh interpreter after *statement*."""
    shown = 'import json; print("\\n" + json.dumps(sorted(found)))'
    script = f"{statement}\n{probe}\n{shown}"
    env = {name: value for name, value in os.environ.items() if name not in SET_BY_A_COMMAND}
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=env)
    return set(json.loads(done.stdout.splitlines()[-1]))


def imported_by(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after *statement*."""
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


@pytest.fixture
def scoring(tmp_path: Path) -> str:
    """The statement that scores a table."""
    table = tmp_path / "answers.csv"
    table.write_text("company,data-usage\nMuster GmbH,segmented\n", encoding="utf-8")
    return run("score", table, "-o", tmp_path / "result.csv", "--quiet")


def test_scoring_a_table_imports_nothing_for_what_is_not_asked(scoring: str) -> None:
    idle = {
        "cxmaturity.answers.mapping_catalogue",
        "cxmaturity.batch.answer_files",
        "cxmaturity.scoring.assessment_file",
        "cxmaturity.scoring.serialization",
        "cxmaturity.tables.jsonl_table",
        "html",
        "multiprocessing",
        "pyarrow",
        "rapidfuzz",
    }
    assert imported_by(scoring) & ((HEAVY - {"yaml"}) | idle) == set()


def test_a_large_table_of_text_needs_no_arrow(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    rows = "".join(f"Muster {number},segmented\n" for number in range(30_000))
    table.write_text(f"company,data-usage\n{rows}", encoding="utf-8")
    assert "pyarrow" not in imported_by(run("score", table, "-o", tmp_path / "result.csv", "--quiet"))


def test_schemas_are_generated_of_the_files_that_are_read(scoring: str) -> None:
    assert held_after(scoring, GENERATED) == {"Questionnaire"}
    assert held_after(run("validate", SHIPPED, "--quiet"), GENERATED) == {"Questionnaire"}


def test_the_collector_hardly_runs(scoring: str) -> None:
    (collections,) = held_after(scoring, COLLECTED)
    assert collections < 25


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the threads of a process")
def test_no_thread_is_started_for_matrices(scoring: str) -> None:
    assert len(held_after(scoring, THREADS)) == 1


def test_pydantic_looks_for_no_plugin(tmp_path: Path) -> None:
    plugin = "def new_schema_validator(*_, **__):\n    return None, None, None\n"
    (tmp_path / "spy.py").write_text(plugin, encoding="utf-8")
    metadata = tmp_path / "spy-1.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text("[pydantic]\nspy = spy\n", encoding="utf-8")
    with_plugin = f"import sys; sys.path.append({str(tmp_path)!r})"
    assert "spy" in imported_by(f"{with_plugin}; import pydantic; pydantic.TypeAdapter(int)")
    assert "spy" not in imported_by(f"{with_plugin}; {run('validate', SHIPPED, '--quiet')}")


def test_the_library_imports_nothing_at_all() -> None:
    assert imported_by("import cxmaturity") - imported_by("import importlib") == {"cxmaturity"}
