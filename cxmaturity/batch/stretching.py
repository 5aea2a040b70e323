"""Numbers that come to the same: between two limits that the plan knows, one stands for all."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from fractions import Fraction

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


def representative(plan: Plan, question: QuestionSlot) -> Callable[[Given | None], Given | None]:
    """A function from an answer to one that has the same points, and the same outcome in every condition.

    It is the first number met of its stretch. Where points rise along a line, or are the number itself, each number
    stands for itself.
    """
    if question.kind != "number":
        return lambda given: given
    ends = _varying(question)
    limits = sorted({*_limits(plan, question), *(end for end in ends if end is not None)}) if ends else []
    first: dict[tuple[int, int], Given] = {}

    def standing(given: Given | None) -> Given | None:
        if not isinstance(given, Fraction) or not ends:
            return given
        low, high = ends
        if low is not None and high is not None and low < given < high:
            return given
        return first.setdefault((bisect_left(limits, given), bisect_right(limits, given)), given)

    return standing


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
