"""A workshop at the terminal: opened or taken up, held, and its answers written."""

from datetime import datetime
from itertools import count
from pathlib import Path

import typer

from cxmaturity.answers.models import Answers
from cxmaturity.answers.reading import answers_data
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import file_stem
from cxmaturity.foundation.yaml_writer import dump_yaml
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.workshop.interview import Ending, ask_company, run_interview
from cxmaturity.workshop.journal import Journal
from cxmaturity.workshop.session import Session
from cxmaturity.workshop.sessions import open_session, resume_session
from cxmaturity.workshop.terminal import Terminal, at_terminal, open_terminal

_ENDINGS = (".answers.yaml", ".json", ".pdf", ".html")
_EXIT_CODES = {Ending.LEFT: ExitCode.DONE, Ending.INTERRUPTED: ExitCode.INTERRUPTED}


def hold_workshop(
    compiled: CompiledQuestionnaire, company: str | None, language: str, *, resume: bool
) -> Answers:
    """Ask the questions and return the answers.

    Raises typer.Exit where the workshop was left before its end (its answers are on disk), CxmaturityError where
    nobody can be asked.
    """
    if not at_terminal():
        raise CxmaturityError(
            msg("There is no terminal to ask the questions at; give the answers with --answers FILE.")
        )
    terminal = open_terminal(language)
    session, journal = _session(compiled, company, terminal, resume=resume)
    with journal:
        outcome = run_interview(
            session, journal, ask=terminal.ask, say=terminal.say, width=terminal.width, language=language,
            strong=terminal.strong,
        )  # fmt: skip
    if outcome.ending is not Ending.FINISHED:
        raise typer.Exit(_EXIT_CODES[outcome.ending] if journal.saved else ExitCode.NOT_DONE)
    return outcome.session.answers()


def _session(
    compiled: CompiledQuestionnaire, company: str | None, terminal: Terminal, *, resume: bool
) -> tuple[Session, Journal]:
    now = datetime.now().astimezone()
    if resume:
        return resume_session(compiled, now=now)
    try:
        name = company or ask_company(
            ask=terminal.ask, say=terminal.say, width=terminal.width, language=terminal.language
        )
    except (EOFError, KeyboardInterrupt):
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    return open_session(compiled, name, language=terminal.language, now=now)


def write_answers(compiled: CompiledQuestionnaire, answers: Answers, stem: str) -> Path:
    """Write the answers file of a workshop into the working folder."""
    path = Path(f"{stem}.answers.yaml")
    write_atomic(path, dump_yaml(answers_data(compiled.model, compiled.sha256, answers)).encode())
    return path


def free_stem(company: str) -> str:
    """A file name for a company, less its ending, under which no output of a workshop stands yet."""
    stem = file_stem(company)
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if not any(Path(name + ending).exists() for ending in _ENDINGS))
