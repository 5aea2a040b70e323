"""Rows that are there twice: the same respondent of the same company."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from cxmaturity.tables.blocks import Cell, Column
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.texts import Texts

Hashes = NDArray[np.uint64]
Lines = NDArray[np.int64]

_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Twins:
    """Remembers who has been there, by hashes."""

    def __init__(self) -> None:
        self._first_lines = _first_lines()

    def first_lines(self, hashes: Hashes, lines: Lines) -> Lines:
        """For each row, known by its hash, the line of the first one like it; 0 where that is itself.

        The rows are remembered.
        """
        first = self._first_lines(np.ascontiguousarray(hashes), np.ascontiguousarray(lines, np.uint32))
        return np.where(first == lines, 0, first)


def _first_lines() -> Callable[[Hashes, NDArray[np.uint32]], NDArray[np.uint32]]:
    """What remembers hashes, and tells the line in which each came first."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import FirstLines

        compiled = FirstLines()
        return lambda hashes, lines: np.frombuffer(compiled.take(hashes, lines), np.uint32)
    known: dict[int, int] = {}
    return lambda hashes, lines: np.fromiter(
        map(known.setdefault, hashes.tolist(), lines.tolist()), np.uint32
    )


def hashes_of(who: Sequence[Column]) -> Hashes:
    """A hash of 64 bits for each row: of ten million rows, no two different ones are likely to share one."""
    first, *more = who
    together: Hashes = text_hashes(first.values)[first.codes]
    for codes, values in more:
        together = _mixed(together) + text_hashes(values)[codes]
    return together


def text_hashes(values: Sequence[Cell]) -> Hashes:
    """A hash of 64 bits for each text, the same wherever it stands in this run."""
    return (values if isinstance(values, Texts) else Texts.of([*map(str, values)])).hashes


def _mixed(numbers: Hashes) -> Hashes:
    """Each number so that all its bits depend on all of its bits."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))
