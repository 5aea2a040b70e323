"""A file's data against its model: every mismatch as a diagnostic at its place, in our words."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, did_you_mean
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.phrases import phrase

Validated = TypeVar("Validated", bound=Model)


def validated(document: Document, model: type[Validated]) -> Validated:
    """The document as *model*. Raises InvalidDocument with everything that does not fit, each at its place."""
    _check_format(document, model)
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = validation_problems(document, model, error)
    raise InvalidDocument(found, {document.name: document.text})


def _check_format(document: Document, model: type[Model]) -> None:
    """A file of another kind or version is told so, and nothing else."""
    expected = get_args(model.model_fields["format"].annotation)[0]
    given = document.data.get("format")
    if given == expected:
        return
    kind, _, version = str(given).rpartition("/")
    if given is None:
        message = msg("The file does not say what it is: the key format is missing.")
        hint = msg("It must begin with format: {format}.", format=expected)
    elif kind == expected.rpartition("/")[0]:
        message = msg("This file has version {version} of its format; this cxmaturity reads version {known}.",
                      version=version, known=expected.rpartition("/")[2])  # fmt: skip
        hint = msg("A newer cxmaturity may read it.")
    else:
        message = msg("This file is {given}, not {format}.", given=str(given), format=expected)
        hint = None
    raise InvalidDocument(
        [problem(document, "format", ("format",), message, hint)], {document.name: document.text}
    )


def validation_problems(
    document: Document, model: type[Model], error: ValidationError, base: DataPath = ()
) -> list[Diagnostic]:
    """What a validation of the part at *base* found, each at its place."""
    details = error.errors(include_url=False, include_input=False)
    return [_diagnostic(document, detail, model, base) for detail in details if not _is_echo(detail, details)]


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list counts as too short only because its items are at fault."""
    path = detail["loc"]
    return detail["type"] == "too_short" and any(
        other is not detail and other["loc"][: len(path)] == path for other in details
    )


def problem(
    document: Document,
    code: str,
    path: DataPath,
    message: Message,
    hint: Message | None = None,
    *,
    at_key: bool = False,
) -> Diagnostic:
    """An error at *path*; steps of it that the file does not spell out (shorthands) are passed over."""
    where = existing(document.data, path)
    span = document.key_span(where) if at_key else document.span(where)
    return Diagnostic(code, Severity.ERROR, document.name, span, message, hint)


def existing(data: Any, path: Iterable[str | int]) -> DataPath:
    """The steps of *path* that exist in *data*, in order."""
    found: list[str | int] = []
    for step in path:
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and _is_index(data, step)
        if inside:
            found.append(step)
            data = data[step]
    return tuple(found)


def _is_index(data: list[Any], step: str | int) -> bool:
    return isinstance(step, int) and 0 <= step < len(data)


def _diagnostic(document: Document, detail: ErrorDetails, model: type[Model], base: DataPath) -> Diagnostic:
    path = (*base, *detail["loc"])
    if detail["type"] == "extra_forbidden":
        key = str(path[-1])
        near = did_you_mean(key, _keys_of(model))
        hint = None if near is None or near == key else msg("{key}: did you mean {word}?", key=key, word=near)
        return problem(
            document, "unknown-key", path, msg("The key {key} is not known here.", key=key), hint, at_key=True
        )
    if detail["type"] == "missing":
        message = msg("The key {key} is missing.", key=str(path[-1]))
        return problem(document, "missing-key", path[:-1], message)
    return problem(document, "value", path, _worded(document, path, detail))


def _worded(document: Document, path: DataPath, detail: ErrorDetails) -> Message:
    name = next((step for step in reversed(existing(document.data, path)) if isinstance(step, str)), "")
    words = phrase(detail["type"], detail.get("ctx", {}), detail["msg"])
    return msg("{key}: {problem}", key=name, problem=words) if name else words


@cache
def _keys_of(model: type[Model]) -> tuple[str, ...]:
    return tuple(sorted({field.alias or name for part in _parts_of(model, set()) for name, field in
                         part.model_fields.items()}))  # fmt: skip


def _parts_of(annotation: Any, seen: set[Any]) -> Iterator[type[BaseModel]]:
    """The models that *annotation* is built of, itself included."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from _parts_of(field.annotation, seen)
        return
    for argument in get_args(annotation):
        yield from _parts_of(argument, seen)
