"""Every field takes just the values its type is for, and says in our own words when it does not."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from inspect import getmembers, isclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

from cxmaturity.answers import models as answers
from cxmaturity.authoring.validation import self_test_problems
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import Document, Value, parse_json, parse_yaml
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire import actions, conditions, fields, models, questions, scores
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
    (fields.Integer, {"1"}),
    (fields.Flag, {"true"}),
    (fields.String, {'"1"'}),
    (fields.Id, set()),
    (fields.Ref, set()),
    (fields.Language, set()),
    (fields.Text, {'"1"'}),
    (NoneType, {"null"}),
]

#: Shorthands: a plain value that stands for a map.
SHORTHANDS = {("not_applicable", "true"), ("company", '"1"'), ("respondent", '"1"')}

MODELS = sorted(
    {
        model
        for module in (actions, answers, conditions, models, questions, scores)
        for _, model in getmembers(module, isclass)
        if issubclass(model, Model) and model is not Model
    },
    key=lambda model: model.__name__,
)
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]


@cache
def hints(model: type[Model]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def takes(annotation: Any, value: str) -> bool | None:
    """Whether a field of this type takes the value; None for an empty container, which only some lists take."""
    for scalar, taken in TAKES:
        if annotation == scalar:
            return value in taken
    if get_origin(annotation) in {Union, UnionType}:
        answers = {takes(member, value) for member in get_args(annotation)}
        return True if True in answers else None if None in answers else False
    if annotation is Any or get_origin(annotation) is Annotated or get_origin(annotation) is not Literal:
        return None if annotation is Any or value in {"[]", "{}"} else _nullable(annotation, value)
    return False


def _nullable(annotation: Any, value: str) -> bool:
    """Whether the type inside a shorthand's wrapping allows null."""
    wrapped = get_origin(annotation) is Annotated
    return wrapped and value == "null" and NoneType in get_args(get_args(annotation)[0])


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_field_takes_what_its_type_says(model: type[Model], name: str) -> None:
    annotation = hints(model)[name]
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    for shown, value in VALUES.items():
        try:
            adapter.validate_python(value)
        except ValidationError as error:
            assert takes(annotation, shown) is not True, shown
            assert (name, shown) not in SHORTHANDS
            assert UNFIT not in str(phrase(error.errors()))
        else:
            assert takes(annotation, shown) is not False or (name, shown) in SHORTHANDS, shown


def rich() -> Document:
    return parse_yaml(RICH.read_bytes(), RICH.name)


def test_the_rich_questionnaire_is_sound() -> None:
    document = rich()
    assert list(self_test_problems(document, compile_document(document))) == []


def test_the_rich_questionnaire_uses_every_key() -> None:
    used = {
        (type(part).__name__, name)
        for _, part in parts(read_questionnaire(rich()))
        for name in part.model_fields_set
    }
    known = {(model.__name__, name) for model, name in FIELDS if not model.__module__.endswith("answers.models")}
    abstract = {"BaseQuestion", "Bounds", "Bounded", "GateScope", "LevelBounds"}
    assert {(model, name) for model, name in known - used if model not in abstract} == UNUSED


UNUSED = {("x", "y")}


def nodes(data: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside *data*."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inside:
        yield (*path, step)
        yield from nodes(value, (*path, step))


def replaced(data: Value, path: tuple[str | int, ...], value: Value) -> Value:
    """*data* with another value at *path*."""
    if not path:
        return value
    step, *rest = path
    if isinstance(data, dict):
        return {**data, str(step): replaced(data[str(step)], tuple(rest), value)}
    assert isinstance(data, list)
    assert isinstance(step, int)
    return [*data[:step], replaced(data[step], tuple(rest), value), *data[step + 1 :]]


SECTIONS = sorted({path[0] for path in nodes(rich().data)}, key=str)


@pytest.mark.parametrize("section", SECTIONS)
def test_any_value_anywhere_is_taken_or_explained(section: str) -> None:
    data = rich().data
    for path in nodes(data):
        for value in VALUES.values() if path[0] == section else ():
            text = dumps_json(replaced(data, path, value))
            try:
                document = parse_json(text.encode(), "changed.json")
                found = list(self_test_problems(document, compile_document(document)))
            except InvalidDocument as error:
                found = list(error.diagnostics)
            for each in found:
                assert UNFIT not in str(each.message)
                assert "Input should" not in str(each.message)
