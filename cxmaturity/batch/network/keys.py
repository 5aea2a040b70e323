"""Keys of rows, each the sum of what the codes on several wires count, and tables that have something at each key."""

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


def add_up(addends: Sequence[Addend], out: NDArray[np.signedinteger]) -> None:
    """Write the keys of all rows to *out*."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import add_up as fast

        fast(list(addends), out)
        return
    out[:] = 0
    for codes, amounts in addends:
        out += codes * np.int64(amounts) if isinstance(amounts, int) else amounts.take(codes)


def keys_of(addends: Sequence[Addend]) -> Keys:
    """The keys of all rows."""
    keys = np.empty(len(addends[0].codes), np.int64)
    add_up(addends, keys)
    return keys


def look_up(addends: Sequence[Addend], table: Codes, out: Codes) -> bool:
    """Write to *out* what *table* has at the keys of all rows, and tell whether that is below 0 anywhere."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import look_up as fast

        return fast(list(addends), table, out)
    table.take(keys_of(addends), out=out, mode="clip")
    return bool(out.min(initial=0) < 0)


def rows_where(flags: NDArray[np.bool_], codes: Codes) -> NDArray[np.intp]:
    """The rows whose codes have a flag."""
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import rows_where as fast

        return np.frombuffer(fast(flags, codes), np.intp)
    return np.flatnonzero(flags.take(codes))
