"""`cxmaturity new`: a questionnaire to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.options import Force, Lang, Quiet
from cxmaturity.foundation.i18n import msgid


def new(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=msgid("FILE"),
            show_default=False,
            help=msgid("Where to write it (default: its id with .yaml). - is standard output."),
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar=msgid("ID"),
            show_default=False,
            help=msgid("Its id (default: as the file, else made of the title)."),
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar=msgid("TITLE"),
            show_default=False,
            help=msgid("Its title, the same in all languages, or as de=Titel,en=Title."),
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar=msgid("LANGUAGE"),
            show_default=False,
            help=msgid("A language it is to have (default: de and en). May be given several times."),
        ),
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar=msgid("TITLE"),
            show_default=False,
            help=msgid("Title of a level; give them lowest first. Or, once, how many levels (default 3)."),
        ),
    ] = None,
    dimension: Annotated[
        list[str] | None,
        typer.Option(
            "--dimension",
            metavar=msgid("TITLE"),
            show_default=False,
            help=msgid("Title of a dimension. May be given several times."),
        ),
    ] = None,
    lang: Lang = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Write a small complete questionnaire to fill with your own model."""
    from cxmaturity.authoring.new.wishes import Wishes
    from cxmaturity.cli.scaffolding import Request, write_new

    wishes = Wishes(name, title, tuple(language or ()), tuple(level or ()), tuple(dimension or ()))
    write_new(Request(file, wishes, lang, force, quiet))
    return ExitCode.DONE
