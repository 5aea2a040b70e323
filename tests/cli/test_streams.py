"""Standard streams that are closed, full or not read: no traceback, the files written, the exit code right."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRIAL = ROOT / "tests" / "answers" / "trial.yaml"
FULL = Path("/dev/full")

needs_a_shell = pytest.mark.skipif(not FULL.exists(), reason="this machine cannot pretend a full disk")

ANSWERS = """\
format: cxmaturity/answers/1
questionnaire: trial
company: Example
answers: {storage: central, access: 2, channels: [shop, phone], share: 50 %, delay: 10 min, records: 250000}
"""
ASSESS = f"assess '{TRIAL}' --answers answers.yaml"
NO_SPACE = "Error: Standard output cannot be written: No space left on device\n"


def shell(folder: Path, args: str, redirection: str) -> tuple[int, str]:
    """Run the tool with *args*; return its exit code and what it said on stderr."""
    (folder / "answers.yaml").write_text(ANSWERS)
    command = f"'{sys.executable}' -m cxmaturity {args} {redirection}"
    done = subprocess.run(
        ["/bin/bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT), "CXMATURITY_LANG": "en", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return done.returncode, done.stderr


@needs_a_shell
@pytest.mark.parametrize(
    "args",
    [
        *(ASSESS, f"{ASSESS} --format json", f"{ASSESS} -o -", "list"),
        *("--version", "--help", "assess --help", "--show-completion bash"),
    ],
)
def test_a_full_disk_is_said(tmp_path: Path, args: str) -> None:
    assert shell(tmp_path, args, "> /dev/full") == (2, NO_SPACE)


@needs_a_shell
@pytest.mark.parametrize(
    ("redirection", "code", "err"),
    [
        ("> /dev/full", 2, f"Written: out.json\n{NO_SPACE}"),
        ("| true; exit ${PIPESTATUS[0]}", 0, "Written: out.json\n"),
        (">&-", 0, "Written: out.json\n"),
        ("2> /dev/full", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
    ],
)
def test_the_files_are_written_whatever_the_screen_takes(
    tmp_path: Path, redirection: str, code: int, err: str
) -> None:
    assert shell(tmp_path, f"{ASSESS} -o out.json", redirection) == (code, err)
    assert (tmp_path / "out.json").stat().st_size > 1000


@needs_a_shell
@pytest.mark.parametrize(
    ("args", "redirection", "code"),
    [
        (f"{ASSESS} --fail-under index=5", "| true; exit ${PIPESTATUS[0]}", 1),
        ("validate answers.yaml", "| true; exit ${PIPESTATUS[0]}", 1),
        ("validate answers.yaml", "2> /dev/full", 1),
        ("assess nothing-here", "2> /dev/full", 2),
        ("assess nothing-here", "2>&-", 2),
        (f"assess '{TRIAL}' --answers -", "<&-", 2),
        (f"assess '{TRIAL}'", "<&-", 2),
        ("list", ">&-", 0),
        ("--help", ">&-", 0),
        ("--help", "| true; exit ${PIPESTATUS[0]}", 0),
        ("assess --help", "| true; exit ${PIPESTATUS[0]}", 0),
        ("", "2> /dev/full", 2),
        ("", "2>&-", 2),
    ],
)
def test_the_exit_code_does_not_hang_on_the_streams(
    tmp_path: Path, args: str, redirection: str, code: int
) -> None:
    done, err = shell(tmp_path, args, redirection)
    assert (done, "Traceback" in err) == (code, False)


@pytest.mark.parametrize("out", ["answers.yaml/report.html", "taken"])
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, out: str) -> None:
    (tmp_path / "taken").touch()
    code, err = shell(tmp_path, f"report answers.yaml -q '{TRIAL}' -o {out}", "")
    assert code == 2
    assert err.endswith("cannot be a folder: a file has that name.\nChoose another.\n")
