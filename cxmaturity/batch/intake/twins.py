"""Rows that are there twice: the same respondent of the same company."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from cxmaturity.tables.blocks import Cell, Column
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.texts import Texts

Hashes = NDArray[np.uint64]
Lines = NDArray[np.int64]

_RUN = 1 << 20  # runs of so many rows are no longer merged
_FEWEST_BITS, _MOST_BITS, _SPARSE = (
    1 << 18,
    1 << 28,
    16,
)  # so many bits for a row at least, while there is room
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Twins:
    """Remembers who has been there: twelve bytes a row, in sorted runs that grow as blocks come."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, NDArray[np.uint32]]] = []
        self._perhaps = _Perhaps()

    def first_lines(self, hashes: Hashes, lines: Lines) -> Lines:
        """For each row, known by its hash, the line of the first one like it; 0 where that is itself.

        The rows are remembered.
        """
        ordered, sorted_lines, first, order = self._found(hashes, lines)
        fresh = first == 0
        self._remember(ordered[fresh], sorted_lines[fresh])
        result = np.empty_like(first)
        result[order] = first
        return result

    def _found(self, hashes: Hashes, lines: Lines) -> tuple[Hashes, Lines, Lines, NDArray[np.intp]]:
        """Hashes and lines in the order of hashes, the first line of each, and that order."""
        order = np.argsort(hashes)
        ordered = hashes[order]
        if (ordered[1:] == ordered[:-1]).any():  # then who comes first matters, at a price
            order = np.argsort(hashes, kind="stable")
        sorted_lines = lines[order]
        first = np.zeros(len(hashes), np.int64)
        again = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
        first[again] = sorted_lines[np.searchsorted(ordered, ordered[again])]
        doubtful = np.flatnonzero(self._perhaps.has(ordered))
        for known, places in self._runs if len(doubtful) else ():
            looked_for = ordered[doubtful]
            at = np.minimum(np.searchsorted(known, looked_for), len(known) - 1)
            met = known[at] == looked_for
            first[doubtful[met]] = places[at[met]]
        return ordered, sorted_lines, first, order

    def _remember(self, hashes: Hashes, fresh: Lines) -> None:
        if not len(hashes):
            return
        self._perhaps.add(hashes, [known for known, _ in self._runs])
        lines = fresh.astype(np.uint32)
        while self._runs and len(self._runs[-1][0]) <= len(hashes) < _RUN:
            known, places = self._runs.pop()
            hashes, lines = np.concatenate([known, hashes]), np.concatenate([places, lines])
            order = np.argsort(hashes, kind="stable")
            hashes, lines = hashes[order], lines[order]
        self._runs.append((hashes, lines))


class _Perhaps:
    """A bit for every hash by how it begins: where that is not set, the hash has surely not been there."""

    def __init__(self) -> None:
        self._bits = np.zeros(_FEWEST_BITS >> 3, np.uint8)
        self._count = 0

    def has(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Whether each hash has perhaps been there."""
        byte, bit = self._place(hashes)
        found: NDArray[np.bool_] = (self._bits.take(byte) & bit) != 0
        return found

    def add(self, hashes: Hashes, before: Sequence[Hashes]) -> None:
        """Set the bits of *hashes*, in a larger array with those *before* where they would become too many."""
        self._count += len(hashes)
        size = len(self._bits) << 3
        while size < self._count * _SPARSE and size < _MOST_BITS:
            size = min(size * 8, _MOST_BITS)
        if size > len(self._bits) << 3:
            self._bits = np.zeros(size >> 3, np.uint8)
            for each in before:
                self._set(each)
        self._set(hashes)

    def _set(self, hashes: Hashes) -> None:
        byte, bit = self._place(hashes)
        np.bitwise_or.at(self._bits, byte, bit)

    def _place(self, hashes: Hashes) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
        places = hashes >> np.uint64(64 - (len(self._bits).bit_length() + 2))
        return (places >> np.uint64(3)).view(np.intp), np.uint8(1) << (places & np.uint64(7)).astype(np.uint8)


def hashes_of(who: Sequence[Column]) -> Hashes:
    """A number for each row: with 64 bits, ten million rows of different people share none but by a freak."""
    together: Hashes = np.zeros(len(who[0].codes), np.uint64)
    for codes, values in who:
        together = _mixed(together) + text_hashes(values)[codes]
    return together


def text_hashes(values: Sequence[Cell]) -> Hashes:
    """A number for each text, the same wherever it stands; texts differ in theirs but by a freak."""
    if IS_COMPILED:
        from cxmaturity.tables._native import hashes

        texts = values if isinstance(values, Texts) else Texts.of([*map(str, values)])
        return np.frombuffer(hashes(texts.offsets, texts.data), np.uint64)
    digests = [blake2b(str(value).encode(), digest_size=8).digest() for value in values]
    return np.frombuffer(b"".join(digests), np.uint64)


def _mixed(numbers: Hashes) -> Hashes:
    """Each number so that all its bits depend on all of its bits."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))
