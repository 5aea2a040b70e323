"""Every field takes just the values its type is for, and says in our own words when it does not."""

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from inspect import get_annotations, getmembers, isclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

from cxmaturity.answers import models as answers
from cxmaturity.authoring.selftests import run_self_tests
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.diagnostics import InvalidDocument, Span
from cxmaturity.foundation.documents import Document, Value, parse_yaml
from cxmaturity.foundation.places import Place
from cxmaturity.questionnaire import actions, conditions, fields, migrations, models, questions, scores
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.phrases import phrase
from cxmaturity.questionnaire.references import parts
from cxmaturity.scoring.compiled import compile_document

RICH = Path(__file__).parent / "rich.yaml"
UNFIT = "does not fit here"

VALUES: dict[str, Value] = {
    "true": True, '"1"': "1", "1.0": Decimal("1.0"), "1": 1, "null": None, "[]": [], "{}": {},
}  # fmt: skip

#: What each type of a scalar takes of VALUES.
TAKES: list[tuple[Any, set[str]]] = [
    (fields.Number, {"1", "1.0"}),
    (fields.Positive, {"1", "1.0"}),
    (actions.Days, {"1", "1.0"}),
    (actions.Factor, {"1", "1.0"}),
    (fields.Integer, {"1"}),
    (fields.Flag, {"true"}),
    (fields.String, {'"1"'}),
    (fields.Id, set()),
    (fields.Ref, set()),
    (fields.Language, set()),
    (fields.Text, {'"1"'}),
    (NoneType, {"null"}),
]

#: A plain value that stands for a map, or for a list of one.
SHORTHANDS = {
    ("not_applicable", "true"), ("company", '"1"'), ("respondent", '"1"'), ("at", "1"), ("Repeat.except_", "1"),
}  # fmt: skip

MODELS = sorted(
    {
        model
        for module in (actions, answers, conditions, migrations, models, questions, scores)
        for _, model in getmembers(module, isclass)
        if issubclass(model, Model) and model is not Model
    },
    key=lambda model: model.__name__,
)
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]


@cache
def hints(model: type[Model]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def takes(annotation: object, value: str) -> bool | None:
    """Whether a field of this type takes the value; None where that depends on more than the type."""
    for scalar, taken in TAKES:
        if annotation == scalar:
            return value in taken
    if get_origin(annotation) in {Union, UnionType}:
        verdicts = {takes(member, value) for member in get_args(annotation)}
        return True if True in verdicts else None if None in verdicts else False
    if get_origin(annotation) is Literal:
        return False
    wrapped = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if wrapped is Any or value in {"[]", "{}"}:
        return None
    return value == "null" and NoneType in get_args(wrapped)


def refusal(annotation: Any, value: Value) -> str | None:  # noqa: ANN401
    try:
        TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        return str(phrase(error.errors()))
    return None


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_field_takes_what_its_type_says(model: type[Model], name: str) -> None:
    annotation = hints(model)[name]
    shorthands = {value for field, value in SHORTHANDS if field in {name, f"{model.__name__}.{name}"}}
    for shown, value in VALUES.items():
        refused = refusal(annotation, value)
        assert refused is None or UNFIT not in refused
        expected = True if shown in shorthands else takes(annotation, shown)
        assert expected in {None, refused is None}, shown


def rich() -> Document:
    return parse_yaml(RICH.read_bytes(), RICH.name)


def test_the_rich_questionnaire_is_sound() -> None:
    document = rich()
    assert list(run_self_tests(Subject(document, compile_document(document)))) == []


def declared(model: type[Model], name: str) -> tuple[str, str]:
    """The class that brings in the field, and the field."""
    return next(base.__name__ for base in model.__mro__ if name in get_annotations(base)), name


def test_the_rich_questionnaire_uses_every_key() -> None:
    used = {
        declared(type(part), name)
        for _, part in parts(read_questionnaire(rich()))
        if isinstance(part, Model)
        for name in part.model_fields_set
    }
    known = {
        declared(model, name) for model, name in FIELDS if not model.__module__.endswith("answers.models")
    }
    assert known - used == set()


def nodes(data: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside *data*."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from nodes(value, (*path, step))


def changed(data: dict[str, Value], path: tuple[str | int, ...], value: Value) -> dict[str, Value]:
    """*data* with another value at *path*."""
    copy = deepcopy(data)
    inside: Any = copy
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return copy


def said_about(document: Document) -> list[str]:
    try:
        found = run_self_tests(Subject(document, compile_document(document)))
        return [str(each.message) for each in found]
    except InvalidDocument as error:
        return [str(each.message) for each in error.diagnostics]


SECTIONS = sorted({path[0] for path in nodes(rich().data)}, key=str)


@pytest.mark.parametrize("section", SECTIONS)
def test_any_value_anywhere_is_taken_or_explained(section: str) -> None:
    data = rich().data
    for path in nodes(data):
        for value in VALUES.values() if path[0] == section else ():
            document = Document("changed", "", changed(data, path, value), lambda _: Place(Span(1, 1, 1, 2)))
            for message in said_about(document):
                assert UNFIT not in message
                assert "Input should" not in message
