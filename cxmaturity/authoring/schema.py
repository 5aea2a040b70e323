"""JSON Schema (2020-12) of the file formats, made from their models, for editors and other tools."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.models import AnswersFile
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.phrases import PHRASES
from cxmaturity.questionnaire.shapes import ByKey, ByWord
from cxmaturity.scoring.assessment_file import AssessmentFile

MODELS: Mapping[str, type[Model]] = {
    "questionnaire": Questionnaire,
    "answers": AnswersFile,
    "assessment": AssessmentFile,
    "mapping": MappingFile,
}

_Choices = Mapping[str, JsonSchemaValue]

_NULL = {"type": "null"}
_ABOUT_ANY_TYPE = frozenset({"$ref", "enum", "const", "anyOf", "oneOf", "allOf", "if"})


def schema_of(name: str, meanings: Mapping[str, str]) -> JsonSchemaValue:
    """The JSON Schema of one of MODELS: exactly what the model accepts, as far as JSON Schema can say it.

    *meanings* are what keys mean, by `Model.key`, where the model itself does not say.
    """
    model = MODELS[name]
    (file_format,) = get_args(model.model_fields["format"].annotation)
    generator = type("Generator", (_Generator,), {"meanings": meanings})
    made = model.model_json_schema(schema_generator=generator)
    definitions = made.pop("$defs")
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:{file_format.replace('/', ':')}",
        **_tidy(made),
        "title": f"cxmaturity {name}",
        "$defs": {key: _tidy(part) | {"title": _words(key)} for key, part in definitions.items()},
    }


def _words(name: str) -> str:
    """The name of a class as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


class _Generator(GenerateJsonSchema):
    """Pydantic's own, but for alternatives: an editor is to know which one is meant, and complain about that one."""

    meanings: ClassVar[Mapping[str, str]]

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Every key with its meaning."""
        made = super().model_schema(schema)
        for key, part in made["properties"].items():
            names = [f"{base.__name__}.{key}" for base in schema["cls"].__mro__]
            meaning = next((self.meanings[name] for name in names if name in self.meanings), None)
            if meaning is not None:
                part.setdefault("description", meaning)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """A key needs no title: it is its own."""
        del schema
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Where keys have a pattern, there are no others."""
        made = super().dict_schema(schema)
        return made | {"additionalProperties": False} if "patternProperties" in made else made

    def encode_default(self, dft: Any) -> Any:
        """A number as the file would have it."""
        return int(dft) if isinstance(dft, Decimal) else super().encode_default(dft)

    def definitions_schema(self, schema: core_schema.DefinitionsSchema) -> JsonSchemaValue:
        """Alternatives last: they look into the schemas of their models."""
        in_order = sorted(schema["definitions"], key=lambda part: part["type"] == "tagged-union")
        return super().definitions_schema({**schema, "definitions": in_order})

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """If this key is there, it is that alternative; else the next is asked about."""
        choices = {str(tag): self.generate_inner(choice) for tag, choice in schema["choices"].items()}
        match schema["discriminator"]:
            case ByKey() as by:
                code = schema.get("custom_error_type")
                return _by_key(by, choices, {"errorMessage": str(PHRASES[code][1])} if code else {})
            case ByWord() as by:
                return _by_word(by, choices, [self.resolve_ref_schema(choice) for choice in choices.values()])
            case _:
                return super().tagged_union_schema(schema)


def _by_key(by: ByKey, choices: _Choices, message: JsonSchemaValue) -> JsonSchemaValue:
    known: JsonSchemaValue = {key: {} for keys in by.keys.values() for key in keys}
    chain = {"properties": known, "additionalProperties": False, "minProperties": 1, **message}
    for tag, keys in reversed(by.keys.items()):
        test = {"anyOf": [{"required": [key]} for key in keys]}
        chain = _if(test, choices[tag], chain) if keys else choices[tag]
    return {"type": "object", **chain}


def _by_word(by: ByWord, choices: _Choices, models: Sequence[JsonSchemaValue]) -> JsonSchemaValue:
    first, *others = (model["properties"] for model in models)
    common = {key: value for key, value in first.items() if all(key in other for other in others)}
    known = {by.key: {"enum": list(by.tags)}}
    chain: JsonSchemaValue = {"properties": common | known}
    for tag, choice in reversed([*choices.items()]):
        words = [word for word, other in by.tags.items() if other == tag]
        chain = _if({"required": [by.key], "properties": {by.key: {"enum": words}}}, choice, chain)
    return {"type": "object", "required": [by.key], "properties": known, **chain}


def _if(test: JsonSchemaValue, then: JsonSchemaValue, otherwise: JsonSchemaValue) -> JsonSchemaValue:
    """The type is asked for because an editor asks about what is not written yet, too."""
    return {"if": {"type": "object", **test}, "then": then, "else": otherwise}


def _tidy(schema: Any) -> Any:
    """*schema* without what says nothing, and simple alternatives as one schema with several types."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidy(value) for key, value in schema.items() if key != "default" or _says_something(value)}
    return _joined(tidy) if "anyOf" in tidy else tidy


def _says_something(default: Any) -> bool:
    return bool(default) and not isinstance(default, dict | list)


def _joined(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Every keyword is about one type, so alternatives of different types stand in one schema just as well."""
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if len(schema["anyOf"]) == 1:
        return {**rest, **schema["anyOf"][0]}
    simple = [each for each in schema["anyOf"] if "type" in each and _ABOUT_ANY_TYPE.isdisjoint(each)]
    others = [each for each in schema["anyOf"] if each not in simple]
    shorthand = [each for each in simple if each != _NULL]
    if shorthand and len(others) == 1 and "$ref" in others[0]:
        full = {"anyOf": [*others, _NULL]} if _NULL in simple else others[0]
        one = _one(shorthand)
        return {**rest, "if": {"type": one["type"]}, "then": one, "else": full}
    if len(simple) < 2:
        return schema
    return {**rest, "anyOf": [*others, _one(simple)]} if others else rest | _one(simple)


def _one(schemas: Sequence[JsonSchemaValue]) -> JsonSchemaValue:
    """Several schemas, each of its own type, as one."""
    types = [schema["type"] for schema in schemas]
    joined = {key: value for schema in schemas for key, value in schema.items()}
    return joined | {"type": types if len(types) > 1 else types[0]}
