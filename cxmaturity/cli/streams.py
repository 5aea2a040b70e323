"""The process's own streams: what encoding they take, and how an error is shown."""

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.frames import frame
from cxmaturity.foundation.i18n import Message, locale_language, msg
from cxmaturity.foundation.text import safe_text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_READER_GONE = {errno.EPIPE, errno.EINVAL}  # the second is how Windows says it


def prepare() -> None:
    """Let stdout and stderr take every character: UTF-8 in files and pipes, escapes on a poorer terminal.

    A stream that the process was started without is an empty one.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the lowest free descriptor, so that no file takes this one's place
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            plain = not stream.isatty() or stream.encoding.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}
            stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")


def put(text: str) -> None:
    """Write *text* to stdout, `guarded`."""
    with guarded():
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def binary_output() -> Iterator[BinaryIO]:
    """Give stdout for bytes, `guarded`; all has been written in the end."""
    stream = _GuardedOutput()
    yield cast("BinaryIO", stream)  # all that is asked of it is to be written to
    stream.flush()


class _GuardedOutput(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        size = len(memoryview(data))
        with guarded():
            sys.stdout.buffer.write(data)
        return size

    def flush(self) -> None:
        with guarded():
            sys.stdout.buffer.flush()


@contextmanager
def guarded() -> Iterator[None]:
    """Write to stdout inside. A reader that has gone, like `head`, is no error: what else is to be done goes on.

    Raises CxmaturityError where the system does not take it, as on a full disk.
    """
    try:
        yield
    except OSError as error:
        drop(sys.stdout)
        if error.errno not in _READER_GONE:
            problem = msg("Standard output cannot be written: {reason}", reason=error.strerror or str(error))
            raise CxmaturityError(problem) from error


def complain(error: CxmaturityError, language: str) -> None:
    """Show *error* on stderr, in *language*. Names in it, of files or answers, cannot steer the terminal."""
    if isinstance(error, InvalidDocument):
        frames = (frame(found, error.sources.get(found.file), language) for found in error.diagnostics)
        put_aside("\n\n".join(frames))
        return
    line = msg("Error: {problem}", problem=error.text(language)).text(language)
    put_aside(safe_text(line, newlines=True))


def note(message: Message, language: str) -> None:
    """Say on stderr what was done."""
    put_aside(safe_text(message.text(language)))


def notes(messages: Iterable[Message], language: str) -> None:
    """Say them on stderr, a line each."""
    for message in messages:
        note(message, language)


def is_watched() -> bool:
    """Whether somebody sees on stderr what changes there."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def drop(stream: TextIO) -> None:
    """Let go of *stream*, which takes no more, so that the interpreter does not fail to flush it at exit."""
    with suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def put_aside(text: str) -> None:
    """Write *text* and a line break to stderr. Where that cannot be, the exit code has to say enough."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def language() -> str:
    """Return the language of errors where none was asked for: the environment's."""
    return locale_language(os.environ)
