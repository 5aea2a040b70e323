"""Field types that every part of the questionnaire format is made of."""

import re
from collections.abc import Callable, Mapping
from copy import copy
from decimal import Decimal
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError

UNKNOWN = "unknown"
NOT_APPLICABLE = "not-applicable"
RESERVED = frozenset({UNKNOWN, NOT_APPLICABLE})

_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


_Size = TypeVar("_Size", int, Decimal)


class Model(BaseModel):
    """A part of a file: frozen, and without keys that the format does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        arbitrary_types_allowed=True,
        defer_build=True,
    )


def _exact_number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("number", "must be a number such as 2 or 0.75")


def _exact_integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("integer", "must be a whole number such as 3")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("boolean", "must be true or false")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise PydanticCustomError("string", "must be text; put it in quotes")


def _id(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise PydanticCustomError("id", "must be an id")


def _language(value: str) -> str:
    if re.fullmatch(_LANGUAGE, value):
        return value
    raise PydanticCustomError("language", "must be a language such as de or de-CH")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "must not be empty")
    return value


def _positive(value: _Size) -> _Size:
    if value <= 0:
        raise PydanticCustomError("positive", "must be greater than 0")
    return value


def _one_or_many(value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return value
    raise PydanticCustomError("ids", "must be an id or a list of ids")


def one_or_list(value: Any) -> Any:
    """A list as it is, anything else as a list of one."""
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return _not_blank(value)
    if isinstance(value, dict) and value:
        for language, words in value.items():
            if not isinstance(words, str):
                raise PydanticCustomError("string", "must be text; put it in quotes", {"at": language})
            if not words.strip():
                raise PydanticCustomError("blank", "must not be empty", {"at": language})
        return value
    raise PydanticCustomError("text", "must be a text, or a map from language to text")


class Translations(dict[str, str]):
    """A text in several languages, by language (BCP 47)."""


def _translations(value: str | dict[str, str]) -> str | Translations:
    return value if isinstance(value, str) else Translations(value)


def accepts(function: Callable[[Any], Any], written: Any) -> BeforeValidator:
    """A validator that turns what files may say, of the type *written*, into the field's own type."""
    return BeforeValidator(function, json_schema_input_type=written)


class Once:
    """Ends the annotations of a type that stands in many places: Pydantic generates its schema for the first alone.

    A type alias would do that, too, but be a definition of its own in the JSON Schema.
    """

    def __init__(self) -> None:
        self._generated: CoreSchema | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of the annotations before; a copy, since those that may follow write into it."""
        if self._generated is None:
            self._generated = handler(source)
        return copy(self._generated)


_NotBlank = Annotated[str, Field(pattern=r"\S")]

Number = Annotated[Decimal, accepts(_exact_number, float), Once()]
Positive = Annotated[
    Decimal, accepts(_exact_number, Annotated[float, Field(gt=0)]), AfterValidator(_positive), Once()
]
Integer = Annotated[int, BeforeValidator(_exact_integer), Once()]
Count = Annotated[
    int, accepts(_exact_integer, Annotated[int, Field(ge=1)]), AfterValidator(_positive), Once()
]
Flag = Annotated[bool, BeforeValidator(_boolean), Once()]
String = Annotated[str, accepts(_string, _NotBlank), AfterValidator(_not_blank), Once()]
#: Text as it stands in a cell or between two of them, even if there is nothing to see.
Verbatim = Annotated[str, BeforeValidator(_string), Once()]
Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60), BeforeValidator(_id), Once()
]
Ids = Annotated[tuple[Id, ...], accepts(_one_or_many, Id | tuple[Id, ...]), Once()]
#: A reference may hold a placeholder of `repeat`, such as `practice-{number}`.
Ref = Annotated[
    str, StringConstraints(pattern=r"^[a-z{][a-z0-9{}-]*$", max_length=80), BeforeValidator(_id), Once()
]
Refs = Annotated[tuple[Ref, ...], accepts(_one_or_many, Ref | tuple[Ref, ...]), Once()]
#: Levels by id or number: one, or a list.
LevelRefs = Annotated[
    tuple[Ref | Integer, ...], accepts(one_or_list, Ref | Integer | tuple[Ref | Integer, ...]), Once()
]
Language = Annotated[
    str, accepts(_string, Annotated[str, Field(pattern=f"^{_LANGUAGE}$")]), AfterValidator(_language)
]

#: A text is one string for every language, or `Translations`.
Text = Annotated[
    str | dict[str, str],
    accepts(_text, _NotBlank | Annotated[dict[str, _NotBlank], Field(min_length=1)]),
    AfterValidator(_translations),
    Once(),
]


class Named(Protocol):
    """Something with an id and a text, which tables may name by either."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str | Mapping[str, str]: ...


def names_of(thing: Named) -> tuple[str, ...]:
    """The id of *thing*, and its text in all languages."""
    return thing.id, *all_languages(thing.text)


def all_languages(text: str | Mapping[str, str]) -> tuple[str, ...]:
    """A text in all languages."""
    return (text,) if isinstance(text, str) else tuple(text.values())


def in_language(text: str | Mapping[str, str], language: str) -> str:
    """The text in *language*; where that is missing, in its base language, else in the first one given."""
    if isinstance(text, str):
        return text
    base = language.partition("-")[0]
    return text.get(language) or text.get(base) or next(iter(text.values()))
