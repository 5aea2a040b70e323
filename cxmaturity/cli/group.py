"""Typer's command and group classes: commands imported when they are called, help in the user's language."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from cxmaturity.cli import streams
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, msgid, tool_language, translations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click.core import Command, Context, Parameter
    from typer._click.formatting import HelpFormatter

    from cxmaturity.cli.commands import CommandEntry
else:
    HelpFormatter = typer.Context.formatter_class

# What Typer itself says in help; here for the catalogue, `_say` looks it up.
TYPER_SAYS = (
    msgid("Usage: "),
    msgid("Arguments"),
    msgid("Options"),
    msgid("Commands"),
    msgid("[OPTIONS]"),
    msgid("COMMAND [ARGS]..."),
    msgid("[required]"),
    msgid("Show this message and exit."),
    msgid("Install completion for the current shell."),
    msgid("Show completion for the current shell, to copy it or customize the installation."),
)

_UNBROKEN_HYPHEN = "\u2011"


class LocalFormatter(HelpFormatter):
    """Writes help with its fixed words in the user's language."""

    language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, _say(self.language, prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(_say(self.language, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names and what they mean, side by side."""
        required = "[required]"
        said = [
            # Typer adds the Python type to an argument's name; the name alone says enough.
            (name.partition(" <")[0], _unbroken(text.replace(required, _say(self.language, required))))
            for name, text in rows
        ]
        super().write_dl(said, col_max, col_spacing)

    def getvalue(self) -> str:
        """Return what was written."""
        return super().getvalue().replace(_UNBROKEN_HYPHEN, "-")


class LocalContext(typer.Context):
    """Carries the language, as its object, to everything below the group."""

    def make_formatter(self) -> LocalFormatter:
        """Return the formatter for help: as wide as the terminal, within what reads well."""
        formatter = LocalFormatter(width=max(30, min(typer.get_terminal_size().columns, 80) - 2))
        formatter.language = str(self.obj)
        return formatter


class LocalCommand(TyperCommand):
    """A command whose help is in the user's language."""

    context_class = LocalContext

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the command's arguments; where they ask for help, show it."""
        with streams.guarded():
            return super().parse_args(ctx, args)
        raise typer.Exit(ExitCode.DONE)

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """Return the parameters, put into words."""
        return [_worded(param, str(ctx.obj)) for param in super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: "Context") -> list[str]:
        """Return what follows the command's name in the usage line."""
        return [_say(str(ctx.obj), piece) for piece in super().collect_usage_pieces(ctx)]


class CommandGroup(TyperGroup):
    """The group of all commands of `table`, each imported when it is called."""

    context_class = LocalContext
    table: "Mapping[str, CommandEntry]"

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read the program's own options; without any argument, show help as the answer to wrong usage."""
        if not args and not ctx.resilient_parsing:
            streams.put_aside(ctx.get_help())
            ctx.exit(ExitCode.NOT_DONE)
        with streams.guarded():  # the help and the completion that it writes by itself
            return super().parse_args(ctx, args)
        raise typer.Exit(ExitCode.DONE)

    def invoke(self, ctx: "Context") -> object:
        """Run the command asked for. A reader of its output who leaves early, like `head`, is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            streams.drop(sys.stdout)
            return ExitCode.DONE

    def list_commands(self, ctx: "Context") -> list[str]:
        """Return the names of the commands, in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """Import the command's module and return the command."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        module, _, function = entry.target.partition(":")
        app = typer.Typer(
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            context_settings=dict(self.context_settings),
        )
        app.command(cmd_name, cls=LocalCommand, help=_say(str(ctx.obj), entry.help))(
            getattr(import_module(module), function)
        )
        return typer.main.get_command(app)

    def resolve_command(
        self, ctx: "Context", args: list[str]
    ) -> "tuple[str | None, Command | None, list[str]]":
        """Return the command that *args* begin with, and the rest."""
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            similar = get_close_matches(name, self.table, n=1)
            hint = (
                msg("Did you mean {command}?", command=similar[0])
                if similar
                else msg("`{command} --help` lists the commands.", command=ctx.command_path)
            )
            raise CxmaturityError(msg("There is no command {name}.", name=name), hint)
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """Return the parameters, put into words."""
        return [_worded(param, str(ctx.obj)) for param in super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: "Context") -> list[str]:
        """Return what follows the program's name in the usage line."""
        return [_say(str(ctx.obj), piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: "Context", formatter: HelpFormatter) -> None:
        """Write what the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_say(str(ctx.obj), self.help or ""))

    def format_commands(self, ctx: "Context", formatter: HelpFormatter) -> None:
        """Write the table of commands without importing one."""
        rows = [(name, _say(str(ctx.obj), entry.help)) for name, entry in self.table.items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def _unbroken(text: str) -> str:
    """*text* with hyphens that wrapping leaves alone: what stands there, as `de-CH`, is there to be typed."""
    return text.replace("-", _UNBROKEN_HYPHEN)


def _say(language: str, text: str) -> str:
    return translations(tool_language(language)).gettext(text) if text else text


def _worded(param: "Parameter", language: str) -> "Parameter":
    # Translating twice is harmless: German is not in the catalogue, and stays as it is.
    if isinstance(param, TyperArgument | TyperOption):
        param.help = _say(language, param.help or "")
        param.metavar = _say(language, param.metavar or "") or None
    return param
