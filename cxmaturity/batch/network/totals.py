"""Nodes that add up what many wires have."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from cxmaturity.batch.network.keys import Addend, Keys
from cxmaturity.batch.network.nodes import Node
from cxmaturity.batch.network.packing import Packing
from cxmaturity.batch.network.steps import Step
from cxmaturity.batch.network.views import Seen, wire_of
from cxmaturity.batch.network.wires import Wire

T = TypeVar("T", bound=Hashable)


class Total(Generic[T]):
    """A wire that is a function of sums, to each of which what is seen on others adds an amount.

    The function takes the sums as pairs. Where a value has no amounts (None), or the sums are too large, the wire is
    made by the nodes of *otherwise*, one after the other.
    """

    def __init__(
        self,
        columns: Sequence[Seen[Any]],
        function: Callable[..., T],
        out: Wire[T],
        otherwise: Callable[[], Sequence[Node]],
    ) -> None:
        self.inputs = [wire_of(each) for each in columns]
        self.out = out
        self._columns = columns
        self._function = function
        self._seen: list[int] = []
        self._packing: Packing | None = None
        self._otherwise = otherwise
        self._chain: Sequence[Node] = ()

    @property
    def reads(self) -> Sequence[Wire[Any]]:
        """Its inputs, and what lies between these and its wire."""
        return (
            self.inputs
            if self._packing is not None
            else [wire for node in self._chain for wire in node.reads]
        )

    def steps(self, rows: int) -> Sequence[Step]:
        """The one in which the sums of all rows are looked up, or those of the nodes that do without them."""
        seen = [len(wire.values) for wire in self.inputs]
        if seen != self._seen:
            self._seen = seen
            self._packing = self._packed()
        if self._packing is not None:
            return [self._step(self._packing, rows)]
        self._chain = self._chain or self._otherwise()
        return [step for node in self._chain for step in node.steps(rows)]

    def _step(self, packing: Packing, rows: int) -> Step:
        addends = [
            Addend(wire.rows.buffer, amounts)
            for wire, amounts in zip(self.inputs, packing.tables, strict=True)
        ]
        return packing.lookup.step(addends, self.out.rows.room(rows))

    def _packed(self) -> Packing | None:
        columns = [each.values for each in self._columns]
        if not all(columns) or any(amount is None for column in columns for amount in column):
            return None  # a wire has no values before there are rows
        packing = Packing.of(columns, self._make)
        if packing is not None and self._packing is not None and packing.same_keys(self._packing):
            packing.lookup = self._packing.lookup
        return packing

    def _make(self, keys: Keys) -> list[int]:
        assert self._packing is not None
        return [self.out.position(self._function(*self._packing.unpacked(key))) for key in keys.tolist()]
