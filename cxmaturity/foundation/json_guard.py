"""
JSON under the same rules as YAML.

The standard parser reads it, for speed; where something looks wrong, a slower reading finds all that is.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import (
    EMPTY,
    MAX_DEPTH,
    MAX_SCALAR,
    NOT_A_MAPPING,
    TOO_DEEP,
    TOO_LONG,
    WRITTEN,
    Size,
    refusal,
    too_many,
)
from cxmaturity.foundation.json_scan import json_problems
from cxmaturity.foundation.places import span_finder
from cxmaturity.foundation.scalars import BadNumberError, Value, exact_number

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # its end may be missing
_BRACKET = re.compile(r"[\[\]{}]")
# Escapes of what may not stand in the file itself; may find too much, which the slower reading settles.
_ESCAPED = re.compile(r"\\(?:[bfr]|u(?:00[0189]|007f|20[26]|f[ef]|d[89a-f]))", re.IGNORECASE)

_EXTRA_COMMA = (msg("Nothing follows this comma."), msg("Delete it."))
# How the standard parser's messages begin (their ends differ between versions), and what to say instead.
_STUMBLES: tuple[tuple[str, Message, Message | None], ...] = (
    (
        "Extra data",
        msg("There is more text after the end of the document."),
        msg("Keep one document per file."),
    ),
    ("Unterminated string", msg("This quotation mark is never closed."), None),
    (
        "Invalid control character",
        msg("Text cannot continue on the next line."),
        msg("Write a line break as \\n."),
    ),
    (
        "Invalid \\",
        msg("A backslash starts an escape sequence, and this is not one."),
        msg("Write the backslash twice."),
    ),
    ("Expecting ':'", msg("A colon is missing before this."), None),
    ("Expecting ','", msg("A comma or the closing bracket is missing before this."), None),
    ("Illegal trailing comma", *_EXTRA_COMMA),
)


def load_json(text: str, name: str, size: Size = WRITTEN) -> dict[str, Value]:
    """Return the object that *text* holds; raise InvalidDocument with all problems that could be found."""
    if not text.strip():
        raise refusal("empty", name, EMPTY)
    _check_size(text, name, size)
    reader = _Reader()
    try:
        data = reader.load(text)
    except json.JSONDecodeError as error:
        raise InvalidDocument([_syntax_problem(error, text, name)], {name: text}) from None
    if reader.suspicious or _ESCAPED.search(text):
        problems = json_problems(text, name)
        if problems:
            raise InvalidDocument(problems, {name: text})
    if not isinstance(data, dict):
        raise _invalid("root", text, name, len(text) - len(text.lstrip()), *NOT_A_MAPPING)
    return data


class _Reader:
    """The standard parser with exact numbers; notes whether anything is to be looked at more closely."""

    def __init__(self) -> None:
        self.suspicious = False

    def load(self, text: str) -> Value:
        """Return the value of *text*."""
        data: Value = json.loads(
            text,
            object_pairs_hook=self.mapping,
            parse_float=self.number,
            parse_int=self.number,
            parse_constant=self.constant,
        )
        return data

    def mapping(self, pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        data = dict(pairs)
        if len({unicodedata.normalize("NFC", key) for key in data}) != len(pairs):
            self.suspicious = True
        return data

    def number(self, text: str) -> int | Decimal | None:
        try:
            return exact_number(text)
        except BadNumberError:
            self.suspicious = True
            return None

    def constant(self, _name: str) -> None:
        self.suspicious = True


def _check_size(text: str, name: str, size: Size) -> None:
    """Refuse what nests too deep for any parser, and what would take too much memory."""
    if len(text) <= min(MAX_SCALAR, size.entries) and text.count("[") + text.count("{") <= MAX_DEPTH:
        return  # too short for any of it
    without_strings = _STRING.sub("", text)
    if _too_deep(_BRACKET.finditer(without_strings)) is not None:
        blanked = _STRING.sub(lambda found: " " * len(found[0]), text)
        raise _invalid("depth", text, name, _too_deep(_BRACKET.finditer(blanked)) or 0, TOO_DEEP)
    if without_strings.count(",") + without_strings.count(":") > size.entries:
        raise refusal("size", name, too_many(size))
    if max(map(len, text.split("\n"))) > MAX_SCALAR:  # a text cannot go on in the next line
        for found in _STRING.finditer(text):
            if len(found[0]) > MAX_SCALAR:
                raise _invalid("size", text, name, found.start(), TOO_LONG)


def _too_deep(brackets: Iterable[re.Match[str]]) -> int | None:
    """Return where the first bracket stands that nests too deep."""
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return bracket.start()
    return None


def _syntax_problem(error: json.JSONDecodeError, text: str, name: str) -> Diagnostic:
    position, before, rest = error.pos, text[: error.pos].rstrip(), text[error.pos :].lstrip()
    message, hint = _stumble(error.msg, rest)
    if not rest:
        position = len(before)
    elif rest[0] in "]}" and before.endswith(","):
        # Newer Pythons point to the comma by themselves.
        position, message, hint = len(before) - 1, *_EXTRA_COMMA
    span = span_finder(text)(position, position + 1)
    return Diagnostic("syntax", Severity.ERROR, name, span, message, hint)


def _stumble(wording: str, rest: str) -> tuple[Message, Message | None]:
    """Return what to say about a syntax error that the parser puts before *rest*."""
    if not rest:
        return msg("The file ends too early: a closing bracket or a value is missing."), None
    if rest.startswith(("//", "/*", "#")):
        return msg("JSON has no comments."), msg("Delete it.")
    for beginning, message, hint in _STUMBLES:
        if wording.startswith(beginning):
            return message, hint
    if rest.startswith(("'", "“", "„")):
        return msg("JSON puts names and text in straight double quotes."), None
    if rest.startswith(","):
        return msg("A value is missing before this."), msg("Delete the extra comma.")
    return msg("This cannot be read as JSON."), msg("JSON puts names and text in straight double quotes.")


def _invalid(
    code: str, text: str, name: str, offset: int, message: Message, hint: Message | None = None
) -> InvalidDocument:
    span = span_finder(text)(offset, offset + 1)
    return InvalidDocument([Diagnostic(code, Severity.ERROR, name, span, message, hint)], {name: text})
