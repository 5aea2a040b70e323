"""The same text written differently: found all the same where that is certain, and never where it only looks so."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from cxmaturity.foundation.characters import FILLERS, LOOKALIKES, character_name
from cxmaturity.foundation.i18n import Message, msg

Thing = TypeVar("Thing")

_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,31};")
_PUNCTUATION = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u00b4\u0060\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u2026": "..."}
)
_LATIN = str.maketrans(dict(LOOKALIKES))


class How(StrEnum):
    """How a text was recognised: as it stands, written a little differently, or once invisible characters are gone."""

    EXACT = "exact"
    NORMALISED = "normalised"
    INVISIBLE = "invisible"


class Found(Struct, Generic[Thing], frozen=True):
    """The one thing that a text names, how the thing itself is written, and how the two compare."""

    thing: Thing
    spelling: str
    how: How


class Ambiguous(Struct, Generic[Thing], frozen=True):
    """A text that names several things."""

    things: tuple[Thing, ...]


class Lookalike(Struct, frozen=True):
    """A text that only looks like *spelling*: a letter in it is of another alphabet."""

    text: str
    spelling: str

    @property
    def message(self) -> Message:
        """What is wrong, with the letter that differs."""
        pairs = zip(normalised(self.text), normalised(self.spelling), strict=False)
        letter = next((mine for mine, theirs in pairs if mine != theirs), self.text[-1])
        return msg("“{text}” only looks like “{spelling}”: it has the letter {letter}.", text=self.text,
                   spelling=self.spelling, letter=character_name(letter))  # fmt: skip


class Spellings(Generic[Thing]):
    """Things by how they are written, for finding the one that a text names."""

    def __init__(self, names: Iterable[tuple[str, Thing]]) -> None:
        self._exact: dict[str, dict[Thing, str]] = {}
        self._normalised: dict[str, dict[Thing, str]] = {}
        self._latin: dict[str, str] = {}
        for spelling, thing in names:
            key = normalised(spelling)
            if not key:
                continue  # a name that cannot be seen names nothing
            self._exact.setdefault(spelling, {})[thing] = spelling
            self._normalised.setdefault(key, {}).setdefault(thing, spelling)
            self._latin.setdefault(_latin(spelling), spelling)

    def find(self, text: str) -> Found[Thing] | Ambiguous[Thing] | Lookalike | None:
        """What *text* names: as it stands, else whatever its case, its kinds of space, quotes and dashes are."""
        things = self._exact.get(text)
        if things:
            return _only(things, How.EXACT)
        if not self._exact:
            return None
        key = normalised(text)
        if not key:
            return None
        things = self._normalised.get(key)
        if things:
            return _only(things, _how(text))
        spelling = self._latin.get(_latin(text))
        return None if spelling is None else Lookalike(text, spelling)


def normalised(text: str) -> str:
    """Return *text* as it compares: composed, in one case, plain quotes, dashes and spaces, nothing invisible."""
    if text.isascii() and "&" not in text:
        return " ".join(text.split()).casefold()
    plain = _ENTITY.sub(_unescaped, text)
    if not plain.isprintable() or not FILLERS.isdisjoint(plain):
        plain = "".join(character for character in plain if not is_invisible(character))
    folded = unicodedata.normalize("NFC", plain).casefold().translate(_PUNCTUATION)
    return " ".join(unicodedata.normalize("NFC", folded).split())


def _unescaped(entity: re.Match[str]) -> str:
    from html import unescape

    return unescape(entity[0])


def is_invisible(character: str) -> bool:
    """Whether *character* shows nothing and is no space."""
    return character in FILLERS or unicodedata.category(character) == "Cf"


def _how(text: str) -> How:
    return How.INVISIBLE if any(map(is_invisible, text)) else How.NORMALISED


def _only(things: Mapping[Thing, str], how: How) -> Found[Thing] | Ambiguous[Thing]:
    if len(things) > 1:
        return Ambiguous(tuple(things))
    ((thing, spelling),) = things.items()
    return Found(thing, spelling, how)


def _latin(text: str) -> str:
    """*text* with every letter that looks like a Latin one as that, before case hides the likeness."""
    return normalised(unicodedata.normalize("NFC", text).translate(_LATIN))
