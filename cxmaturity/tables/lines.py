"""Columns of texts joined row by row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.outgoing import expanded
from cxmaturity.tables.texts import Texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Marks(NamedTuple):
    """What stands before each row, between its texts, and after it."""

    start: str
    between: str
    end: str


#: Texts, one a row; or distinct ones, and for each row the position of its own.
TextColumn: TypeAlias = Sequence[str] | tuple[Codes, Sequence[str]]


def joined_lines(columns: Sequence[TextColumn], rows: int, marks: Marks) -> bytes:
    """So many *rows* of *columns* as lines in UTF-8."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import join

        return join([_packed(column) for column in columns], rows, *map(str.encode, marks))
    texts = [expanded(column[1], column[0]) if isinstance(column, tuple) else column for column in columns]
    start, between, end = marks
    lines = map(between.join, zip(*texts, strict=True))
    return "".join([f"{start}{line}{end}" for line in lines]).encode()


def _packed(column: TextColumn) -> "tuple[NDArray[np.int32] | None, NDArray[np.int32], bytes]":
    """The column as the positions, if it has them, and the offsets and bytes of its texts."""
    codes, texts = column if isinstance(column, tuple) else (None, column)
    held = texts if isinstance(texts, Texts) else Texts.of(texts)
    return None if codes is None else _words(codes), held.offsets, held.data


def _words(codes: Codes) -> "NDArray[np.int32]":
    import numpy as np

    return np.ascontiguousarray(codes, np.int32)
