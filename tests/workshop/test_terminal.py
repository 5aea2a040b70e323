"""The interview at a real terminal: umlauts, editing, Ctrl-C, Ctrl-D, and going on afterwards."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cxmaturity.answers.models import Entry
from cxmaturity.answers.values import Missing
from cxmaturity.workshop.sessions import find_sessions, resume_session
from tests.workshop.trial import NOW, trial

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="this machine cannot: Windows has no pty")

ROOT = Path(__file__).resolve().parents[2]
BACKSPACE, CTRL_C, CTRL_D = "\x7f", "\x03", "\x04"

RUNNER = """
import sys
from pathlib import Path
from cxmaturity.cli import streams
from cxmaturity.workshop.interview import Ending, ask_company, run_interview
from cxmaturity.workshop.sessions import open_session, resume_session
from cxmaturity.workshop.terminal import at_terminal, open_terminal
from tests.workshop.trial import NOW, trial

streams.prepare()
if not at_terminal():
    raise SystemExit("no terminal")
terminal = open_terminal("de")
how = {"ask": terminal.ask, "say": terminal.say, "width": terminal.width, "language": "de"}
if "--resume" in sys.argv:
    session, journal = resume_session(trial(), now=NOW, folder=Path(sys.argv[1]))
else:
    company = ask_company(**how)
    session, journal = open_session(trial(), company, language="de", now=NOW, folder=Path(sys.argv[1]))
with journal:
    outcome = run_interview(session, journal, strong=terminal.strong, **how)
print("RESULT", outcome.ending)
raise SystemExit(130 if outcome.ending is Ending.INTERRUPTED else 0)
"""

Start = Callable[..., Any]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    pexpect = pytest.importorskip("pexpect", reason="this machine cannot: pexpect is not installed")
    running = []

    def start_here(*args: str, **environ: str) -> Any:  # noqa: ANN401  pexpect ships no types
        env = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "INPUTRC": "/dev/null", **environ}
        child = pexpect.spawn(
            sys.executable, ["-c", RUNNER, str(tmp_path), *args], env=env, cwd=ROOT, encoding="utf-8",
            codec_errors="replace", dimensions=(40, 90), timeout=20,
        )  # fmt: skip
        running.append(child)
        return child

    yield start_here
    for child in running:
        child.close(force=True)


def type_in(child: Any, *pairs: tuple[str, str]) -> None:  # noqa: ANN401  pexpect ships no types
    """Wait for the first of each pair, and for the prompt after it, then type the second."""
    for shown, line in pairs:
        child.expect_exact(shown)
        child.expect_exact("> ")
        child.send(line if line in {CTRL_C, CTRL_D} else line + "\r")


def ended(child: Any) -> int | None:  # noqa: ANN401  pexpect ships no types
    import pexpect

    child.expect(pexpect.EOF)
    child.close()
    status: int | None = child.exitstatus
    return status


def test_breaking_off_and_going_on(start: Start, tmp_path: Path) -> None:
    child = start()
    type_in(
        child,
        ("Um welches Unternehmen geht es?", f"Müxx{BACKSPACE * 2}ller Größenwahn GmbH"),
        ("Branche", "2"),
        ("Marke", "Süße Träume"),
        ("streben Sie an?", ""),
        ("Frage 1 (0 von 5", "1,3"),
        ("Frage 2 (1 von 6", "m Überprüfen: „Ä“"),
        ("Notiert.", "z"),
        ("Bisherige Antwort: Filiale, Laden; Telefon", "g 4"),
        ("Einwilligungen?", "n"),
        ("Warum trifft das nicht zu?", "Kein Versand, nur Abholung am Außenlager"),
        ("Frage 5 (2 von 6", "weiß nicht"),
        ("Frage 6 (3 von 6", CTRL_C),
    )
    child.expect_exact("Alles ist gespeichert (3 von 6 Fragen bearbeitet).")
    child.expect_exact("cxmaturity assess --resume")
    assert ended(child) == 130

    child = start("--resume")
    type_in(
        child,
        ("Willkommen zurück: 3 von 6 Fragen bearbeitet.", "1 2"),
        ("Woran sehen wir das?", ""),
        ("2 Fragen sind noch offen: 2, 3.", "2"),
        ("Überprüfen: „Ä“", "Verstreut"),
        ("Frage 3", "1"),
        ("Frage 4", "g 6"),
        ("Frage 6", ""),
        ("Alle 6 Fragen sind beantwortet.", ""),
    )
    child.expect_exact("RESULT finished")
    assert ended(child) == 0

    [file] = find_sessions(tmp_path)
    assert file.finished
    session, journal = resume_session(trial(), file.path, now=NOW)
    journal.close()
    answers = session.answers()
    assert answers.company.name == "Müller Größenwahn GmbH"
    assert answers.company.attributes == {"industry": "banking", "brand": "Süße Träume"}
    assert answers.entries == {
        "channels": Entry(frozenset({"store", "phone"})),
        "basis": Entry("scattered", "Überprüfen: „Ä“"),
        "stores": Entry("no"),
        "consent": Entry(Missing.NOT_APPLICABLE, "Kein Versand, nur Abholung am Außenlager"),
        "reaction": Entry(Missing.UNKNOWN),
        "signals": Entry(frozenset({"basket", "search"})),
    }


def test_the_end_of_input_is_a_break_too(start: Start) -> None:
    child = start()
    type_in(child, ("Um welches Unternehmen", "Müller"), ("Branche", CTRL_D))
    child.expect_exact("Alles ist gespeichert")
    assert ended(child) == 130


def test_a_second_window_is_refused(start: Start) -> None:
    child = start()
    type_in(child, ("Um welches Unternehmen", "Müller"))
    child.expect_exact("Branche")
    second = start("--resume")
    second.expect_exact("This session is open in another window")
    assert ended(second) == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "dumb", "NO_COLOR": "1"},
    ],
    ids=["C", "ascii", "dumb"],
)
def test_a_poor_terminal_shows_and_takes_everything(
    environ: dict[str, str], start: Start, tmp_path: Path
) -> None:
    child = start(**environ)
    type_in(child, ("Um welches Unternehmen", "Müller"), ("Branche", "1"), ("Marke", "q"))
    child.expect_exact("Alles ist gespeichert")
    child.expect_exact("RESULT left")
    assert ended(child) == 0
    [file] = find_sessions(tmp_path)
    assert file.started.company == "Müller"


def test_bold_only_where_the_terminal_can(start: Start) -> None:
    child = start(NO_COLOR="")
    type_in(child, ("Um welches Unternehmen", "Müller"))
    child.expect_exact("\x1b[1mBranche\x1b[0m")


def test_without_a_terminal_there_is_nobody_to_ask(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUNNER, str(tmp_path)],
        input="Müller\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (1, "no terminal\n")
