"""The plan as a network: the state of every slot, and the outcome of every condition, for all rows of a block.

Each node asks the same functions as the evaluation of a single company, and so there is one set of rules.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar

from cxmaturity.answers.values import Given
from cxmaturity.batch.network.wires import Amounts, Memo, Total, Wire
from cxmaturity.scoring.plan import Plan

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fixed:
    """An input that has the same value in every row."""

    value: Any


class View(Generic[T]):
    """A wire read as something else: the function is asked once for each of its values, and no row is looked up."""

    __slots__ = ("_function", "_known", "source")

    def __init__(self, source: Wire[Any], function: Callable[[Any], T]) -> None:
        self.source = source
        self._function = function
        self._known: dict[Hashable, T] = {}

    def function(self, value: Hashable) -> T:
        """What a value of the wire is read as."""
        if value not in self._known:
            self._known[value] = self._function(value)
        return self._known[value]


#: A column of the network: a wire, or what is seen on one.
Seen: TypeAlias = Wire[T] | View[T]
#: What a node reads.
Input: TypeAlias = Wire[Any] | View[Any] | Fixed

_ABREAST = 3  # so many wires are looked up at once; more are gathered step by step


class Network:
    """Nodes in an order in which each finds what it needs; `given` has a wire of answers for each question."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.given: list[Wire[Given | None]] = [Wire(wide=slot.kind != "choice") for slot in plan.questions]
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

    def memo(self, inputs: Sequence[Input], function: Callable[..., T], *, wide: bool = False) -> Seen[T]:
        """What *function* makes of the values on *inputs*: a view, where it rests on one wire that is not wide."""
        wires = sources(inputs)
        if len(wires) > _ABREAST:
            together = self.fold(inputs, tuple[Any, ...](), lambda _, sofar, value: (*sofar, value))
            return self.memo([together], lambda values: function(*values), wide=wide)
        if not wires:
            constant = _on_values(inputs, (), function)
            return self.memo([self.given[0]], lambda _: constant(), wide=wide)
        if len(wires) == 1 and not wires[0].wide:
            return View(wires[0], _on_values(inputs, wires, function))
        return self.wire(inputs, function, wide=wide)

    def wire(self, inputs: Sequence[Input], function: Callable[..., T], *, wide: bool = False) -> Wire[T]:
        """The wire that is *function* of the values on a few *inputs*."""
        wires = sources(inputs) or self.given[:1]
        node = Memo(wires, _on_values(inputs, wires, function), Wire(wide=wide))
        return self.add(node.run, node.out)

    def fold(self, inputs: Sequence[Input], start: T, step: Callable[[int, T, Any], T]) -> Seen[T]:
        """What is gathered over *inputs* in turn: *step* takes the number of the input, and what it has."""
        return self._gathered(list(enumerate(inputs)), start, step)

    def gather(self, inputs: Sequence[Input], start: T, step: Callable[[int, T, Any], T]) -> Seen[T]:
        """The same where the order does not matter: what rests on one wire is taken together."""
        order: dict[int, None] = dict.fromkeys(id(wire) for each in inputs for wire in sources([each]))
        places = list(order)

        def place(item: tuple[int, Input]) -> int:
            return places.index(id(sources([item[1]])[0])) if sources([item[1]]) else -1

        return self._gathered(sorted(enumerate(inputs), key=place), start, step)

    def _gathered(
        self, inputs: Sequence[tuple[int, Input]], start: T, step: Callable[[int, T, Any], T]
    ) -> Seen[T]:
        gathered: Input = Fixed(start)
        while inputs:
            count = _fitting([gathered, *(each for _, each in inputs)])
            numbers = [number for number, _ in inputs[:count]]

            def stepped(sofar: T, *values: Any, numbers: list[int] = numbers) -> T:  # noqa: ANN401
                for number, value in zip(numbers, values, strict=True):
                    sofar = step(number, sofar, value)
                return sofar

            gathered = self.memo([gathered, *(each for _, each in inputs[:count])], stepped)
            inputs = inputs[count:]
        return gathered if not isinstance(gathered, Fixed) else self.memo([gathered], lambda value: value)

    def set_of(self, inputs: Sequence[Input]) -> Seen[frozenset[Any]]:
        """The sets of what stands on *inputs*."""
        return self.gather(inputs, frozenset(), lambda _, found, value: found | {value})

    def total(
        self,
        inputs: Sequence[Seen[Any]],
        amounts: Sequence[Callable[[Any], Amounts]],
        function: Callable[..., T],
    ) -> Wire[T]:
        """The wire that is *function* of sums of *amounts* over *inputs*."""
        wires, of = on_wires(inputs, amounts)
        node = Total(wires, of, function)
        chain: list[Memo[Any]] = []

        def run() -> None:
            if node.fits():
                node.run()
                return
            if not chain:
                chain.extend(_added_up(wires, of, function, node.out))
            for memo in chain:
                memo.run()

        return self.add(run, node.out)


def wire_of(column: Seen[T]) -> Wire[Any]:
    """The wire that a column rests on, for its codes."""
    return column.source if isinstance(column, View) else column


def values_of(column: Seen[T]) -> list[T]:
    """What stands for each value of the wire that a column rests on."""
    if isinstance(column, View):
        return [column.function(value) for value in column.source.values]
    return column.values


def seen(column: Seen[T], row: int) -> T:
    """What a row of the block has."""
    wire = column.source if isinstance(column, View) else column
    value: Any = wire.values[wire.codes[row]]
    found: T = column.function(value) if isinstance(column, View) else value
    return found


def sources(inputs: Sequence[Input]) -> list[Wire[Any]]:
    """The wires that *inputs* rest on, each once."""
    wires = (
        each.source if isinstance(each, View) else each for each in inputs if not isinstance(each, Fixed)
    )
    return list({id(wire): wire for wire in wires}.values())


def on_wires(
    inputs: Sequence[Seen[Any]], functions: Sequence[Callable[[Any], T]]
) -> tuple[list[Wire[Any]], list[Callable[[Any], T]]]:
    """The wires under *inputs*, and each function put behind what is seen on its wire."""
    wires = [each.source if isinstance(each, View) else each for each in inputs]
    return wires, [
        _behind(each.function, function) if isinstance(each, View) else function
        for each, function in zip(inputs, functions, strict=True)
    ]


def _behind(first: Callable[[Any], Any], second: Callable[[Any], T]) -> Callable[[Any], T]:
    return lambda value: second(first(value))


def _fitting(inputs: Sequence[Input]) -> int:
    """How many inputs after the first can be looked up together with it."""
    count = 1
    while count + 1 < len(inputs) and len(sources(inputs[: count + 2])) <= _ABREAST:
        count += 1
    return count


def _on_values(
    inputs: Sequence[Input], wires: Sequence[Wire[Any]], function: Callable[..., T]
) -> Callable[..., T]:
    """*function* of the inputs, given the values of the wires that they rest on."""
    places = {id(wire): place for place, wire in enumerate(wires)}
    takers = [_taker(each, places) for each in inputs]
    return lambda *values: function(*[take(values) for take in takers])


def _taker(each: Input, places: Mapping[int, int]) -> Callable[[tuple[Any, ...]], Any]:
    if isinstance(each, Fixed):
        return lambda _: each.value
    if isinstance(each, View):
        place, seen_as = places[id(each.source)], each.function
        return lambda values: seen_as(values[place])
    return itemgetter(places[id(each)])


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
