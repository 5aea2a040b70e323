"""`cxmaturity assess`: from answers, or from a workshop at the terminal, to the result."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Force, Lang, Locale, Outputs, Questionnaire, Quiet
from cxmaturity.foundation.i18n import msgid


def assess(
    questionnaire: Annotated[
        str | None,
        typer.Argument(
            metavar=msgid("QUESTIONNAIRE"),
            show_default=False,
            help=msgid("Id of a questionnaire that comes with cxmaturity (default cx-maturity), or a path."),
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar=msgid("FILE"),
            show_default=False,
            help=msgid("Answers file; without it the questions are asked here. - is standard input."),
        ),
    ] = None,
    company: Annotated[
        str | None,
        typer.Option(
            "--company",
            metavar=msgid("NAME"),
            show_default=False,
            help=msgid("Name of the company assessed."),
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=msgid("Resume the last workshop that was interrupted."))
    ] = False,
    named: Questionnaire = None,
    output: Outputs = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=msgid("FORMAT"),
            show_default=False,
            help=msgid("Output format: text (default) or json."),
        ),
    ] = "text",
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar=msgid("LEVEL|index=X"),
            show_default=False,
            help=msgid("Exit with 1 where the result is below this level or index."),
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar=msgid("DIR"),
            show_default=False,
            help=msgid("Folder with report templates of your own."),
        ),
    ] = None,
    lang: Lang = None,
    locale: Locale = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Assess a company: ask the questions here, or read answers, and show where it stands."""
    from cxmaturity.cli.assessing import Request, run_assessment

    request = Request(questionnaire or named, answers, company, resume, tuple(output or ()), form, fail_under, template,
                      lang, locale, force, quiet)  # fmt: skip
    return ExitCode.DONE if run_assessment(request) else ExitCode.FOUND_SOMETHING
