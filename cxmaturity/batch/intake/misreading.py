"""What a batch could not use: rows that are left out of the result, and cells that count as not answered."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.foundation.i18n import Message
from cxmaturity.tables.blocks import Cell


class Misread(NamedTuple):
    """A cell of a block that says nothing that its column can take: row and column by position."""

    row: int
    column: int
    cell: Cell
    error: InvalidAnswer


class Reject(NamedTuple):
    """A row that was not scored, or a cell of a row that was scored without it.

    `line` is the physical line of a file, `last` that of what it would have swallowed; `column` is the header of the
    cell at fault, empty where it is the row; `raw` is the row as the file writes it.
    """

    line: int
    code: str
    message: Message
    raw: str
    column: str = ""
    value: str = ""
    last: int = 0
    hint: Message | None = None
    scored: bool = False


def in_order(rejects: Iterable[Reject]) -> list[Reject]:
    """The *rejects* as their lines follow each other."""
    return sorted(rejects, key=attrgetter("line"))
