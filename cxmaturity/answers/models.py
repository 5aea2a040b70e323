"""The answers file as written, and answers as checked."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import Struct
from pydantic import BeforeValidator, Field

from cxmaturity.answers.values import Given
from cxmaturity.foundation.i18n import Message
from cxmaturity.questionnaire.fields import Id, Integer, Model, Number, Positive, String, accepts

FORMAT = "cxmaturity/answers/1"


class QuestionnaireRef(Model):
    """Which questionnaire was answered."""

    id: Id
    version: String | None = None
    sha256: String | None = None


class Company(Model):
    """Whose maturity is assessed. Attributes are those the questionnaire declares."""

    name: String
    id: String | None = None
    attributes: dict[str, String] = {}


class Respondent(Model):
    """Who answered. The weight counts where several respondents are merged."""

    name: String
    role: String | None = None
    weight: Positive = Decimal(1)


def _unread(value: Any) -> Any:
    """Each answer is checked against its question, so that one wrong answer does not hide the others."""
    return value


_Raw = Annotated[Any, accepts(_unread, str | Number | tuple[Id | Integer, ...] | None)]


class AnswerFields(Model):
    """An answer with what supports it."""

    answer: _Raw
    note: String | None = None
    evidence: String | None = None
    confidence: Literal["documented", "reported", "estimated"] | None = None


def _named(key: str, written: Any) -> BeforeValidator:
    return accepts(lambda value: {key: value} if isinstance(value, str) else value, written)


class AnswersFile(Model):
    """The answers file: every key the format knows. Answers are checked against the questionnaire afterwards."""

    format: Literal["cxmaturity/answers/1"]
    questionnaire: Annotated[QuestionnaireRef, _named("id", Id | QuestionnaireRef)]
    company: Annotated[Company, _named("name", String | Company)]
    respondent: Annotated[Respondent, _named("name", String | Respondent)] | None = None
    date: String | None = Field(default=None, json_schema_extra={"format": "date"})
    target: Id | None = None
    answers: dict[str, Annotated[Any, accepts(_unread, _Raw | AnswerFields)]]


class Entry(Struct, frozen=True):
    """One checked answer. `note` is the reason where the answer is not applicable."""

    given: Given
    note: str | None = None
    evidence: str | None = None
    confidence: str | None = None


class Answers(Struct, frozen=True):
    """Checked answers of one company, by question id; a blank question is not there.

    `migrated` says what was changed to read answers to an older version, one message a change.
    """

    company: Company
    entries: Mapping[str, Entry]
    respondent: Respondent | None = None
    date: str | None = None
    target: str | None = None
    migrated: tuple[Message, ...] = ()
