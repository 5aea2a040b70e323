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
    skip_others: Annotated[
        bool,
        typer.Option("--skip-others", help=msgid("Pass over files that do not say they are questionnaires.")),
    ] = False,
    form: Form = "text",
    strict: Annotated[bool, typer.Option("--strict", help=msgid("Count warnings as errors."))] = False,
    prove: Annotated[
        bool,
        typer.Option(
            "--prove", help=msgid("Search exactly for what stays open: slower, within the time limit.")
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar=msgid("SECONDS"),
            show_default=True,
            min=0,
            help=msgid("How long to search in each file."),
        ),
    ] = 60,
    lang: Lang = None,
    quiet: Quiet = False,
) -> int:
    """Check questionnaires; every problem with its place."""
    from cxmaturity.authoring.validation import validate_files
    from cxmaturity.cli.findings import print_findings
    from cxmaturity.cli.texts import checked_form

    checked_form(form, ("text", "json"))
    findings = validate_files(
        paths, strict=strict, seconds=time_limit if prove else None, skip_others=skip_others
    )
    print_findings(findings, form, lang, quiet=quiet)
    return ExitCode.FOUND_SOMETHING if findings.has_errors else ExitCode.DONE
