"""What the README shows is what the tool does."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.tools.checkout import ROOT, copy_of_project
from tests.tools.harness import Run
from tests.tools.machine import needs_pango

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
CONSOLE = [block for kind, block in BLOCKS if kind == "console"]
YAML = [block for kind, block in BLOCKS if kind == "yaml"]
SHELL = [block.strip() for kind, block in BLOCKS if kind == "bash"]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands of the README read."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "questionnaires", tmp_path / "questionnaires")
    shutil.copy(ROOT / "questionnaires" / "cx-maturity.yaml", tmp_path / "my-model.yaml")
    shutil.copy(ROOT / "examples" / "modehaus.yaml", tmp_path / "answers.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@needs_pango
def test_the_session_is_true(run: Run, workplace: Path, request: pytest.FixtureRequest) -> None:
    (session,) = [block for block in CONSOLE if block.startswith("$ ")]
    command, _, shown = session.partition("\n")
    outcome = run(*shlex.split(command.removeprefix("$ cxmaturity ")))
    if request.config.getoption("--update"):
        text = README.replace(session, f"{command}\n{outcome.out}")
        (ROOT / "README.md").write_text(text, encoding="utf-8")
        shown = outcome.out
    assert (outcome.code, outcome.out) == (0, shown)
    assert {path.suffix for path in workplace.glob("modehaus.*")} == {".pdf", ".json"}


@needs_pango
def test_every_other_command_works(run: Run, workplace: Path) -> None:
    run("assess", "--answers", "examples/modehaus.yaml", "-o", "modehaus.json", "--quiet")
    (workplace / "results").mkdir()
    shutil.copy("modehaus.json", "results")
    commands = [line for block in CONSOLE if not block.startswith("$ ") for line in block.splitlines()]
    assert commands
    for command in commands:
        words = shlex.split(command.removeprefix("cxmaturity "))
        words = [str(path) for word in words for path in ([*Path().glob(word)] if "*" in word else [word])]
        outcome = run(*words)
        if "--company" in words:  # a workshop asks somebody
            assert (outcome.code, "--answers" in outcome.err) == (2, True)
        else:
            assert (outcome.code, outcome.err if outcome.code else "") == (0, "")


def test_the_python_example_runs(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = [block for kind, block in BLOCKS if kind == "python"]
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  it is our own
    assert capsys.readouterr().out.startswith("segment-based 2.")
    assert workplace.is_dir()


@pytest.mark.parametrize(
    ("beginning", "checker"),
    [
        ("repos:", ("pre_commit", "validate-config")),
        ("on:", ("check_jsonschema", "--builtin-schema", "vendor.github-workflows")),
        ("questionnaires:", ("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci")),
    ],
)
def test_what_is_shown_for_a_service_is_valid_there(
    tmp_path: Path, beginning: str, checker: tuple[str, ...]
) -> None:
    (shown,) = (block for block in YAML if block.startswith(beginning))
    file = tmp_path / "shown.yaml"
    file.write_text(shown)
    done = subprocess.run([sys.executable, "-m", *checker, file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_job_for_gitlab_runs(run: Run, workplace: Path) -> None:
    (job,) = (yaml.safe_load(block) for block in YAML if block.startswith("questionnaires:"))
    commands = [line for line in job["questionnaires"]["script"] if line.startswith("cxmaturity")]
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(command.partition(" >")[0].removeprefix("cxmaturity"))
        outcome = run(*words)
        assert (outcome.code, outcome.err) == (0, "")
    assert workplace.is_dir()


def test_every_picture_and_link_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.slow
@needs_pango
def test_the_first_command_makes_a_report_from_a_fresh_clone(tmp_path: Path) -> None:
    clone = copy_of_project(tmp_path / "clone")
    done = subprocess.run(
        ["bash", "-c", SHELL[0]],  # noqa: S607
        cwd=clone, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2 of 5" in done.stdout or "2 von 5" in done.stdout
    assert (clone / "report.pdf").read_bytes().startswith(b"%PDF")
