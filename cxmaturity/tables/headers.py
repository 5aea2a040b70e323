"""Names of columns: told apart as a reader would."""

import unicodedata
from collections.abc import Sequence

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import shorten


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
