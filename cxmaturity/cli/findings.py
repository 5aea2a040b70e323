"""What `validate` found, where it was asked for: on standard output, in a file, in the summary of a job."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from cxmaturity.authoring.formats import FORMATS, Format
from cxmaturity.authoring.formats.sentences import summary
from cxmaturity.authoring.repository import repository_names
from cxmaturity.authoring.validation import Findings
from cxmaturity.cli import streams
from cxmaturity.cli.texts import checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import write_atomic
from cxmaturity.foundation.i18n import msg, verbatim


def chosen_outputs(form: str | None, files: Sequence[Path]) -> Mapping[Path | None, str]:
    """The form of each file, None for stdout: the one asked for, else that of its ending, else text.

    Raises CxmaturityError where there is no such form.
    """
    if form is not None:
        checked_form(form, tuple(FORMATS))
    places = [None if str(file) == "-" else file for file in files] or [None]
    return {place: form or _form_by_ending(place) for place in places}


def _form_by_ending(file: Path | None) -> str:
    if file is None:
        return "text"
    by_ending = {known.ending: name for name, known in FORMATS.items() if known.ending is not None}
    if file.suffix.lower() in by_ending:
        return by_ending[file.suffix.lower()]
    raise CxmaturityError(
        msg("The extension of {file} is not one of an output format.", file=str(file)),
        msg("Use one of {endings}, or name the format with --format.", endings=", ".join(by_ending)),
    )


def write_findings(
    findings: Findings, outputs: Mapping[Path | None, str], language: str, *, force: bool, quiet: bool
) -> None:
    """Write the findings to each file and, for None, to stdout; a closing line for people goes to stderr.

    What can be written is, before CxmaturityError is raised for what cannot.
    """
    failures: list[CxmaturityError] = []
    for file, form in outputs.items():
        try:
            _write(findings, file, FORMATS[form], language, force=force)
        except CxmaturityError as error:
            failures.append(error)
    if "github" in outputs.values():
        from cxmaturity.authoring.formats.github import step_summary

        _append_to_job(step_summary(_for_services(findings), language), os.environ)
    if not quiet and any(file is not None or FORMATS[form].is_for_people for file, form in outputs.items()):
        streams.note(verbatim(summary(findings, language)), language)
    if failures:
        for failure in failures[1:]:
            streams.complain(failure, language)
        raise failures[0]


def _write(findings: Findings, file: Path | None, form: Format, language: str, *, force: bool) -> None:
    text = form.render(_for_services(findings) if form.is_for_services else findings, language)
    if file is None:
        streams.put(text)
    else:
        write_atomic(
            file,
            _encoded(text),
            force=force,
            is_ours=lambda head: form.mark is not None and form.mark in head,
        )


def _for_services(findings: Findings) -> Findings:
    return findings.named(repository_names(Path.cwd()))


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
