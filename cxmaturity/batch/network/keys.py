"""Keys of rows, each the sum of what the codes on several wires count, and tables that have something at each key."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxmaturity.batch.network.wires import Positions
from cxmaturity.tables.native import IS_COMPILED

Keys = NDArray[np.int64]


class Addend(NamedTuple):
    """The codes of one wire, and what they add to a key: themselves so many times, or for each an amount of its own."""

    codes: Positions
    amounts: int | Keys

    def at(self, rows: Positions) -> "Addend":
        """The same of *rows* alone."""
        return Addend(self.codes.take(rows), self.amounts)


def add_up(addends: Sequence[Addend], out: Keys) -> Keys:
    """Write the keys of all rows to *out*."""
    if IS_COMPILED:
        from cxmaturity.tables._native import add_up as fast

        fast(list(addends), out)
        return out
    out[:] = sum(
        codes * amounts if isinstance(amounts, int) else amounts.take(codes) for codes, amounts in addends
    )
    return out


def look_up(addends: Sequence[Addend], table: Positions, out: Positions) -> bool:
    """Write to *out* what *table* has at the keys of all rows, and tell whether that is below 0 anywhere."""
    if IS_COMPILED:
        from cxmaturity.tables._native import look_up as fast

        return fast(list(addends), table, out)
    table.take(add_up(addends, np.empty(len(out), np.int64)), out=out, mode="clip")
    return bool(out.min(initial=0) < 0)
