"""What answers are worth, read a second time; the other half of `naive.py`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from cxmaturity.answers.values import Answer
from cxmaturity.questionnaire.questions import (
    Bin,
    ChoiceQuestion,
    MultiQuestion,
    NumberQuestion,
    Question,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds by plain numbers."""

    at_least: int | None = None
    above: int | None = None
    at_most: int | None = None
    below: int | None = None


def meets(bounds: object, value: Fraction) -> bool:
    """Whether *value* meets every bound that is stated."""
    tests = {
        "at_least": value.__ge__,
        "above": value.__gt__,
        "at_most": value.__le__,
        "below": value.__lt__,
    }
    stated = ((test, getattr(bounds, name, None)) for name, test in tests.items())
    return all(test(Fraction(limit)) for test, limit in stated if limit is not None)


def through_rule(question: Question, value: Fraction) -> Fraction | None:
    """A value through the question's `linear` or `bins`."""
    rule = question.points
    if rule.linear is not None:
        (start, end), (worst, best) = (map(Fraction, ends) for ends in (rule.linear.from_, rule.linear.to))
        share = (value - start) / (end - start)
        return worst + min(max(share, Fraction(0)), Fraction(1)) * (best - worst)
    if rule.bins is not None:
        for row in rule.bins:
            if not isinstance(row, Bin):
                return Fraction(row.otherwise)
            if meets(row, value):
                return Fraction(row.points)
        return None
    return value


def exclusive(question: Question) -> set[str]:
    """The options that stand alone."""
    return {o.id for o in question.options if getattr(o, "exclusive", False)}


def worth(question: Question, answer: Answer) -> Fraction | None:
    """The points of an answer."""
    stated = {o.id: None if o.points is None else Fraction(o.points) for o in question.options}
    if isinstance(answer, Fraction):
        return through_rule(question, answer)
    if isinstance(answer, str):
        points = stated[answer]
        return points if points is None or question.kind == "number" else through_rule(question, points)
    assert isinstance(question, MultiQuestion)
    alone = [stated[option] for option in answer & exclusive(question)]
    if alone and alone[0] is not None:
        return alone[0]
    ticks = answer - exclusive(question)
    if question.ticked == "count":
        return through_rule(question, Fraction(len(ticks)))
    points_of_ticks = [points for option in ticks if (points := stated[option]) is not None]
    if question.ticked == "max":
        return through_rule(question, max(points_of_ticks, default=Fraction(0)))
    return through_rule(question, sum(points_of_ticks, Fraction(0)))


def every_answer(question: Question) -> Iterator[Answer]:
    """Answers among which every different worth of the question's extremes occurs."""
    match question:
        case ChoiceQuestion():
            yield from (option.id for option in question.options)
        case MultiQuestion():
            yield from (frozenset({option}) for option in exclusive(question))
            free = [option.id for option in question.options if option.id not in exclusive(question)]
            for count in range(len(free) + 1):
                yield from map(frozenset, combinations(free, count))
        case NumberQuestion():
            yield from (option.id for option in question.options)
            assert question.min is not None
            assert question.max is not None
            span = Fraction(question.min), Fraction(question.max)
            marks = sorted({*span, *(limit for limit in _limits(question) if span[0] < limit < span[1])})
            yield from marks
            yield from ((low + high) / 2 for low, high in pairwise(marks))


def _limits(question: Question) -> Iterator[Fraction]:
    if question.points.linear is not None:
        yield from map(Fraction, question.points.linear.from_)
    for row in question.points.bins or ():
        if isinstance(row, Bin):
            limits = (row.at_least, row.above, row.at_most, row.below)
            yield from (Fraction(limit) for limit in limits if limit is not None)


def combined(kind: str, parts: list[tuple[Fraction, Fraction]]) -> Fraction:
    """The aggregate of weighted values; `min` and `max` know no weights."""
    total = sum((weight * value for weight, value in parts), Fraction(0))
    match kind:
        case "mean":
            return total / sum(weight for weight, _ in parts)
        case "sum":
            return total
        case "min":
            return min(value for _, value in parts)
        case _:
            return max(value for _, value in parts)
