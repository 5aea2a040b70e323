"""From what somebody typed to an answer: a number, an id, or the beginning of a label."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from cxmaturity.answers.quantities import InvalidQuantity, parse_quantity
from cxmaturity.answers.values import Answer
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.intake import FORBIDDEN
from cxmaturity.views.numbers import NumberForm
from cxmaturity.workshop.cards import Card, Choice

# What the arrow keys and their like send where nothing edits the line.
_KEYS = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
_SPAN = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")
_SHORTEST_BEGINNING = 2

#: How well an answer is supported, strongest first.
STRENGTHS: Mapping[str, Message] = {
    "documented": msg("documented"),
    "reported": msg("reported"),
    "estimated": msg("estimated"),
}


class NotUnderstood(CxmaturityError):
    """A line that is no answer; the message says what would be."""


def cleaned(line: str) -> str:
    """Return a typed line without keys that are no text, in composed characters."""
    text = FORBIDDEN.sub("", _KEYS.sub("", line)).replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip()


def answer_of(card: Card, line: str) -> Answer:
    """Return the answer that *line* gives to *card*; for a step that takes text, the line. Raises NotUnderstood."""
    match card.takes:
        case "text":
            return line
        case "choice":
            return _one(card, card.choices, line).id
        case "ticks":
            return _ticks(card, line)
        case "number":
            return _number(card, line)


def is_exactly(card: Card, line: str) -> bool:
    """Whether *line* is a whole label or the id of an option, of more than one letter: no command then."""
    return len(line) > 1 and any(_key(line) in (_key(choice.label), choice.id) for choice in card.choices)


def strength_of(line: str) -> str | None:
    """Return the strength of evidence that *line* names, by number or the beginning of its word; else None."""
    for number, (strength, words) in enumerate(STRENGTHS.items(), start=1):
        spellings = (strength, words.text("de"))
        if line == str(number) or (line and any(_key(word).startswith(_key(line)) for word in spellings)):
            return strength
    return None


def expected(card: Card) -> Message:
    """Return what an answer to *card* looks like."""
    match card.takes:
        case "text":
            return msg("Please enter a text.")
        case "choice":
            return msg("Please choose a number from {first} to {last}.", **_ends(card.choices))
        case "ticks" if card.may_tick_none:
            return msg("Please enter numbers such as 1 3, or - for none.")
        case "ticks":
            return msg("Please enter one or more numbers, such as 1 3.")
        case "number":
            return _expected_number(card)


def _expected_number(card: Card) -> Message:
    match card.unit:
        case "none":
            number = msg("Please enter a number.")
        case "%":
            number = msg("Please enter a percentage, such as 40%.")
        case _:
            number = msg("Please enter a time with its unit, such as 15 min or 2 h.")
    if not card.choices:
        return number
    return msg("{number} Or {choice} for “{label}”.", number=number, choice=card.choices[0].number,
               label=card.choices[0].label)  # fmt: skip


def _ends(choices: Sequence[Choice]) -> dict[str, str]:
    return {"first": choices[0].number, "last": choices[-1].number}


def _one(card: Card, choices: Sequence[Choice], text: str) -> Choice:
    found = _matching(choices, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(msg("“{text}” fits several answers. Please enter the number.", text=text))
    raise NotUnderstood(expected(card))


def _matching(choices: Sequence[Choice], text: str) -> list[Choice]:
    """By number, id or label; else by the beginning of labels."""
    key = _key(text)
    for exact in (
        [choice for choice in choices if choice.number == text],
        [choice for choice in choices if choice.id == key],
        [choice for choice in choices if _key(choice.label) == key],
    ):
        if exact:
            return exact
    if len(key) < _SHORTEST_BEGINNING:
        return []
    return [choice for choice in choices if _key(choice.label).startswith(key)]


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


def _ticks(card: Card, line: str) -> frozenset[str]:
    if line in {"-", "–"}:
        if card.may_tick_none:
            return frozenset()
        raise NotUnderstood(expected(card))
    ticked = [choice for text in _tick_texts(card, line) for choice in [_one(card, card.choices, text)]]
    alone = next((choice for choice in ticked if choice.exclusive), None)
    if alone is not None and len({choice.id for choice in ticked}) > 1:
        raise NotUnderstood(msg("“{label}” can only stand alone.", label=alone.label))
    return frozenset(choice.id for choice in ticked)


def _tick_texts(card: Card, line: str) -> list[str]:
    """The parts of a line: a label may hold commas and spaces, numbers and ids are set apart by them."""
    if len(_matching(card.choices, line)) == 1:
        return [line]
    spread = _SPAN.sub(_counted, line)
    words = [word for word in re.split(r"[\s,;]+", spread) if word]
    keys = {choice.number for choice in card.choices} | {choice.id for choice in card.choices}
    if words and keys.issuperset(words):
        return words
    parts = [part.strip() for part in re.split(r"[,;]", line) if part.strip()]
    return parts or [line]


def _counted(span: re.Match[str]) -> str:
    first, last = int(span[1]), int(span[2])
    return " ".join(map(str, range(first, last + 1))) if first <= last <= first + 999 else span[0]


def _number(card: Card, line: str) -> Answer:
    found = _matching(card.choices, line)
    if len(found) == 1:
        return found[0].id
    try:
        value = parse_quantity(line, card.unit)
    except InvalidQuantity as error:
        known = any(character.isdigit() for character in line)
        raise NotUnderstood(
            error.message if known else expected(card), error.hint if known else None
        ) from error
    form = NumberForm(card.language)
    if card.least is not None and value < card.least:
        raise NotUnderstood(msg("Lowest possible value: {limit}", limit=form.quantity(card.least, card.unit)))
    if card.most is not None and value > card.most:
        raise NotUnderstood(msg("Highest possible value: {limit}", limit=form.quantity(card.most, card.unit)))
    return value
