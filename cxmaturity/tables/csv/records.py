"""
Where the cells of a chunk of CSV are, found by looking for separators in all its bytes at once.

Only chunks are taken in which each line is a record beyond doubt; what the strict reader says of these is the same.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cxmaturity.tables.csv.faults import MAX_CELL
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.spans import Bytes, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cxmaturity.tables.spans import Places

_NEWLINE, _RETURN, _QUOTE = b'\n\r"'


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The quotes of a chunk: which bytes stand inside of a pair, and where the second of a doubled one is."""

    inside: "NDArray[np.bool_]"
    seconds: "Places"


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a chunk begin and end, and the place of the last cell of each among all."""

    starts: "Places"
    ends: "Places"
    last_cells: "Places"


@dataclass(frozen=True, slots=True)
class Records:
    """The lines of a chunk, and where in *data* the cells of those are that have as many as there are columns.

    `starts` are those of the first column, `ends` has a row for each.
    """

    lines: Lines
    is_whole: "NDArray[np.bool_]"
    data: Bytes
    starts: "Places"
    ends: "Places"
    has_quotes: bool

    def spans(self, position: int) -> Spans:
        """The cells of the column at *position*."""
        starts, ends = self.ends[position - 1] + 1 if position else self.starts, self.ends[position]
        if position == len(self.ends) - 1:
            ends = ends - ((ends > starts) & (self.data.take(ends - 1) == _RETURN))
        if self.has_quotes:
            is_quoted = (ends > starts) & (self.data.take(starts) == _QUOTE)
            starts, ends = starts + is_quoted, ends - is_quoted
        return Spans(self.data, starts, ends - starts)


def records_of(chunk: bytes, shape: Shape) -> Records | None:
    """
    The records of *chunk*; None where the strict reader might see others.

    It sees the same where lines end in LF or CRLF, none is empty or longer than a cell may be, and every quote opens a
    cell, closes it before the delimiter or the line's end, or is doubled inside.
    """
    if shape.width < 2 or shape.nameless or b"\0" in chunk or not chunk.endswith(b"\n"):
        return None
    data = np.frombuffer(chunk, np.uint8)
    quotes = _quotes(data, ord(shape.delimiter)) if b'"' in chunk else None
    if (quotes is None and b'"' in chunk) or (b"\r" in chunk and not _are_returns_before_newlines(data)):
        return None
    separators = _separators(data, ord(shape.delimiter), quotes)
    lines = _lines(data, separators)
    held = Bytes(data)
    if lines is None or not _is_utf8(held):
        return None
    is_whole = np.diff(lines.last_cells, prepend=-1) == shape.width
    ends, starts = _of_lines(separators, lines.last_cells, is_whole), lines.starts[is_whole]
    if quotes is not None and len(quotes.seconds):
        held = Bytes(np.delete(data, quotes.seconds))
        ends = ends - np.searchsorted(quotes.seconds, ends)
        starts = starts - np.searchsorted(quotes.seconds, starts)
    by_column = np.ascontiguousarray(ends.reshape(-1, shape.width).T)
    return Records(lines, is_whole, held, starts, by_column, quotes is not None)


def _separators(data: "NDArray[np.uint8]", delimiter: int, quotes: _Quotes | None) -> "Places":
    separates = data == delimiter
    separates |= data == _NEWLINE
    if quotes is not None:
        separates &= ~quotes.inside
    return np.flatnonzero(separates)


def _lines(data: "NDArray[np.uint8]", separators: "Places") -> Lines | None:
    """The lines, none of which is empty or longer than a cell may be; else None."""
    last_cells = np.flatnonzero(data.take(separators) == _NEWLINE)
    ends = separators[last_cells]
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts - (data.take(ends - 1) == _RETURN)
    if lengths.min() <= 0 or lengths.max() > MAX_CELL:
        return None
    return Lines(starts, ends, last_cells)


def _of_lines(separators: "Places", last_cells: "Places", is_whole: "NDArray[np.bool_]") -> "Places":
    """The separators of the lines that are whole: what lies between the few others."""
    others = np.flatnonzero(~is_whole)
    if not len(others):
        return separators
    begins = [0, *(last_cells[others] + 1).tolist()]
    ends = [*np.where(others > 0, last_cells[others - 1] + 1, 0).tolist(), len(separators)]
    return np.concatenate([separators[begin:end] for begin, end in zip(begins, ends, strict=True)])


def _are_returns_before_newlines(data: "NDArray[np.uint8]") -> bool:
    return bool((data.take(np.flatnonzero(data == _RETURN) + 1) == _NEWLINE).all())


def _quotes(data: "NDArray[np.uint8]", delimiter: int) -> _Quotes | None:
    """The quotes, where they are beyond doubt and hold no line break; else None."""
    is_quote = data == _QUOTE
    inside = (np.cumsum(is_quote, dtype=np.uint8) & 1).view(np.bool_)  # only odd or even matters
    places = np.flatnonzero(is_quote)
    opening, closing = places[0::2], places[1::2]
    if len(opening) != len(closing) or (inside & (data == _NEWLINE)).any():
        return None
    before = data[np.maximum(opening - 1, 0)]
    after = data[closing + 1]  # a whole line ends in a line break
    doubled = np.zeros(len(opening) + 1, bool)
    doubled[1:-1] = opening[1:] == closing[:-1] + 1
    opens = (opening == 0) | (before == delimiter) | (before == _NEWLINE) | doubled[:-1]
    closes = (after == delimiter) | (after == _NEWLINE) | (after == _RETURN) | doubled[1:]
    return _Quotes(inside, opening[doubled[:-1]]) if opens.all() and closes.all() else None


def _is_utf8(data: Bytes) -> bool:
    """Whether all is UTF-8, where each character is ASCII or consists of bytes that are not."""
    beyond = data.beyond_ascii()
    if not len(beyond):
        return True
    apart = np.zeros(len(beyond), np.intp)
    np.cumsum(np.diff(beyond) > 1, out=apart[1:])
    text = np.full(len(beyond) + apart[-1], ord(" "), np.uint8)
    text[np.arange(len(beyond)) + apart] = data.take(beyond)
    try:
        text.tobytes().decode()
    except UnicodeDecodeError:
        return False
    return True
