"""What the YAML parser stumbled over, in words that say what to do about it."""

import re

from msgspec import Struct
from yaml.error import MarkedYAMLError, YAMLError

from cxmaturity.foundation.diagnostics import Diagnostic, Severity, Span
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import TOO_DEEP

HALF_CHARACTER = (
    msg("An escape sequence here does not stand for a character."),
    msg("Write the character itself."),
)

_QUOTE_IT = msg("Put the text in quotes.")
_LINE_UP = msg("Lines that belong together start in the same column.")


class _Stumble(Struct, frozen=True):
    """A problem by a part of the parsers' wording; `at_start`: the beginning of it is the better place."""

    wording: re.Pattern[str]
    message: Message
    hint: Message | None = None
    code: str = "syntax"
    at_start: bool = False


_STUMBLES = (
    # Newer versions of libyaml have a limit of their own and meet it before the event at which ours would be.
    _Stumble(re.compile(r"maximum nesting depth"), TOO_DEEP, code="depth"),
    _Stumble(
        re.compile(r"mapping values are not allowed"),
        msg("A colon followed by a space is not allowed here."),
        msg("Put the text in quotes if the colon belongs to it."),
    ),
    _Stumble(
        re.compile(r"unexpected end of stream"),
        msg("This quotation mark is never closed."),
        at_start=True,
    ),
    _Stumble(
        re.compile(r"could not find expected ':'"),
        msg("This line has no colon, or its text continues on the next line."),
        msg("Write “name: value”, or put the text in quotes."),
        at_start=True,
    ),
    _Stumble(
        re.compile(r"expected ',' or '\]'"),
        msg("A comma or the closing ] of the list is missing before this."),
    ),
    _Stumble(
        re.compile(r"expected ',' or '\}'"),
        msg("A comma or the closing } of the mapping is missing before this."),
    ),
    _Stumble(
        re.compile(r"sequence entries are not allowed"),
        msg("A list cannot start here."),
        msg("Start it on the next line, or put the text in quotes."),
    ),
    _Stumble(
        re.compile(r"document start"),
        msg("A second document starts here."),
        msg("Keep one document per file."),
    ),
    _Stumble(
        re.compile(r"incompatible YAML document|directive"),
        msg("Only YAML 1.2 is read."),
        msg("Delete the %YAML line."),
    ),
    _Stumble(re.compile(r"Unicode character escape"), *HALF_CHARACTER),
    _Stumble(
        re.compile(r"node content"),
        msg("A value is missing before this."),
        msg("Put the text in quotes if this belongs to it."),
    ),
    _Stumble(
        re.compile(r"unknown escape character|hexadecimal|hexdecimal"),
        msg("In double quotes a backslash starts an escape sequence, and this is not one."),
        msg("Use single quotes, or write the backslash twice."),
    ),
    _Stumble(
        re.compile(r"undefined tag handle|(?:scanning|parsing) a tag"),
        msg("Tags are not allowed."),
        msg("Write the plain value; put it in quotes if it is text."),
        code="tag",
    ),
    _Stumble(
        re.compile(r"scanning an (?:alias|anchor)"),
        msg("Text without quotes cannot start with this character."),
        _QUOTE_IT,
        at_start=True,
    ),
    _Stumble(
        re.compile(r"scanning a block scalar"),
        msg("Nothing may follow | or > on the same line."),
        msg("Start the text on the next line, or put it in quotes."),
    ),
)
_TAB = _Stumble(
    re.compile(r"cannot start any token|tab character"),
    msg("A tab is used where YAML needs spaces."),
    msg("Indent with spaces."),
)
_RESERVED = _Stumble(_TAB.wording, msg("Text without quotes cannot start with this character."), _QUOTE_IT)
_INDENTATION = _Stumble(
    re.compile(r"expected key|expected '-' indicator|block end"),
    msg("This line is not indented like the ones it belongs to."),
    _LINE_UP,
)
_AFTER_TEXT = _Stumble(_INDENTATION.wording, msg("Nothing may follow here on the same line."), _QUOTE_IT)
_AFTER_QUOTES = _Stumble(
    _INDENTATION.wording,
    msg("Nothing may follow here on the same line."),
    msg("A text in quotes ends before this. Is the closing quotation mark missing in a line above?"),
)
_OTHER = _Stumble(re.compile(""), msg("This cannot be read as YAML."), _QUOTE_IT)


def syntax_problem(error: YAMLError, text: str, name: str) -> Diagnostic:
    """Return what *error*, from either of PyYAML's parsers, says about *text*."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Diagnostic("syntax", Severity.ERROR, name, None, _OTHER.message)
    lines = text.split("\n")
    mark = error.problem_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    stumble = _stumble(f"{error.problem} {error.context}", line, mark.column)
    if stumble.at_start and error.context_mark is not None:
        mark = error.context_mark
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    return Diagnostic(stumble.code, Severity.ERROR, name, span, stumble.message, stumble.hint)


def _stumble(wording: str, line: str, column: int) -> _Stumble:
    if _TAB.wording.search(wording):
        return _RESERVED if line[column : column + 1].strip("\t") else _TAB
    if _INDENTATION.wording.search(wording):
        before = line[:column].strip(" -")
        return (
            _INDENTATION if not before else _AFTER_QUOTES if _ends_a_text_from_above(before) else _AFTER_TEXT
        )
    return next((stumble for stumble in _STUMBLES if stumble.wording.search(wording)), _OTHER)


def _ends_a_text_from_above(before: str) -> bool:
    """Whether the quotation mark at the end is one that no other on the line has opened."""
    return any(before.endswith(quote) and before.count(quote) % 2 == 1 for quote in "\"'")
