"""The plan as a network: the state of every slot, and the outcome of every condition, for all rows of a block.

Each node asks the same functions as the evaluation of a single company, and so there is one set of rules.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from operator import add
from typing import Any, TypeVar

from cxmaturity.answers.values import Given
from cxmaturity.batch.network.nodes import Memo, Node, chain
from cxmaturity.batch.network.schedule import Schedule
from cxmaturity.batch.network.steps import work_out
from cxmaturity.batch.network.totals import Total
from cxmaturity.batch.network.views import Fixed, Input, Seen, View, sources, wire_of
from cxmaturity.batch.network.wires import Wire
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import Plan

T = TypeVar("T", bound=Hashable)

_SAMPLE = 1_000  # so many rows tell how many values there are on each wire; fewer need no schedule
_ABREAST = 3  # so many wires are looked up at once; more are gathered step by step


class Network:
    """Nodes in an order in which each finds what it needs; `given` has a wire of answers for each question."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.given: list[Wire[Given | None]] = [Wire(wide=slot.kind != "choice") for slot in plan.questions]
        self._nodes: list[Node] = []
        self._wanted: set[Wire[Any]] = set()
        self._rows = 0
        self._schedule: Schedule | None = None

    def run(self) -> None:
        """Work every wire out for the block that the wires of `given` hold."""
        rows = len(self.given[0].codes)
        self._rows += rows
        if self._schedule is None:
            self._run_sample()
            if self._rows <= _SAMPLE:
                return
            self._schedule = Schedule(self._nodes, self._wanted)
        elif self._schedule.is_outdated:
            self._schedule = Schedule(self._nodes, self._wanted, self._schedule)
        self._schedule.making.run(rows)
        for wire in self._wanted.difference(self.given):
            wire.rows.count = rows

    def _run_sample(self) -> None:
        """Work the first rows out, so that most values that there are come to be known."""
        block = [wire.codes for wire in self.given]
        for wire, codes in zip(self.given, block, strict=True):
            wire.codes = codes[:_SAMPLE]
        for node in self._nodes:
            work_out([node], len(self.given[0].codes))
        for wire, codes in zip(self.given, block, strict=True):
            wire.codes = codes

    @property
    def size(self) -> int:
        """How many distinct values there are on all wires."""
        wires = [*self.given, *(node.out for node in self._nodes)]
        return sum(len(wire.values) for wire in wires)

    def want(self, column: Seen[T]) -> Seen[T]:
        """Mark *column* as an output: only outputs are sure to have codes after `run`."""
        self._wanted.add(wire_of(column))
        return column

    def add(self, node: Node) -> Wire[Any]:
        """Add a node of any kind."""
        self._nodes.append(node)
        return node.out

    def memo(self, inputs: Sequence[Input], function: Callable[..., T], *, wide: bool = False) -> Seen[T]:
        """What *function* makes of the values on *inputs*: a view, where it rests on one wire that is not wide."""
        wires = sources(inputs)
        if len(wires) > _ABREAST:
            together = self.fold(inputs, tuple[Any, ...](), lambda _, sofar, value: (*sofar, value))
            return self.memo([together], lambda values: function(*values), wide=wide)
        if not wires:
            return self.memo([self.given[0], *inputs], lambda _, *values: function(*values), wide=wide)
        if len(wires) == 1 and not wires[0].wide:
            return View(inputs, function)
        return self.wire(inputs, function, wide=wide)

    def wire(self, inputs: Sequence[Input], function: Callable[..., T], *, wide: bool = False) -> Wire[T]:
        """The same on a wire of its own, of fewer values than those that it rests on."""
        return self.add(Memo(inputs, function, Wire(wide=wide)))

    def fold(self, inputs: Sequence[Input], start: T, step: Callable[[int, T, Any], T]) -> Seen[T]:
        """What is gathered over *inputs* in turn: *step* takes the number of the input, and what it has."""
        gathered: Input = Fixed(start)
        rest = list(enumerate(inputs))
        while rest:
            count = _fitting([gathered, *(each for _, each in rest)])
            numbers = [number for number, _ in rest[:count]]

            def stepped(sofar: T, *values: Any, numbers: list[int] = numbers) -> T:  # noqa: ANN401
                for number, value in zip(numbers, values, strict=True):
                    sofar = step(number, sofar, value)
                return sofar

            gathered = self.memo([gathered, *(each for _, each in rest[:count])], stepped)
            rest = rest[count:]
        return gathered if not isinstance(gathered, Fixed) else self.memo([gathered], lambda value: value)

    def set_of(self, inputs: Sequence[Input]) -> Seen[frozenset[Any]]:
        """The sets of what stands on *inputs*."""
        sets = self.sets_of(inputs)
        if len(sets) == 1:
            return sets[0]
        return self.fold(sets, frozenset[Any](), lambda _, one, other: one | other)

    def sets_of(self, inputs: Sequence[Input]) -> list[Seen[frozenset[Any]]]:
        """The same by the wires that *inputs* rest on: what is on one wire is put together once for each value."""
        alike: dict[tuple[Wire[Any], ...], list[Input]] = {}
        for each in inputs:
            alike.setdefault(tuple(sources([each])), []).append(each)
        return [self.memo(some, lambda *values: frozenset(values)) for some in alike.values()]

    def total(self, inputs: Sequence[Seen[tuple[int, ...]]]) -> Wire[tuple[int, ...]]:
        """The wire of the sums of what stands on *inputs*, of each of its numbers."""
        out = Wire[tuple[int, ...]]()
        return self.add(Total(inputs, _whole, out, partial(chain, inputs, (), _added, out)))


def _fitting(inputs: Sequence[Input]) -> int:
    """How many inputs after the first can be looked up together with it."""
    count = 1
    while count + 1 < len(inputs) and len(sources(inputs[: count + 2])) <= _ABREAST:
        count += 1
    return count


def _whole(*sums: Pair) -> tuple[int, ...]:
    return tuple(number for number, _ in sums)


def _added(some: tuple[int, ...], more: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(map(add, some, more)) if some else more
