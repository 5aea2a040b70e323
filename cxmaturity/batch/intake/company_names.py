"""Companies whose names are not always written the same way."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.foundation.spelling import normalised
from cxmaturity.tables.blocks import Column

MOST = 20_000  # names; later ones are not compared


class CompanyNames:
    """The names of companies in a table; they are compared when somebody asks."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def add(self, names: Column) -> None:
        """Remember the *names* that rows have, as long as there is room."""
        if len(self._names) < MOST:
            there = np.flatnonzero(np.bincount(names.codes)).tolist()
            self._names |= dict.fromkeys(map(typed_text, map(names.values.__getitem__, there)))

    @property
    def several(self) -> Sequence[Sequence[str]]:
        """The spellings of each company that has more than one, in the order in which they came.

        Those are of one company of which the same is left without case, blanks, dots and commas.
        """
        spellings: dict[str, list[str]] = {}
        for name in islice(self._names, MOST):
            key = normalised(name).replace(" ", "").replace(".", "").replace(",", "")
            if key:
                spellings.setdefault(key, []).append(name)
        return [names for names in spellings.values() if len(names) > 1]
