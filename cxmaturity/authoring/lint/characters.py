"""Characters that nobody means to write: invisible, damaged, stacked, or borrowed from another alphabet."""

import re
import unicodedata
from collections.abc import Iterator

from cxmaturity.foundation.characters import FILLERS, LOOKALIKES, character_name
from cxmaturity.foundation.i18n import Message, msg

_LATIN = "A-Za-z\u00c0-\u024f"
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_JOINERS = frozenset("\u200c\u200d")
_MARKS = frozenset("\u200e\u200f")
_TAGS = range(0xE0000, 0xE0080)
_NO_CHARACTERS = range(0xFDD0, 0xFDF0)

# UTF-8 that was read as Windows-1252 or Latin-1, and the character that stands for what could not be read.
_DAMAGED = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac]|Â[\u00a0-\u00bf]|â€.?|\ufffd"
)
_STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}")

_ALIEN = "".join(LOOKALIKES)
_MIXED = re.compile(f"[{_LATIN}][{_ALIEN}]|[{_ALIEN}][{_LATIN}]")

# Latin letters and the punctuation of print, less what damage and hyphenation leave behind: nearly all texts.
_ORDINARY = re.compile(
    "[\x00-\xac\xae-\xc1\xc4-\xe1\xe3-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u22ff]*"
)


def strange_characters(text: str) -> Iterator[tuple[str, Message, Message]]:
    """The rule, what is wrong and how to mend it; each rule once."""
    if text.isascii() or _ORDINARY.fullmatch(text):
        return
    invisible = _invisible(_FLAG.sub("", text))
    if invisible is not None:
        message = msg("There is an invisible character in the text: {name}.", name=character_name(invisible))
        yield "invisible-character", message, msg("Delete it; many editors can show invisible characters.")
    damaged = _DAMAGED.search(text)
    if damaged:
        message = msg("“{text}” comes from a wrong encoding.", text=_around(text, damaged))
        yield "broken-encoding", message, msg("Write the character anew, and save the file as UTF-8.")
    if _STACKED.search(text):
        message = msg("Accents are stacked on one letter; they run over the lines around.")
        yield "stacked-marks", message, msg("Leave one accent, or none.")
    mixed = _MIXED.search(text)
    if mixed:
        alien = next(letter for letter in mixed[0] if letter in LOOKALIKES)
        message = msg(
            "{name} only looks like {letter}.", name=character_name(alien), letter=LOOKALIKES[alien]
        )
        hint = msg("Type “{word}” anew; search does not find it as it stands.", word=_around(text, mixed))
        yield "lookalike-letter", message, hint


def _invisible(text: str) -> str | None:
    """The first character that shows nothing where it stands.

    A joiner binds what stands before it, emoji or a letter of another script; a mark gives such letters their
    direction; a soft hyphen says where a word may break.
    """
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        code = ord(character)
        if character in _JOINERS:
            hidden = before < "\u0250"
        elif character in _MARKS:
            hidden = before < "\u0250" and after < "\u0250"
        elif character == "\u00ad":
            hidden = not (before.isalpha() and after.isalpha())
        else:
            hidden = (
                character in FILLERS
                or code in _TAGS
                or code in _NO_CHARACTERS
                or code & 0xFFFE == 0xFFFE
                or unicodedata.category(character) == "Co"
            )
        if hidden:
            return character
    return None


def _around(text: str, found: re.Match[str]) -> str:
    """The word in which something was found."""
    start = max(map(text.rfind, " \n\t", (0, 0, 0), (found.start(),) * 3)) + 1
    return text[start:].split(maxsplit=1)[0]
