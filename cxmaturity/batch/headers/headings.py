"""Header rows as the names of columns, and the columns that a mapping means."""

import re
from collections.abc import Sequence

from msgspec import Struct

from cxmaturity.answers.mapping import ColumnFields, Header
from cxmaturity.foundation.spelling import normalised
from cxmaturity.tables.blocks import Cell

#: Regular expressions are not tried on longer headers: nobody names a column so.
_LONGEST = 300


class Heading(Struct, frozen=True):
    """What stands above a column: its names, one for each row that names columns, and what it says of an option.

    `own` is false where an empty name was filled from the left.
    """

    position: int
    names: tuple[str, ...]
    option: str = ""
    own: bool = True

    @property
    def text(self) -> str:
        """The name to show."""
        name = next(filter(None, self.names), "")
        return f"{name} - {self.option}" if self.option else name

    @property
    def key(self) -> tuple[str, ...]:
        """The same for columns that are named alike."""
        return (*map(normalised, self.names), normalised(self.option))


def headings(rows: Sequence[Sequence[Cell]], header: Header) -> list[Heading]:
    """What stands above each column of a table with these header rows."""
    width = max(map(len, rows), default=0)
    texts = [[_text(row[at]) if at < len(row) else "" for at in range(width)] for row in rows]
    named = [texts[number - 1] for number in header.names if number <= len(texts)]
    filled = [_filled_right(row) for row in named] if header.fill_right else named
    below = texts[header.options - 1] if header.options and header.options <= len(texts) else [""] * width
    return [
        Heading(at, tuple(row[at] for row in filled), below[at], own=any(row[at] for row in named))
        for at in range(width)
    ]


def fitting(column: ColumnFields, found: Sequence[Heading]) -> list[Heading]:
    """The columns that a mapping may mean."""
    return [heading for heading in found if any(_fits(column, name) for name in heading.names)]


def _fits(column: ColumnFields, name: str) -> bool:
    if column.text is not None:
        return name == column.text
    if column.like is not None:
        return normalised(name) == normalised(column.like)
    if column.code is not None:
        code, rest = name[: len(column.code)], name[len(column.code) :]
        return code == column.code and re.match(r"[.:)\s]|$", rest) is not None
    assert column.matches is not None
    return len(name) <= _LONGEST and re.fullmatch(column.matches, name.strip()) is not None


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _filled_right(row: Sequence[str]) -> list[str]:
    filled: list[str] = []
    for text in row:
        filled.append(text if text.strip() or not filled else filled[-1])
    return filled
