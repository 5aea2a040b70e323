"""What the user is to know of cells that were used: those not read exactly, and the names of companies."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from cxmaturity.batch.intake.columns import Inexact
from cxmaturity.batch.intake.company_names import CompanyNames
from cxmaturity.tables.blocks import Column

_LISTED = 1_000  # distinct cells of a column


class Noticed:
    """Gathers what block after block has to tell.

    `cells` are, by column, those not read exactly, how often each is there, and what it was read as; `more` says
    how many of a column are not listed.
    """

    def __init__(self) -> None:
        self.cells: defaultdict[int, dict[str, tuple[int, Any]]] = defaultdict(dict)
        self.more: Counter[int] = Counter()
        self.companies = CompanyNames()

    def add(self, inexact: Mapping[int, Inexact], companies: Column | None) -> None:
        """Take in the inexact cells by column, and the cells that name companies, of a block."""
        for position, cells in inexact.items():
            listed = self.cells[position]
            for cell, (count, result) in cells.items():
                sofar, _ = listed.get(cell, (0, None))
                if sofar or len(listed) < _LISTED:
                    listed[cell] = sofar + count, result
                else:
                    self.more[position] += count
        if companies is not None:
            self.companies.add(companies)
