"""Headers: how many columns they name, and whether a reader can tell the names apart."""

import unicodedata
from collections.abc import Sequence

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.text import shorten
from cxmaturity.tables.blocks import Cell

MAX_COLUMNS = 2_000

TEXT_WITHOUT_NAME = msg("The row has text in a column that has no name.")


def check_header(header: Sequence[Sequence[Cell]], file: str, line: int) -> None:
    """Raise InvalidDocument where *header*, which begins in *line* of *file*, names no columns or too many."""
    width = max(map(len, header), default=0)
    if width > MAX_COLUMNS:
        message = msg(
            "The table has {given} columns; at most {limit} are read.", given=width, limit=MAX_COLUMNS
        )
        raise refusal("size", file, message, line=line)
    if not any(has_text(cell) for row in header for cell in row):
        raise refusal("missing-header", file, msg("The file has no header."), line=line)


def too_few_rows(given: int, wanted: int, file: str, line: int) -> InvalidDocument:
    """Return the error for a file that ends in *line*, within the header."""
    message = msg_n(
        "The file has {n} row, too few for a header of {wanted}.",
        "The file has {n} rows, too few for a header of {wanted}.",
        given,
        wanted=wanted,
    )
    return refusal("missing-header", file, message, line=line)


def nameless_columns(header: Sequence[Sequence[Cell]]) -> int:
    """Return how many columns at the end have no name in any row of *header*, where some column has one."""
    columns = zip(*map(reversed, header), strict=True)
    return next(place for place, column in enumerate(columns) if any(map(has_text, column)))


def nameless_note(columns: int) -> Message | None:
    """Return what to tell the user about that many *columns* without a name."""
    if not columns:
        return None
    return msg_n(
        "The last column has no name and is left out.",
        "The last {n} columns have no name and are left out.",
        columns,
    )


def has_text(cell: Cell) -> bool:
    """Whether anything can be seen in *cell*."""
    return cell is not None and bool(str(cell).strip())


def check_distinct(names: Sequence[str], file: str, line: int) -> None:
    """
    Raise InvalidDocument where two of *names*, which stand in *line* of *file*, look the same.

    Spaces around them, capitals and the way accents are composed make no difference; columns without a name are none.
    """
    seen: dict[str, int] = {}
    found = [
        Diagnostic("duplicate-column", Severity.ERROR, file, Span(line, 1, line, 1), message)
        for position, name in enumerate(names, 1)
        if (message := _twice(name, seen.setdefault(_looks(name), position), position, names)) is not None
    ]
    if found:
        raise InvalidDocument(found, {})


def _looks(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def _twice(name: str, first: int, position: int, names: Sequence[str]) -> Message | None:
    if first == position or not name.strip():
        return None
    if names[first - 1] == name:
        return msg(
            "The column “{name}” is there twice: as column {first} and as column {second}.",
            name=shorten(name),
            first=first,
            second=position,
        )
    return msg(
        "“{name}” (column {first}) and “{other}” (column {second}) are the same name.",
        name=shorten(names[first - 1]),
        other=shorten(name),
        first=first,
        second=position,
    )
