"""The interview at a real terminal: where it reads, where it prints, and how wide that is."""

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from msgspec import Struct

from cxmaturity.foundation.i18n import msg

_FALLBACK = (80, 24)


def at_terminal() -> bool:
    """Whether somebody can read questions and type answers."""
    return sys.stdin is not None and sys.stdin.isatty() and _shown_on() is not None


class Terminal(Struct, frozen=True):
    """A terminal to ask at: standard output where that is one, else standard error, so that output can be a file."""

    screen: TextIO
    language: str
    bold: bool

    @property
    def width(self) -> int:
        """Columns, as COLUMNS or the terminal says."""
        return shutil.get_terminal_size(_FALLBACK).columns

    def say(self, line: str) -> None:
        """Print *line*."""
        self.screen.write(line + "\n")

    def ask(self, prompt: str) -> str:
        """Return the line that is typed. Raises EOFError at the end of input."""
        self.screen.flush()
        while True:
            try:
                # Where Python takes the terminal for ASCII, it hides the bytes of other letters in surrogates.
                return self._line(prompt).encode(errors="surrogateescape").decode()
            except UnicodeError:
                self.say(msg("That could not be read; is the terminal set to UTF-8?").text(self.language))

    def strong(self, line: str) -> str:
        """Make *line* stand out where the terminal can."""
        return f"\x1b[1m{line}\x1b[0m" if self.bold else line

    def _line(self, prompt: str) -> str:
        if self.screen is sys.stdout:
            return input(prompt)
        self.screen.write(prompt)
        self.screen.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line


def open_terminal(language: str, environ: Mapping[str, str] | None = None) -> Terminal:
    """Return the terminal of this process; ask `at_terminal` first. Lines can be edited where readline is there."""
    known = os.environ if environ is None else environ
    with suppress(ImportError):
        import readline  # noqa: F401  its import is what gives input() editing
    bold = not known.get("NO_COLOR") and known.get("TERM", "") not in {"", "dumb"}
    return Terminal(_shown_on() or sys.stderr, language, bold)


def _shown_on() -> TextIO | None:
    streams = (sys.stdout, sys.stderr)
    return next((stream for stream in streams if stream is not None and stream.isatty()), None)
