"""Fields that do nothing where they stand, though somebody took the trouble to write them."""

from collections.abc import Iterator

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.questions import MultiQuestion


def check_fields(subject: Subject) -> Iterator[Finding]:
    """Each such field at its key."""
    for path, message in (
        *_of_context(subject),
        *_of_dimensions(subject),
        *_of_scores(subject),
        *_of_effort(subject),
    ):
        yield Finding(
            "field-without-effect",
            path,
            message,
            msg("Delete it, or mend what it was meant for."),
            at_key=True,
        )


Idle = Iterator[tuple[DataPath, Message]]


def _of_context(subject: Subject) -> Idle:
    for position, question in enumerate(subject.model.context.questions):
        for key in ("weight", "missing", "points"):
            if key in question.model_fields_set:
                message = msg("Context questions are not scored: {key} has no effect here.", key=key)
                yield ("context", "questions", position, key), message


def _of_dimensions(subject: Subject) -> Idle:
    for number, dimension in enumerate(subject.model.dimensions):
        if dimension.portraits and dimension.id not in subject.names.levels:
            message = msg(
                "{dimension} has no levels, so its portraits are never shown.", dimension=dimension.id
            )
            yield ("dimensions", number, "portraits"), message
        for position, question in enumerate(dimension.questions):
            if isinstance(question, MultiQuestion) and question.ticked == "count":
                path: DataPath = ("dimensions", number, "questions", position, "options")
                pointed = (
                    place
                    for place, option in enumerate(question.options)
                    if option.points is not None and not option.exclusive
                )
                if (first := next(pointed, None)) is not None:
                    message = msg(
                        "{question} counts its ticks: points of options have no effect.", question=question.id
                    )
                    yield (*path, first, "points"), message


def _of_scores(subject: Subject) -> Idle:
    for path, score in dict(subject.names.scores).items():
        if score.times == 0:
            message = msg("Times 0, {score} is the same whatever is answered.", score=score.id)
            yield (*path, "times"), message
        if score.min_coverage == 0:
            message = msg("Every coverage is at least 0, so min_coverage has no effect here.")
            yield (*path, "min_coverage"), message


def _of_effort(subject: Subject) -> Idle:
    scaling = subject.model.effort
    if scaling is None:
        return
    if not subject.model.actions:
        yield ("effort",), msg("There are no actions whose effort it could scale.")
    elif all(factor == 1 for factor in scaling.factors.values()):
        yield ("effort", "factors"), msg("All factors are 1, so effort is the same for everyone.")
