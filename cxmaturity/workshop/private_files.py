"""Files that only their owner reads, made without following a link or replacing anything."""

import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

SAFELY = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe of that name must not wait for its other end
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | SAFELY


def new_file(folder: Path, stem: str, ending: str) -> tuple[Path, int]:
    """Create a file that only its owner reads, under the first name that is free, and open it."""
    for number in count(1):
        path = folder / (f"{stem}{ending}" if number == 1 else f"{stem}_{number}{ending}")
        with suppress(FileExistsError):
            descriptor = os.open(path, _NEW, 0o600)
            restrict: Callable[[int, int], None] | None = getattr(os, "fchmod", None)
            if restrict is not None:
                restrict(descriptor, 0o600)  # whatever the umask took off or left
            return path, descriptor
    raise AssertionError("unreachable")


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of *data*, however little the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Make new names in *folder* outlast a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
