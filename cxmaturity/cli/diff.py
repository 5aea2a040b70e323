"""`cxmaturity diff`: two versions of a questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.options import Force, Lang, Locale, Output, Quiet
from cxmaturity.foundation.i18n import msgid


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar=msgid("OLD"),
            show_default=False,
            help=msgid("The older version: a path, or a shipped id."),
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar=msgid("NEW"),
            show_default=False,
            help=msgid("The newer version: a path, or a shipped id."),
        ),
    ],
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar=msgid("DIR|FILE|CSV"),
            show_default=False,
            help=msgid("Answers to score with both versions, to see whose results change and why."),
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=msgid("FORMAT"),
            show_default=False,
            help=msgid("Output format: text (default), json or markdown."),
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    lang: Lang = None,
    locale: Locale = None,
    quiet: Quiet = False,
) -> int:
    """Compare two versions: every change, what it does to results, and whether the version says so."""
    from cxmaturity.cli.diffing import Request, compare_versions

    file = None if str(output) == "-" else output
    return compare_versions(
        Request(
            old=old,
            new=new,
            answers=answers,
            form=form,
            output=file,
            lang=lang,
            locale=locale,
            force=force,
            quiet=quiet,
        )
    )
