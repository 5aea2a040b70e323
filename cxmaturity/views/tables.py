"""A plain table on a terminal: columns as wide as they need to be, no wider than the screen."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxmaturity.foundation.i18n import Message
from cxmaturity.foundation.text import safe_text
from cxmaturity.views.terminal import WIDEST, Screen, printed

_GAP = 2
_LONGEST = 30  # cells; longer words may be broken


def table_view(
    headings: Sequence[Message], rows: Iterable[Sequence[Message]], language: str, screen: Screen
) -> str:
    """The table as text in *language*; where words would have to be broken, what is in a row stands line by line."""
    titles = [heading.text(language) for heading in headings]
    lines = [[safe_text(cell.text(language)) for cell in row] for row in rows]
    columns = [*zip(titles, *lines, strict=True)]
    least = [max(map(_longest_word, column)) for column in columns]
    most = [max(map(cell_len, column)) for column in columns]
    widths = _widths(least, most, min(screen.width, WIDEST) - _GAP * (len(columns) - 1))
    return printed(_stacked(titles, lines) if widths is None else _columns(titles, lines, widths), screen)


def _widths(least: Sequence[int], most: Sequence[int], room: int) -> Sequence[int] | None:
    """The widths of columns that have so much *room* together, from *least* to *most*; None where it is too little."""
    spare = room - sum(least)
    widths = [*least]
    wanting = sorted(range(len(least)), key=lambda place: most[place] - least[place])
    for number, place in enumerate(wanting):
        more = min(most[place] - least[place], spare // (len(wanting) - number))
        widths[place] += more
        spare -= more
    return widths if room >= sum(least) else None


def _longest_word(text: str) -> int:
    return max((min(cell_len(word), _LONGEST) for word in text.split()), default=0)


def _columns(titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Table:
    """The columns beside each other, of these *widths*."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for title, width in zip(titles, widths, strict=True):
        table.add_column(title, overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _stacked(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Beside the first cell of each row the second one, and below that the others, each with its title."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for first, *others in rows:
        table.add_row(Text(first), Group(*_below(titles[1:], others)))
    return table


def _below(titles: Sequence[str], cells: Sequence[str]) -> Iterator[RenderableType]:
    lead, *rest = cells
    yield Text(lead)
    for title, cell in zip(titles[1:], rest, strict=True):
        if cell:
            yield Padding(Text(f"{title}: {cell}"), (0, 0, 0, _GAP))
