"""What a batch could not use: rows that are left out of the result, and cells that count as not answered."""

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter

from msgspec import Struct

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.foundation.i18n import Message
from cxmaturity.tables.blocks import Cell


class Misread(Struct, frozen=True):
    """A cell of a block that says nothing that its column can take: row and column by position."""

    row: int
    column: int
    cell: Cell
    error: InvalidAnswer


class Problem(Struct, frozen=True):
    """Why a row was not scored, or was `scored` without one of its cells.

    `column` is the header of the cell at fault, and `value` what it says; both are empty where it is the row.
    """

    code: str
    message: Message
    hint: Message | None = None
    column: str = ""
    value: str = ""
    scored: bool = False


class Reject(Struct, frozen=True):
    """A row that has a problem, which it may share with others.

    `line` is the physical line of a file, `last` that of what it would have swallowed; `raw` is the row as the file
    writes it.
    """

    line: int
    problem: Problem
    raw: str
    last: int = 0


def in_order(rejects: Iterable[Reject]) -> list[Reject]:
    """The *rejects* as their lines follow each other."""
    return sorted(rejects, key=attrgetter("line"))


@lru_cache(maxsize=1_000)
def sentences(problem: Problem, language: str) -> str:
    """What is wrong, and what to do, in one text."""
    return " ".join(each.text(language) for each in (problem.message, problem.hint) if each is not None)
