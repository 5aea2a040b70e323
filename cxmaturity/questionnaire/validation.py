"""A file's data against its model: every mismatch as a diagnostic at its place, in our words."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, did_you_mean
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.phrases import choices, phrase

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
    if document.data.get("format") != expected:
        raise InvalidDocument([_format_problem(document, expected)], {document.name: document.text})


def _format_problem(document: Document, expected: str) -> Diagnostic:
    given, where = document.data.get("format"), ("format",)
    if not isinstance(given, str):
        message = msg("The file does not say what it is.")
        hint = msg("It must begin with “format: {format}”.", format=expected)
        return problem(document, "format", where, message, hint)
    (kind, _, version), (wanted, _, known) = given.rpartition("/"), expected.rpartition("/")
    if kind != wanted:
        message = msg("This file is {given}, not {format}.", given=given, format=expected)
        return problem(document, "format", where, message, msg("Is it the right file?"))
    message = msg("This file has version {version} of its format; this cxmaturity reads version {known}.",
                  version=version, known=known)  # fmt: skip
    return problem(document, "format-version", where, message, msg("A newer cxmaturity may read it."))


def validation_problems(
    document: Document, model: type[Model], error: ValidationError, base: DataPath = ()
) -> list[Diagnostic]:
    """What a validation of the part at *base* found, each at its place and said once."""
    at_places: dict[tuple[str, DataPath], list[ErrorDetails]] = {}
    details = error.errors(include_url=False, include_input=False)
    meant = {_meant_key(model, detail) for detail in details if detail["type"] == "extra_forbidden"}
    for detail in details:
        if detail["type"] != "missing" or detail["loc"] not in meant:
            at_places.setdefault(_place_of(document, model, detail, base), []).append(detail)
    around = _around(at_places)
    return [
        _diagnostic(document, model, code, place, details)
        for (code, place), details in at_places.items()
        if code == "missing-key" or place not in around
    ]


def _place_of(
    document: Document, model: type[Model], detail: ErrorDetails, base: DataPath
) -> tuple[str, DataPath]:
    """The kind of problem, and the path in the file, to which the steps of the models' own are not added."""
    path: DataPath = (*base, *detail["loc"])
    key = path[-1] if path else None
    if detail["type"] == "extra_forbidden":
        return "unknown-key", (*existing(document.data, path[:-1]), str(key))
    if detail["type"] == "missing" and isinstance(key, str):
        return "missing-key", existing(document.data, path[:-1])
    place = existing(document.data, (*path, detail.get("ctx", {}).get("at", "")))
    is_absent = detail["type"] == "question_kind" and place[-1:] != ("kind",)
    misspelt = did_you_mean("kind", _strange_keys(document, model, place)) if is_absent else None
    if misspelt is not None:
        return "unknown-key", (*place, misspelt)
    return "missing-key" if is_absent else "value", place


def _strange_keys(document: Document, model: type[Model], place: DataPath) -> list[str]:
    """The keys at *place* that no model has there."""
    data = value_at(document.data, place)
    return [key for key in data if key not in _keys_at(model, place)] if isinstance(data, dict) else []


def _meant_key(model: type[Model], detail: ErrorDetails) -> DataPath:
    """The path of an unknown key as it was probably meant to be."""
    if detail["type"] == "question_kind":
        return (*detail["loc"], "kind")
    *around, key = detail["loc"]
    return (*around, did_you_mean(str(key), _keys_at(model, around)) or key)


def _around(at_places: Iterable[tuple[str, DataPath]]) -> set[DataPath]:
    """Places with a fault further in: there, that an alternative wants another kind of value is no help."""
    depths = ((place, len(place) + (code == "missing-key")) for code, place in at_places)
    return {place[:length] for place, depth in depths for length in range(depth)}


def problem(
    document: Document,
    code: str,
    path: DataPath,
    message: Message,
    hint: Message | None = None,
    *,
    at_key: bool = False,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """A finding at *path*; steps of it that the file does not spell out (shorthands) are passed over."""
    where = existing(document.data, path)
    span = document.key_span(where) if at_key else document.span(where)
    return Diagnostic(code, severity, document.name, span, message, hint)


def existing(data: Any, path: Iterable[str | int]) -> DataPath:
    """The steps of *path* that exist in *data*, in order."""
    found: list[str | int] = []
    for step in path:
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and _is_index(data, step)
        if inside:
            found.append(step)
            data = data[step]
    return tuple(found)


def value_at(data: Any, path: Iterable[str | int]) -> Any:
    """The value at *path*, which exists."""
    for step in path:
        data = data[step]
    return data


def _is_index(data: list[Any], step: str | int) -> bool:
    return isinstance(step, int) and 0 <= step < len(data)


def _diagnostic(
    document: Document, model: type[Model], code: str, place: DataPath, details: list[ErrorDetails]
) -> Diagnostic:
    if code == "unknown-key":
        key = str(place[-1])
        message = msg("The key “{key}” is not known here.", key=key)
        meant = str(_meant_key(model, details[0])[-1])
        return problem(document, code, place, message, _suggestion(meant, key), at_key=True)
    if code == "missing-key":
        keys = list(dict.fromkeys(str(_missing_key(detail)) for detail in details))
        message = msg_n("The key {keys} is missing.", "These keys are missing: {keys}.", len(keys),
                        keys=", ".join(keys))  # fmt: skip
        return problem(document, code, place, message)
    name = next((step for step in reversed(place) if isinstance(step, str)), "")
    code, words = phrase(details)
    message = msg("{key}: {problem}", key=name, problem=words) if name else words
    value = value_at(document.data, place)
    near = did_you_mean(value, choices(details)) if isinstance(value, str) else None
    return problem(document, code, place, message, _suggestion(near, value))


def _missing_key(detail: ErrorDetails) -> str | int:
    key: str | int = detail["loc"][-1] if detail["type"] == "missing" else detail["ctx"]["at"]
    return key


def _suggestion(near: str | None, given: Any) -> Message | None:
    return None if near is None or near == given else msg("Did you mean {word}?", word=near)


def _keys_at(model: type[Model], path: Iterable[str | int]) -> list[str]:
    """The keys that the format has at *path*, those of every alternative."""
    models = {model}
    for step in path:
        fields = [
            field
            for part in models
            for name, field in part.model_fields.items()
            if step in (name, field.alias)
        ]
        if fields:
            models = {part for field in fields for part in _models_in(field.annotation)}
    return sorted({field.alias or name for part in models for name, field in part.model_fields.items()})


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that *annotation* is built of, not those inside them."""
    annotation = getattr(annotation, "__value__", annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
