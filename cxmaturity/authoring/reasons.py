"""Why a result is what it is, in a sentence for the author of a questionnaire."""

from collections.abc import Iterable
from fractions import Fraction

from cxmaturity.foundation.i18n import Message, msg, verbatim
from cxmaturity.foundation.text import some_of
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.explanation import Sum, Unmet, how_made, unmet
from cxmaturity.scoring.plan import Bound, Op, ScoreSlot

_MOST_TERMS = 12

_AGGREGATES = {
    "mean": msg("the mean"),
    "sum": msg("the sum"),
    "ratio": msg("the ratio"),
    "min": msg("the lowest"),
    "max": msg("the highest"),
}
_BOUNDS = {
    Op.AT_LEAST: msg("at least"),
    Op.ABOVE: msg("above"),
    Op.AT_MOST: msg("at most"),
    Op.BELOW: msg("below"),
}


def number(value: Fraction | None) -> str:
    """A number as an author reads it in the file, to six digits; null where there is none."""
    return "null" if value is None else format(float(value), ".6g")


def why_score(evaluation: Evaluation, node: str) -> Message | None:
    """What the score is made of; nothing for a question, whose points need no reason."""
    if node not in evaluation.plan.score_slots:
        return None
    made = how_made(evaluation, node)
    terms = verbatim(_terms(made))
    scaled = made.times != 1 or made.base != 0
    if not scaled:
        return msg(
            "{node} is {aggregate} of {terms}.", node=node, aggregate=_AGGREGATES[made.aggregate], terms=terms
        )
    return msg(
        "{node} is {aggregate} of {terms}, times {times}, plus {base}.",
        node=node,
        aggregate=_AGGREGATES[made.aggregate],
        terms=terms,
        times=number(made.times),
        base=number(made.base),
    )


def why_level(evaluation: Evaluation, node: str) -> Message | None:
    """Which tests fail before the next level, or the score that the level is read from."""
    before = unmet(evaluation, node)
    if before is not None:
        level, tests = before
        return msg("Level {level} fails at: {tests}.", level=level, tests=_joined(map(_test, tests)))
    slot = evaluation.plan.slots[evaluation.plan.level_slots[node]]
    source = getattr(slot, "of", None)
    if source is None:
        return None
    read = evaluation.plan.slots[source]
    if isinstance(read, ScoreSlot):
        return why_score(evaluation, read.id)
    low = evaluation.resolved(source).low
    return msg("{node} is {value}", node=read.id, value=number(low and Fraction(*low)))


def why_open(evaluation: Evaluation) -> Message | None:
    """The scored questions without an answer."""
    plan = evaluation.plan
    names = [q.id for q in plan.questions if q.scored and evaluation.answer(q.slot) is None]
    return msg("Without an answer: {questions}.", questions=some_of(names, _MOST_TERMS)) if names else None


def _terms(made: Sum) -> str:
    weighted = len({term.weight for term in made.terms}) > 1
    shown = [
        f"{term.node or 'when'} {number(term.value)}" + (f" × {term.weight}" if weighted else "")
        for term in made.terms
    ]
    return some_of(shown, _MOST_TERMS)


def _test(test: Unmet) -> Message:
    if not test.bounds:
        return verbatim(test.node)
    bounds = _joined(map(_bound, test.bounds))
    if test.value is None:
        return msg("{node} (needed: {bounds})", node=test.node, bounds=bounds)
    return msg(
        "{node} is {value} (needed: {bounds})", node=test.node, value=number(test.value), bounds=bounds
    )


def _bound(bound: Bound) -> Message:
    return msg("{bound} {limit}", bound=_BOUNDS[bound.op], limit=number(Fraction(*bound.limit)))


def _joined(messages: Iterable[Message]) -> Message:
    first, *others = messages
    for other in others:
        first = msg("{one}, {other}", one=first, other=other)
    return first
