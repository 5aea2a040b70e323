"""A step as people see it: its text in their language and what they can choose, whichever screen shows it."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from msgspec import Struct

from cxmaturity.answers.reading import target_levels
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.questionnaire.models import Dimension
from cxmaturity.questionnaire.questions import NumberQuestion, Question
from cxmaturity.workshop.session import Session, Step

Text: TypeAlias = str | Mapping[str, str]

_LEADING_NUMBER = re.compile(r"(\d+)(?=\D|$)")


class Choice(Struct, frozen=True):
    """One option with the number that it is shown with. `exclusive` options stand alone."""

    number: str
    id: str
    label: str
    exclusive: bool = False


class Section(Struct, frozen=True):
    """What steps belong to: the company, the context, or a dimension."""

    id: str
    title: str
    description: str | None = None


class Card(Struct, frozen=True):
    """
    A step in words. Every text is safe to print.

    `number` is the question's; `takes` what an answer consists of; `may_tick_none` whether a tick list may stay
    empty; `not_applicable` whether that is offered now, and whether it needs a reason; `least` and `most` bound a
    number in its `unit`.
    """

    step: Step
    language: str
    section: Section
    text: str
    takes: Literal["choice", "ticks", "number", "text"]
    choices: tuple[Choice, ...] = ()
    number: int | None = None
    unit: str = "none"
    least: Fraction | None = None
    most: Fraction | None = None
    may_tick_none: bool = False
    not_applicable: Literal["optional", "required"] | None = None
    help: tuple[tuple[Message | None, str], ...] = ()


def card_of(session: Session, step: Step, language: str) -> Card:
    """Return the card of *step* in *language*, as things stand in *session*."""
    match step.kind:
        case "attribute":
            return _attribute_card(session, step, language)
        case "target":
            return _target_card(session, step, language)
        case "question":
            return _question_card(session, step, language)


def plain(text: Text, language: str) -> str:
    """Return *text* in *language* as one line that is safe to print."""
    return safe_text(in_language(text, language))


def _attribute_card(session: Session, step: Step, language: str) -> Card:
    attribute = next(known for known in session.compiled.model.attributes if known.id == step.id)
    return Card(
        step,
        language,
        _company(language),
        plain(attribute.text, language),
        "choice" if attribute.options else "text",
        _numbered([(option.id, option.text) for option in attribute.options], language),
    )


def _target_card(session: Session, step: Step, language: str) -> Card:
    levels = target_levels(session.compiled.model)
    text = msg("Which level do you want to reach?").text(language)
    help_ = msg("Not every company needs the highest level. The report shows the way to this one.")
    choices = _numbered(
        [(level.id, _with_gloss(level.title, level.gloss, language)) for level in levels], language
    )
    return Card(
        step, language, _company(language), text, "choice", choices, help=((None, help_.text(language)),)
    )


def _question_card(session: Session, step: Step, language: str) -> Card:
    question = session.compiled.questions[step.id]
    options = session.compiled.model.options_of(question)
    exclusive = {option.id for option in options if getattr(option, "exclusive", False)}
    numbers = _numbered([(option.id, option.text) for option in options], language, exclusive)
    number = question if isinstance(question, NumberQuestion) else None
    offered = question.not_applicable is not None and session.offers_not_applicable(step.id)
    return Card(
        step,
        language,
        _section(session, question, language),
        plain(question.text, language),
        "number" if number else "ticks" if question.kind == "multi" else "choice",
        tuple(_beside_number(choice) for choice in numbers) if number else numbers,
        number=session.number_of(step.id),
        unit=number.unit if number else "none",
        least=None if number is None or number.min is None else Fraction(number.min),
        most=None if number is None or number.max is None else Fraction(number.max),
        may_tick_none=question.kind == "multi" and not _names_none(session, step.id, exclusive),
        not_applicable=question.not_applicable.reason if offered and question.not_applicable else None,
        help=_help(question, language),
    )


def _numbered(
    options: Sequence[tuple[str, Text]], language: str, exclusive: frozenset[str] | set[str] = frozenset()
) -> tuple[Choice, ...]:
    labels = [plain(text, language) for _, text in options]
    numbers = _numbers(labels)
    return tuple(
        Choice(number, id_, label, id_ in exclusive)
        for number, (id_, _), label in zip(numbers, options, labels, strict=True)
    )


def _numbers(labels: Sequence[str]) -> list[str]:
    """1, 2, 3 …; where the labels themselves count, as 0 to 10 do, their own numbers, or nobody could tell which."""
    leading = [int(found[1]) for label in labels if (found := _LEADING_NUMBER.match(label))]
    first = leading[0] if len(leading) == len(labels) and leading else 1
    count = range(first, first + len(labels))
    return [str(number) for number in (count if leading == list(count) else range(1, len(labels) + 1))]


def _beside_number(choice: Choice) -> Choice:
    """A bare number is the answer itself, so named answers have a mark before theirs."""
    return Choice(f"#{choice.number}", choice.id, choice.label)


def _names_none(session: Session, question: str, exclusive: set[str]) -> bool:
    """Whether an exclusive option says "none of these": it is worth the least, or nothing at all."""
    plan = session.compiled.plan
    slot = plan.question(question)
    return any(slot.options[option] in (None, slot.low) for option in exclusive)


def _company(language: str) -> Section:
    return Section("company", msg("About the company").text(language))


def _section(session: Session, question: Question, language: str) -> Section:
    dimension = next((d for d in session.compiled.model.dimensions if question in d.questions), None)
    if dimension is None:
        title = session.compiled.model.context.title
        return Section("context", plain(title, language) if title else msg("Context").text(language))
    return _dimension_section(dimension, language)


def _dimension_section(dimension: Dimension, language: str) -> Section:
    description = None if dimension.description is None else plain(dimension.description, language)
    return Section(f"dimension:{dimension.id}", plain(dimension.title, language), description)


def _with_gloss(title: Text, gloss: Text | None, language: str) -> str:
    words = plain(title, language)
    return words if gloss is None else f"{words} ({plain(gloss, language)})"


def _help(question: Question, language: str) -> tuple[tuple[Message | None, str], ...]:
    notes = question.notes
    parts: list[tuple[Message | None, Text | None]] = [(None, question.help)]
    if notes is not None:
        parts += [
            (msg("Example"), notes.example),
            (msg("Common misunderstanding"), notes.misunderstanding),
            (msg("Who can answer"), notes.who_knows),
            (msg("Follow-up question"), notes.follow_up),
        ]
    return tuple((title, plain(text, language)) for title, text in parts if text is not None)
