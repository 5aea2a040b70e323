"""Regular expressions from outside, looked over before they are tried: some searches would never end."""

import re
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]  # what is meant is known from its tree alone, not from its text
from typing import Any

from cxmaturity.foundation.i18n import Message, msg

_MOST_REPETITIONS, _MOST_CHOICES = 2, 8
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_ONE_CHARACTER = {"ANY", "IN", "LITERAL", "NOT_LITERAL"}


def slowness(pattern: str) -> Message | None:
    """Why the search for *pattern*, which is a regular expression, might take for ever; None where it does not."""
    steps = [*_steps(_parser.parse(pattern))]
    repeats = [argument for name, argument in steps if name in _REPEATS]
    repetitions = [(least, most, items) for least, most, items in repeats if most > 1]
    open_ones = sum(least != most for least, most, _ in repetitions)
    choices = len(repeats) - len(repetitions)
    choices += sum(len(argument[1]) - 1 for name, argument in steps if name == "BRANCH")
    if not all(_is_one_character(items) for _, _, items in repetitions):
        return msg("A group in a regular expression must not be repeated: the search might never end.")
    if open_ones > _MOST_REPETITIONS or choices > _MOST_CHOICES // max(1, open_ones):
        return msg(
            "A regular expression may have one repetition and eight alternatives, or two and four: its search might"
            " take too long."
        )
    return None


def compiled_pattern(pattern: str) -> re.Pattern[str] | Message:
    """The regular expression that *pattern* is, or why it is none."""
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return msg(
            "This is no regular expression: it cannot be understood from character {number} on.",
            number=(getattr(error, "pos", 0) or 0) + 1,
        )


def _steps(tree: Any) -> Iterator[tuple[str, Any]]:
    """All that a tree is made of, at every depth, by name."""
    for operation, argument in tree:
        yield str(operation), argument
        for inner in _trees(argument):
            yield from _steps(inner)


def _trees(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for each in argument:
            yield from _trees(each)


def _is_one_character(items: Any) -> bool:
    return len(items) == 1 and str(items[0][0]) in _ONE_CHARACTER
