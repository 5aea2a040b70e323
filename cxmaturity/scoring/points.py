"""What one answer is worth."""

from fractions import Fraction
from itertools import pairwise

from cxmaturity.answers.values import Answer
from cxmaturity.scoring.pairs import (
    ZERO,
    Pair,
    add,
    divide,
    highest,
    less,
    multiply,
    reduced,
    subtract,
    weighted_sum,
)
from cxmaturity.scoring.plan import Bound, Line, Op, PointsRule, QuestionSlot, Table, within

#: Sums of ticked options beyond this many count as if every value between the lowest and the highest could occur.
_MOST_SUMS = 10_000


def apply_rule(rule: PointsRule, value: Pair) -> Pair | None:
    """Points of a value: unchanged, along a line, or by the first matching row; None where no row matches."""
    match rule:
        case None:
            return value
        case Line():
            return _on_line(rule, value)
        case Table():
            return next((points for bounds, points in rule.rows if within(bounds, value)), None)


def _on_line(line: Line, value: Pair) -> Pair:
    share = divide(subtract(value, line.start), subtract(line.end, line.start))
    if share[0] <= 0:
        return line.start_points
    if share[0] >= share[1]:
        return line.end_points
    return add(line.start_points, multiply(share, subtract(line.end_points, line.start_points)))


def quantity(question: QuestionSlot, answer: Answer) -> Pair | None:
    """The number given, or the count of ticks without exclusive options; None for a named answer."""
    if isinstance(answer, Fraction):
        return answer.numerator, answer.denominator
    if isinstance(answer, frozenset):
        return len(answer - question.fixed), 1
    return None


def points_of(question: QuestionSlot, answer: Answer) -> Pair | None:
    """Points of a given answer, exact; None where the question is not scored.

    A named answer of a number question and an exclusive option are worth just what they state; everything else goes
    through the question's `linear` or `bins`.
    """
    if not question.scored:
        return None
    if isinstance(answer, Fraction):
        return apply_rule(question.rule, (answer.numerator, answer.denominator))
    if isinstance(answer, str):
        stated = question.options[answer]
        return stated if stated is None or question.kind == "number" else apply_rule(question.rule, stated)
    exclusive = answer & question.fixed
    if exclusive and (stated := question.options[next(iter(exclusive))]) is not None:
        return stated
    return apply_rule(question.rule, _ticked(question, answer - question.fixed))


def _ticked(question: QuestionSlot, ticks: frozenset[str]) -> Pair:
    if question.ticked == "count":
        return len(ticks), 1
    worths = [worth for option in ticks if (worth := question.options[option]) is not None]
    if question.ticked == "max":
        return highest(worths) if worths else ZERO
    return weighted_sum((1, worth) for worth in worths)


def candidate_values(rule: PointsRule, low: Pair, high: Pair) -> list[Pair]:
    """Values between *low* and *high* among which every different outcome of *rule* occurs, ends included."""
    breaks = {low, high}
    if isinstance(rule, Line):
        breaks |= {end for end in (rule.start, rule.end) if within(_between(low, high), end)}
    if isinstance(rule, Table):
        limits = (bound.limit for bounds, _ in rule.rows for bound in bounds)
        breaks |= {limit for limit in limits if within(_between(low, high), limit)}
    ordered = sorted(breaks, key=lambda value: Fraction(*value))
    middles = [reduced(a[0] * b[1] + b[0] * a[1], 2 * a[1] * b[1]) for a, b in pairwise(ordered)]
    return [*ordered, *middles]


def _between(low: Pair, high: Pair) -> tuple[Bound, Bound]:
    return Bound(Op.AT_LEAST, low), Bound(Op.AT_MOST, high)


def possible_points(question: QuestionSlot) -> list[Pair | None]:
    """Points among which the lowest and the highest of a question are; None marks a value that no row matches."""
    fixed = question.options if question.kind == "number" else question.fixed
    stated = [points for option in fixed if (points := question.options[option]) is not None]
    return [*stated, *(apply_rule(question.rule, value) for value in possible_inputs(question))]


def possible_inputs(question: QuestionSlot) -> list[Pair]:
    """Values of a scored question before `linear` or `bins`, among which everything these make of them occurs."""
    if question.kind == "number":
        assert question.range is not None
        return candidate_values(question.rule, *question.range)
    free = [points for option, points in question.options.items() if option not in question.fixed]
    if question.ticked == "count" and question.kind == "multi":
        return [(count, 1) for count in range(len(free) + 1)]
    worths = [points for points in free if points is not None]
    if question.kind != "multi":
        return worths
    totals = {ZERO, *worths} if question.ticked == "max" else _sums(worths)
    return candidate_values(question.rule, *_sum_ends(worths)) if totals is None else list(totals)


def _sums(worths: list[Pair]) -> set[Pair] | None:
    """Every sum that ticking some of the options can give; None where they are too many to list."""
    sums = {ZERO}
    for worth in worths:
        sums |= {add(total, worth) for total in sums}
        if len(sums) > _MOST_SUMS:
            return None
    return sums


def _sum_ends(worths: list[Pair]) -> tuple[Pair, Pair]:
    gains = [worth for worth in worths if less(ZERO, worth)]
    losses = [worth for worth in worths if less(worth, ZERO)]
    return weighted_sum((1, worth) for worth in losses), weighted_sum((1, worth) for worth in gains)
