"""Rows that are there twice: the same respondent of the same company."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cxmaturity.tables.blocks import Column

Hashes = NDArray[np.uint64]
Lines = NDArray[np.int64]

_RUN = 1 << 20  # runs of so many rows are no longer merged
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Twins:
    """Remembers who has been there: twelve bytes a row, in sorted runs that grow as blocks come."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Lines]] = []

    def first_lines(self, who: Sequence[Column], lines: Lines) -> Lines:
        """For each row the line in which the same was first; 0 where it is the first. The rows are remembered."""
        hashes = _hashes(who)
        first = np.zeros(len(hashes), np.int64)
        order = np.argsort(hashes, kind="stable")
        ordered = hashes[order]
        again = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
        starts = np.searchsorted(ordered, ordered[again])
        first[order[again]] = lines[order[starts]]
        for known, places in self._runs:
            at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            met = known[at] == hashes
            first[met] = places[at[met]]
        fresh = order[first[order] == 0]
        self._remember(hashes[fresh], lines[fresh])
        return first

    def _remember(self, hashes: Hashes, lines: Lines) -> None:
        if not len(hashes):
            return
        while self._runs and len(self._runs[-1][0]) <= len(hashes) < _RUN:
            known, places = self._runs.pop()
            hashes, lines = np.concatenate([known, hashes]), np.concatenate([places, lines])
            order = np.argsort(hashes, kind="stable")
            hashes, lines = hashes[order], lines[order]
        self._runs.append((hashes, lines))


def _hashes(who: Sequence[Column]) -> Hashes:
    """A number for each row: with 64 bits, ten million rows of different people share none but by a freak."""
    together: Hashes = np.zeros(len(who[0].codes), np.uint64)
    for codes, values in who:
        texts = np.array([hash(str(value).strip()) & 0xFFFFFFFFFFFFFFFF for value in values], np.uint64)
        together = (together * _ODD) ^ texts[codes]
    return together
