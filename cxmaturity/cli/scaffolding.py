"""A new questionnaire: what to put into it is asked where somebody sits at a terminal, and written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.authoring.new.ids import id_of
from cxmaturity.authoring.new.outline import outline_of
from cxmaturity.authoring.new.scaffold import scaffold, schema_path, schema_text
from cxmaturity.authoring.new.wishes import (
    DEFAULT_LEVELS,
    Wishes,
    checked_dimensions,
    checked_languages,
    checked_levels,
    checked_title,
    default_languages,
)
from cxmaturity.cli import streams
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import check_free, write_atomic
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.workshop.replies import cleaned
from cxmaturity.workshop.terminal import Terminal, at_terminal, open_terminal

_STDOUT = Path("-")


class Request(Struct, frozen=True):
    """What the command line asks for."""

    file: Path | None
    wishes: Wishes
    lang: str | None
    force: bool
    quiet: bool


def write_new(request: Request) -> None:
    """Write the questionnaire, with its schema for editors where that comes along.

    Raises UnfitWishes with everything that cannot be, OutputExists, CxmaturityError for a place that cannot be
    written.
    """
    language = request.lang or streams.language()
    wishes = _named_like_the_file(request.wishes, request.file)
    if request.file is not None and request.file != _STDOUT:
        check_free(request.file, force=request.force)
    if at_terminal():
        wishes = _complete(wishes, open_terminal(language))
    if not wishes.languages:
        wishes = replace(wishes, languages=default_languages(language))
    outline = outline_of(wishes)
    path = request.file or Path(f"{outline.id}.yaml")
    if path == _STDOUT:
        streams.put(scaffold(outline, language))
        return
    schema = schema_text()
    beside = None if schema is None else schema_path(path)
    text = scaffold(outline, language, schema=None if beside is None else beside.name)
    write_atomic(path, text.encode(), force=request.force)
    if schema is not None and beside is not None:
        write_atomic(beside, schema, force=request.force, is_ours=schema.startswith)
    if not request.quiet:
        for written in (path, beside) if beside is not None else (path,):
            streams.note(msg("Written: {file}", file=str(written)), language)
        streams.note(msg("Check it after each change: cxmaturity validate {file}", file=str(path)), language)


def _named_like_the_file(wishes: Wishes, file: Path | None) -> Wishes:
    if file is None or file == _STDOUT:
        return wishes
    if file.suffix.lower() not in {".yaml", ".yml"}:
        raise CxmaturityError(
            msg("{file} is no name for a questionnaire.", file=str(file)), msg("End it in .yaml.")
        )
    return wishes if wishes.id is not None else replace(wishes, id=id_of(file.stem, "model"))


def _complete(wishes: Wishes, terminal: Terminal) -> Wishes:
    """The wishes, those that are not given asked for; an empty line leaves them to the tool."""
    if not wishes.languages:
        default = default_languages(terminal.language)
        question = msg("Languages, with commas between (Enter: {default})", default=", ".join(default))
        wishes = replace(wishes, languages=_asked(terminal, question, checked_languages) or default)
    languages = checked_languages(wishes.languages)
    if wishes.title is None:
        question = msg("Title of the questionnaire (Enter: a placeholder)")
        titles = _asked(terminal, question, lambda given: checked_title(";".join(given) or None, languages))
        wishes = replace(wishes, title=";".join(titles) or None)
    if not wishes.levels:
        question = msg("Levels, lowest first, with semicolons between, or how many (Enter: {default})",
                       default=DEFAULT_LEVELS)  # fmt: skip
        wishes = replace(
            wishes, levels=_asked(terminal, question, lambda given: checked_levels(given, languages))
        )
    if not wishes.dimensions:
        question = msg("Dimensions, with semicolons between (Enter: two placeholders)")
        wishes = replace(
            wishes, dimensions=_asked(terminal, question, lambda given: checked_dimensions(given, languages))
        )
    return wishes


def _asked(
    terminal: Terminal, question: Message, check: Callable[[Sequence[str]], object]
) -> tuple[str, ...]:
    """What is typed to *question*, split at semicolons; asked again until *check* takes it."""
    terminal.say(question.text(terminal.language))
    while True:
        line = cleaned(terminal.ask("> "))
        given = tuple(part.strip() for part in line.split(";")) if line else ()
        try:
            check(given)
        except CxmaturityError as error:
            terminal.say(safe_text(error.text(terminal.language), newlines=True))
        else:
            return given
