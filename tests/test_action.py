"""The GitHub Action: valid by GitHub's schema, and its steps run as a runner runs them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tools.checkout import ROOT, copy_of_project

ACTION = ROOT / "action.yml"
DEFINITION: dict[str, Any] = yaml.safe_load(ACTION.read_text())
STEPS: list[dict[str, Any]] = DEFINITION["runs"]["steps"]
SOUND = ROOT / "tests" / "questionnaire" / "rich.yaml"
BROKEN = ROOT / "tests" / "broken" / "questionnaire" / "codes.yaml"
FINDING = "duplicate-code"
_INPUT = re.compile(r"\$\{\{ inputs\.([a-z]+) \}\}")

needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="this machine cannot run bash scripts"
)


@dataclass(frozen=True, slots=True)
class Runner:
    """What a runner gives to every step."""

    action: Path
    temp: Path
    workspace: Path

    def step(self, number: int, inputs: Mapping[str, str]) -> tuple[int, str, str]:
        """Run a step; return its exit code, its log, and what it wrote to the file for outputs."""
        step = STEPS[number]
        output, script = self.temp / "output", self.temp / "step.sh"
        output.write_text("")
        script.write_text(step["run"])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],  # noqa: S607
            cwd=self.workspace,
            env=self.environment(output) | {name: _filled(text, inputs) for name, text in step["env"].items()},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, output.read_text()

    def environment(self, output: Path) -> dict[str, str]:
        """Return the variables of a step; what pip would fetch, it finds where the tests have it from."""
        installed = str(Path(pytest.__file__).parents[1])
        return {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/bin", "/bin")),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "PYTHONPATH": installed,
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # which means: no isolation
            "CXMATURITY_LANG": "en",
        }


def _filled(text: str, inputs: Mapping[str, str]) -> str:
    given = {name: str(entry["default"]) for name, entry in DEFINITION["inputs"].items()} | dict(inputs)
    return _INPUT.sub(lambda found: given[found[1]], text)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the first step, which installs, has been done; its workspace holds traps."""
    folder = tmp_path_factory.mktemp("runner")
    runner = Runner(copy_of_project(folder / "action"), folder / "temp dir", folder / "work space")
    for made in (runner.temp, runner.workspace):
        made.mkdir()
    for module in ("pip", "venv", "secrets", "cxmaturity"):
        (runner.workspace / f"{module}.py").write_text(
            "raise SystemExit('a module of the repository was run')\n"
        )
    code, log, _ = runner.step(0, {})
    assert code == 0, log
    (runner.workspace / "good").mkdir()
    (runner.workspace / "bad ones").mkdir()
    shutil.copy(SOUND, runner.workspace / "good")
    shutil.copy(BROKEN, runner.workspace / "bad ones")
    (runner.workspace / "good" / "chart.yaml").write_text("{{ .Values }}: not ours\n")
    return runner


def test_it_is_valid_by_the_schema_of_github() -> None:
    argv = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        str(ACTION),
    ]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_input_is_written_into_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []
    used = {name for step in STEPS for text in step["env"].values() for name in _INPUT.findall(text)}
    assert used == DEFINITION["inputs"].keys()


@needs_bash
@pytest.mark.slow
class TestOnARunner:
    @pytest.mark.parametrize("form", ["text", "sarif"])
    def test_good_and_bad(self, runner: Runner, form: str) -> None:
        assert runner.step(1, {"paths": "good", "format": form})[0] == 0
        code, log, output = runner.step(1, {"paths": "\n  good\n  bad ones\n", "format": form})
        assert (code, FINDING in log) == (1, True)
        findings = Path(output.removeprefix("findings=").removesuffix("\n"))
        assert FINDING in findings.read_text()

    def test_by_default_the_whole_repository_is_annotated(self, runner: Runner) -> None:
        code, log, _ = runner.step(1, {})
        (annotation,) = (line for line in log.splitlines() if line.startswith("::error "))
        assert (code, "file=bad ones/codes.yaml,line=17," in annotation) == (1, True)
        assert "The code 1 already belongs to scattered" in (runner.temp / "summary").read_text()

    def test_the_other_inputs_reach_the_command(self, runner: Runner) -> None:
        assert runner.step(1, {"paths": "good", "format": "text", "strict": "true", "prove": "true"})[0] == 0

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            *(("paths", text) for text in ("$(touch x)", '"; touch x; "', "--help", "good; touch x", "*")),
            *((name, "`touch x`$(touch x)") for name in ("format", "strict", "prove")),
        ],
    )
    def test_nothing_in_an_input_is_run(self, runner: Runner, name: str, text: str) -> None:
        inputs = {"paths": "good", "format": "text", name: text}
        code, log, _ = runner.step(1, inputs)
        assert not (runner.workspace / "x").exists()
        if name in {"strict", "prove"}:
            assert code == 0
        else:
            assert (code, "no file or folder" in log or "no output format" in log) == (2, True), log

    def test_nothing_in_a_version_is_run(self, runner: Runner, tmp_path: Path) -> None:
        other = Runner(runner.action, tmp_path, runner.workspace)
        code, _, _ = other.step(0, {"version": "$(touch x); touch x"})
        assert (code > 0, (runner.workspace / "x").exists()) == (True, False)

    def test_a_file_gives_the_runner_no_command(self, runner: Runner) -> None:
        folder = runner.workspace / "::warning::x"
        folder.mkdir()
        shutil.copy(BROKEN, folder)
        log = runner.step(1, {"paths": folder.name, "format": "text"})[1].splitlines()
        folder.joinpath(BROKEN.name).unlink()
        (start,) = (place for place, line in enumerate(log) if line.startswith("::stop-commands::"))
        (end,) = (place for place, line in enumerate(log) if line == f"::{log[start].rpartition('::')[2]}::")
        assert [line for line in log[:start] + log[end + 1 :] if line.startswith("::")] == []
        assert any(line.startswith("::warning::x") for line in log[start:end])
