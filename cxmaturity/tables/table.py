"""A table that has been opened: what its header says, and its rows still to come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from cxmaturity.foundation.i18n import Message
from cxmaturity.tables.blocks import Block, Cell, Tally


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a file. None: it is recognised, or refused where that would be a guess."""

    encoding: str | None = None
    delimiter: str | None = None
    header_rows: int = 1
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """
    Some of a table's rows; its `blocks` are to be read in their turn.

    Where there is `data`, `Parts.read` may be asked for the rows before it is their turn. When it has come, `line` says
    in which line the first is, or None, as the part begins within a row and all of that was in vain; and `pass_over`
    counts these rows and faults instead.
    """

    blocks: Callable[[], Iterator[Block]]
    data: bytes | None = None
    line: Callable[[], int | None] = lambda: None
    pass_over: Callable[[int, int], None] = lambda _rows, _faults: None


class Parts(Protocol):
    """The rows of a table in parts, which are gone through once."""

    def __iter__(self) -> Iterator[Part]: ...

    def read(self, data: bytes, first: int) -> Block | None:
        """The rows in the data of a part, *first* being the line of the first one; None: ask for its blocks."""


class Whole:
    """Rows in one part."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._blocks = blocks

    def __iter__(self) -> Iterator[Part]:
        yield Part(lambda: self._blocks)

    def read(self, data: bytes, first: int) -> Block | None:
        """There is no such data."""
        del data, first
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """
    The header's rows, what to tell the user about how the file is read, and its rows, once.

    `tally` is complete, with notes on what was met on the way, when the last block has been read. `progress` says how
    much has been read, from 0 to 1; None where nobody knows how much there is.
    """

    name: str
    header: tuple[tuple[Cell, ...], ...]
    notes: tuple[Message, ...]
    tally: Tally
    parts: Parts
    close: Callable[[], None]
    progress: Callable[[], float | None] = lambda: None

    def blocks(self) -> Iterator[Block]:
        """The rows, all in their turn; when they have been read, the table is closed."""
        with self:
            for part in self.parts:
                yield from part.blocks()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
