"""The lines of a text on their way into the standard library's reader, and what it is to make of them."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

MAX_RECORD_LINES = 20


class Shape(Struct, frozen=True):
    """What a record must be like: as many cells as the header, the last ones empty where they have no name there."""

    delimiter: str
    width: int = 0  # of the header itself: any
    nameless: int = 0

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether *cells* are such a record."""
        return not self.width or (
            len(cells) == self.width and not (self.nameless and any(cells[-self.nameless :]))
        )

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Give the records in *lines*, whatever they are like."""
        return csv.reader(lines, delimiter=self.delimiter, strict=True)


class Feed:
    """Lines for the reader, from the `begin` of a record on, and no more than a record may have."""

    def __init__(self, lines: Sequence[str], first: int, most: int = MAX_RECORD_LINES) -> None:
        self._lines = lines
        self._first = first
        self._most = most
        self.begin = 0
        self.next = 0
        self.is_exhausted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.length == self._most:
            raise csv.Error
        if self.next == len(self._lines):
            self.is_exhausted = True
            raise StopIteration
        self.next += 1
        return self._lines[self.next - 1]

    @property
    def line(self) -> int:
        """The physical line in which the record begins."""
        return self._first + self.begin

    @property
    def length(self) -> int:
        """How many lines of the record have been read."""
        return self.next - self.begin

    @property
    def last(self) -> int:
        """The physical line that was read last."""
        return self._first + self.next - 1

    @property
    def text(self) -> str:
        """The lines of the record, as the file has them."""
        return "".join(self._lines[self.begin : self.next])

    @property
    def opening(self) -> str:
        """The line in which the record begins."""
        return self._lines[self.begin]

    def resume(self) -> None:
        """Go back to the line after the one in which the record begins."""
        self.next = self.begin + 1
        self.is_exhausted = False
