"""Files that a path names, opened so that neither a pipe nor a device can make the program wait."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import Size, refusal, too_large

_NOT_ON_WINDOWS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_ONLY_ON_WINDOWS = getattr(os, "O_BINARY", 0)

NO_FILE = msg("There is no such file.")


def open_regular(path: Path, largest: Size | None = None) -> BinaryIO:
    """Open the regular file at *path* for its bytes; raise InvalidDocument, also where it is above *largest*."""
    try:
        _check_kind(path.stat(), path, largest)
        # What the path names may have changed since: opened so that it cannot block, and looked at again.
        descriptor = os.open(path, os.O_RDONLY | _NOT_ON_WINDOWS | _ONLY_ON_WINDOWS)
        try:
            _check_kind(os.fstat(descriptor), path, largest)
        except BaseException:
            os.close(descriptor)
            raise
        return os.fdopen(descriptor, "rb")
    except OSError as error:
        raise refusal("io", str(path), read_failure(error)) from error


def read_failure(error: OSError) -> Message:
    """Return why a file could not be read."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return NO_FILE
        case PermissionError():
            return msg("You do not have permission to read this file.")
        case _:
            return msg("The file cannot be read: {reason}", reason=error.strerror or str(error))


def _check_kind(status: os.stat_result, path: Path, largest: Size | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise refusal("io", str(path), msg("This is a folder, not a file."))
    if not stat.S_ISREG(status.st_mode):
        raise refusal(
            "io",
            str(path),
            msg("This is a pipe or a device, not a file."),
            msg("Use - to read standard input."),
        )
    if largest is not None and status.st_size > largest.bytes:
        raise too_large(str(path), largest)
