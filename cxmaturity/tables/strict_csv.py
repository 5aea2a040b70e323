"""
Records of CSV read strictly, so that no line is lost: what cannot be read is a fault of the line in which it begins.

The standard library's reader in its strict mode is the one judge of what a record is. A record of several lines counts
only if it is whole and as wide as the header; else its first line is a fault, and reading resumes at the next.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.tables.blocks import Fault, Tally

MAX_CELL = 100_000
MAX_RECORD_LINES = 20
_PORTION = 128

_ODD_QUOTES = ("'", "“", "”", "„", "«", "»", "‘", "’")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a record must be like: as many cells as the header, the last ones empty where they have no name there."""

    delimiter: str
    width: int = 0  # of the header itself: any
    nameless: int = 0

    def fits(self, cells: Sequence[str]) -> bool:
        return not self.width or (
            len(cells) == self.width and not (self.nameless and any(cells[-self.nameless :]))
        )

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, strict=True)


@dataclass(frozen=True, slots=True)
class Records:
    """Records in their order: the physical line of each, its cells, its text as the file has it."""

    lines: Sequence[int]
    rows: list[list[str]]
    texts: list[str]
    faults: list[Fault]


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


def records(batches: Iterable[list[str]], first: int, shape: Shape, tally: Tally) -> Iterator[Records]:
    """
    Give the records in *batches* of physical lines, the first of which is line *first*; count them in *tally*.

    They come in small portions, which stay in the processor's cache until they have become columns.
    """
    pending: list[str] = []
    for batch in batches:
        for start in range(0, len(batch), _PORTION):
            lines = pending + batch[start : start + _PORTION]
            found, used = _read(lines, first, shape, tally)
            first, pending = first + used, lines[used:]
            yield found
    yield _record_by_record(pending, first, shape, tally, is_end=True)[0]


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
        return _unreadable(feed, is_limit="field limit" in str(error))
    if cells and max(map(len, cells)) > MAX_CELL:
        return _fault(feed, "cell-too-long", _TOO_LONG)
    return cells if not cells or shape.fits(cells) else _misfit(feed, cells, shape)


def fault_of_line(text: str, line: int, shape: Shape) -> Fault:
    """Return what is wrong with a *line* that is a record of another width."""
    feed = Feed([text + "\n"], line)
    found = take(shape.reader(feed), feed, shape)
    assert isinstance(found, Fault)
    return found


_TOO_LONG = msg("A cell of this row is longer than {limit} characters.", limit=MAX_CELL)
_CLOSE = msg("Close the quote, or double it if it belongs to the text.")


def _unreadable(feed: Feed, *, is_limit: bool) -> Fault:
    if feed.length > 1:
        message = msg("The quote opened here is not closed up to line {last}.", last=feed.last)
        return _fault(feed, "unbalanced-quotes", message, _CLOSE)
    if feed.is_exhausted:
        return _fault(feed, "unbalanced-quotes", msg("The quote opened here is never closed."), _CLOSE)
    if is_limit:
        return _fault(feed, "cell-too-long", _TOO_LONG)
    hint = msg("Double the quotes that belong to the text.")
    return _fault(feed, "unbalanced-quotes", msg("Text follows a closing quote."), hint)


def _misfit(feed: Feed, cells: Sequence[str], shape: Shape) -> Fault:
    given, wanted = len(cells), shape.width
    if feed.length > 1:
        message = msg(
            "The quote opened here closes only in line {last}: the row would have {given} cells, not {wanted}.",
            last=feed.last,
            given=given,
            wanted=wanted,
        )
        return _fault(feed, "unbalanced-quotes", message, _CLOSE)
    if given == wanted:
        return _fault(feed, "ragged-row", msg("The row has text in a column that has no name."))
    message = msg("The row has {given} cells, the header {wanted}.", given=given, wanted=wanted)
    hint = _cause_of_more(feed.text, shape) if given > wanted else _cause_of_less(feed.text)
    return _fault(feed, "ragged-row", message, hint)


def _cause_of_less(text: str) -> Message | None:
    return None if text.endswith(("\n", "\r")) else msg("The file may have been cut off here.")


def _cause_of_more(text: str, shape: Shape) -> Message:
    if any(quote in text for quote in _ODD_QUOTES) or f'{shape.delimiter} "' in text:
        return msg("Only the straight double quote, right after the delimiter, holds a cell together.")
    return msg("A cell that has the delimiter in its text must stand in double quotes.")


def _fault(feed: Feed, code: str, message: Message, hint: Message | None = None) -> Fault:
    """Return the fault of the line in which the record begins."""
    return Fault(feed.line, code, message, feed.opening.rstrip("\r\n"), feed.last, hint)
