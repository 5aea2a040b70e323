"""Companies whose names are not always written the same way."""

from collections.abc import Sequence

import numpy as np

from cxmaturity.batch.cells.cell_text import cell_text
from cxmaturity.foundation.spelling import normalised
from cxmaturity.tables.blocks import Column

MOST = 20_000  # names; later ones are no longer compared


class CompanyNames:
    """The names of companies in a table, by what is left of them without case, blanks, dots and commas."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._spellings: dict[str, list[str]] = {}

    def add(self, names: Column) -> None:
        """Remember the *names* that rows have, as long as there is room."""
        if len(self._known) == MOST:
            return
        for code in np.flatnonzero(np.bincount(names.codes)).tolist():
            cell = names.values[code]
            if cell in self._known:
                continue
            name = cell_text(cell)
            key = normalised(name).replace(" ", "").replace(".", "").replace(",", "")
            if key:
                self._known.add(name)
                self._spellings.setdefault(key, []).append(name)
            if len(self._known) == MOST:
                return

    @property
    def several(self) -> Sequence[Sequence[str]]:
        """The spellings of each company that has more than one, in the order in which they came."""
        return [spellings for spellings in self._spellings.values() if len(spellings) > 1]
