"""Several respondents of one company into one sheet of answers: on answers, never on points."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.points import points_of

#: What one respondent says of a question, and how much that counts.
Vote = tuple[Given | None, Fraction]


class Merged(Struct, frozen=True):
    """The answer of all respondents together, and whether half of the weight would have had another."""

    given: Given
    tied: bool = False


def merged_answer(question: QuestionSlot, votes: Sequence[Vote]) -> Merged:
    """The answer that *votes* make, the lower one where they are tied.

    Of a choice the weighted median in order of points, without points in the file's order; of a number the weighted
    median; of a tick list what more than half of the weight ticked. Unknown and blank do not vote; where nobody
    votes it is unknown, and where all who say something say so, not applicable.
    """
    cast = [(given, weight) for given, weight in votes if given is not None and given is not Missing.UNKNOWN]
    counted = [(given, weight) for given, weight in cast if not isinstance(given, Missing)]
    if not counted:
        return Merged(Missing.NOT_APPLICABLE if cast else Missing.UNKNOWN)
    if question.kind == "multi":
        return _majority([(given, weight) for given, weight in counted if isinstance(given, frozenset)])
    return _median(question, counted)


def _majority(votes: Sequence[tuple[frozenset[str], Fraction]]) -> Merged:
    weights: dict[str, Fraction] = {}
    for ticks, weight in votes:
        for option in ticks:
            weights[option] = weights.get(option, Fraction(0)) + weight
    half = _half(weight for _, weight in votes)
    ticked = frozenset(option for option, weight in weights.items() if weight > half)
    return Merged(ticked, any(weight == half for weight in weights.values()))


def _median(question: QuestionSlot, votes: Sequence[tuple[Answer, Fraction]]) -> Merged:
    ordered = sorted(votes, key=lambda vote: _rank(question, vote[0]))
    half = _half(weight for _, weight in votes)
    reached = Fraction(0)
    for place, (answer, weight) in enumerate(ordered):
        reached += weight
        if reached >= half:
            above = ordered[place + 1 :]
            return Merged(answer, reached == half and above[0][0] != answer)
    raise AssertionError("weights are above 0")


def _rank(question: QuestionSlot, answer: Answer) -> tuple[Fraction, Fraction]:
    """Numbers among numbers by size; all else by points, and among equal points in the file's order."""
    if isinstance(answer, Fraction) and not question.options:
        return answer, Fraction(0)
    points: Pair | None = points_of(question, answer)
    place = answer if isinstance(answer, Fraction) else Fraction(list(question.options).index(str(answer)))
    return Fraction(*points) if points is not None else Fraction(0), place


def _half(weights: Iterable[Fraction]) -> Fraction:
    return sum(weights, Fraction(0)) / 2
