"""Many different bare numbers in one column: read all at once, and sorted into the stretches that tell them apart."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from cxmaturity.answers.values import Given
from cxmaturity.batch.network.stretching import Stretches
from cxmaturity.batch.network.wires import Wire
from cxmaturity.questionnaire.questions import NumberQuestion

#: With two decimals at most, no mark can be taken for one of thousands; with so few digits, all sums are exact.
_PLAIN = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,2}))?")
_OVER = 100


class BareNumbers:
    """Reads numbers that answer *question* in its own unit onto *wire*, as one after the other would be read."""

    def __init__(self, question: NumberQuestion, stretches: Stretches, wire: Wire[Given | None]) -> None:
        self._least = 0 if question.min is None else ceil(Fraction(question.min) * _OVER)
        self._most = None if question.max is None else floor(Fraction(question.max) * _OVER)
        self._stretches = stretches
        self._wire = wire

    def positions(self, texts: Sequence[str]) -> Mapping[str, int]:
        """The positions on the wire of those *texts* that are plain numbers within the question's limits."""
        hundredths = {text: found for text in texts if (found := self._hundredths(text)) is not None}
        numbers = np.fromiter(hundredths.values(), np.int64, len(hundredths))
        _, first, inverse = np.unique(
            self._stretches.places(numbers, _OVER), return_index=True, return_inverse=True
        )
        standing = np.array([self._place(int(numbers[each])) for each in first], np.int64)
        return dict(zip(hundredths, standing[inverse].tolist(), strict=True))

    def _place(self, hundredths: int) -> int:
        return self._wire.position(self._stretches.standing(Fraction(hundredths, _OVER)))

    def _hundredths(self, text: str) -> int | None:
        match = _PLAIN.fullmatch(text)
        if match is None:
            return None
        number = int(match[1]) * _OVER + int((match[2] or "0").ljust(2, "0"))
        fits = number >= self._least and (self._most is None or number <= self._most)
        return number if fits else None
