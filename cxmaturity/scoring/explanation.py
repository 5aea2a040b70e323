"""Why a node came out as it did: what a score is made of, and which gates stand before the next level."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from cxmaturity.scoring.compiling.conditions import slots_in
from cxmaturity.scoring.evaluation import Evaluation, exact
from cxmaturity.scoring.outcomes import failed_gates, gate_outcome
from cxmaturity.scoring.plan import (
    All,
    AnyOf,
    Bound,
    Condition,
    Coverage,
    Quantity,
    SingleLevel,
    Value,
)
from cxmaturity.scoring.states import FALSE


class Term(Struct, frozen=True):
    """One child of a score: its id (None for a condition), its weight, its value where it has one."""

    node: str | None
    weight: int
    value: Fraction | None


class Sum(Struct, frozen=True):
    """How a score is made: the aggregate of its terms, times *times*, plus *base*."""

    node: str
    aggregate: str
    terms: tuple[Term, ...]
    times: Fraction
    base: Fraction


class Unmet(Struct, frozen=True):
    """A test that fails in a gate: of which node, with what value, and the bounds it would have to meet."""

    node: str
    value: Fraction | None
    bounds: tuple[Bound, ...]


def how_made(evaluation: Evaluation, node: str) -> Sum:
    """The terms of the score *node*."""
    slot = evaluation.plan.score(node)
    return Sum(
        node,
        slot.aggregate,
        tuple(
            Term(
                None if child.slot is None else evaluation.plan.slots[child.slot].id,
                child.weight,
                exact(evaluation.child_state(child).low),
            )
            for child in slot.children
        ),
        Fraction(*slot.times),
        Fraction(*slot.base),
    )


def unmet(evaluation: Evaluation, node: str) -> tuple[int, tuple[Unmet, ...]] | None:
    """The number of the level above the one that *node* reached, and the tests that fail there.

    None at the top, and where the level is not climbed to by gates.
    """
    slot = evaluation.plan.level(node)
    reached = evaluation.states[slot.slot].low
    if not slot.gates or reached is None or reached[0] == slot.numbers[-1]:
        return None
    failing = failed_gates(evaluation, slot, reached[0])
    tests = dict.fromkeys(test for gate in failing for test in _tests(evaluation, gate))
    return slot.numbers[slot.numbers.index(reached[0]) + 1], tuple(tests)


def _tests(evaluation: Evaluation, gate: Condition) -> Iterator[Unmet]:
    """The single tests of a failing gate that fail by themselves."""
    match gate:
        case All() | AnyOf():
            for part in gate.parts:
                if gate_outcome(evaluation, part) == FALSE:
                    yield from _tests(evaluation, part)
        case SingleLevel():
            return
        case Value() | Quantity() | Coverage():
            value = exact(evaluation.resolved(gate.slot).low) if isinstance(gate, Value) else None
            yield Unmet(evaluation.plan.slots[gate.slot].id, value, gate.bounds)
        case _:
            for slot in slots_in(gate):
                yield Unmet(evaluation.plan.slots[slot].id, None, ())
