"""A text with separators as a table."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.tables.blocks import Fault, Tally
from cxmaturity.tables.csv.delimiters import (
    check_delimiter,
    count_delimiter,
    delimiter_declared,
    delimiter_named,
    delimiter_note,
)
from cxmaturity.tables.csv.feed import Feed, Shape
from cxmaturity.tables.csv.pieces import Rows, Text
from cxmaturity.tables.csv.strict import StrictReader, take
from cxmaturity.tables.headers import check_header, nameless_columns, nameless_note, too_few_rows
from cxmaturity.tables.sources import Bytes
from cxmaturity.tables.table import ReadOptions, Table
from cxmaturity.tables.text_lines import Encoding, pieces

_HEADER_LINES = 1_000


class _Start(Struct, frozen=True):
    """The lines that a file begins with, from line `first` on."""

    lines: list[str]
    first: int


def open_csv(
    chunks: Iterable[Bytes],
    encoding: Encoding,
    options: ReadOptions,
    name: str,
    close: Callable[[], None],
    *,
    is_tsv: bool = False,
) -> Table:
    """Return the table in *chunks*; raise InvalidDocument where its header cannot be read."""
    tally = Tally()
    text = Text(pieces(chunks, encoding, name), tally)
    declared, start = _start(text.batches(), tally, name)
    delimiter, note = _delimiter(options, declared, start, name, is_tsv=is_tsv)
    header, used = _header(start, delimiter, options.header_rows, tally, name)
    nameless = nameless_columns(header)
    shape = Shape(delimiter, len(header[0]), nameless)
    rows = Rows(start.lines[used:], text, StrictReader(start.first + used, shape, tally), shape)
    return Table(
        name,
        tuple(tuple(row[: len(row) - nameless]) for row in header),
        tuple(each for each in (encoding.note, note, nameless_note(nameless)) if each is not None),
        tally,
        iter(rows),
        close,
    )


def _start(batches: Iterator[list[str]], tally: Tally, name: str) -> tuple[str | None, _Start]:
    """Return the delimiter that the first line declares, if it does, and the lines from the header on."""
    lines = next(batches, [])
    first, declared = 1, delimiter_declared(lines[0]) if lines else None
    if declared is not None:
        tally.header, first, lines = 1, 2, lines[1:]
    while True:
        blank = next((place for place, line in enumerate(lines) if line.strip("\r\n")), len(lines))
        tally.blank, first, lines = tally.blank + blank, first + blank, lines[blank:]
        more = next(batches, []) if len(lines) < _HEADER_LINES else []
        if not more:
            break
        lines = lines + more
    if not lines:
        raise refusal("missing-header", name, msg("The file has no header."), line=1)
    return declared, _Start(lines, first)


def _delimiter(
    options: ReadOptions, declared: str | None, start: _Start, name: str, *, is_tsv: bool
) -> tuple[str, Message | None]:
    """Return the delimiter, and what to tell the user about it where he has not said it himself."""
    if options.delimiter is not None:
        return delimiter_named(options.delimiter), None
    if options.usual_delimiter is not None:
        check_delimiter(options.usual_delimiter, start.lines[:_HEADER_LINES], start.first, name)
        return options.usual_delimiter, None
    if is_tsv and "\t" in start.lines[0]:
        return "\t", None
    delimiter = declared or count_delimiter(start.lines[:_HEADER_LINES], start.first, name)
    return delimiter, delimiter_note(delimiter)


def _header(
    start: _Start, delimiter: str, wanted: int, tally: Tally, name: str
) -> tuple[list[list[str]], int]:
    """Return the *wanted* rows of the header, equally wide, and how many lines they take."""
    feed = Feed(start.lines, start.first, _HEADER_LINES)
    shape = Shape(delimiter)
    reader = shape.reader(feed)
    rows: list[list[str]] = []
    while len(rows) < wanted:
        feed.begin = feed.next
        cells = take(reader, feed, shape)
        match cells:
            case None:
                raise too_few_rows(len(rows), wanted, name, feed.line)
            case []:
                tally.blank += 1
            case Fault():
                raise refusal(cells.code, name, cells.message, cells.hint, line=cells.line)
            case _:
                rows.append(cells)
                shape = Shape(delimiter, len(cells))
                tally.header += feed.length
    check_header(rows, name, start.first)
    return rows, feed.next
