"""Bytes from outside into text: UTF-8 of a sane size, without characters that hide or move anything."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import shorten

MAX_DEPTH = 40
MAX_SCALAR = 100_000
MAX_PROBLEMS = 50


class Size(Struct, frozen=True):
    """How large a file may be: in bytes, and in entries of its lists and mappings."""

    bytes: int
    entries: int


WRITTEN = Size(2_000_000, 200_000)
#: What cxmaturity makes of the largest written file: the questionnaire laid out, and a result for all it stands for.
COMPUTED = Size(32_000_000, 2_000_000)

MAX_NODES = WRITTEN.entries

EMPTY = msg("The file is empty.")
NOT_A_MAPPING = (
    msg("The file must be a mapping of names to values."),
    msg("Begin it with a line “format: …” that says what it holds."),
)
TOO_DEEP = msg("The file is nested more than {limit} levels deep.", limit=MAX_DEPTH)
TOO_LONG = msg("A text may have at most {limit} characters.", limit=MAX_SCALAR)

# Controls, line and direction marks that read differently from how they look, a BOM inside, half characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
    "(?!(?<=\r)\n)"  # a carriage return is right before a line feed, and only there
)

_BOM = b"\xef\xbb\xbf"
_SIGNATURES: tuple[tuple[bytes, Message], ...] = (
    (b"PK\x03\x04", msg("This is an Excel file, another Office file or a ZIP archive, not text.")),
    (b"\xd0\xcf\x11\xe0", msg("This is an Excel or Word file in the old format, not text.")),
    (b"%PDF-", msg("This is a PDF file, not text.")),
    (b"\x89PNG", msg("This is a PNG image, not text.")),
    (b"\xff\xd8\xff", msg("This is a JPEG image, not text.")),
    (b"\x1f\x8b", msg("This is a gzip archive, not text.")),
)
# A byte order mark, or ASCII with every second byte null.
LIKE_UTF16 = re.compile(rb"\xff\xfe|\xfe\xff|\x00\x00\xfe\xff|(?:[^\x00]\x00){2}|(?:\x00[^\x00]){2}")


def decode(data: bytes, name: str, size: Size = WRITTEN) -> str:
    """Return the text of *data*, without a byte order mark at its start; raise InvalidDocument."""
    if len(data) > size.bytes:
        raise too_large(name, size)
    other = foreign_format(data)
    if other is not None:
        raise refusal("encoding", name, other)
    if LIKE_UTF16.match(data):
        message = msg("This file is in UTF-16, not in UTF-8.")
        raise refusal("encoding", name, message, msg("Save the file as UTF-8."))
    text = _utf8(data.removeprefix(_BOM), name)
    problems = list(islice(_forbidden(text, name), MAX_PROBLEMS))
    if problems:
        raise InvalidDocument(problems, {name: text})
    return text


def foreign_format(head: bytes) -> Message | None:
    """Return what a file that begins with *head* is where that is not text."""
    return next((message for signature, message in _SIGNATURES if head.startswith(signature)), None)


def too_large(name: str, size: Size) -> InvalidDocument:
    """Return the error for a file of more bytes than *size* has."""
    return refusal("size", name, msg("The file is larger than {limit} MB.", limit=size.bytes // 1_000_000))


def too_many(size: Size) -> Message:
    """Return what is wrong with a file of more entries than *size* has."""
    return msg("The file has more than {limit} entries.", limit=size.entries)


def refusal(
    code: str, name: str, message: Message, hint: Message | None = None, *, line: int | None = None
) -> InvalidDocument:
    """Return the error for a file that is refused as a whole, or for what stands in one *line* of it."""
    span = None if line is None else Span(line, 1, line, 1)
    return InvalidDocument([Diagnostic(code, Severity.ERROR, name, span, message, hint)], {})


def duplicate_key(key: str, line: int) -> tuple[Message, Message]:
    """Return message and hint for *key*, which already stands in *line*."""
    message = msg("“{key}” is already set on line {line}.", key=shorten(key), line=line)
    return message, msg("Keep one of the two.")


def control_character(text: str) -> Message | None:
    """Return what is wrong with *text* where an escape put a forbidden character into it."""
    found = FORBIDDEN.search(text)
    return None if found is None else _named(found[0])


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        diagnostic = Diagnostic(
            "encoding",
            Severity.ERROR,
            name,
            Span(line, column, line, column + 1),
            msg("The file is not UTF-8 from here on (byte {byte}).", byte=f"0x{data[error.start]:02X}"),
            msg("Save the file as UTF-8."),
        )
        raise InvalidDocument([diagnostic], {name: data.decode(errors="replace")}) from None


def _forbidden(text: str, name: str) -> Iterator[Diagnostic]:
    line, start = 1, 0
    for found in FORBIDDEN.finditer(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        column = start - text.rfind("\n", 0, start)
        span = Span(line, column, line, column + 1)
        hint = msg("Delete it; many editors can show invisible characters.")
        yield Diagnostic("control", Severity.ERROR, name, span, _named(found[0]), hint)


def _named(character: str) -> Message:
    code = f"U+{ord(character):04X}"
    title = unicodedata.name(character, "")
    return msg("The invisible character {character} is not allowed.", character=f"{code} {title}".rstrip())
