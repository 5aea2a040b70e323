"""Texts as stretches of one long row of bytes, many at a time, compared eight bytes at once."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Places = NDArray[np.intp]

WORD = 8
_ASCII, _BEYOND_ASCII = 127, 0x8080808080808080
#: For each number of bytes from 0 to 8, a word in which as many count.
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], np.uint64)


class Bytes:
    """Bytes, with some zeros after the end so that every word of eight can be read."""

    def __init__(self, data: "bytes | NDArray[np.uint8]") -> None:
        size = len(data)
        self._padded = np.empty((size // WORD + 2) * WORD, np.uint8)
        self._padded[:size] = np.frombuffer(data, np.uint8) if isinstance(data, bytes) else data
        self._padded[size:] = 0
        self._words: Words = self._padded.view("<u8")

    def take(self, places: "Places") -> "NDArray[np.uint8]":
        """The bytes at *places*."""
        return self._padded.take(places, mode="clip")

    def words(self, places: "Places") -> "Words":
        """The eight bytes from each of *places* on, the first of them the lowest."""
        # Two whole words around each, pushed together: numpy reads words across borders at a far higher price.
        around = places >> 3
        beyond = places << 3
        beyond &= 63
        beyond = beyond.view(np.uint64)
        low = self._words.take(around, mode="clip")
        around += 1
        high = self._words.take(around, mode="clip")
        low >>= beyond
        np.subtract(np.uint64(64), beyond, out=beyond)
        high <<= beyond  # numpy shifts by 64 to zero
        low |= high
        return low

    def beyond_ascii(self) -> "Places":
        """Where the bytes are that no ASCII character has."""
        words = np.flatnonzero(self._words & np.uint64(_BEYOND_ASCII))  # of eight bytes, to look at few
        row, column = np.nonzero(self._padded.reshape(-1, WORD)[words] > _ASCII)
        return words[row] * WORD + column

    def text(self, start: int, length: int) -> bytes:
        """The *length* bytes from *start* on."""
        return self._padded[start : start + length].tobytes()


class Spans:
    """For each row a stretch of *data*: where it starts, and how many bytes long it is."""

    def __init__(self, data: Bytes, starts: "Places", lengths: "Places") -> None:
        self.data = data
        self.starts = starts
        self.lengths = lengths

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.data.text, self.starts.tolist(), self.lengths.tolist())

    @cached_property
    def longest(self) -> int:
        """The bytes of the longest."""
        return int(self.lengths.max(initial=0))

    @property
    def word_count(self) -> int:
        """So many words hold any of them."""
        return -(-self.longest // WORD) or 1

    def word(self, place: int) -> "Words":
        """Eight bytes of each, from 8 times *place* on, zeros after its end."""
        words = self.data.words(self.starts + place * WORD if place else self.starts)
        left = self.lengths - place * WORD if place else self.lengths
        if place:
            np.maximum(left, 0, out=left)
        words &= _MASKS.take(left, mode="clip")  # nine and more bytes are a whole word, too
        return words

    def at(self, rows: "Places") -> "Spans":
        """Those of *rows* alone."""
        return Spans(self.data, self.starts.take(rows), self.lengths.take(rows))

    def joined(self) -> "tuple[NDArray[np.uint8], NDArray[np.int32]]":
        """All of them, one after the other, and where each begins and the last ends."""
        offsets = np.zeros(len(self) + 1, np.intp)
        np.cumsum(self.lengths, out=offsets[1:])
        places = np.repeat(self.starts - offsets[:-1], self.lengths)
        places += np.arange(len(places))
        return self.data.take(places), offsets.astype(np.int32)
