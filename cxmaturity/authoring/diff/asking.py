"""What is asked, as facts: dimensions, questions and their options."""

from collections.abc import Iterator

from cxmaturity.authoring.diff.facts import Fact, Key
from cxmaturity.authoring.diff.fields import fields, listed
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.notation import bins, linear, missing
from cxmaturity.authoring.diff.things import named, order
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.models import Dimension
from cxmaturity.questionnaire.questions import Question

_SPECIAL = ("id", "options", "answer_scale", "missing", "points", "not_applicable")


def asked_facts(naming: Naming) -> Iterator[Fact]:
    """The context and the dimensions with all their questions."""
    context, key, path = naming.plain.context, Key(field="context"), ("context",)
    yield from listed(context, "title", key, path, naming)
    yield from _questions(naming, context.questions, key, (*path, "questions"))
    dimensions = naming.plain.dimensions
    for position, dimension in enumerate(dimensions):
        yield from _dimension(naming, dimension, ("dimensions", position))
    yield order(Key(field="dimensions"), ("dimensions",), [dimension.id for dimension in dimensions])


def _dimension(naming: Naming, dimension: Dimension, path: DataPath) -> Iterator[Fact]:
    key = Key().thing("dimension", dimension.id)
    yield Fact(key, path)
    yield from fields(dimension, key, path, naming, skip=("id", "questions", "portraits"))
    by_number = {naming.number(dimension.id, ref): text for ref, text in dimension.portraits.items()}
    yield from listed(dimension.model_copy(update={"portraits": by_number}), "portraits", key, path, naming)
    yield from _questions(naming, dimension.questions, key, (*path, "questions"))


def _questions(naming: Naming, questions: tuple[Question, ...], home: Key, path: DataPath) -> Iterator[Fact]:
    for position, question in enumerate(questions):
        yield from _question(naming, question, home, (*path, position))
    yield order(home.inside("questions"), path, [naming.question(question.id) for question in questions])


def _question(naming: Naming, question: Question, home: Key, path: DataPath) -> Iterator[Fact]:
    key = Key().thing("question", naming.question(question.id))
    after = naming.passage.question(question.id)
    yield from named(key, path, question.id, carried=after != question.id, becomes=after)
    yield from fields(question, key, path, naming, skip=_SPECIAL)
    for name, value in (
        ("dimension", home.things[0][1] if home.things else "context"),
        ("missing", missing(question.missing, question.id, naming)),
        ("points.linear", linear(question.points)),
        ("points.bins", bins(question.points)),
        ("not_applicable", question.not_applicable is not None),
    ):
        yield Fact(key.inside(name), (*path, *name.split(".")), value)
    if question.not_applicable is not None:
        offered = key.inside("not_applicable")
        yield from fields(question.not_applicable, offered, (*path, "not_applicable"), naming)
    yield from _options(naming, question, key, path)


def _options(naming: Naming, question: Question, key: Key, path: DataPath) -> Iterator[Fact]:
    names = naming.options(question)
    shared = getattr(question, "answer_scale", None)
    where: DataPath = (*path, "options") if shared is None else ("answer_scales", shared)
    for position, option in enumerate(question.options):
        own, at = key.thing("option", names[option.id]), (*where, position)
        becomes = naming.passage.option(question.id, option.id)
        yield from named(own, at, option.id, carried=becomes != option.id, becomes=becomes)
        yield from fields(option, own, at, naming, skip=("id", "code", "exclusive"))
        code = None if option.code is None else str(option.code)
        recoded = code is not None and naming.passage.option(question.id, code) != code
        yield Fact(own.inside("code"), (*at, "code"), code, carried=recoded)
        yield Fact(own.inside("exclusive"), (*at, "exclusive"), getattr(option, "exclusive", False))
    yield order(key.inside("options"), where, names.values())
