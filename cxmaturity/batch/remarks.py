"""What the user is to know of what a table says, once all of it has been read: each thing once, in short lists."""

from collections.abc import Iterator, Sequence

from cxmaturity.batch.cells.cell_text import shown
from cxmaturity.batch.explaining import ColumnFate, SeenCell
from cxmaturity.batch.headers.name_lists import quoted_names
from cxmaturity.foundation.i18n import Message, msg, msg_n

_CELLS = 10
_COMPANIES = 10
_SPELLINGS = 5


def cell_remarks(fates: Sequence[ColumnFate]) -> Iterator[Message]:
    """The cells that are written differently from what they were taken for, the most frequent first."""
    cells = [(fate, cell) for fate in fates for cell in fate.cells if not cell.is_refused]
    cells.sort(key=lambda found: -found[1].count)
    yield from (_taken_for(fate, cell) for fate, cell in cells[:_CELLS])
    rest = len(cells) - _CELLS
    if rest > 0:
        yield msg_n("… and one more; see --explain.", "… and {n} more; see --explain.", rest)


def company_remarks(several: Sequence[Sequence[str]]) -> Iterator[Message]:
    """The companies that are spelt in several ways."""
    for spellings in several[:_COMPANIES]:
        yield msg("{n} spellings of one company: {names}", n=len(spellings),
                  names=quoted_names(spellings, _SPELLINGS))  # fmt: skip
    rest = len(several) - _COMPANIES
    if rest > 0:
        yield msg_n(
            "… and one more company that is spelt in several ways.",
            "… and {n} more companies that are spelt in several ways.",
            rest,
        )


def _taken_for(fate: ColumnFate, cell: SeenCell) -> Message:
    return msg("“{cell}” was read as {answer} in {column}, {times}.", cell=shown(cell.text), answer=cell.words,
               column=str(fate.column.use), times=cell.times)  # fmt: skip
