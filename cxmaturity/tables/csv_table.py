"""A text with separators as a table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.tables.blocks import BLOCK_ROWS, Block, Fault, Tally, TextColumns
from cxmaturity.tables.csv_feed import Feed, Shape
from cxmaturity.tables.delimiters import count_delimiter, delimiter_declared, delimiter_named, delimiter_note
from cxmaturity.tables.headers import check_header, nameless_columns, nameless_note, too_few_rows
from cxmaturity.tables.strict_csv import Records, StrictReader, take
from cxmaturity.tables.table import ReadOptions, Table
from cxmaturity.tables.text_lines import Encoding, Piece, pieces

if TYPE_CHECKING:
    from cxmaturity.tables.plain_csv import PlainReader

_HEADER_LINES = 1_000
_LARGE = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class _Start:
    """The lines that a file begins with, from line `first` on."""

    lines: list[str]
    first: int


def open_csv(
    chunks: Iterable[bytes],
    encoding: Encoding,
    options: ReadOptions,
    name: str,
    close: Callable[[], None],
    *,
    is_tsv: bool = False,
) -> Table:
    """Return the table in *chunks*; raise InvalidDocument where its header cannot be read."""
    tally = Tally()
    text = _Text(pieces(chunks, encoding, name), tally)
    declared, start = _start(text.batches(), tally, name)
    delimiter, note = _delimiter(options.delimiter, declared, start, name, is_tsv=is_tsv)
    header, used = _header(start, delimiter, options.header_rows, tally, name)
    nameless = nameless_columns(header)
    shape = Shape(delimiter, len(header[0]), nameless)
    reader = StrictReader(start.first + used, shape, tally)
    return Table(
        name,
        tuple(tuple(row[: len(row) - nameless]) for row in header),
        tuple(each for each in (encoding.note, note, nameless_note(nameless)) if each is not None),
        tally,
        _blocks(start.lines[used:], text, reader, shape),
        close,
    )


class _Text:
    """The pieces of a text; the physical lines of one that has been begun are to be read before the next."""

    def __init__(self, pieces_: Iterator[Piece], tally: Tally) -> None:
        self.pieces = pieces_
        self._tally = tally
        self._current: Iterator[list[str]] = iter(())
        self._is_ended = True

    def begin(self, piece: Piece) -> None:
        self._current = piece.lines(self._tally.lines)

    def current(self) -> Iterator[list[str]]:
        """The lines of the piece that has been begun, as far as nobody has read them."""
        for batch in self._current:
            self._tally.lines += len(batch)
            self._is_ended = batch[-1].endswith(("\n", "\r"))
            yield batch

    def batches(self) -> Iterator[list[str]]:
        """The lines of all pieces."""
        yield from self.current()
        for piece in self.pieces:
            self.begin(piece)
            yield from self.current()

    def end(self) -> None:
        """Say what there is to say of the end."""
        if not self._is_ended:
            self._tally.notes.append(
                msg("The last line does not end in a line break; it may have been cut off.")
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
    given: str | None, declared: str | None, start: _Start, name: str, *, is_tsv: bool
) -> tuple[str, Message | None]:
    """Return the delimiter, and what to tell the user about it where he has not said it himself."""
    if given is not None:
        return delimiter_named(given), None
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


class _Growing:
    """A block that is not full yet."""

    def __init__(self, width: int) -> None:
        self._columns = TextColumns(width)
        self._texts: list[str] = []
        self._faults: list[Fault] = []
        self.lines: list[int] = []

    def __len__(self) -> int:
        return max(len(self.lines), len(self._faults))

    def add(self, found: Records) -> None:
        self._columns.extend(found.rows)
        self._texts += found.texts
        self._faults += found.faults
        self.lines += found.lines

    def finished(self) -> Block:
        return Block(self.lines, self._columns.column, self._columns.cells, self._raw, self._faults)

    def _raw(self, row: int) -> str:
        return self._texts[row].rstrip("\r\n")


def _blocks(begun: list[str], text: _Text, reader: StrictReader, shape: Shape) -> Iterator[Block]:
    """The rows in the lines already *begun* and in the rest of the text, large plain pieces of it all at once."""
    tray = _Tray(shape.width)
    for batch in chain([begun], text.current()):
        yield from tray.filled(reader.feed(batch))
    fast = _Fast(shape)
    for piece in text.pieces:
        block = None if reader.pending else fast.read(piece, reader)
        if block is not None:
            yield from tray.emptied()
            yield block
            continue
        text.begin(piece)
        for batch in text.current():
            yield from tray.filled(reader.feed(batch))
    yield from tray.filled([reader.end()])
    yield from tray.emptied()
    text.end()


class _Tray:
    """Gathers records until they are a block."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._block = _Growing(width)

    def filled(self, found: Iterable[Records]) -> Iterator[Block]:
        """Add records; give each block that is full."""
        for each in found:
            self._block.add(each)
            if len(self._block) >= BLOCK_ROWS:
                yield from self.emptied()

    def emptied(self) -> Iterator[Block]:
        """Give the block that is not full, unless there is nothing in it."""
        if len(self._block):
            yield self._block.finished()
            self._block = _Growing(self._width)


class _Fast:
    """The reader of plain text, which is worth asking about a piece of some size."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._reader: PlainReader | None = None

    def read(self, piece: Piece, strict: StrictReader) -> Block | None:
        """The rows of a plain piece, counted as *strict* counts them; None where that one has to read it."""
        if piece.data is None or len(piece.data) < _LARGE:
            return None
        if self._reader is None:
            from cxmaturity.tables.plain_csv import PlainReader

            self._reader = PlainReader(self._shape)
        block = self._reader.read(piece.data, strict.line)
        if block is not None:
            strict.pass_over(len(block.lines), len(block.faults))
        return block
