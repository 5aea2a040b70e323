"""
The tables of all keys at the end of docs/format.md and docs/format.de.md, made from the models.

    python tests/tools/format_reference.py    writes them into the pages
"""

import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from inspect import get_annotations
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from cxmaturity.answers import models as answers  # noqa: E402  after the path
from cxmaturity.foundation.documents import read_document  # noqa: E402
from cxmaturity.questionnaire import actions, conditions, fields, migrations, models, questions, scores  # noqa: E402
from cxmaturity.questionnaire.fields import Model  # noqa: E402

PAGES = {"en": ROOT / "docs" / "format.md", "de": ROOT / "docs" / "format.de.md"}

_MODULES = (actions, answers, conditions, migrations, models, questions, scores)
_DATA: Any = read_document(Path(__file__).with_name("format_meanings.yaml")).data
_MARKS = re.compile(r"(?<=<!-- reference -->\n).*(?=<!-- end of reference -->)", re.DOTALL)

#: Names of types, the widest first.
_TYPES: list[tuple[Any, str]] = [
    (fields.Number, "number"),
    (fields.Positive, "positive"),
    (actions.Days, "positive"),
    (actions.Factor, "positive"),
    (fields.Integer, "integer"),
    (fields.Flag, "flag"),
    (fields.String, "string"),
    (fields.Id, "id"),
    (fields.Ref, "id"),
    (fields.Ids, "ids"),
    (fields.Refs, "ids"),
    (fields.Id | fields.Integer, "level"),
    (scores.LevelRef, "level"),
    (fields.Language, "language"),
    (fields.Text, "text"),
    (conditions.Condition, "condition"),
    (questions.Question, "question"),
    (Any, "answer"),
]


def page_with_tables(language: str) -> str:
    """The page as it should be."""
    tables = "\n".join(_table(model, language) for model in documented())
    return _MARKS.sub(lambda _: f"\n{tables}\n", PAGES[language].read_text("utf-8"))


def documented() -> list[type[Model]]:
    """Every model of the format, in the order of the tables."""
    return [
        getattr(module, name) for name in _DATA["models"] for module in _MODULES if _defines(module, name)
    ]


def all_models() -> set[type[Model]]:
    """Every model that the format's modules define."""
    return {
        member
        for module in _MODULES
        for name, member in vars(module).items()
        if isinstance(member, type) and issubclass(member, Model) and _defines(module, name)
    }


def meanings(language: str) -> dict[str, str]:
    """What keys mean, by `Model.key`."""
    keys = {
        (model, info.alias or name) for model in documented() for name, info in model.model_fields.items()
    }
    found = {
        f"{model.__name__}.{key}": _DATA["keys"].get(f"{model.__name__}.{key}") or _DATA["keys"].get(key)
        for model, key in keys
    }
    return {key: _in(pair, language) for key, pair in found.items() if pair is not None}


def hint(model: type[Model], name: str) -> Any:  # noqa: ANN401  what a type hint is
    """The type of a field as written."""
    return get_type_hints(model, include_extras=True)[name]


def _defines(module: object, name: str) -> bool:
    return getattr(getattr(module, name, None), "__module__", None) == getattr(module, "__name__", None)


def _table(model: type[Model], language: str) -> str:
    own = [name for name in model.model_fields if name in get_annotations(model)]
    bases = [base for base in model.__mro__[1:] if base in _documented_set()]
    lines = [f"### {_title(model.__name__, language)}", ""]
    if bases:
        links = ", ".join(_link(base, language) for base in _nearest(bases))
        lines += [f"{_word('also', language)} {links}.", ""]
    if own:
        head = [_word(word, language) for word in ("key", "type", "default", "meaning")]
        lines += [_row(head), "|---|---|---|---|"]
        lines += [_row(_cells(model, name, language)) for name in own]
        lines.append("")
    return "\n".join(lines)


def _documented_set() -> frozenset[type[Model]]:
    return frozenset(documented())


def _nearest(bases: list[type[Model]]) -> list[type[Model]]:
    return [
        base for base in bases if not any(base is not other and issubclass(other, base) for other in bases)
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(model: type[Model], name: str, language: str) -> list[str]:
    info = model.model_fields[name]
    key = info.alias or name
    annotation = hint(model, name)
    meaning = _DATA["keys"].get(f"{model.__name__}.{key}") or _DATA["keys"][key]
    kinds = list(dict.fromkeys(_kinds(annotation, language)))
    joined = f" {_word('or', language)} ".join(kinds)
    return [f"`{key}`", joined, _default(info, language), _in(meaning, language)]


def _kinds(annotation: Any, language: str) -> Iterator[str]:  # noqa: ANN401  what a type hint is
    annotation = _undescribed(annotation)
    named = next((word for known, word in _TYPES if known == annotation), None)
    origin, inside = get_origin(annotation), get_args(annotation)
    if named is not None:
        yield _word(named, language)
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        yield _link(annotation, language)
    elif origin is Literal:
        yield from (f"`{word}`" for word in inside)
    elif origin is Annotated:
        yield from _kinds(inside[0], language)
    elif origin in {Union, UnionType} and NoneType in inside:
        yield from _kinds(Union[tuple(member for member in inside if member is not NoneType)], language)  # noqa: UP007
    elif origin in {Union, UnionType}:
        for member in inside:
            yield from _kinds(member, language)
    else:
        word = {dict: "map", tuple: "list" if inside[-1] is Ellipsis else "pair"}[origin or annotation]
        members = inside[1:] if origin is dict else inside[:1]
        item = f" {_word('or', language)} ".join(
            dict.fromkeys(kind for member in members for kind in _kinds(member, language))
        )
        yield _word(word, language).replace("{item}", item)


def _undescribed(annotation: Any) -> Any:  # noqa: ANN401  what a type hint is
    """The type without what a field adds to it, such as its description."""
    if get_origin(annotation) is not Annotated:
        return annotation
    kind, *added = get_args(annotation)
    kept = [each for each in added if not isinstance(each, FieldInfo)]
    return Annotated[(kind, *kept)] if kept else kind


def _default(info: FieldInfo, language: str) -> str:
    default = info.default
    if info.is_required():
        return _word("required", language)
    if isinstance(default, questions.Points):
        return "`identity`"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if isinstance(default, str | Decimal) else "–"


def _title(name: str, language: str) -> str:
    return _in(_DATA["models"][name], language)


def _link(model: type[Model], language: str) -> str:
    title = _title(model.__name__, language)
    anchor = re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
    return f"[{title}](#{anchor})"


def _word(word: str, language: str) -> str:
    return _in(_DATA["words"][word], language)


def _in(pair: Any, language: str) -> str:  # noqa: ANN401  of the file of meanings
    english, german = pair
    return str(german if language == "de" else english)


def unused_meanings() -> set[str]:
    """Meanings of keys that the format does not have."""
    known: Mapping[str, set[str]] = {
        model.__name__: {info.alias or name for name, info in model.model_fields.items()}
        for model in documented()
    }
    plain = {key for keys in known.values() for key in keys}
    return {
        key
        for key in _DATA["keys"]
        if key not in plain and key.rpartition(".")[2] not in known.get(key.rpartition(".")[0], set())
    }


if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(page_with_tables(language), encoding="utf-8")
