"""`cxmaturity report`: assessments or answers in, reports out."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Force, Lang, Locale, Questionnaire, Quiet, Template
from cxmaturity.foundation.i18n import msgid


def report(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar=msgid("FILE"), show_default=False, help=msgid("Assessments or answers files.")
        ),
    ],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            metavar=msgid("FILE|DIR"),
            show_default=False,
            help=msgid("Write to FILE (.pdf, .html, .json), or one PDF per company into the folder DIR."),
        ),
    ] = None,
    questionnaire: Questionnaire = None,
    template: Template = None,
    lang: Lang = None,
    locale: Locale = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Make the report of one assessment, or of many at once."""
    from cxmaturity.cli.reporting import Request, write_reports

    request = Request(tuple(files), tuple(output or ()), questionnaire, template, lang, locale, force, quiet)
    return ExitCode.DONE if write_reports(request) else ExitCode.FOUND_SOMETHING
