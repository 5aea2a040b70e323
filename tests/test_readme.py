"""What the README shows is what the tool does."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tools.harness import Run
from tests.tools.machine import needs_pango

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
CONSOLE = [block for kind, block in BLOCKS if kind == "console"]
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


def test_every_picture_and_link_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.slow
@needs_pango
def test_the_first_command_makes_a_report_from_a_fresh_clone(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    done = subprocess.run(
        ["bash", "-c", SHELL[0]],  # noqa: S607
        cwd=clone, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2 of 5" in done.stdout or "2 von 5" in done.stdout
    assert (clone / "report.pdf").read_bytes().startswith(b"%PDF")
