"""A plain table on a terminal: columns as wide as they need to be, no wider than the screen."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from cxmaturity.foundation.i18n import Message
from cxmaturity.foundation.text import safe_text
from cxmaturity.views.terminal import Screen, printed


def table_view(
    headings: Sequence[Message], rows: Iterable[Sequence[Message]], language: str, screen: Screen
) -> str:
    """The table as text in *language*."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(heading.text(language), overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe_text(cell.text(language))) for cell in row))
    return printed(table, screen)
