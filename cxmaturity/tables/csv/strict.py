"""
Records of CSV read strictly, so that no line is lost: what cannot be read is a fault of the line in which it begins.

The standard library's reader in its strict mode is the one judge of what a record is. A record of several lines counts
only if it is whole and as wide as the header; else its first line is a fault, and reading resumes at the next.
"""

import csv
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cxmaturity.tables.blocks import MAX_CELL, Fault, Tally
from cxmaturity.tables.csv.faults import misfit, too_long, unreadable
from cxmaturity.tables.csv.feed import Feed, Shape

_PORTION = 128


class Records(Struct, frozen=True):
    """Records in their order: the physical line of each, its cells, its text as the file has it."""

    lines: Sequence[int]
    rows: list[list[str]]
    texts: list[str]
    faults: list[Fault]


class StrictReader:
    """Reads records from physical lines, given bit by bit from line `line` on, and counts them in *tally*.

    Where the lines so far end inside a record, these stay `pending` until more have come.
    """

    def __init__(self, line: int, shape: Shape, tally: Tally) -> None:
        self.line = line
        self.pending: list[str] = []
        self._shape = shape
        self._tally = tally

    def feed(self, lines: list[str]) -> Iterator[Records]:
        """The records in *lines*, in small portions, which stay in the processor's cache until they are columns."""
        for start in range(0, len(lines), _PORTION):
            portion = self.pending + lines[start : start + _PORTION]
            found, used = _read(portion, self.line, self._shape, self._tally)
            self.line, self.pending = self.line + used, portion[used:]
            yield found

    def pass_over(self, rows: int, faults: int) -> None:
        """Count lines that another reader has read: *rows* and *faults*, each a line."""
        self.line += rows + faults
        self._tally.lines += rows + faults
        self._tally.rows += rows
        self._tally.faults += faults

    def end(self) -> Records:
        """The records in what is pending where no more lines come."""
        return _record_by_record(self.pending, self.line, self._shape, self._tally, is_end=True)[0]


def _read(lines: list[str], first: int, shape: Shape, tally: Tally) -> tuple[Records, int]:
    """Return the records in *lines*, and how many lines they are; an open record waits for its end."""
    found = _one_a_line(lines, first, shape)
    if found is not None:
        tally.rows += len(lines)
        return found, len(lines)
    if not any(line.strip("\r\n") for line in lines):
        tally.blank += len(lines)
        return Records([], [], [], []), len(lines)
    return _record_by_record(lines, first, shape, tally, is_end=False)


def _one_a_line(lines: list[str], first: int, shape: Shape) -> Records | None:
    """Return the records where each is a line and none is at fault."""
    try:
        rows = list(shape.reader(lines))
    except csv.Error:
        return None
    if len(rows) != len(lines) or {*map(len, rows)} != {shape.width} or max(map(len, lines)) > MAX_CELL:
        return None
    if shape.nameless and not all(map(shape.fits, rows)):
        return None
    return Records(range(first, first + len(rows)), rows, lines, [])


def _record_by_record(
    lines: list[str], first: int, shape: Shape, tally: Tally, *, is_end: bool
) -> tuple[Records, int]:
    """Return the records and faults in *lines*, and how many lines they are."""
    feed = Feed(lines, first)
    reader = shape.reader(feed)
    numbers: list[int] = []
    found = Records(numbers, [], [], [])
    while True:
        feed.begin = feed.next
        cells = take(reader, feed, shape)
        if cells is None or (feed.is_exhausted and not is_end):
            return found, feed.begin
        match cells:
            case []:
                tally.blank += 1
            case Fault():
                found.faults.append(cells)
                tally.faults += 1
                feed.resume()
                reader = shape.reader(feed)
            case _:
                tally.rows += 1
                numbers.append(feed.line)
                found.rows.append(cells)
                found.texts.append(feed.text)
                tally.continuation += feed.length - 1


def take(reader: Iterator[list[str]], feed: Feed, shape: Shape) -> list[str] | Fault | None:
    """Return the cells of the next record, none for a blank line, or what is wrong with it; None at the end."""
    try:
        cells = next(reader, None)
    except csv.Error as error:
        return unreadable(feed, is_limit="field limit" in str(error))
    if cells and max(map(len, cells)) > MAX_CELL:
        return too_long(feed)
    return cells if not cells or shape.fits(cells) else misfit(feed, cells, shape)


def fault_of_line(text: str, line: int, shape: Shape) -> Fault:
    """Return what is wrong with a *line* that is a record of another width."""
    feed = Feed([text + "\n"], line)
    found = take(shape.reader(feed), feed, shape)
    assert isinstance(found, Fault)
    return found
