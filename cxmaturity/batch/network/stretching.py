"""Numbers that come to the same: between two limits that the plan knows, one stands for all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from cxmaturity.answers.values import Given
from cxmaturity.scoring.plan import (
    All,
    AnyOf,
    Bounds,
    Condition,
    LevelSlot,
    Line,
    Not,
    Plan,
    Quantity,
    QuestionSlot,
    ScoreSlot,
    Table,
)


class Stretches:
    """The stretches of numbers in which all answers to *question* have the same points, and meet the same conditions.

    The first number met of each stands for all. Where points rise along a line, or are the number itself, each number
    stands for itself.
    """

    def __init__(self, plan: Plan, question: QuestionSlot) -> None:
        self._plan = plan
        self._question = question
        self._varying = _varying(question)
        self._first: dict[tuple[int, int], Fraction] = {}

    @property
    def are_few(self) -> bool:
        """Whether no number but the limits stands for itself alone."""
        return self._varying == (None, None)

    @cached_property
    def _limits(self) -> list[Fraction]:
        """In order; of a question that asks for no number nobody wants to know them."""
        limits = {*_limits(self._plan, self._question), *(self._varying or ())}
        return sorted(limit for limit in limits if limit is not None)

    def standing(self, given: Given | None) -> Given | None:
        """The answer that stands for *given*."""
        if not isinstance(given, Fraction) or self._varying is None:
            return given
        low, high = self._varying
        if low is not None and high is not None and low < given < high:
            return given
        key = bisect_left(self._limits, given), bisect_right(self._limits, given)
        return self._first.setdefault(key, given)

    def places(self, numbers: NDArray[np.int64], over: int) -> NDArray[np.int64]:
        """For each number, a whole multiple of one *over*th, the place of its stretch among all."""
        scaled = [limit * over for limit in self._limits]
        below = np.searchsorted(np.array([floor(limit) for limit in scaled], np.int64), numbers, "left")
        upto = np.searchsorted(np.array([ceil(limit) for limit in scaled], np.int64), numbers, "right")
        return below * (len(scaled) + 1) + upto


def _varying(question: QuestionSlot) -> tuple[Fraction | None, Fraction | None] | None:
    """Between which numbers every number has points of its own: nowhere (two None), or everywhere (None)."""
    match question.rule:
        case Table():
            return None, None
        case Line(start=start, end=end):
            low, high = sorted((Fraction(*start), Fraction(*end)))
            return low, high
        case _:
            return None if question.scored else (None, None)


def _limits(plan: Plan, question: QuestionSlot) -> Iterator[Fraction]:
    if isinstance(question.rule, Table):
        for bounds, _ in question.rule.rows:
            yield from _ends(bounds)
    for condition in _conditions(plan):
        for comparison in _comparisons(condition):
            if comparison.slot == question.slot:
                yield from _ends(comparison.bounds)


def _ends(bounds: Bounds) -> Iterator[Fraction]:
    return (Fraction(*bound.limit) for bound in bounds)


def _conditions(plan: Plan) -> Iterator[Condition | None]:
    for slot in plan.slots:
        match slot:
            case QuestionSlot():
                yield slot.asked
                if not isinstance(slot.not_applicable, bool):
                    yield slot.not_applicable
            case ScoreSlot():
                yield slot.when
                yield from (child.condition for child in slot.children)
            case LevelSlot():
                yield from (condition for condition, _ in slot.rules)
                yield from (gate for gates in slot.gates for gate in gates)
    yield from (plan.determined, plan.provisional)
    yield from (condition for _, condition in plan.consistency)


def _comparisons(condition: Condition | None) -> Iterator[Quantity]:
    match condition:
        case All() | AnyOf():
            for part in condition.parts:
                yield from _comparisons(part)
        case Not():
            yield from _comparisons(condition.part)
        case Quantity():
            yield condition
        case _:
            return
