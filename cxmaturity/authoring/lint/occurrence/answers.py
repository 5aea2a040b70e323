"""Answers to a question among which everything that the scoring can tell apart occurs."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from msgspec import Struct

from cxmaturity.answers.values import Answer
from cxmaturity.authoring.lint.reading import conditions_in
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import (
    All,
    AnyOf,
    Condition,
    Not,
    Plan,
    Quantity,
    QuestionSlot,
    Table,
)
from cxmaturity.scoring.points import candidate_values, points_of

_MOST_SUBSETS = 128  # of a tick list with more free options only some are tried


class Domain(Struct, frozen=True):
    """Answers to one question, those worth least first, and what each is worth where it is scored.

    `complete`: no other answer makes another difference.
    """

    answers: tuple[Answer, ...]
    points: tuple[Fraction, ...]
    complete: bool

    def some(self) -> Iterator[Answer]:
        """The answers without the tick lists between one tick and all but one."""
        most = max((len(answer) for answer in self.answers if isinstance(answer, frozenset)), default=0)
        return (a for a in self.answers if not isinstance(a, frozenset) or not 1 < len(a) < most - 1)


def domains_of(plan: Plan) -> tuple[Domain, ...]:
    """For each question, by slot."""
    limits: dict[int, set[Fraction]] = {}
    for condition in conditions_in(plan):
        for quantity in _quantities(condition):
            stated = (Fraction(*bound.limit) for bound in quantity.bounds)
            limits.setdefault(quantity.slot, set()).update(stated)
    return tuple(_domain(question, limits.get(question.slot, set())) for question in plan.questions)


def _worth(question: QuestionSlot, answer: Answer) -> Fraction:
    points = points_of(question, answer)
    assert points is not None
    return Fraction(*points)


def _domain(question: QuestionSlot, limits: set[Fraction]) -> Domain:
    match question.kind:
        case "number":
            answers: list[Answer] = [*_numbers(question, limits), *question.options]
            complete = not question.scored or isinstance(question.rule, Table)
        case "multi":
            answers, complete = _tick_lists(question)
        case _:
            answers, complete = list(question.options), True
    # Whether "not applicable" is offered on a condition is not looked at, so leaving it out may leave something out.
    complete = complete and isinstance(question.not_applicable, bool)
    if not question.scored:
        return Domain(tuple(answers), (), complete)
    worths = sorted(((_worth(question, answer), place) for place, answer in enumerate(answers)))
    return Domain(
        tuple(answers[place] for _, place in worths), tuple(points for points, _ in worths), complete
    )


def _numbers(question: QuestionSlot, limits: set[Fraction]) -> list[Fraction]:
    low, high = question.range or _around(limits)
    values: set[Fraction] = {Fraction(*value) for value in candidate_values(question.rule, low, high)}
    values |= {limit for limit in limits if Fraction(*low) <= limit <= Fraction(*high)}
    ordered = sorted(values)
    return [*ordered, *((one + other) / 2 for one, other in pairwise(ordered))]


def _around(limits: set[Fraction]) -> tuple[Pair, Pair]:
    low, high = min(limits, default=Fraction(0)) - 1, max(limits, default=Fraction(0)) + 1
    return low.as_integer_ratio(), high.as_integer_ratio()


def _tick_lists(question: QuestionSlot) -> tuple[list[Answer], bool]:
    free = [option for option in question.options if option not in question.fixed]
    alone: list[Answer] = [frozenset({option}) for option in question.options if option in question.fixed]
    if 2 ** len(free) <= _MOST_SUBSETS:
        sizes = range(len(free) + 1)
        return [*alone, *(frozenset(ticks) for size in sizes for ticks in combinations(free, size))], True
    some = [frozenset(free[:count]) for count in range(len(free) + 1)]
    some += [frozenset({option}) for option in free[1:]]
    some += [frozenset(free) - {option} for option in free[:-1]]
    return [*alone, *some], False


def _quantities(condition: Condition) -> Iterator[Quantity]:
    match condition:
        case All() | AnyOf():
            for part in condition.parts:
                yield from _quantities(part)
        case Not():
            yield from _quantities(condition.part)
        case Quantity():
            yield condition
        case _:
            return


def at_share(
    questions: Iterable[QuestionSlot], domains: Sequence[Domain], share: Fraction
) -> dict[int, Answer]:
    """To each question the answer at *share* of the way from its worst (0) to its best (1).

    Of a scored question that is the answer with the nearest points, of another the one at that place of its list.
    """
    return {
        question.slot: _at_share(question, domains[question.slot], share)
        for question in questions
        if domains[question.slot].answers
    }


def _at_share(question: QuestionSlot, domain: Domain, share: Fraction) -> Answer:
    if not question.scored:
        return domain.answers[round(share * (len(domain.answers) - 1))]
    low, *_, high = domain.points if len(domain.points) > 1 else domain.points * 2
    wanted = low + share * (high - low)
    nearest = min(range(len(domain.points)), key=lambda place: abs(domain.points[place] - wanted))
    return domain.answers[nearest]
