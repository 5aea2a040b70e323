"""`cxmaturity validate`: check questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli import streams
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.explaining import explain_rule
from cxmaturity.cli.options import Force, Lang, Outputs, Quiet
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
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=msgid("FORMAT"),
            show_default=False,
            help=msgid("Output format: text (default), concise, json, github, sarif, gitlab or junit."),
        ),
    ] = None,
    output: Outputs = None,
    force: Force = False,
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
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar=msgid("CODE"),
            show_default=False,
            is_eager=True,
            callback=explain_rule,
            help=msgid("Show what a rule means and how to mend what it finds, and exit."),
        ),
    ] = None,
    lang: Lang = None,
    quiet: Quiet = False,
) -> int:
    """Check questionnaires; every problem with its place."""
    from cxmaturity.authoring.validation import validate_files
    from cxmaturity.cli.findings import chosen_outputs, write_findings

    del explain  # its callback has shown it
    outputs = chosen_outputs(form, output or [])
    findings = validate_files(
        paths, strict=strict, seconds=time_limit if prove else None, skip_others=skip_others
    )
    language = lang or streams.language()
    write_findings(findings, outputs, language, force=force, quiet=quiet)
    return ExitCode.FOUND_SOMETHING if findings.has_errors else ExitCode.DONE
