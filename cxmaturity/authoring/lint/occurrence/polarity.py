"""Which way a better answer moves each part of the plan, as far as its form tells.

A better answer is one worth more points. Directions are sets of bits: what rises with one thing and falls with another
may do either.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.scoring.levels import level_number
from cxmaturity.scoring.outcomes import meets
from cxmaturity.scoring.plan import (
    All,
    Answered,
    AnyOf,
    Bounds,
    Chosen,
    Condition,
    Coverage,
    LevelSlot,
    Not,
    Op,
    Quantity,
    QuestionSlot,
    ScoreSlot,
    Table,
    Value,
)
from cxmaturity.scoring.points import candidate_values

STILL, UP, DOWN = 0, 1, 2
EITHER = UP | DOWN

_RISING = frozenset({Op.AT_LEAST, Op.ABOVE})


def directions(sheets: Sheets, question: int) -> dict[int, int]:
    """Which way each slot that the *question* affects moves with a better answer to it."""
    walk = _Walk(sheets, question)
    for number in sheets.affected[question]:
        walk.found[number] = walk.slot(number)
    return walk.found


class _Walk:
    """One question's way through the plan; what it does not affect stands still."""

    def __init__(self, sheets: Sheets, question: int) -> None:
        self.sheets, self.question = sheets, question
        self.found: dict[int, int] = {}

    def slot(self, number: int) -> int:
        slot = self.sheets.plan.slots[number]
        if isinstance(slot, QuestionSlot):
            # Another question is affected where it depends on this one whether it is asked at all.
            return UP if number == self.question else EITHER
        return self.score(slot) if isinstance(slot, ScoreSlot) else self.level(slot)

    def score(self, slot: ScoreSlot) -> int:
        if slot.when is not None and self.condition(slot.when):
            return EITHER
        moved = STILL
        for child in slot.children:
            own = self.moves(child.slot) if child.slot is not None else self.condition(child.condition)
            moved |= _turned(own) if child.weight < 0 else own
        return _turned(moved) if slot.times[0] < 0 else moved

    def level(self, slot: LevelSlot) -> int:
        if slot.of is not None:
            return _through(self.moves(slot.of), UP if slot.rounding else _table_direction(self.sheets, slot))
        if slot.gates:
            return self.all(gate for gates in slot.gates for gate in gates)
        conditions = self.all(when for when, _ in slot.rules if when is not None)
        numbers = [number for _, number in slot.rules]
        return _through(conditions, _turned(_along(numbers)) or (UP if conditions else STILL))

    def moves(self, slot: int) -> int:
        return self.found.get(slot, STILL)

    def all(self, conditions: Iterable[Condition]) -> int:
        moved = STILL
        for condition in conditions:
            moved |= self.condition(condition)
        return moved

    def condition(self, condition: Condition | None) -> int:
        """UP where the condition can only come to hold with a better answer, DOWN where it can only cease to."""
        match condition:
            case All() | AnyOf():
                return self.all(condition.parts)
            case Not():
                return _turned(self.condition(condition.part))
            case Value():
                return _through(self.moves(condition.slot), _bounds_direction(condition.bounds))
            case Chosen() | Quantity() if condition.slot == self.question:
                return self.answers(condition)
            case Chosen() | Quantity() | Answered():
                return self.moves(condition.slot) if condition.slot != self.question else STILL
            case Coverage():
                below = self.sheets.plan.slots[condition.slot]
                leaves = (condition.slot,) if isinstance(below, QuestionSlot) else below.leaves
                return EITHER if any(self.moves(leaf) for leaf in leaves if leaf != self.question) else STILL
            case _:
                return STILL

    def answers(self, condition: Chosen | Quantity) -> int:
        """Whether the condition holds, along the question's answers."""
        asked = self.sheets.plan.questions[self.question]
        domain = self.sheets.domains[self.question]
        held = [
            (points, meets(asked, condition, answer))
            for answer, points in zip(domain.answers, domain.points, strict=True)
        ]
        yes = [points for points, holds in held if holds]
        no = [points for points, holds in held if not holds]
        if not yes or not no:
            return STILL
        return (UP if min(no) < max(yes) else STILL) | (DOWN if min(yes) < max(no) else STILL)


def _table_direction(sheets: Sheets, slot: LevelSlot) -> int:
    source = sheets.plan.slots[slot.of or 0]
    assert not isinstance(source, LevelSlot)
    low, high = source.bounds if isinstance(source, ScoreSlot) else (source.low, source.high)
    assert low is not None
    assert high is not None
    rows = Table(tuple((bounds, (number, 1)) for bounds, number in slot.table))
    values = sorted(candidate_values(rows, low, high), key=lambda value: Fraction(*value))
    return _along([level_number(slot, value) for value in values])


def _along(numbers: Sequence[int]) -> int:
    found = STILL
    for one, other in pairwise(numbers):
        found |= UP if one < other else DOWN if other < one else STILL
    return found


def _bounds_direction(bounds: Bounds) -> int:
    found = STILL
    for bound in bounds:
        found |= UP if bound.op in _RISING else DOWN
    return found


def _turned(direction: int) -> int:
    return (DOWN if direction & UP else STILL) | (UP if direction & DOWN else STILL)


def _through(direction: int, rule: int) -> int:
    """What moves in a *direction*, seen through a *rule* that rises or falls with it."""
    moved = STILL
    if rule & UP:
        moved |= direction
    if rule & DOWN:
        moved |= _turned(direction)
    return moved
