"""The process's own streams: what encoding they take, and how an error is shown."""

import io
import os
import sys
from pathlib import Path

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.frames import frame
from cxmaturity.foundation.i18n import Message, locale_language, msg
from cxmaturity.foundation.text import safe_text


def prepare() -> None:
    """Let stdout and stderr take every character: UTF-8 in files and pipes, escapes on a poorer terminal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            plain = not stream.isatty() or stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}
            stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")


def complain(error: CxmaturityError, language: str) -> None:
    """Show *error* on stderr, in *language*. Names in it, of files or answers, cannot steer the terminal."""
    if isinstance(error, InvalidDocument):
        frames = (frame(found, error.sources.get(found.file), language) for found in error.diagnostics)
        sys.stderr.write("\n\n".join(frames) + "\n")
        return
    line = msg("Error: {problem}", problem=error.text(language)).text(language)
    sys.stderr.write(safe_text(line, newlines=True) + "\n")


def note(message: Message, language: str) -> None:
    """Say on stderr what was done."""
    sys.stderr.write(safe_text(message.text(language)) + "\n")


def drop_output() -> None:
    """Let go of stdout, whose reader has gone, so that the interpreter does not fail to flush it at exit."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def language() -> str:
    """Return the language of errors where none was asked for: the environment's."""
    return locale_language(os.environ)
