"""The options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.foundation.i18n import msgid

Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar=msgid("LANGUAGE"),
        show_default=False,
        help=msgid("Language, such as de or en. Default: as your system."),
    ),
]
Locale = Annotated[
    str | None,
    typer.Option(
        "--locale",
        metavar=msgid("LOCALE"),
        show_default=False,
        help=msgid("How numbers and dates are written, such as de-CH."),
    ),
]
Questionnaire = Annotated[
    str | None,
    typer.Option(
        "-q",
        "--questionnaire",
        metavar=msgid("QUESTIONNAIRE"),
        show_default=False,
        help=msgid("Id of a questionnaire that comes with cxmaturity, or the path of your own."),
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar=msgid("FILE"),
        show_default=False,
        help=msgid("Write to FILE; its extension sets the format, - is standard output."),
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        metavar=msgid("FILE"),
        show_default=False,
        help=msgid(
            "Write to FILE; its extension sets the format, - is standard output. May be given several times."
        ),
    ),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        metavar=msgid("FORMAT"),
        show_default=False,
        help=msgid("Output format: text (default) or json."),
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar=msgid("DIR"),
        show_default=False,
        help=msgid("Folder with report templates of your own."),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=msgid("Overwrite files that exist."))]
Quiet = Annotated[bool, typer.Option("--quiet", help=msgid("Show no progress and no notes."))]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar=msgid("NAME"),
        show_default=False,
        help=msgid("Encoding of a text file that is not UTF-8, such as cp1252."),
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(
        "--delimiter",
        metavar=msgid("CHARACTER"),
        show_default=False,
        help=msgid("What separates the columns of a text file, where its header does not show it."),
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar=msgid("NAME"),
        show_default=False,
        help=msgid("Sheet of an Excel file (default: the first)."),
    ),
]
