"""Characters that are not what they look like: letters of another alphabet, and some that show nothing."""

import unicodedata
from collections.abc import Mapping

#: Show nothing, whatever stands beside them.
FILLERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u3164\uffa0\ufff9\ufffa\ufffb"
)

#: Cyrillic and Greek letters that look like Latin ones, and which.
LOOKALIKES: Mapping[str, str] = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
        "ABEKMHOPCTYXIJSaeopcyxijsdhABEZHIKMNOPTYXovi",
        strict=True,
    )
)


def character_name(character: str) -> str:
    """Return the code point of *character* and its name, such as `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
