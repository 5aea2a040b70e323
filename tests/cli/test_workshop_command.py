"""A whole workshop with the real command at a real terminal: broken off, taken up, and what it leaves on disk."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tools.harness import Run
from tests.workshop.trial import TRIAL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot: Windows has no pty"),
]

CTRL_C = "\x03"
Start = Callable[..., Any]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    import pexpect

    (tmp_path / "trial.yaml").write_text(TRIAL, encoding="utf-8")
    running = []

    def start_here(*args: str) -> Any:  # noqa: ANN401  pexpect ships no types
        env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null",
               "CXMATURITY_SESSIONS": str(tmp_path / "sessions")}  # fmt: skip
        child = pexpect.spawn(
            sys.executable, ["-m", "cxmaturity", "assess", "trial.yaml", "--lang", "de", *args], env=env,
            cwd=tmp_path, encoding="utf-8", codec_errors="replace", dimensions=(40, 90), timeout=60,
        )  # fmt: skip
        running.append(child)
        return child

    yield start_here
    for child in running:
        child.close(force=True)


def type_in(child: Any, *pairs: tuple[str, str]) -> None:  # noqa: ANN401  pexpect ships no types
    for shown, line in pairs:
        child.expect_exact(shown)
        child.expect_exact("> ")
        child.send(line if line == CTRL_C else line + "\r")


def exit_code(child: Any) -> int | None:  # noqa: ANN401  pexpect ships no types
    import pexpect

    child.expect(pexpect.EOF)
    child.close()
    code: int | None = child.exitstatus
    return code


def test_a_workshop_from_the_first_question_to_the_files(start: Start, tmp_path: Path, run: Run) -> None:
    child = start()
    type_in(
        child,
        ("Um welches Unternehmen geht es?", "Müller & Söhne"),
        ("Branche", "s"),
        ("Marke", "s"),
        ("streben Sie an?", "2"),
        ("Frage 1 (", "1 2"),
        ("Frage 2 (", "4"),
        ("Woran sehen wir das?", "Auszug aus dem CRM über alle Kanäle"),
        ("Wie sicher ist das", ""),
        ("Frage 3 (", CTRL_C),
    )
    child.expect_exact("cxmaturity assess")
    assert exit_code(child) == 130
    assert not list(tmp_path.glob("*.json"))

    child = start("--resume")
    type_in(
        child,
        ("Frage 3 (", "1"),
        ("Frage 4 (", "w"),
        ("Frage 5 (", "w"),
        ("Frage 6 (", "w"),
        ("Alle 6 Fragen sind beantwortet.", ""),
    )
    assert exit_code(child) == 0

    stem = next(tmp_path.glob("*.answers.yaml")).name.removesuffix(".answers.yaml")
    assert {path.name.removeprefix(stem) for path in tmp_path.glob(f"{stem}.*")} == {
        ".answers.yaml",
        ".json",
        ".pdf",
    }
    stored = json.loads((tmp_path / f"{stem}.json").read_text(encoding="utf-8"))
    assert stored["company"]["name"] == "Müller & Söhne"
    assert stored["answers"]["basis"]["evidence"] == "Auszug aus dem CRM über alle Kanäle"
    assert stored["answers"]["reaction"]["status"] == "unknown"
    again = run(
        "assess", tmp_path / "trial.yaml", "--answers", tmp_path / f"{stem}.answers.yaml", "--format", "json"
    )
    assert json.loads(again.out) == stored
