"""Keys of rows, each the sum of what the codes on several wires count, and the rows that have a flag."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.native import IS_COMPILED

Keys = NDArray[np.int64]


class Addend(NamedTuple):
    """The codes of one wire, and what they add to a key: themselves so many times, or for each an amount of its own."""

    codes: Codes
    amounts: int | Keys

    def at(self, rows: NDArray[np.intp]) -> "Addend":
        """The same of *rows* alone."""
        return Addend(self.codes.take(rows), self.amounts)


def keys_of(addends: Sequence[Addend], rows: int) -> Keys:
    """The keys of so many *rows*."""
    keys = np.zeros(rows, np.int64)
    for codes, amounts in addends:
        keys += codes * np.int64(amounts) if isinstance(amounts, int) else amounts.take(codes)
    return keys


def rows_where(flags: NDArray[np.bool_], codes: Codes) -> NDArray[np.intp]:
    """The rows whose codes have a flag."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import rows_where as fast

        return np.frombuffer(fast(flags, codes), np.intp)
    return np.flatnonzero(flags.take(codes))
