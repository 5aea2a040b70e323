"""What `validate` found, where it was asked for: on standard output, in a file, in the summary of a job."""

import os
from collections.abc import Mapping
from pathlib import Path

from cxmaturity.authoring.formats import FORMATS
from cxmaturity.authoring.formats.sentences import summary
from cxmaturity.authoring.repository import repository_names
from cxmaturity.authoring.validation import Findings
from cxmaturity.cli import streams
from cxmaturity.cli.texts import checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg, verbatim


def chosen_form(form: str | None, output: Path | None) -> str:
    """The form asked for, else that of the output's ending, else text. Raises CxmaturityError where there is none."""
    if form is not None:
        checked_form(form, tuple(FORMATS))
        return form
    if output is None:
        return "text"
    by_ending = {known.ending: name for name, known in FORMATS.items() if known.ending is not None}
    if output.suffix.lower() in by_ending:
        return by_ending[output.suffix.lower()]
    raise CxmaturityError(
        msg("The extension of {file} is not one of an output format.", file=str(output)),
        msg("Use one of {endings}, or name the format with --format.", endings=", ".join(by_ending)),
    )


def write_findings(
    findings: Findings, form: str, language: str, output: Path | None, *, force: bool, quiet: bool
) -> None:
    """Write the findings to the file *output*, else to stdout; a closing line for people goes to stderr.

    Raises CxmaturityError where the output cannot be written.
    """
    known = FORMATS[form]
    shown = findings.named(repository_names(Path.cwd())) if known.is_for_services else findings
    text = known.render(shown, language)
    if output is not None:
        mark = known.mark
        write_atomic(
            output, _encoded(text), force=force, is_ours=lambda head: mark is not None and mark in head
        )
    else:
        streams.put(text)
    if form == "github":
        from cxmaturity.authoring.formats.github import step_summary

        _append_to_job(step_summary(shown, language), os.environ)
    if not quiet and (known.is_for_people or output is not None):
        streams.note(verbatim(summary(findings, language)), language)


def _append_to_job(text: str, environ: Mapping[str, str]) -> None:
    """Add *text* to the summary of the GitHub job that this runs in, if it runs in one."""
    place = environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    try:
        with Path(place).open("ab") as file:
            file.write(_encoded(text))
    except OSError as error:
        reason = error.strerror or str(error)
        raise CxmaturityError(msg("{file} cannot be written: {reason}", file=place, reason=reason)) from error


def _encoded(text: str) -> bytes:
    # A file name may hold bytes that are no text; on standard output they are escaped in the same way.
    return text.encode(errors="backslashreplace")
