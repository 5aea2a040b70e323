"""What the open questions can still make of the result, and which of them narrow it most."""

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from cxmaturity.answers.values import Missing
from cxmaturity.scoring.assessment import End, Range
from cxmaturity.scoring.evaluation import Evaluation, evaluate
from cxmaturity.scoring.plan import Plan
from cxmaturity.scoring.states import NOT_APPLICABLE, SCORED, UNKNOWN, Reading, State

#: Level number and index of one result.
Reached = tuple[int | None, Fraction | None]


class Completions(Struct, frozen=True):
    """The ordinary evaluation, the one of all completions at once, and the questions they differ in."""

    ordinary: Evaluation
    whole: Evaluation
    open: tuple[int, ...]


def completions_of(ordinary: Evaluation) -> Completions:
    """All completions of the answers. Where every question asked has an answer, there is but the ordinary one."""
    plan = ordinary.plan
    if not any(ordinary.states[question.slot].status == UNKNOWN for question in plan.questions):
        return Completions(ordinary, ordinary, ())
    whole = evaluate(plan, ordinary.given, reading=Reading.COMPLETIONS)
    below = {leaf for result in _results(plan) for leaf in ordinary.leaves(result)}
    unanswered = (slot for slot in sorted(below) if ordinary.given.get(slot) in (None, Missing.UNKNOWN))
    return Completions(
        ordinary, whole, tuple(s for s in unanswered if whole.states[s].status != NOT_APPLICABLE)
    )


def result_range(completions: Completions) -> Range:
    """The hull of the ordinary result and of what every completion gives.

    It is exact where real results attain both ends: the ordinary one, or the completions in which every open
    question is answered for the least or the most points.
    """
    ordinary, whole = completions.ordinary, completions.whole
    now = _reached(ordinary)
    low, high = _hull([now, _reached(whole), _reached(whole, upper=True)])
    attained = {now, *_witnesses(completions)}
    return Range(End(*low), End(*high), low in attained and high in attained)


def level_range(*states: State) -> tuple[int | None, int | None]:
    """The lowest and the highest level number among the states of a level rule."""
    numbers = [end[0] for state in states for end in (state.low, state.high) if end is not None]
    return min(numbers, default=None), max(numbers, default=None)


def find_out_first(completions: Completions) -> tuple[int, ...]:
    """Open questions, those first whose answer narrows the range of the level, then of the index, most.

    What counts is the narrowing on average over the worst and the best answer to the question.
    """
    whole = completions.whole

    def width(slot: int) -> tuple[Fraction, Fraction, int]:
        question = whole.plan.questions[slot]
        ends = [end for end in (question.low, question.high) if end is not None]
        # A context question has no points to narrow by, even where the result rests on it.
        narrowed = [whole.narrowed(slot, end) for end in ends] or [whole]
        level, index = (
            sum((_spread(one, result) for one in narrowed), Fraction(0))
            for result in _pair_of_results(whole.plan)
        )
        return level, index, slot

    return tuple(sorted(completions.open, key=width))


def _results(plan: Plan) -> list[int]:
    return [slot for slot in _pair_of_results(plan) if slot is not None]


def _pair_of_results(plan: Plan) -> tuple[int | None, int | None]:
    return plan.result_level, plan.result_index


def _witnesses(completions: Completions) -> Iterable[Reached]:
    whole, questions = completions.whole, completions.whole.plan.questions
    for fixed in (
        {slot: points for slot in completions.open if (points := questions[slot].low) is not None},
        {slot: points for slot in completions.open if (points := questions[slot].high) is not None},
    ):
        witness = (
            evaluate(whole.plan, whole.given, reading=Reading.COMPLETIONS, fixed=fixed) if fixed else whole
        )
        if all(_is_point(witness, slot) for slot in _results(whole.plan)):
            yield _reached(witness)


def _is_point(evaluation: Evaluation, slot: int) -> bool:
    state = evaluation.states[slot]
    return state.low == state.high and state.status in (SCORED, NOT_APPLICABLE)


def _reached(evaluation: Evaluation, *, upper: bool = False) -> Reached:
    results = (
        None if slot is None else evaluation.states[slot] for slot in _pair_of_results(evaluation.plan)
    )
    level, index = (state and (state.high if upper else state.low) for state in results)
    return None if level is None else level[0], None if index is None else Fraction(*index)


def _hull(results: Iterable[Reached]) -> tuple[Reached, Reached]:
    numbers, indices = zip(*results, strict=True)
    levels = [number for number in numbers if number is not None]
    values = [index for index in indices if index is not None]
    return (
        (min(levels, default=None), min(values, default=None)),
        (max(levels, default=None), max(values, default=None)),
    )


def _spread(evaluation: Evaluation, slot: int | None) -> Fraction:
    if slot is None:
        return Fraction(0)
    low, high = evaluation.states[slot].low, evaluation.states[slot].high
    return Fraction(0) if low is None or high is None else Fraction(*high) - Fraction(*low)
