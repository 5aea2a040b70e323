"""Ids made of titles."""

import re
import unicodedata
from itertools import chain, count

from msgspec import Struct, field

from cxmaturity.questionnaire.fields import RESERVED

_LONGEST = 30  # ids of questions and actions are longer, and still within the 60 characters of an id
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})


def id_of(title: str, kind: str) -> str:
    """An id made of the words of *title*; *kind* stands before one that would begin with a digit, or be empty."""
    folded = unicodedata.normalize("NFKC", title).lower().translate(_LETTERS)
    letters = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", "".join(letters))
    name = "-".join(words)[:_LONGEST].rstrip("-")
    return name if name[:1].isalpha() else f"{kind}-{name}".rstrip("-")


class Ids(Struct):
    """Gives out ids of one space of names, each once."""

    taken: set[str] = field(default_factory=lambda: set(RESERVED))

    def new(self, wanted: str) -> str:
        """*wanted*, with a number where it is taken."""
        names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        found = next(name for name in names if name not in self.taken)
        self.taken.add(found)
        return found
