"""Tables from the keys of rows to positions, and the keys that the codes of several wires make together."""

from collections.abc import Callable, Sequence
from functools import partial
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxmaturity.batch.network.keys import Addend, Keys, keys_of
from cxmaturity.batch.network.steps import Step
from cxmaturity.batch.network.wires import Positions, Wire

LARGEST = 1 << 62  # a key has to be below
_TABLE = 1 << 20  # so many keys are looked up by position; more are searched for
_NOTHING = np.full(1, -1, np.int32)  # a table that knows no key


class MixedRadix:
    """The codes of several wires as one number: *capacities* say for how many values of each there is room."""

    def __init__(self, wires: Sequence[Wire[Any]], capacities: Sequence[int]) -> None:
        self._wires = wires
        self._capacities = capacities
        self._factors = [prod(capacities[place:]) for place in range(1, len(capacities) + 1)]
        self.size = prod(capacities)

    @property
    def is_outgrown(self) -> bool:
        """Whether a wire has more values by now."""
        return any(
            len(wire.values) > capacity for wire, capacity in zip(self._wires, self._capacities, strict=True)
        )

    def addends(self, codes: Sequence[Positions]) -> list[Addend]:
        """What rows with these *codes* on each wire add up to."""
        return [*map(Addend, codes, self._factors)]

    def codes(self, keys: Keys) -> list[Positions]:
        """For each wire the codes that add up to *keys*."""
        found = []
        for capacity in reversed(self._capacities[1:]):
            keys, codes = np.divmod(keys, capacity)
            found.append(codes.astype(np.int32))
        return [keys.astype(np.int32), *reversed(found)]


class Lookup:
    """Positions by key, from 0 to below *size*; *make* is asked for those of keys that are new."""

    __slots__ = ("_make", "_searched", "_table")

    def __init__(self, size: int, make: Callable[[Keys], Sequence[int]]) -> None:
        self._make = make
        self._table: Positions | None = np.full(size, -1, np.int32) if size <= _TABLE else None
        self._searched: dict[int, int] = {}

    def known(self) -> tuple[Keys, Positions]:
        """The keys that are no longer new, and their positions."""
        if self._table is None:
            keys, positions = list(self._searched), list(self._searched.values())
            return np.array(keys, np.int64), np.array(positions, np.int32)
        known = np.flatnonzero(self._table >= 0)
        return known, self._table[known]

    def learn(self, keys: Keys, positions: Positions) -> None:
        """Keep the *positions* of *keys*, for which nobody need be asked."""
        if self._table is None:
            self._searched.update(zip(keys.tolist(), positions.tolist(), strict=True))
        else:
            self._table[keys] = positions

    def step(self, addends: list[Addend], out: Positions) -> Step:
        """What writes to *out* the positions at the keys that *addends* make."""
        if self._table is None:
            return Step([], _NOTHING, out, partial(self._search, addends, out))
        return Step(addends, self._table, out, partial(self._look_up, addends, out))

    def _look_up(self, addends: Sequence[Addend], out: Positions, rows: NDArray[np.intp]) -> None:
        assert self._table is not None
        keys = keys_of([each.at(rows) for each in addends], len(rows))
        distinct = self._distinct(keys)
        self.learn(distinct, np.array(self._make(distinct), np.int32))
        out[rows] = self._table[keys]

    def _distinct(self, keys: Keys) -> Keys:
        """The *keys* each once: in the table, where they are not yet, the last of the same leaves its mark."""
        assert self._table is not None
        marks = -2 - np.arange(len(keys), dtype=np.int32)
        self._table[keys] = marks
        distinct: Keys = keys[self._table[keys] == marks]
        return distinct

    def _search(self, addends: Sequence[Addend], out: Positions, rows: NDArray[np.intp]) -> None:
        distinct, inverse = np.unique(
            keys_of([each.at(rows) for each in addends], len(rows)), return_inverse=True
        )
        known = self._searched
        unseen = np.array([key for key in distinct.tolist() if key not in known], np.int64)
        if len(unseen):
            self.learn(unseen, np.array(self._make(unseen), np.int32))
        out[rows] = np.array([known[key] for key in distinct.tolist()], np.int32)[inverse]
