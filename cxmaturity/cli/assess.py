"""`cxmaturity assess`: from answers, or from a workshop at the terminal, to the result."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Force, Form, Lang, Locale, Outputs, Questionnaire, Quiet, Template
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
    form: Form = "text",
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar=msgid("LEVEL|index=X"),
            show_default=False,
            help=msgid("Exit with 1 where the result is below this level or index."),
        ),
    ] = None,
    template: Template = None,
    lang: Lang = None,
    locale: Locale = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Assess a company: ask the questions here, or read answers, and show where it stands."""
    from cxmaturity.cli.assessing import Request, run_assessment
    from cxmaturity.cli.inputs import one_name

    request = Request(
        questionnaire=one_name(questionnaire, named),
        answers=answers,
        company=company,
        resume=resume,
        outputs=tuple(output or ()),
        form=form,
        fail_under=fail_under,
        template=template,
        lang=lang,
        locale=locale,
        force=force,
        quiet=quiet,
    )
    return ExitCode.DONE if run_assessment(request) else ExitCode.FOUND_SOMETHING
