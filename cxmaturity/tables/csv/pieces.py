"""The rows of a text with separators: large plain pieces are read all at once, all else strictly."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cxmaturity.foundation.i18n import msg
from cxmaturity.tables.blocks import BLOCK_ROWS, BLOCK_TEXT, Block, Fault, Tally, TextColumns
from cxmaturity.tables.csv.feed import Shape
from cxmaturity.tables.csv.strict import Records, StrictReader
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.sources import Bytes
from cxmaturity.tables.text_lines import Piece

if TYPE_CHECKING:
    from cxmaturity.tables.csv.plain import PlainReader

_LARGE = 100_000  # bytes


class Text:
    """The pieces of a text; the physical lines of one that has been begun are to be read before the next."""

    def __init__(self, pieces_: Iterator[Piece], tally: Tally) -> None:
        self.pieces = pieces_
        self._tally = tally
        self._current: Iterator[list[str]] = iter(())
        self._is_ended = True

    def begin(self, piece: Piece) -> None:
        """Go on with the lines of *piece*."""
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


class Rows:
    """The rows in the lines already *begun*, and in the rest of the *text*, block by block."""

    def __init__(self, begun: list[str], text: Text, strict: StrictReader, shape: Shape) -> None:
        self._begun = begun
        self._text = text
        self._strict = strict
        self._shape = shape
        self._plain: PlainReader | None = None

    def __iter__(self) -> Iterator[Block]:
        tray = _Tray(self._shape.width)
        yield from tray.filled(self._strict.feed(self._begun))
        yield from self._strictly(tray)
        for piece in self._text.pieces:
            block = self._plainly(piece.data)
            if block is None:
                self._text.begin(piece)
                yield from self._strictly(_Tray(self._shape.width))
            else:
                self._strict.pass_over(len(block.lines), len(block.faults))
                yield block
        yield from tray.filled([self._strict.end()])
        yield from tray.emptied()
        self._text.end()

    def _plainly(self, data: Bytes | None) -> Block | None:
        """The rows in a piece where all is plain, and which is large enough for that to matter; else None."""
        if not IS_COMPILED or self._strict.pending or data is None or len(data) < _LARGE:
            return None
        if self._plain is None:
            from cxmaturity.tables.csv.plain import PlainReader

            self._plain = PlainReader(self._shape)
        return self._plain.read(data, self._strict.line)

    def _strictly(self, tray: "_Tray") -> Iterator[Block]:
        """The rows in the lines that have been begun."""
        for batch in self._text.current():
            yield from tray.filled(self._strict.feed(batch))
        yield from tray.emptied()


class _Tray:
    """Gathers records until they are a block."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._block = _Growing(width)

    def filled(self, found: Iterable[Records]) -> Iterator[Block]:
        """Add records; give each block that is full."""
        for each in found:
            self._block.add(each)
            if len(self._block) >= BLOCK_ROWS or self._block.size > BLOCK_TEXT:
                yield from self.emptied()

    def emptied(self) -> Iterator[Block]:
        """Give the block that is not full, unless there is nothing in it."""
        if len(self._block):
            yield self._block.finished()
            self._block = _Growing(self._width)


class _Growing:
    """A block that is not full yet."""

    def __init__(self, width: int) -> None:
        self._columns = TextColumns(width)
        self._texts: list[str] = []
        self._faults: list[Fault] = []
        self.lines: list[int] = []
        self.size = 0

    def __len__(self) -> int:
        return max(len(self.lines), len(self._faults))

    def add(self, found: Records) -> None:
        self._columns.extend(found.rows)
        self._texts += found.texts
        self._faults += found.faults
        self.lines += found.lines
        self.size += sum(map(len, found.texts))

    def finished(self) -> Block:
        return Block(self.lines, self._columns.column, self._columns.cells, self._raw, self._faults)

    def _raw(self, row: int) -> str:
        return self._texts[row].rstrip("\r\n")
