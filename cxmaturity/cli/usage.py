"""What was wrong with the arguments, in the user's language."""

import re
from collections.abc import Callable, Mapping

import typer

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg, verbatim

_AT_LEAST = re.compile(r"greater than or equal to (\S+)")


def explain_usage_error(error: typer.TyperException) -> CxmaturityError:
    """Return *error*, which Typer words in English, in words of our own."""
    # Typer keeps the classes of its usage errors private, so the name decides; others keep Typer's words.
    explain = _EXPLAIN.get(type(error).__name__, _in_typers_words)
    ctx = getattr(error, "ctx", None)
    hint = msg("`{command} --help` shows what is possible.", command=ctx.command_path) if ctx else None
    return CxmaturityError(explain(error), hint)


def _no_such_option(error: typer.TyperException) -> Message:
    option = str(getattr(error, "option_name", ""))
    similar = sorted(getattr(error, "possibilities", None) or ())
    if similar:
        return msg(
            "There is no option {option}. Did you mean {similar}?", option=option, similar=", ".join(similar)
        )
    return msg("There is no option {option}.", option=option)


def _missing(error: typer.TyperException) -> Message:
    return msg("{parameter} is missing.", parameter=_parameter(error))


def _bad_value(error: typer.TyperException) -> Message:
    parameter = _parameter(error)
    least = _AT_LEAST.search(error.message)
    if least:
        return msg("{parameter} must be {limit} or more.", parameter=parameter, limit=least[1])
    if "valid number" in error.message:
        return msg("{parameter} must be a number.", parameter=parameter)
    return msg("{parameter} cannot be that: {problem}", parameter=parameter, problem=error.message)


def _bad_option_usage(error: typer.TyperException) -> Message:
    option = str(getattr(error, "option_name", ""))
    if "does not take" in error.message:
        return msg("{option} takes no value.", option=option)
    return msg("{option} needs a value.", option=option)


def _usage(error: typer.TyperException) -> Message:
    _, extra, rest = error.message.partition("unexpected extra argument(s) ")
    if extra:
        return msg("Too many arguments: {rest}.", rest=rest.strip("()"))
    if error.message == "Missing command.":
        return msg("Which command?")
    return _in_typers_words(error)


def _in_typers_words(error: typer.TyperException) -> Message:
    return verbatim(error.format_message())


def _parameter(error: typer.TyperException) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "param_hint", None) or "?")
    return str(param.opts[-1] if param.param_type_name == "option" else param.metavar or param.name)


_EXPLAIN: Mapping[str, Callable[[typer.TyperException], Message]] = {
    "BadOptionUsage": _bad_option_usage,
    "BadParameter": _bad_value,
    "MissingParameter": _missing,
    "NoSuchOption": _no_such_option,
    "UsageError": _usage,
}
