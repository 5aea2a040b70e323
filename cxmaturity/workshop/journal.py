"""
The journal: the events of a session on disk, one line each, appended and synced before anything else happens.

Nothing in it is ever rewritten. What a crash left half written is set aside in a file of its own; a journal
that is damaged is left as it is, and what still reads goes into a new one.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.workshop.events import Event, Opened, event_data, event_of
from cxmaturity.workshop.lines import Scan, encode, scan
from cxmaturity.workshop.locking import lock
from cxmaturity.workshop.private_files import SAFELY, new_file, sync_folder, write_all

ENDING = ".jsonl"
_RECOVERED = ".recovered" + ENDING
_MAX_BYTES = 16_000_000


class NotSaved(CxmaturityError):
    """An event could not be written. The journal keeps it and writes it together with the next one."""


class SessionBusy(CxmaturityError):
    """Another process has the session open."""


class DamagedSession(CxmaturityError):
    """A journal with lines that do not read. `recovered` is a new journal of those that do."""

    def __init__(self, message: Message, recovered: Path) -> None:
        self.recovered = recovered
        super().__init__(
            message,
            msg("The session file was left as it is. What still reads is in {file}.", file=str(recovered)),
        )


class Journal:
    """An open journal, locked for this process. `notices` say what was found when it was opened."""

    def __init__(self, path: Path, descriptor: int, *, size: int = 0, lines: int = 0) -> None:
        self.path = path
        self.notices: tuple[Message, ...] = ()
        self._descriptor = descriptor
        self._size = size
        self._lines = lines
        self._waiting: list[bytes] = []

    @property
    def saved(self) -> bool:
        """Whether everything that was appended is on disk."""
        return not self._waiting

    def append(self, event: Event) -> None:
        """Write *event*, and what could not be written before, and wait until the disk has it. Raises NotSaved."""
        self._lines += 1
        self._waiting.append(encode(self._lines, event_data(event)))
        data = b"".join(self._waiting)
        try:
            write_all(self._descriptor, data)
            os.fsync(self._descriptor)
        except OSError as error:
            with suppress(OSError):  # half a line is no line
                os.ftruncate(self._descriptor, self._size)
            raise NotSaved(
                msg("This could not be saved: {reason}", reason=_reason(error)),
                msg("Go on; it is kept in memory and saved as soon as that is possible."),
            ) from error
        self._size += len(data)
        self._waiting.clear()

    def close(self) -> None:
        """Close the file and let go of the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_journal(folder: Path, stem: str) -> Journal:
    """Return a new, empty journal in *folder*, which is made if it is not there. Raises CxmaturityError."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        path, descriptor = new_file(folder, stem, ENDING)
        sync_folder(folder)
    except OSError as error:
        raise CxmaturityError(
            msg("No session can be saved in {folder}: {reason}", folder=str(folder), reason=_reason(error))
        ) from error
    lock(descriptor)
    return Journal(path, descriptor)


def open_journal(path: Path) -> tuple[Journal, tuple[Event, ...]]:
    """
    Return the journal at *path*, locked, and its events so far.

    Raises SessionBusy, DamagedSession, or CxmaturityError where *path* is no journal of ours.
    """
    descriptor = _open(path, os.O_RDWR | os.O_APPEND)
    try:
        _take(path, descriptor)
        found = scan(_read(path, descriptor))
        events = _events(path, found)
        journal = Journal(path, descriptor, size=found.end, lines=len(events))
        if found.torn:
            journal.notices = (_set_aside(path, descriptor, found),)
    except BaseException:
        os.close(descriptor)
        raise
    return journal, events


def read_events(path: Path) -> tuple[tuple[Event, ...], bool]:
    """
    Return the events of a journal that may be open elsewhere, and whether it is damaged; change nothing.

    Raises CxmaturityError where *path* is no journal of ours.
    """
    descriptor = _open(path, os.O_RDONLY)
    try:
        found = scan(_read(path, descriptor))
    finally:
        os.close(descriptor)
    return _decoded(path, found), bool(found.damaged)


def recovered_path(path: Path) -> Path:
    """Return where the sound lines of the journal at *path* go when it is found damaged."""
    return path.with_name(path.stem + _RECOVERED)


def _open(path: Path, flags: int) -> int:
    try:
        descriptor = os.open(path, flags | SAFELY)
    except OSError as error:
        raise CxmaturityError(
            msg("The session {file} cannot be opened: {reason}", file=str(path), reason=_reason(error))
        ) from error
    found = os.fstat(descriptor)
    owner = getattr(os, "geteuid", None)
    if not stat.S_ISREG(found.st_mode) or (owner is not None and found.st_uid != owner()):
        os.close(descriptor)
        raise CxmaturityError(msg("{file} is not a session file of yours.", file=str(path)))
    return descriptor


def _read(path: Path, descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    if size > _MAX_BYTES:
        raise CxmaturityError(msg("{file} is too large for a session.", file=str(path)))
    os.lseek(descriptor, 0, os.SEEK_SET)
    data = b""
    while len(data) < size and (piece := os.read(descriptor, size - len(data))):
        data += piece
    return data


def _events(path: Path, found: Scan) -> tuple[Event, ...]:
    if found.damaged:
        raise DamagedSession(_damage(path, found), _recover(path, found))
    return _decoded(path, found)


def _decoded(path: Path, found: Scan) -> tuple[Event, ...]:
    try:
        return tuple(event_of(data) for data in found.entries)
    except ValueError as error:
        raise CxmaturityError(
            msg("{file} was written by a newer cxmaturity.", file=str(path)), msg("Update cxmaturity.")
        ) from error


def _damage(path: Path, found: Scan) -> Message:
    lines = ", ".join(map(str, found.damaged))
    return msg("The session {file} is damaged (line {lines}).", file=str(path), lines=lines)


def _take(path: Path, descriptor: int) -> None:
    """Lock the journal, or say who has it."""
    if lock(descriptor):
        return
    events = _decoded(path, scan(_read(path, descriptor)))
    by = next((event.by for event in reversed(events) if isinstance(event, Opened)), "?")
    raise SessionBusy(
        msg("This session is open in another window (process {by}).", by=by),
        msg("Close it there, then try again."),
    )


def _recover(path: Path, found: Scan) -> Path:
    """Write what reads of a damaged journal into a new one beside it, once; it may have gone on since."""
    target = recovered_path(path)
    if target.exists():
        return target
    lines = (encode(number, event) for number, event in enumerate(found.entries, start=1))
    return _keep(path, _RECOVERED, b"".join(lines))


def _set_aside(path: Path, descriptor: int, found: Scan) -> Message:
    """Copy what a crash left half written to a file of its own, and only then take it off."""
    kept = _keep(path, ".torn", found.torn)
    os.ftruncate(descriptor, found.end)
    os.fsync(descriptor)
    return msg(
        "The last entry had not been saved completely when the session ended. What there is of it is in {file}.",
        file=str(kept),
    )


def _keep(path: Path, ending: str, data: bytes) -> Path:
    try:
        kept, descriptor = new_file(path.parent, path.stem, ending)
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    except OSError as error:
        raise CxmaturityError(
            msg(
                "{file} cannot be written: {reason}",
                file=str(path.with_suffix(ending)),
                reason=_reason(error),
            )
        ) from error
    return kept


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
