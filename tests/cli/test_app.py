import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cxmaturity.cli.app import main, shown_language
from tests.cli.toy import TOYS

HELP = """\
Usage: cxmaturity [OPTIONS] COMMAND [ARGS]...

  Find out how mature a company's customer experience is, and what to do next.

Options:
  --version             Show the version and exit.
  --install-completion  Install completion for the current shell.
  --show-completion     Show completion for the current shell, to copy it or
                        customize the installation.
  -h, --help            Show this message and exit.

Commands:
  greet      Say hello.
  fail       Fail as a user's mistake does.
  find       Find something.
  crash      Fail as a bug does.
  interrupt  Be interrupted.
  leave      Lose the reader.
  end        Run out of input.
"""

GERMAN_COMMAND_HELP = """\
Aufruf: cxmaturity greet [OPTIONEN] {DATEI}

  Say hello.

Argumente:
  DATEI  Whom to greet.  [erforderlich]

Optionen:
  --lang SPRACHE      Sprache, z. B. de oder en. Ohne Angabe: wie Ihr System.
  -o, --output DATEI  Schreibt in DATEI; die Endung bestimmt das Format, - ist
                      die Standardausgabe.
  --force             Überschreibt vorhandene Dateien.
  -h, --help          Zeigt diese Hilfe an.
"""


@pytest.mark.parametrize("args", [["--help"], ["-h"]])
def test_help(args: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args, commands=TOYS) == 0
    assert capsys.readouterr() == (HELP, "")


def test_no_argument_is_wrong_usage_and_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], commands=TOYS) == 2
    assert capsys.readouterr() == ("", HELP)


def test_help_in_german(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXMATURITY_LANG", "de-AT")
    assert main(["greet", "--help"], commands=TOYS) == 0
    assert capsys.readouterr() == (GERMAN_COMMAND_HELP, "")


def test_a_command_gets_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["greet", "Eva", "--lang", "de", "-o", "a.txt", "--force"], commands=TOYS) == 0
    assert capsys.readouterr() == (f"Hello Eva! de {Path('a.txt')} True\n", "")


@pytest.mark.parametrize(
    ("args", "code", "err"),
    [
        (["find"], 1, ""),
        (["interrupt"], 130, ""),
        (["end"], 2, "\nError: The input ended before everything was answered.\n"),
        (["fail"], 2, "Error: There is no command \\x1b[31m\\u202ered.\nWhich command?\n"),
        (["fial"], 2, "Error: There is no command fial.\nDid you mean fail?\n"),
        (
            ["fail", "x"],
            2,
            "Error: Too many arguments: x.\n`cxmaturity fail --help` shows what is possible.\n",
        ),
        (["greet"], 2, "Error: FILE is missing.\n`cxmaturity greet --help` shows what is possible.\n"),
        (
            ["greet", "Eva", "--forse"],
            2,
            (
                "Error: There is no option --forse. Did you mean --force?\n"
                "`cxmaturity greet --help` shows what is possible.\n"
            ),
        ),
        (["greet", "Eva", "--force=1"], 2, "Error: --force takes no value.\n"),
        (["greet", "Eva", "-o"], 2, "Error: -o needs a value.\n"),
        (
            ["greet", "Eva", "--lang=de", "-x"],
            2,
            "Fehler: Die Option -x gibt es nicht.\n`cxmaturity greet --help` zeigt, was möglich ist.\n",
        ),
    ],
)
def test_exit_code_and_message(
    args: Sequence[str], code: int, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args, commands=TOYS) == code
    assert capsys.readouterr() == ("", err)


CLI_OF_TOYS = """
from cxmaturity.cli.app import main
from tests.cli.toy import TOYS
raise SystemExit(main(commands=TOYS))
"""


@pytest.mark.parametrize("args", [["leave"], ["greet", "x" * 100_000]], ids=["at-exit", "amid"])
def test_a_reader_that_has_gone_is_no_error(args: Sequence[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        argv = [sys.executable, "-c", CLI_OF_TOYS, *args]
        done = subprocess.run(argv, stdout=gone, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(KeyError, match="a bug"):
        main(["crash"], commands=TOYS)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["assess"], "de-CH"),
        (["assess", "--lang", "en"], "en"),
        (["--lang=en", "assess"], "en"),
        (["assess", "--lang"], "de-CH"),
        (["assess", "--", "--lang", "en"], "de-CH"),
        (["assess", "--lang", "fr", "--lang", "en"], "en"),
    ],
)
def test_shown_language(args: Sequence[str], expected: str) -> None:
    assert shown_language(args, {"LANG": "de_CH.UTF-8"}) == expected
