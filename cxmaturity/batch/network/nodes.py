"""Nodes that make one wire of a few others by looking up what they have together."""

from collections.abc import Callable, Hashable, Sequence
from itertools import repeat
from typing import Any, Generic, Protocol, TypeVar

from cxmaturity.batch.network.keys import Keys, keys_of
from cxmaturity.batch.network.lookups import LARGEST, Lookup, MixedRadix
from cxmaturity.batch.network.steps import Maker, Step
from cxmaturity.batch.network.views import Fixed, Input, Seen, sources, wire_of
from cxmaturity.batch.network.wires import Wire

T = TypeVar("T", bound=Hashable)


class Node(Maker, Protocol):
    """What makes one wire of others."""

    @property
    def inputs(self) -> Sequence[Wire[Any]]:
        """The wires that it is a function of."""

    @property
    def out(self) -> Wire[Any]:
        """The wire that it makes."""


class Memo(Generic[T]):
    """A wire that is a function of what is seen on a few others."""

    def __init__(
        self, columns: Sequence[Input], function: Callable[..., T], out: Wire[T] | None = None
    ) -> None:
        self.inputs = sources(columns)
        self.out: Wire[T] = Wire() if out is None else out
        self._columns = columns
        self._function = function
        self._radix: MixedRadix | None = None
        self._lookup = Lookup(0, self._make)

    @property
    def reads(self) -> Sequence[Wire[Any]]:
        """Its inputs."""
        return self.inputs

    def steps(self, rows: int) -> Sequence[Step]:
        """The one in which all rows are looked up."""
        if self._radix is None or self._radix.is_outgrown:
            self._grow()
        assert self._radix is not None
        addends = self._radix.addends([wire.rows.buffer for wire in self.inputs])
        return [self._lookup.step(addends, self.out.rows.room(rows))]

    def _grow(self) -> None:
        """Have room for up to twice the values that there are now, so that this stays rare."""
        before, (keys, positions) = self._radix, self._lookup.known()
        capacities = [1 << max(1, len(wire.values) - 1).bit_length() for wire in self.inputs]
        self._radix = MixedRadix(self.inputs, capacities)
        if self._radix.size > LARGEST:
            raise OverflowError("more cases than can be told apart")
        self._lookup = Lookup(self._radix.size, self._make)
        if before is not None:
            addends = self._radix.addends(before.codes(keys))
            self._lookup.learn(keys_of(addends, len(keys)), positions)

    def _make(self, keys: Keys) -> list[int]:
        assert self._radix is not None
        codes = {
            wire: codes.tolist() for wire, codes in zip(self.inputs, self._radix.codes(keys), strict=True)
        }
        columns = [
            repeat(each.value)
            if isinstance(each, Fixed)
            else map(each.values.__getitem__, codes[wire_of(each)])
            for each in self._columns
        ]
        return [self.out.position(value) for value in map(self._function, *columns)]


def chain(columns: Sequence[Seen[Any]], start: T, step: Callable[[T, Any], T], out: Wire[T]) -> list[Memo[T]]:
    """Nodes that take in one column after the other, the last of which makes *out*."""
    nodes: list[Memo[T]] = []
    for number, column in enumerate(columns, 1):
        sofar = nodes[-1].out if nodes else Fixed(start)
        nodes.append(Memo([sofar, column], step, out if number == len(columns) else None))
    return nodes
