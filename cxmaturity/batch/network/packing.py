"""Several sums as one integer, by which they are looked up."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm, prod
from typing import TypeAlias

import numpy as np

from cxmaturity.batch.network.keys import Keys
from cxmaturity.batch.network.lookups import LARGEST, Lookup
from cxmaturity.scoring.pairs import Pair, reduced

#: What a value adds to each of several sums.
Amounts: TypeAlias = tuple[Fraction | int, ...]


class Packing:
    """Amounts as whole multiples of one share, from 0 up, several of them in one integer."""

    def __init__(
        self,
        over: list[int],
        base: list[int],
        room: list[int],
        tables: list[Keys],
        make: Callable[[Keys], Sequence[int]],
    ) -> None:
        self.over, self.base, self.room, self.tables = over, base, room, tables
        self.lookup = Lookup(prod(room), make)

    @classmethod
    def of(cls, columns: list[list[Amounts]], make: Callable[[Keys], Sequence[int]]) -> "Packing | None":
        """None where the sums do not fit."""
        width = len(columns[0][0]) if columns[0] else 0
        over = [
            lcm(1, *(amounts[place].denominator for column in columns for amounts in column))
            for place in range(width)
        ]
        whole = [
            [
                [
                    amount.numerator * (share // amount.denominator)
                    for amount, share in zip(amounts, over, strict=True)
                ]
                for amounts in column
            ]
            for column in columns
        ]
        least = [[min(amounts[place] for amounts in column) for column in whole] for place in range(width)]
        most = [[max(amounts[place] for amounts in column) for column in whole] for place in range(width)]
        room = [sum(high) - sum(low) + 1 for low, high in zip(least, most, strict=True)]
        factors = [1]
        for space in room:
            factors.append(factors[-1] * space)
        if factors.pop() > LARGEST:
            return None
        tables = [
            np.array(
                [
                    sum(
                        (amount - least[place][number]) * factors[place]
                        for place, amount in enumerate(amounts)
                    )
                    for amounts in column
                ],
                np.int64,
            )
            for number, column in enumerate(whole)
        ]
        return cls(over, [sum(low) for low in least], room, tables, make)

    def same_keys(self, other: "Packing") -> bool:
        """Whether a key means the same in both."""
        return (self.over, self.base, self.room) == (other.over, other.base, other.room)

    def unpacked(self, key: int) -> list[Pair]:
        """The sums that a key stands for."""
        sums = []
        for over, base, space in zip(self.over, self.base, self.room, strict=True):
            key, amount = divmod(key, space)
            sums.append(reduced(amount + base, over))
        return sums
