"""Sessions on disk: started, found again, and taken up."""

import os
import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import file_stem
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.workshop.events import Answered, Cleared, Event, Finished, Opened, Started
from cxmaturity.workshop.journal import (
    ENDING,
    Journal,
    create_journal,
    open_journal,
    read_events,
    recovered_path,
)
from cxmaturity.workshop.session import Session, replay

FOLDER_VARIABLE = "CXMATURITY_SESSIONS"


class SessionFile(Struct, frozen=True):
    """
    A session on disk; `changed` is when it was last written, `answered` how many questions have an answer.

    A damaged one is taken up by way of the file that its sound lines are copied to.
    """

    path: Path
    started: Started
    changed: datetime
    answered: int
    finished: bool
    damaged: bool


def sessions_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return where sessions are kept: what CXMATURITY_SESSIONS says, else the user's own place for such data."""
    named = (os.environ if environ is None else environ).get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("cxmaturity", appauthor=False) / "sessions"


def open_session(
    compiled: CompiledQuestionnaire,
    company: str,
    *,
    language: str,
    now: datetime,
    respondent: str | None = None,
    role: str | None = None,
    folder: Path | None = None,
) -> tuple[Session, Journal]:
    """Start a session and its journal, a new file named for the company. Raises CxmaturityError."""
    started = Started(
        questionnaire=compiled.model.id,
        version=compiled.model.version,
        sha256=compiled.sha256,
        language=language,
        company=company,
        started=now.isoformat(timespec="seconds"),
        date=now.date().isoformat(),
        respondent=respondent,
        role=role,
    )
    journal = create_journal(folder or sessions_folder(), _stem(started, now))
    try:
        journal.append(started)
        journal.append(_opened(now))
    except BaseException:
        journal.close()
        raise
    return Session(compiled, started), journal


def resume_session(
    compiled: CompiledQuestionnaire, path: Path | None = None, *, now: datetime, folder: Path | None = None
) -> tuple[Session, Journal]:
    """
    Take up the session at *path*, by default the newest unfinished one of this questionnaire.

    Raises CxmaturityError where there is none, where another process has it open (SessionBusy), where it is damaged
    (DamagedSession), or where the questionnaire has changed since.
    """
    journal, events = open_journal(path or _newest(compiled, folder))
    try:
        session = _replayed(compiled, journal.path, events)
        journal.append(_opened(now))
    except BaseException:
        journal.close()
        raise
    return session, journal


def find_sessions(folder: Path | None = None) -> tuple[SessionFile, ...]:
    """Return every session, the one written last first; instead of a damaged one, what was recovered of it."""
    files = sorted((folder or sessions_folder()).glob("*" + ENDING))
    found = (session for path in files if (session := _session_file(path)) is not None)
    return tuple(sorted(found, key=lambda session: session.changed, reverse=True))


def unfinished_sessions(folder: Path | None = None) -> tuple[SessionFile, ...]:
    """Return the sessions that nobody has finished, the one written last first."""
    return tuple(session for session in find_sessions(folder) if not session.finished)


def _stem(started: Started, now: datetime) -> str:
    stem = f"{file_stem(started.company)}_{started.questionnaire}_{now:%Y-%m-%d_%H-%M-%S}"
    try:
        os.fsencode(stem)
    except UnicodeEncodeError:  # the system's locale has no such letters
        return stem.encode("ascii", "ignore").decode()
    return stem


def _opened(now: datetime) -> Opened:
    return Opened(at=now.isoformat(timespec="seconds"), by=f"{os.getpid()}, {socket.gethostname()}")


def _newest(compiled: CompiledQuestionnaire, folder: Path | None) -> Path:
    id_ = compiled.model.id
    mine = (session for session in unfinished_sessions(folder) if session.started.questionnaire == id_)
    newest = next(mine, None)
    if newest is None:
        raise CxmaturityError(msg("There is no unfinished session of the questionnaire {name}.", name=id_))
    return newest.path


def _replayed(compiled: CompiledQuestionnaire, path: Path, events: tuple[Event, ...]) -> Session:
    match events:
        case (Started() as started, *_):
            changed = _changed(compiled, started)
        case _:
            raise CxmaturityError(msg("{file} lacks the beginning of its session.", file=str(path)))
    if changed is not None:
        raise CxmaturityError(changed, msg("Resume it with the questionnaire as it was, or start anew."))
    try:
        return replay(compiled, events)
    except ValueError as error:
        raise CxmaturityError(
            msg("{file} holds answers that the questionnaire does not offer.", file=str(path))
        ) from error


def _changed(compiled: CompiledQuestionnaire, started: Started) -> Message | None:
    model = compiled.model
    if started.questionnaire != model.id:
        return msg(
            "This session belongs to the questionnaire {given}, not to {wanted}.",
            given=started.questionnaire,
            wanted=model.id,
        )
    if started.version != model.version:
        return msg(
            "This session was started with version {given}; the questionnaire is version {wanted}.",
            given=started.version,
            wanted=model.version,
        )
    if started.sha256 != compiled.sha256:
        return msg("The questionnaire has changed since this session was started, without a new version.")
    return None


def _session_file(path: Path) -> SessionFile | None:
    try:
        events, damaged = read_events(path)
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (CxmaturityError, OSError):
        return None
    if not events or not isinstance(events[0], Started) or (damaged and recovered_path(path).exists()):
        return None
    answered: set[str] = set()
    finished = False
    for event in events:
        if isinstance(event, Answered):
            answered.add(event.question)
        elif isinstance(event, Cleared):
            answered.discard(event.question)
        finished = isinstance(event, Finished) or (finished and isinstance(event, Opened))
    return SessionFile(path, events[0], changed, len(answered), finished, damaged)
