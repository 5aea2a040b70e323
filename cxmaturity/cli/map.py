"""`cxmaturity map`: mappings for the files of survey tools."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Delimiter, Encoding, Force, Lang, Output, Questionnaire, Quiet, Sheet
from cxmaturity.foundation.i18n import msgid


def map_columns(
    action: Annotated[
        str,
        typer.Argument(
            metavar="init",
            show_default=False,
            help=msgid("Draft a mapping, and say how sure each column is."),
        ),
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar=msgid("INPUT"),
            show_default=False,
            help=msgid("The file of answers. - is standard input."),
        ),
    ],
    questionnaire: Questionnaire = None,
    extends: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar=msgid("PRESET"),
            show_default=False,
            help=msgid("Preset of the survey tool that the mapping is to add to, such as limesurvey."),
        ),
    ] = None,
    output: Output = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    lang: Lang = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Draft the mapping that says what each column of a file of answers is for."""
    from cxmaturity.cli.mapping import Request, write_draft

    write_draft(
        action, Request(file, questionnaire, extends, output, encoding, delimiter, sheet, lang, force, quiet)
    )
    return ExitCode.DONE
