"""The plan as a network: the state of every slot, and the outcome of every condition, for all rows of a block.

Each node asks the same functions as the evaluation of a single company, and so there is one set of rules.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from cxmaturity.answers.values import Given
from cxmaturity.batch.wires import Amounts, Memo, Total, Wire
from cxmaturity.scoring.plan import Plan

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An input that has the same value in every row."""

    value: Any


#: What a node reads.
Input: TypeAlias = Wire[Any] | Fixed

_ABREAST = 6  # so many wires are looked up at once; more are gathered one by one


class Network:
    """Nodes in an order in which each finds what it needs; `given` has a wire of answers for each question."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.given: list[Wire[Given | None]] = [Wire() for _ in plan.questions]
        self._nodes: list[Callable[[], None]] = []
        self._wires: list[Wire[Any]] = [*self.given]

    def run(self) -> None:
        """Work out every wire for the block that the wires of `given` hold."""
        for node in self._nodes:
            node()

    @property
    def size(self) -> int:
        """How many distinct values there are on all wires."""
        return sum(len(wire.values) for wire in self._wires)

    def add(self, run: Callable[[], None], out: Wire[T]) -> Wire[T]:
        """Add a node of any kind."""
        self._nodes.append(run)
        self._wires.append(out)
        return out

    def memo(self, inputs: Sequence[Input], function: Callable[..., T]) -> Wire[T]:
        """The wire that is *function* of the values on *inputs*."""
        wires = [each for each in inputs if isinstance(each, Wire)]
        if len(wires) > _ABREAST:
            together = self.fold(inputs, tuple[Any, ...](), lambda _, sofar, value: (*sofar, value))
            return self.memo([together], lambda values: function(*values))
        if len(wires) < len(inputs):
            function = _filled(inputs, function)
        node = Memo(wires or self.given[:1], function if wires else lambda _: function())
        return self.add(node.run, node.out)

    def fold(self, inputs: Sequence[Input], start: T, step: Callable[[int, T, Any], T]) -> Wire[T]:
        """The wire of what is gathered over *inputs*: *step* takes the number of the input, and what it has."""
        gathered = self.memo([Fixed(start)], lambda value: value)
        for number, wire in enumerate(inputs):
            gathered = self.memo([gathered, wire], _numbered(step, number))
        return gathered

    def set_of(self, inputs: Sequence[Input]) -> Wire[frozenset[Any]]:
        """The wire of the sets of what stands on *inputs*."""
        return self.fold(inputs, frozenset(), lambda _, found, value: found | {value})

    def total(
        self,
        inputs: Sequence[Wire[Any]],
        amounts: Sequence[Callable[[Any], Amounts]],
        function: Callable[..., T],
    ) -> Wire[T]:
        """The wire that is *function* of sums of *amounts* over *inputs*."""
        node = Total(inputs, amounts, function)
        chain: list[Memo[Any]] = []

        def run() -> None:
            if node.fits():
                node.run()
                return
            if not chain:
                chain.extend(_added_up(inputs, amounts, function, node.out))
            for memo in chain:
                memo.run()

        return self.add(run, node.out)


def _filled(inputs: Sequence[Input], function: Callable[..., T]) -> Callable[..., T]:
    """*function* of the wires among *inputs* alone."""

    def filled(*values: Hashable) -> T:
        rest = iter(values)
        return function(*(each.value if isinstance(each, Fixed) else next(rest) for each in inputs))

    return filled


def _numbered(step: Callable[[int, T, Any], T], number: int) -> Callable[[T, Any], T]:
    return lambda sofar, value: step(number, sofar, value)


def _added_up(
    inputs: Sequence[Wire[Any]],
    amounts: Sequence[Callable[[Any], Amounts]],
    function: Callable[..., T],
    out: Wire[T],
) -> list[Memo[Any]]:
    """Nodes that add one input after the other, for sums too large to be packed."""

    def adding(of: Callable[[Any], Amounts]) -> Callable[..., Amounts]:
        return lambda sofar, value: tuple(a + b for a, b in zip(sofar, of(value), strict=True))

    chain: list[Memo[Any]] = [Memo(inputs[:1], amounts[0])]
    for wire, of in zip(inputs[1:], amounts[1:], strict=True):
        chain.append(Memo([chain[-1].out, wire], adding(of)))
    return [*chain, Memo([chain[-1].out], lambda sums: function(*sums), out)]
