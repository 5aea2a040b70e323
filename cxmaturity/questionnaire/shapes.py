"""Which keys go together, and which alternative they mean: said once for the check of a file and its JSON Schema."""

from collections.abc import Iterable
from keyword import iskeyword
from typing import Any, ClassVar, LiteralString, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.phrases import PHRASES


class ExactlyOne:
    """Exactly one of these keys is stated; a tuple of keys counts once, however many of them are.

    With *or_none*, none may be. What is *unstated* as good as leaves a key out.
    """

    def __init__(
        self,
        code: LiteralString,
        *keys: str | tuple[str, ...],
        or_none: bool = False,
        unstated: Iterable[bool | None] = (None,),
    ) -> None:
        self.code = code
        self.groups = [(key,) if isinstance(key, str) else key for key in keys]
        self.or_none = or_none
        self.unstated = tuple(unstated)

    def check(self, model: Model) -> None:
        """Raises a mismatch where it is not so, placed at the last of the keys that are stated."""
        stated = [key for group in self.groups for key in group if self._is_stated(model, key)]
        groups = [group for group in self.groups if not set(group).isdisjoint(stated)]
        if len(groups) != 1 and (groups or not self.or_none):
            context = {"at": stated[-1]} if stated else {}
            raise PydanticCustomError(self.code, "needs exactly one of several keys", context)

    def _is_stated(self, model: Model, key: str) -> bool:
        given = getattr(model, f"{key}_" if iskeyword(key) else key)
        return all(given is not value for value in self.unstated)

    def json_schema(self) -> JsonSchemaValue:
        """The same as JSON Schema."""
        groups: list[JsonSchemaValue] = [
            {"anyOf": [self._stated(key) for key in group]} for group in self.groups
        ]
        return {"oneOf": [*groups, {"not": {"anyOf": groups}}] if self.or_none else groups}

    def _stated(self, key: str) -> JsonSchemaValue:
        # `errorMessage` and `doNotSuggest` are for editors; everything else passes over them.
        given = {"not": {"enum": list(self.unstated)}, "doNotSuggest": True}
        return {"required": [key], "properties": {key: given}, "errorMessage": str(PHRASES[self.code][1])}


class Choosing(Model):
    """A part with keys that exclude each other."""

    choices: ClassVar[tuple[ExactlyOne, ...]]

    @model_validator(mode="after")
    def _chosen(self) -> Self:
        for choice in self.choices:
            choice.check(self)
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """The schema of the fields, and which of them exclude each other."""
        reference = handler(core_schema)
        handler.resolve_ref_schema(reference)["allOf"] = [choice.json_schema() for choice in cls.choices]
        return reference


class ByKey:
    """The discriminator of alternatives that are told apart by keys; earlier ones decide.

    The tag of an alternative is its key in angle brackets. Named arguments are tags that several keys may mean, or
    without keys everything else.
    """

    __name__ = "ByKey"  # Pydantic asks a discriminator for it

    def __init__(self, *keys: str, **several: tuple[str, ...]) -> None:
        self.keys = {f"<{key}>": (key,) for key in keys} | {f"<{tag}>": keys for tag, keys in several.items()}

    def __call__(self, value: Any) -> str | None:
        """The tag of *value*, as written or as a model."""
        if isinstance(value, Model):
            fields = type(value).model_fields
            value = {fields[name].alias or name: None for name in value.model_fields_set}
        given = value.keys() if isinstance(value, dict) else set()
        return next((tag for tag, keys in self.keys.items() if not keys or given & set(keys)), None)


class ByWord:
    """The discriminator of alternatives that the word at one key tells apart: tags by word."""

    __name__ = "ByWord"

    def __init__(self, key: str, **tags: str) -> None:
        self.key = key
        self.tags = tags

    def __call__(self, value: Any) -> str | None:
        """The tag of *value*, as written or as a model; of what is neither, any: each refuses it as well."""
        word = (
            value.get(self.key)
            if isinstance(value, dict)
            else getattr(value, self.key, next(iter(self.tags)))
        )
        return self.tags.get(word) if isinstance(word, str) else None
