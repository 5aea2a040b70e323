"""What separates the cells of a text: counted in the header, never guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import refusal

#: What may separate cells where nobody says so, and what it is called.
DELIMITERS: Mapping[str, Message] = {
    ",": msg("comma"),
    ";": msg("semicolon"),
    "\t": msg("tab"),
    "|": msg("vertical bar"),
}
_SPELT = {"tab": "\t", "\\t": "\t"}
_FIRST_LINES = 20

# A quote opens a cell only at its beginning. It stands first here, for so it is found at once.
_QUOTED = re.compile(r'"(?:(?<=[,;\t|\n\r]")|(?<=\A"))(?:[^"]|"")*+"?')
_BREAK = re.compile(r"\r{0,2}\n|\r")
_EXCEL = re.compile(r'"?sep=([^"\r\n\0 ])"?\s*', re.IGNORECASE)


def delimiter_named(given: str) -> str:
    """Return the delimiter that the user calls *given*; raise CxmaturityError."""
    delimiter = _SPELT.get(given.lower(), given)
    if len(delimiter) != 1 or delimiter in '"\r\n\0 ':
        message = msg("“{given}” cannot separate cells.", given=given)
        raise CxmaturityError(message, msg("A delimiter is one character, or the word tab."))
    return delimiter


def delimiter_declared(line: str) -> str | None:
    """Return the delimiter that *line*, the first of a file, declares in Excel's way: `sep=;`."""
    found = _EXCEL.fullmatch(line)
    return found[1] if found else None


def delimiter_note(delimiter: str) -> Message | None:
    """Return what to tell the user about *delimiter*: nothing about the comma."""
    if delimiter == ",":
        return None
    return msg("Delimiter: {delimiter}.", delimiter=DELIMITERS.get(delimiter, delimiter))


def count_delimiter(lines: Sequence[str], first: int, name: str) -> str:
    """
    Return the delimiter that the header has most often, outside of quotes; the comma where none occurs.

    *lines* are the first of the file from line *first* on, whose header is the first that is not blank. Raises
    InvalidDocument where two are as frequent, or where a line after it has another one only.
    """
    numbered = _from_header(lines, first)
    line, header = next(numbered, (first, ""))
    frequent = [mark for mark in DELIMITERS if 0 < header.count(mark) == max(map(header.count, DELIMITERS))]
    if len(frequent) > 1:
        a, b = (DELIMITERS[mark] for mark in frequent[:2])
        message = msg(
            "It is open whether {a} or {b} separates the cells: the header has as many of both.", a=a, b=b
        )
        raise _open(line, name, message)
    chosen = frequent[0] if frequent else None
    for other, text in islice(numbered, _FIRST_LINES):
        strange = next((mark for mark in DELIMITERS if mark in text), None)
        if strange is not None and (chosen is None or chosen not in text):
            message = _disagreement(other, strange, chosen)
            raise _open(line if chosen is None else other, name, message)
    return chosen or ","


def check_delimiter(usual: str, lines: Sequence[str], first: int, name: str) -> None:
    """Raise InvalidDocument where the header, as for `count_delimiter`, has no *usual* delimiter, but another one."""
    line, header = next(_from_header(lines, first), (first, ""))
    other = max(DELIMITERS, key=header.count)
    if usual not in header and other in header:
        message = msg(
            "By the mapping the delimiter is: {usual}. There is none in the header, but: {other}.",
            usual=DELIMITERS[usual],
            other=DELIMITERS[other],
        )
        hint = msg(
            'Say what separates the cells, as with --delimiter "{delimiter}"', delimiter=_written(other)
        )
        raise refusal("delimiter", name, message, hint, line=line)


def _written(delimiter: str) -> str:
    """How `delimiter_named` takes it on a command line."""
    return "tab" if delimiter == "\t" else delimiter


def _from_header(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without what stands in quotes."""
    return ((line, text) for line, text in _unquoted(lines, first) if text.strip())


def _unquoted(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines without what stands in quotes; one that goes on in quotes is one, with the number of its first."""
    text = _QUOTED.sub(lambda found: "\0" * len(_BREAK.findall(found[0])), "".join(lines))
    line, begin = first, 0
    breaks = (found.span() for found in _BREAK.finditer(text))
    for end, after in chain(breaks, [(len(text), len(text))]):
        part = text[begin:end]
        yield line, part.replace("\0", "")
        line, begin = line + 1 + part.count("\0"), after


def _disagreement(line: int, strange: str, chosen: str | None) -> Message:
    if chosen is None:
        return msg(
            "The header is one cell, while line {line} has a {delimiter}.",
            line=line,
            delimiter=DELIMITERS[strange],
        )
    return msg(
        "The header separates its cells by {chosen}, this line by {delimiter}.",
        chosen=DELIMITERS[chosen],
        delimiter=DELIMITERS[strange],
    )


def _open(line: int, name: str, message: Message) -> InvalidDocument:
    hint = msg('Say what separates the cells, as with --delimiter "{delimiter}"', delimiter=";")
    return refusal("delimiter", name, message, hint, line=line)
