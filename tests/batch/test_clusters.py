"""Nodes that run in clusters make of every row what it makes by itself, over random networks and blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cxmaturity.batch.network import clusters
from cxmaturity.batch.network import steps as steps_module
from cxmaturity.batch.network.network import Network
from cxmaturity.batch.network.nodes import Memo, chain
from cxmaturity.batch.network.totals import Total
from cxmaturity.batch.network.views import Seen, View, wire_of
from cxmaturity.batch.network.wires import Wire
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import Plan
from tests.batch.singly import seen
from tests.tools.effort import effort

Block = list[tuple[int, ...]]


@dataclass(frozen=True)
class Step:
    """A column made of others, those of the numbers *of*: of whole numbers, another one below *below*."""

    kind: str
    of: tuple[int, ...]
    factors: tuple[int, ...]
    below: int

    def value(self, values: Sequence[int]) -> int:
        """What it is for one row."""
        return sum(factor * value for factor, value in zip(self.factors, values, strict=True)) % self.below

    def column(self, network: Network, columns: Sequence[Seen[int]]) -> Seen[int]:
        """The same in a network."""
        inputs = [columns[number] for number in self.of]
        if self.kind == "memo":
            return network.memo(inputs, lambda *values: self.value(values))
        if self.kind == "set":
            numbered = [network.memo([each], _numbered(number)) for number, each in enumerate(inputs)]
            together = network.set_of(numbered)
            return network.memo([together], lambda found: self.value([value for _, value in sorted(found)]))
        out: Wire[int] = Wire()
        amounts = [View([each], self._amount(number)) for number, each in enumerate(inputs)]

        def of_sum(total: Pair) -> int:
            return total[0] % self.below

        def one_by_one() -> list[Memo[Any]]:
            nodes = chain(inputs, (), lambda sofar, value: (*sofar, value), Wire[tuple[int, ...]]())
            return [*nodes, Memo([nodes[-1].out], self.value, out)]

        return network.add(Total(amounts, of_sum, out, one_by_one))

    def _amount(self, number: int) -> Callable[[int], tuple[int] | None]:
        """What an input adds; of those with large values, it cannot be said."""
        return lambda value: None if value > 40 else (self.factors[number] * value,)


def _numbered(number: int) -> Callable[[int], tuple[int, int]]:
    return lambda value: (number, value)


@st.composite
def steps(draw: st.DrawFn, first: int) -> list[Step]:
    """Steps of which each can rest on *first* given columns and all steps before it, mostly on the last of these."""
    found: list[Step] = []
    for number in range(first, first + draw(st.integers(1, 25))):
        near = st.integers(max(0, number - 4), number - 1)
        of = tuple(draw(st.lists(near | st.integers(0, number - 1), min_size=1, max_size=3)))
        factors = tuple(draw(st.integers(-3, 3)) for _ in of)
        kind = draw(st.sampled_from(["memo", "memo", "set", "total"]))
        found.append(Step(kind, of, factors, draw(st.sampled_from([1, 2, 5, 50]))))
    return found


@st.composite
def blocks(draw: st.DrawFn, width: int) -> list[Block]:
    """Blocks whose rows have more and more values."""
    return [
        draw(st.lists(st.tuples(*[st.integers(0, most)] * width), max_size=6))
        for most in sorted(draw(st.lists(st.integers(0, 7), min_size=2, max_size=6)))
    ]


def network_of(kinds: Sequence[str]) -> Network:
    """A network with given wires of questions of these *kinds*."""
    plan = SimpleNamespace(questions=[SimpleNamespace(kind=kind) for kind in kinds])
    return Network(cast("Plan", plan))


def run(network: Network, block: Block) -> None:
    """Work a block out."""
    wires: Sequence[Wire[Any]] = network.given
    for number, wire in enumerate(wires):
        wire.codes = np.array([wire.position(row[number]) for row in block], np.int32)
    network.run()


@pytest.mark.usefixtures("limits")
@settings(max_examples=effort(200), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_row_is_worked_out_as_by_itself(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(["choice", "number"]), min_size=1, max_size=6))
    network = network_of(kinds)
    columns = cast("list[Seen[int]]", list(network.given))
    drawn = data.draw(steps(len(kinds)))
    for step in drawn:
        columns.append(network.want(step.column(network, columns)))
    times = data.draw(st.sampled_from([1, 130]))  # of many rows, some learn what others do not
    for block in data.draw(blocks(len(kinds))):
        run(network, [row for row in block for _ in range(times)])
        assert {len(wire_of(column).codes) for column in columns} == {len(block) * times}
        for number, row in (
            (place * times + by, row) for place, row in enumerate(block) for by in {0, times - 1}
        ):
            values = list(row)
            for step in drawn:
                values.append(step.value([values[place] for place in step.of]))
            assert [seen(column, number) for column in columns] == values


def test_nodes_of_a_cluster_are_one_step_when_all_combinations_are_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = network_of(["choice", "choice"])
    sofar: Seen[int] = cast("Seen[int]", network.given[0])
    for factor in range(5):
        step = Step("memo", (0, 1), (factor, 1), 10)
        sofar = step.column(network, [sofar, cast("Seen[int]", network.given[1])])
    network.want(sofar)
    block: Block = [(number % 5, number % 7) for number in range(2_000)]
    run(network, block)
    expected = [seen(sofar, number) for number in range(35)]
    made: list[int] = []
    run_steps = steps_module.run_steps

    def watched(some: Sequence[steps_module.Step], rows: int, done: NDArray[np.int32]) -> int:
        made.append(len(some))
        return run_steps(some, rows, done)

    monkeypatch.setattr(steps_module, "run_steps", watched)
    run(network, block[:35])
    assert [seen(sofar, number) for number in range(35)] == expected
    assert made == [2]  # the number of the combination, and what the last node makes of it


@pytest.mark.usefixtures("limits")
def test_nothing_is_asked_that_cannot_be() -> None:
    network = network_of(["number", "choice"])
    less = network.memo([network.given[0]], lambda value: value // 10)
    more = network.memo([network.given[0]], lambda value: value // 10 + 1)

    def difference(one: int, other: int, *_: int) -> int:
        assert other == one + 1
        return other - one

    found = network.memo([less, more, network.given[1]], difference)
    for _ in range(3):
        found = network.memo([found, network.given[1]], lambda one, other: one * other)
    network.want(found)
    for _ in range(2):
        run(network, [(number % 50, number % 3) for number in range(2_000)])
    assert seen(found, 1) == 1


@pytest.mark.usefixtures("limits")
def test_no_more_combinations_are_worked_out_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    steps_of, rows = Memo.steps, [0]

    def watched(memo: Memo[Any], count: int) -> Sequence[steps_module.Step]:
        rows.append(count)
        return steps_of(memo, count)

    monkeypatch.setattr(Memo, "steps", watched)
    network = network_of(["choice"] * 3)
    columns = cast("list[Seen[int]]", list(network.given))
    for number in range(3, 13):
        columns.append(
            Step("memo", (number - 1, number - 2, number - 3), (1, 2, 3), 5).column(network, columns)
        )
    for most in range(1, 13):
        run(network, [(number % most, number % 7 % most, number % 5 % most) for number in range(12)])
    assert max(rows) <= clusters.COMBINATIONS
