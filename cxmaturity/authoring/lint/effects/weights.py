"""Weights that change no score. A weight of 1 that is written out changes none either, but says so on purpose."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.scores import Score, Use
from cxmaturity.questionnaire.selection import selected_dimensions, selected_questions

_AVERAGED = frozenset({"mean", "ratio"})
_CODE = "weight-without-effect"


def check_weights(subject: Subject) -> Iterator[Finding]:
    """Weights of dimensions, of questions, and of the children of scores."""
    yield from _of_dimensions(subject)
    yield from _of_questions(subject)
    for path, entries in groupby(subject.names.scores, key=itemgetter(0)):
        scores = [score for _, score in entries]
        number = _first_weighted(scores[0])
        if number is not None and all(_changes_nothing(subject, score) for score in scores):
            message = msg(
                "Without their weights, the parts of {score} count just the same.", score=scores[0].id
            )
            yield Finding(_CODE, (*path, scores[0].aggregate, number, "weight"), message, _drop())


def _of_dimensions(subject: Subject) -> Iterator[Finding]:
    model = subject.model
    weighed = [number for number, dimension in enumerate(model.dimensions) if dimension.weight != 1]
    used: set[str] = set()
    compared = False
    for _, score in subject.names.scores:
        if score.aggregate in {*_AVERAGED, "sum"}:
            taken = {name for use in score.uses for name in _own_weight(model, use)}
            used |= taken
            compared = compared or (bool(taken) and not _alike(subject, score))
    for number in weighed:
        dimension = model.dimensions[number]
        path = ("dimensions", number, "weight")
        if dimension.id not in used:
            message = msg("No score takes the weight of {dimension} into account.", dimension=dimension.id)
            hint = msg("Use {selector} in a mean, or give the weight there.", selector="{dimensions: all}")
            yield Finding(_CODE, path, message, hint)
        elif not compared:
            message = msg("All dimensions weigh the same, so their weights change nothing.")
            yield Finding(_CODE, path, message, _drop())
            return


def _own_weight(model: Questionnaire, use: Use) -> list[str]:
    """The dimensions that a use takes by their own weight."""
    if use.dimensions is None or use.weight is not None:
        return []
    return [dimension.id for dimension in selected_dimensions(model, use.dimensions)]


def _alike(subject: Subject, score: Score) -> bool:
    """Whether a score averages nothing but children of one and the same weight."""
    weights = {weight for use in score.uses for weight in _weights(subject, use)}
    return score.aggregate in _AVERAGED and len(weights) == 1


def _of_questions(subject: Subject) -> Iterator[Finding]:
    """Question weights count in coverage too, so they change nothing only where all are the same."""
    questions = [question for dimension in subject.model.dimensions for question in dimension.questions]
    weights = {question.weight for question in questions}
    if len(weights) != 1 or weights == {Decimal(1)} or len(questions) == 1:
        return
    for _, score in subject.names.scores:
        asked = any(use.weight is None and (use.question or use.questions) for use in score.uses)
        if asked and score.aggregate not in {"min", "max"} and not _alike(subject, score):
            return
    message = msg("All questions weigh the same, so their weights change nothing.")
    yield Finding(_CODE, (*subject.question_paths[questions[0].id], "weight"), message, _drop())


def _first_weighted(score: Score) -> int | None:
    """The first child that states a weight, where one of them is not 1."""
    stated = [number for number, use in enumerate(score.uses) if use.weight is not None]
    return stated[0] if any(score.uses[number].weight != 1 for number in stated) else None


def _changes_nothing(subject: Subject, score: Score) -> bool:
    """Whether the children of an average would be in the same proportion without the weights stated there."""
    if score.aggregate not in _AVERAGED:
        return False
    plain = [use.model_copy(update={"weight": None}) for use in score.uses]
    stated = [weight for use in score.uses for weight in _weights(subject, use)]
    without = [weight for use in plain for weight in _weights(subject, use)]
    return all(one * without[0] == other * stated[0] for one, other in zip(stated, without, strict=True))


def _weights(subject: Subject, use: Use) -> list[Decimal]:
    """The weight of each child that a use stands for: its own, else the question's or the dimension's."""
    if use.questions is not None:
        own = [question.weight for question in selected_questions(subject.model, use.questions)]
    elif use.dimensions is not None:
        own = [dimension.weight for dimension in selected_dimensions(subject.model, use.dimensions)]
    else:
        named = subject.names.questions.get(use.question or use.score or "")
        own = [Decimal(1) if named is None else named.weight]
    return own if use.weight is None else [use.weight] * len(own)


def _drop() -> Message:
    return msg("Leave the weights out, or let them differ.")
