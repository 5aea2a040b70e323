"""From the arguments to the exit code."""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated

import typer

import cxmaturity
from cxmaturity.cli import streams
from cxmaturity.cli.commands import COMMANDS, CommandEntry
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.group import CommandGroup
from cxmaturity.cli.usage import explain_usage_error
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import locale_language, msg, msgid


def main(args: Sequence[str] | None = None, *, commands: Mapping[str, CommandEntry] = COMMANDS) -> int:
    """Run the command line on *args*, by default the process's own, and return the exit code."""
    streams.prepare()
    language = shown_language(sys.argv[1:] if args is None else args, os.environ)
    try:
        code: object = _group(commands).main(args, "cxmaturity", standalone_mode=False, obj=language)
        sys.stdout.flush()
    except CxmaturityError as error:
        streams.complain(error, language)
    except typer.TyperException as error:
        streams.complain(explain_usage_error(error), language)
    except typer.Abort:
        streams.complain(CxmaturityError(msg("The input ended before everything was answered.")), language)
    except BrokenPipeError:
        streams.drop(sys.stdout)
        return ExitCode.DONE
    else:
        return code if isinstance(code, int) else ExitCode.DONE
    return ExitCode.NOT_DONE


def shown_language(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """
    Return the language for help and errors: what `--lang` says, else the environment.

    It is read ahead of the parser, whose own words are to be in that language, too.
    """
    own = args[: args.index("--")] if "--" in args else args
    asked = [after for option, after in pairwise(own) if option == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in own if arg.startswith("--lang=")]
    return asked[-1] if asked else locale_language(environ)


def _group(commands: Mapping[str, CommandEntry]) -> CommandGroup:
    app = typer.Typer(
        cls=CommandGroup,
        callback=_root,
        help=msgid("Find out how mature a company's customer experience is, and what to do next."),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group = typer.main.get_command(app)
    if not isinstance(group, CommandGroup):
        raise TypeError(f"Typer made {type(group).__name__} of a CommandGroup")
    group.table = commands
    return group


def _version(wanted: bool) -> None:
    if wanted:
        streams.put(f"cxmaturity {cxmaturity.__version__}\n")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help=msgid("Show the version and exit.")),
    ] = False,
) -> None:
    del version
