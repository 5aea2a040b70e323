"""Nodes that rest on the same few wires, worked out once for every combination of what there is on these."""

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

import numpy as np

from cxmaturity.batch.network.keys import Addend
from cxmaturity.batch.network.lookups import MixedRadix
from cxmaturity.batch.network.nodes import Node
from cxmaturity.batch.network.steps import Step, work_out
from cxmaturity.batch.network.wires import Positions, Rows, Wire

COMBINATIONS = 1 << 16  # so many at most, each with a position for every wire that is made


class Cluster:
    """Nodes whose wires are functions of those of a *cut*, which can have any combination of values.

    To the nodes all combinations are the rows of a block, and so each wire that is *made* has a table of what it has in
    which combination.
    """

    def __init__(self, cut: Sequence[Wire[Any]], nodes: Sequence[Node], made: Sequence[Wire[Any]]) -> None:
        self.inputs, self.nodes, self.made = cut, nodes, made
        self._radix: MixedRadix | None = None
        self._tables: list[Positions] = []
        self._rows = Rows()

    @property
    def is_too_large(self) -> bool:
        """Whether the cut has so many combinations by now that every row is worked out by itself."""
        return not are_few(self.inputs)

    @property
    def reads(self) -> Sequence[Wire[Any]]:
        """The cut; all that its nodes read, where these work every row out."""
        return [wire for node in self.nodes for wire in node.reads] if self.is_too_large else self.inputs

    def steps(self, rows: int) -> Sequence[Step]:
        """The number of each row's combination, and what the wires have there."""
        if self.is_too_large:
            return [step for node in self.nodes for step in node.steps(rows)]
        if self._radix is None or self._radix.is_outgrown:
            self._radix = MixedRadix(self.inputs, [len(wire.values) for wire in self.inputs])
            self._tables = self._tabulated(self._radix)
        numbers = self._rows.room(rows)
        return [
            Step(self._radix.addends([wire.rows.buffer for wire in self.inputs]), None, numbers),
            *(
                Step([Addend(numbers, 1)], table, wire.rows.room(rows))
                for wire, table in zip(self.made, self._tables, strict=True)
            ),
        ]

    def _tabulated(self, radix: MixedRadix) -> list[Positions]:
        wires = [*self.inputs, *(node.out for node in self.nodes)]
        block = [wire.rows for wire in wires]
        for wire in wires:
            wire.rows = Rows()
        for wire, codes in zip(self.inputs, radix.codes(np.arange(radix.size)), strict=True):
            wire.codes = codes
        for node in self.nodes:
            work_out([node], radix.size)
        tables = [wire.codes for wire in self.made]
        for wire, rows in zip(wires, block, strict=True):
            wire.rows = rows
        return tables


def are_few(cut: Iterable[Wire[Any]]) -> bool:
    """Whether *cut* has few enough combinations to work them all out."""
    return combinations(cut) <= COMBINATIONS


def combinations(cut: Iterable[Wire[Any]]) -> int:
    """How many combinations there are by now on *cut*."""
    return prod(len(wire.values) for wire in cut)
