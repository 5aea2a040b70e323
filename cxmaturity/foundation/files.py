"""Files written whole or not at all, and never over something that is not ours."""

import errno
import io
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HEAD_BYTES = 65_536
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_PORTION = 33_554_432
_NAME_BYTES = 100  # of the target's name in that of the temporary file, which must not become too long


class OutputExists(CxmaturityError):
    """Something stands where the output would go, and nobody said that it may be replaced."""


def write_atomic(
    path: Path, data: bytes, *, force: bool = False, is_ours: Callable[[bytes], bool] | None = None
) -> None:
    """Write *data* to *path* as `atomic_file` does."""
    with atomic_file(path, force=force, is_ours=is_ours) as file:
        file.write(data)


@contextmanager
def atomic_file(
    path: Path, *, force: bool = False, is_ours: Callable[[bytes], bool] | None = None
) -> Iterator[BinaryIO]:
    """
    Give a file to write inside, so that at every moment the old one or the new one is at *path*, whole.

    An existing file is replaced only with *force*, or if *is_ours* says so of its first 64 KiB; a link only
    with *force*, and then itself, never what it points to. What is raised inside leaves the old file.
    Raises OutputExists, or CxmaturityError where the system refuses.
    """
    try:
        mode = _replaceable(path, force=force, is_ours=is_ours)
        with _replacement(path, mode) as file:
            yield file
    except OSError as error:
        raise CxmaturityError(*write_failure(error, path)) from error


def check_free(path: Path, *, force: bool = False) -> None:
    """Raises CxmaturityError where `write_atomic` would find a file that it may not replace: before work is in vain."""
    try:
        _replaceable(path, force=force, is_ours=None)
    except OSError as error:
        raise CxmaturityError(*write_failure(error, path)) from error


def make_folder(folder: Path) -> None:
    """Make *folder*, and those around it, where they are missing. Raises CxmaturityError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise CxmaturityError(
            msg("{folder} cannot be a folder: a file has that name.", folder=str(folder)),
            msg("Choose another."),
        ) from error
    except OSError as error:
        raise CxmaturityError(*write_failure(error, folder)) from error


def _replaceable(path: Path, *, force: bool, is_ours: Callable[[bytes], bool] | None) -> int | None:
    """Return the permissions of the file at *path*, or None if the place is free; raise if it must stay."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise CxmaturityError(msg("{file} is a folder.", file=str(path)), msg("Name a file inside it."))
    if stat.S_ISLNK(mode):
        if not force:
            raise _exists(msg("{file} is a link.", file=str(path)))
        return None
    if not stat.S_ISREG(mode):
        raise CxmaturityError(
            msg("{file} is a device or a pipe.", file=str(path)), msg("Use - for standard output.")
        )
    if not force and not (is_ours is not None and is_ours(_head(path))):
        raise _exists(msg("{file} already exists.", file=str(path)))
    return stat.S_IMODE(mode)


def _exists(message: Message) -> OutputExists:
    return OutputExists(message, msg("Use --force to replace it."))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


@contextmanager
def _replacement(path: Path, mode: int | None) -> Iterator[BinaryIO]:
    name = path.name.encode(errors="surrogateescape")[:_NAME_BYTES].decode(errors="ignore")
    temporary = path.with_name(f".{name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, _NEW_FILE, 0o666)  # the system takes the umask off
    try:
        steady = _Steady(descriptor, path)
        with io.BufferedWriter(steady) as file:
            yield file
            file.flush()
            steady.check()
            os.fsync(descriptor)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


class _Steady(io.FileIO):
    """A file that reaches the disk while it is written, so that not all of it has to at the end.

    What goes wrong there is said of this file, whatever others are open, and once: what is written to it after that is
    dropped, for whoever closes a part of it cannot do otherwise than write. Raises CxmaturityError.
    """

    def __init__(self, descriptor: int, path: Path) -> None:
        super().__init__(descriptor, "wb")
        self._path = path
        self._waiting = 0
        self._failure: CxmaturityError | None = None

    def check(self) -> None:
        """Raise what went wrong, whoever may have passed over it."""
        if self._failure is not None:
            raise self._failure

    def write(self, data: "ReadableBuffer", /) -> int:
        if self._failure is not None:
            return len(memoryview(data))
        try:
            written = super().write(data)
            self._waiting += written
            if self._waiting >= _PORTION:
                os.fsync(self.fileno())
                self._waiting = 0
        except OSError as error:
            self._failure = CxmaturityError(*write_failure(error, self._path))
            raise self._failure from error
        return written


def _sync_folder(folder: Path) -> None:
    """Make the new name outlast a power cut where the system can; the file is complete already."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_failure(error: OSError, path: Path) -> tuple[Message, Message | None]:
    """Return what to say where the system refuses to write *path*, and what to do."""
    file, folder = str(path), str(path.parent)
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return msg("There is no folder {folder}.", folder=folder), msg("Create it, or choose another.")
        case PermissionError():
            return msg("You do not have permission to write {file}.", file=file), None
        case OSError(errno=code) if code in _FULL:
            return msg("There is no space left to write {file}.", file=file), None
        case OSError(errno=errno.EROFS):
            return msg("You do not have permission to write {file}.", file=file), None
        case _:
            reason = error.strerror or str(error)
            return msg("{file} cannot be written: {reason}", file=file, reason=reason), None
