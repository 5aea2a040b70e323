"""The fields of a model as facts: texts by language, conditions in their notation, everything else as it is."""

from collections.abc import Collection, Iterator
from typing import Any, get_args

from cxmaturity.authoring.diff.facts import Fact, Key
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.notation import notation
from cxmaturity.authoring.prose import text_fields
from cxmaturity.foundation.documents import DataPath
from cxmaturity.questionnaire.conditions import Condition
from cxmaturity.questionnaire.fields import Model, Translations, in_language

_CONDITIONS = tuple(get_args(kind)[0] for kind in get_args(get_args(Condition.__value__)[0]))


def fields(
    model: Model, key: Key, path: DataPath, naming: Naming, *, skip: Collection[str] = ()
) -> Iterator[Fact]:
    """Every field of *model* that is not among *skip*, with those of the models inside it."""
    for name in type(model).model_fields:
        if name not in skip:
            yield from listed(model, name, key, path, naming)


def listed(model: Model, name: str, key: Key, path: DataPath, naming: Naming) -> Iterator[Fact]:
    """One field of *model*."""
    alias = type(model).model_fields[name].alias or name
    value = getattr(model, name)
    yield from _facts(
        value, key.inside(alias), (*path, alias), naming, is_text=name in text_fields(type(model))
    )


def _facts(value: Any, key: Key, path: DataPath, naming: Naming, *, is_text: bool) -> Iterator[Fact]:
    match value:
        case None if is_text:
            return
        case str() | Translations() if is_text:
            for language in naming.model.languages:
                own = Key(key.things, key.field, language)
                where = path if isinstance(value, str) else (*path, language)
                yield Fact(own, where, in_language(value, language))
        case dict():
            for name, item in value.items():
                yield from _facts(item, key.inside(str(name)), (*path, name), naming, is_text=is_text)
        case tuple() if is_text:
            for number, item in enumerate(value):
                yield from _facts(item, key.inside(str(number + 1)), (*path, number), naming, is_text=True)
        case Model() if isinstance(value, _CONDITIONS):
            yield Fact(key, path, notation(value, naming))
        case Model():
            yield from fields(value, key, path, naming)
        case _:
            yield Fact(key, path, value)
