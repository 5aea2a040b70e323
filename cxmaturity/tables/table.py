"""A table that has been opened: what its header says, and its rows still to come."""

from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from msgspec import Struct

from cxmaturity.foundation.i18n import Message
from cxmaturity.tables.blocks import Block, Cell, Tally


class ReadOptions(Struct, frozen=True):
    """What the user says about a file. None: it is recognised, or refused where that would be a guess.

    `usual_delimiter` is what a mapping says of all files of its kind: another one in the header is refused.
    """

    encoding: str | None = None
    delimiter: str | None = None
    usual_delimiter: str | None = None
    header_rows: int = 1
    sheet: str | None = None


class Table(Struct, frozen=True):
    """
    The header's rows, what to tell the user about how the file is read, and its rows in blocks, once.

    `tally` is complete, with notes on what was met on the way, when the last block has been read. `progress` says how
    much has been read, from 0 to 1; None where nobody knows how much there is.
    """

    name: str
    header: tuple[tuple[Cell, ...], ...]
    notes: tuple[Message, ...]
    tally: Tally
    rows: Iterator[Block]
    close: Callable[[], None]
    progress: Callable[[], float | None] = lambda: None

    def blocks(self) -> Iterator[Block]:
        """The rows; when they have been read, the table is closed."""
        with self:
            yield from self.rows

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
