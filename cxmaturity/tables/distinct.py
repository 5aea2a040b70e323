"""The distinct texts of a column, found by their bytes: of a million rows, hardly any is looked at in Python."""

from typing import TYPE_CHECKING

import numpy as np

from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.spans import WORD, Spans

if TYPE_CHECKING:
    from cxmaturity.tables.spans import Places, Words

_MOST = 1 << 15  # distinct texts; a column of more is no longer taken for one that repeats itself
_FEW = 1_000  # so many are no sign of anything
_LONGEST = 32 * WORD  # bytes; longer texts are looked up in Python
_FIRST_LOOK, _NEXT_LOOK = (
    256,
    8,
)  # rows that are looked at in Python, and how many times as many the next time
_BITS, _ROOM = 12, 16  # slots: at least so many bits, and so many for each text
_HALF = np.uint64(32)
#: Multipliers that spread words over slots; one suits where others make two of a column's few texts share a slot.
_ODDS = [np.uint64(0x9E3779B97F4A7C15 * (2 * number + 1) % (1 << 64)) for number in range(16)]


class Distinct:
    """Finds for every text its place in `values`, which only grow."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._places: dict[bytes, int] = {}
        self._rows = 0
        self._index = _Index()

    def codes(self, spans: Spans) -> "Codes | None":
        """The places of the texts in *spans*; None where there are too many different ones."""
        self._rows += len(spans)
        codes = self._index.find(spans)
        rows = np.flatnonzero(codes < 0) if codes.min(initial=0) < 0 else codes[:0]
        look = _FIRST_LOOK
        while len(rows):
            now, rows = rows[:look], rows[look:]
            codes[now] = self._look(spans.at(now))
            if len(self.values) > min(_MOST, max(_FEW, self._rows * 3 // 4)):
                return None
            found = self._index.find(spans.at(rows))
            codes[rows] = found
            rows = rows[found < 0]
            look *= _NEXT_LOOK
        return codes

    def _look(self, spans: Spans) -> "Places":
        """The places of texts that the index does not find; of those that nobody has seen, new ones."""
        fresh: list[int] = []
        places = np.empty(len(spans), np.intp)
        for row, text in enumerate(spans):
            place = self._places.setdefault(text, len(self.values))
            if place == len(self.values):
                self.values.append(text.decode())
                fresh.append(row)
            places[row] = place
        if fresh:
            self._index.add(spans.at(np.array(fresh, np.intp)))
        return places


class _Index:
    """Finds texts by a number made of their bytes.

    Where two share their number, it finds but one; then, and with long texts, it is no judge of what is new.
    """

    def __init__(self) -> None:
        self._words: list[Words] = []
        self._lengths: Places = np.zeros(0, np.intp)
        self._numbers: Words = np.zeros(0, np.uint64)
        self._slots: Places = np.full(1 << _BITS, -1, np.intp)
        self._odd = _ODDS[0]
        self._shift = np.uint64(64 - _BITS)

    def find(self, spans: Spans) -> "Places":
        """The place of each text; -1 where it is not found."""
        numbers, words = _numbers(spans)
        codes = self._slots.take(self._slot(numbers))
        if not self._words:
            return codes
        same = np.ones(len(codes), bool)
        if len(self._words) > 1 or len(words) > 1:  # a single word says how long it is: what ends in no zero
            same = self._lengths.take(codes, mode="clip") == spans.lengths
        for known, (rows, word) in zip(self._words, words, strict=False):
            if rows is None:
                same &= known.take(codes, mode="clip") == word
            else:
                same[rows] &= known.take(codes[rows], mode="clip") == word
        if spans.longest > _LONGEST:
            same &= spans.lengths <= _LONGEST
        if not same.all():
            codes[~same] = -1
        return codes

    def add(self, spans: Spans) -> None:
        """Take in new texts, whose places go on from those that are there."""
        numbers, words = _numbers(spans)
        before, count = len(self._lengths), len(self._lengths) + len(spans)
        for place in range(max(len(words), len(self._words))):
            if place == len(self._words):
                self._words.append(np.zeros(before, np.uint64))
            grown = np.zeros(count, np.uint64)
            grown[:before] = self._words[place]
            if place < len(words):
                rows, word = words[place]
                grown[before:][slice(None) if rows is None else rows] = word
            self._words[place] = grown
        self._lengths = np.concatenate([self._lengths, spans.lengths])
        self._numbers = np.concatenate([self._numbers, numbers])
        self._spread()

    def _spread(self) -> None:
        """Give each text a slot, by the multiplier that makes the fewest share one."""
        count = len(self._numbers)
        bits = max(_BITS, (count * _ROOM).bit_length())
        self._shift = np.uint64(64 - bits)
        fewest = count + 1
        for odd in _ODDS if count <= _FEW else _ODDS[:1]:
            found = np.full(1 << bits, -1, np.intp)
            found[(self._numbers * odd) >> self._shift] = np.arange(count)
            shared = count - int((found >= 0).sum())
            if shared < fewest:
                fewest, self._slots, self._odd = shared, found, odd
            if not shared:
                break

    def _slot(self, numbers: "Words") -> "Places":
        return ((numbers * self._odd) >> self._shift).view(np.intp)


def _numbers(spans: Spans) -> "tuple[Words, list[tuple[Places | None, Words]]]":
    """A number for each text; and its words by their places, for those of the rows that have one there."""
    first = spans.word(0)
    words: list[tuple[Places | None, Words]] = [(None, first)]
    if spans.word_count == 1:
        return first, words
    numbers = first.copy()
    for place in range(1, min(spans.word_count, _LONGEST // WORD)):
        rows = np.flatnonzero(spans.lengths > place * WORD)
        word = spans.at(rows).word(place)
        words.append((rows, word))
        numbers[rows] = (numbers[rows] ^ (numbers[rows] >> _HALF)) * _ODDS[-1] + word
    return numbers, words
