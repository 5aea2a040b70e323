"""`cxmaturity validate`: check questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Form, Lang, Quiet
from cxmaturity.foundation.i18n import msgid


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar=msgid("PATH"),
            show_default=False,
            help=msgid("Questionnaires, or folders that contain some."),
        ),
    ],
    form: Form = "text",
    lang: Lang = None,
    quiet: Quiet = False,
) -> int:
    """Check questionnaires; every problem with its place."""
    from cxmaturity.authoring.validation import validate_files
    from cxmaturity.cli.findings import print_findings
    from cxmaturity.cli.texts import checked_form

    checked_form(form, ("text", "json"))
    findings = validate_files(paths)
    print_findings(findings, form, lang, quiet=quiet)
    return ExitCode.FOUND_SOMETHING if findings.has_errors else ExitCode.DONE
