"""A command of every kind, for the tests of what goes around commands."""

from typing import Annotated

import typer

from cxmaturity.cli.commands import CommandEntry
from cxmaturity.cli.options import Force, Lang, Output
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, msgid

TOYS = {
    name: CommandEntry(f"tests.cli.toy:{name}", help_)
    for name, help_ in {
        "greet": "Say hello.",
        "fail": "Fail as a user's mistake does.",
        "find": "Find something.",
        "crash": "Fail as a bug does.",
        "interrupt": "Be interrupted.",
        "leave": "Lose the reader.",
        "end": "Run out of input.",
    }.items()
}

Name = Annotated[str, typer.Argument(metavar=msgid("FILE"), help="Whom to greet.")]


def greet(name: Name, lang: Lang = None, output: Output = None, force: Force = False) -> None:
    typer.echo(f"Hello {name}! {lang} {output} {force}")


def fail() -> None:
    raise CxmaturityError(msg("There is no command {name}.", name="\x1b[31m\u202ered"), msg("Which command?"))


def find() -> None:
    raise typer.Exit(1)


def crash() -> None:
    raise KeyError("a bug")


def interrupt() -> None:
    raise KeyboardInterrupt


def leave() -> None:
    raise BrokenPipeError


def end() -> None:
    raise EOFError
