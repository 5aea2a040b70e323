"""Texts that would break a terminal or a report: too long for their place, or holding what does not belong there."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.authoring.lint.characters import strange_characters
from cxmaturity.authoring.prose import Version
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import cell_width, shorten
from cxmaturity.questionnaire.actions import Action, Attribute, AttributeOption
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Context, Dimension, Questionnaire
from cxmaturity.questionnaire.questions import (
    ChoiceQuestion,
    MultiQuestion,
    NumberQuestion,
    Option,
    TickOption,
)
from cxmaturity.questionnaire.scores import Level, LevelRule, Score


class Room(Struct, frozen=True):
    """How many characters a one-line text has room for, and the longest word that fits unbroken."""

    characters: int
    word: int


# Seen in the PDF on A4 and on a terminal of 60 columns. Beyond: the title runs into the name of the chapter in the
# head of the page; a dimension's name takes more than the two lines that the radar has above and below, a word of
# it more than the space at its sides; a level's title takes three lines of its box and column; the table of next
# steps pushes the summary onto a second page; five answers with their questions fill more than a page.
_QUESTION, _OPTION, _HEADING = Room(240, 40), Room(160, 30), Room(60, 28)
_ROOMS: Mapping[tuple[type[Model], str], Room] = {
    (Questionnaire, "title"): Room(90, 28),
    (Dimension, "title"): Room(32, 22),
    (Dimension, "short"): Room(20, 20),
    (Context, "title"): _HEADING,
    (Score, "title"): _HEADING,
    (LevelRule, "title"): _HEADING,
    (Level, "title"): Room(24, 24),
    (Level, "gloss"): Room(50, 28),
    (Level, "step"): Room(60, 28),
    (Action, "title"): Room(80, 30),
    (Action, "owner"): Room(70, 30),
    (Action, "phase"): Room(40, 28),
    (Attribute, "text"): _HEADING,
    (AttributeOption, "text"): _HEADING,
    (Option, "text"): _OPTION,
    (TickOption, "text"): _OPTION,
    (ChoiceQuestion, "text"): _QUESTION,
    (MultiQuestion, "text"): _QUESTION,
    (NumberQuestion, "text"): _QUESTION,
}

# The boxes of the levels side by side take the width of a page; in millimetres, with what each adds to its words.
_PAGE, _PADDING, _LETTER = 166, 6, 1.5
_SHORTEST = 6  # below this no name could be found

_UNBROKEN = r"[^\s\-‐–—/\u00ad]"
_BLANKS = re.compile(r"\A[^\S\n]|[^\S\n]\Z|\S(?:  |\u00a0[ \u00a0]| \u00a0)[ \u00a0]*(?=\S)|\t")
_PIECE, _AROUND = 40, 12


def check_texts(subject: Subject) -> Iterator[Finding]:
    """Whether every text fits its place and holds only what people can see."""
    boxed, word = _boxes(subject)
    for text in subject.prose:
        room = _ROOMS.get((text.owner, text.field))
        if room is not None and text.owner is Level and text.path[:2] == boxed:
            room = replace(room, word=min(room.word, word))
        for version in text.versions:
            if not _is_tidy(version.text):
                yield from _blanks(version)
            if not version.text.isascii():
                for code, message, hint in strange_characters(version.text):
                    yield Finding(code, version.path, message, hint)
            if room is not None:
                yield from _fit(version, room)


def _boxes(subject: Subject) -> tuple[DataPath, int]:
    """The scale whose levels the report shows in boxes side by side, and the longest word that fits into one."""
    result = subject.model.result.level
    scale = next((rule.scale for _, rule in subject.names.level_rules if rule.id == result), "")
    count = len(subject.model.scales[scale].levels) if scale else 1
    return ("scales", scale), max(_SHORTEST, int((_PAGE / count - _PADDING) / _LETTER))


def _is_tidy(text: str) -> bool:
    """Whether it needs no search for blanks, as nearly all texts do."""
    return text.isprintable() and "  " not in text and text[0] != " " != text[-1]


def _blanks(version: Version) -> Iterator[Finding]:
    text = version.text
    found = _BLANKS.search(text)
    if found:
        around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
        message = msg("There are stray blanks in “{text}”.", text=around.replace("\t", "→").strip("\n"))
        hint = msg("Leave one blank between words, and none at the start or the end.")
        yield Finding("stray-blanks", version.path, message, hint)


def _fit(version: Version, room: Room) -> Iterator[Finding]:
    text = version.text.strip()
    if "\n" in text:
        piece = shorten(" ".join(text.split()), _PIECE)
        message = msg("“{text}” stands on one line wherever it is shown.", text=piece)
        yield Finding("line-break", version.path, message, msg("Take the line break out."))
    length = len(text)
    if not text.isascii() and 2 * length > room.characters:
        length = sum(map(cell_width, text))
    if length > room.characters:
        message = msg(
            "“{text}” is {length} characters long; there is room for {limit}.",
            text=shorten(text, _PIECE),
            length=length,
            limit=room.characters,
        )
        yield Finding("text-too-long", version.path, message, msg("Say it more briefly."))
    longest = max(map(len, text.split()))
    word = _longer_than(room.word).search(text) if longest > room.word else None
    if word is not None and not any(
        cell_width(letter) > 1 for letter in word[0]
    ):  # lines break between wide ones
        message = msg(
            "“{word}” has {length} characters; a word here may have {limit}.",
            word=shorten(word[0], _PIECE),
            length=len(word[0]),
            limit=room.word,
        )
        hint = msg("Use a shorter word, or put a hyphen where it may break.")
        yield Finding("word-too-long", version.path, message, hint)


@cache
def _longer_than(limit: int) -> re.Pattern[str]:
    """What finds a word that no line can break, of more than *limit* characters."""
    return re.compile(f"{_UNBROKEN}{{{limit + 1},}}")
