"""What happens in a session. A session is what its events made of it, so they are all that is kept on disk."""

import re
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import fields

from cxmaturity.answers.values import Given, Missing
from cxmaturity.questionnaire.fields import RESERVED


class Started(Struct, frozen=True):
    """A session began. `started` is a moment, `date` the day of the assessment, both ISO 8601."""

    questionnaire: str
    version: str
    sha256: str
    language: str
    company: str
    started: str
    date: str | None = None
    respondent: str | None = None
    role: str | None = None


class Opened(Struct, frozen=True):
    """A process took the session up; `by` names it to whoever finds the session locked."""

    at: str
    by: str


class AttributeSet(Struct, frozen=True):
    """A company attribute got a value (an option's id, or free text), or lost it."""

    attribute: str
    value: str | None = None


class TargetSet(Struct, frozen=True):
    """The level to reach was named, or taken back."""

    level: str | None = None


class Answered(Struct, frozen=True):
    """A question was answered, with the reason where that is "not applicable"."""

    question: str
    given: Given
    reason: str | None = None


class Cleared(Struct, frozen=True):
    """An answer was taken back."""

    question: str


class Noted(Struct, frozen=True):
    """A note was written, replaced, or with None removed."""

    question: str
    note: str | None = None


class Evidenced(Struct, frozen=True):
    """What shows an answer was written down, with its strength, or with None removed."""

    question: str
    evidence: str | None = None
    confidence: str | None = None


class Finished(Struct, frozen=True):
    """The respondents said that they are done."""

    at: str


Event = Started | Opened | AttributeSet | TargetSet | Answered | Cleared | Noted | Evidenced | Finished

_NUMBER = re.compile(r"-?[0-9]{1,40}(/[1-9][0-9]{0,39})?")

_KINDS: Mapping[str, type[Event]] = {
    "started": Started,
    "opened": Opened,
    "attribute": AttributeSet,
    "target": TargetSet,
    "answered": Answered,
    "cleared": Cleared,
    "noted": Noted,
    "evidenced": Evidenced,
    "finished": Finished,
}
_KIND_OF = {cls: kind for kind, cls in _KINDS.items()}


def event_data(event: Event) -> dict[str, object]:
    """Return *event* as plain data for a line of the journal."""
    data = {field.name: getattr(event, field.name) for field in fields(event)}
    if isinstance(event, Answered):
        data["given"] = _written(event.given)
    kept = {name: value for name, value in data.items() if value is not None}
    return {"kind": _KIND_OF[type(event)], **kept}


def event_of(data: Mapping[str, object]) -> Event:
    """Return the event that *data* describes; ValueError where it describes none."""
    values = dict(data)
    cls = _KINDS.get(str(values.pop("kind", None)))
    if cls is None:
        raise ValueError("an unknown kind of event")
    known = {field.name: field for field in fields(cls)}
    lacking = [name for name, field in known.items() if field.required and name not in values]
    if lacking or not values.keys() <= known.keys():
        raise ValueError(f"keys that do not make an event: {sorted(values)}")
    if cls is Answered:
        values["given"] = _given(values["given"])
    if any(not isinstance(value, str) for name, value in values.items() if name != "given"):
        raise ValueError("a value that is no text")
    return cls(**values)  # type: ignore[arg-type]


def _written(given: Given) -> object:
    """A number as an exact fraction, so that none is mistaken for text and none is rounded."""
    match given:
        case frozenset():
            return sorted(given)
        case Fraction():
            return {"number": str(given)}
        case _:
            return str(given)


def _given(written: object) -> Given:
    match written:
        case str():
            return Missing(written) if written in RESERVED else written
        case {"number": str(number)} if _NUMBER.fullmatch(number):
            return Fraction(number)
        case [*ticked] if all(isinstance(option, str) for option in ticked):
            return frozenset(map(str, ticked))
        case _:
            raise ValueError(f"no answer: {written!r}")
