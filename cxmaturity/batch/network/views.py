"""Wires read as something else, value by value."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import repeat
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct

from cxmaturity.batch.network.wires import Wire

T = TypeVar("T", bound=Hashable)


class Fixed(Struct, frozen=True):
    """An input that has the same value in every row."""

    value: Any


class View(Generic[T]):
    """A function of what is seen on one wire: it is asked once for each value of the wire, and no row is looked up."""

    __slots__ = ("_function", "_inputs", "_values", "source")

    def __init__(self, inputs: "Sequence[Input]", function: Callable[..., T]) -> None:
        (self.source,) = sources(inputs)
        self._inputs = inputs
        self._function = function
        self._values: list[T] = []

    @property
    def values(self) -> list[T]:
        """What stands for each value of the wire."""
        known = len(self._values)
        if known < len(self.source.values):
            columns = [
                repeat(each.value) if isinstance(each, Fixed) else each.values[known:]
                for each in self._inputs
            ]
            self._values += map(self._function, *columns)
        return self._values


#: A column of the network: a wire, or what is seen on one.
Seen: TypeAlias = Wire[T] | View[T]
#: What a node reads.
Input: TypeAlias = Wire[Any] | View[Any] | Fixed


def wire_of(column: Seen[Any]) -> Wire[Any]:
    """The wire that a column rests on, for its codes."""
    return column.source if isinstance(column, View) else column


def sources(inputs: Iterable[Input]) -> list[Wire[Any]]:
    """The wires that *inputs* rest on, each once."""
    return list(dict.fromkeys(wire_of(each) for each in inputs if not isinstance(each, Fixed)))
