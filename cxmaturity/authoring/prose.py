"""The texts of a questionnaire, each with the place where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_args

from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.fields import Model, Translations
from cxmaturity.questionnaire.references import Part


class Version(NamedTuple):
    """A text in one language, with its path. A plain string has the questionnaire's first language."""

    path: DataPath
    language: str
    text: str


class Prose(NamedTuple):
    """A text as `owner` has it under `field`: one string for every language, or one for each."""

    owner: type[Model]
    field: str
    path: DataPath
    versions: tuple[Version, ...]
    is_plain: bool


def prose(placed: Iterable[tuple[DataPath, Part]], languages: tuple[str, ...]) -> Iterator[Prose]:
    """Every text of the models in *placed*."""
    for path, part in placed:
        if isinstance(part, Translations):
            continue
        model = type(part)
        for name, key in text_fields(model).items():
            value = getattr(part, name)
            for place, text in () if value is None else _texts(value, (*path, key)):
                yield Prose(model, name, place, versions(text, place, languages), isinstance(text, str))


def versions(
    text: str | Mapping[str, str], path: DataPath, languages: tuple[str, ...]
) -> tuple[Version, ...]:
    """*text* at *path* by language, in the order in which the questionnaire declares them."""
    if isinstance(text, str):
        return (Version(path, languages[0], text),)
    return tuple(Version((*path, language), language, text[language]) for language in languages)


@cache
def text_fields(model: type[Model]) -> Mapping[str, str]:
    """The fields that hold texts for people (one, several, or several by name), with their keys in the file."""
    fields = model.model_fields.items()
    return {name: info.alias or name for name, info in fields if _holds_text(info.annotation)}


def _holds_text(annotation: Any) -> bool:
    inside = get_args(annotation)
    return (str in inside and dict[str, str] in inside) or any(map(_holds_text, inside))


def _texts(value: object, path: DataPath) -> Iterator[tuple[DataPath, str | Translations]]:
    if isinstance(value, str | Translations):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
