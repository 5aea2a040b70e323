"""What a cell says as text, whatever its type."""

from datetime import date, time, timedelta
from decimal import Decimal

from cxmaturity.foundation.scalars import MAX_DIGITS, number_text
from cxmaturity.foundation.text import shorten
from cxmaturity.tables.blocks import Cell
from cxmaturity.tables.cells import clock

_SHOWN = 80


def typed_text(cell: Cell) -> str:
    """*cell* as a person would type it: 3.0 is `3`, truth is `TRUE`, a date is ISO 8601; nothing is empty."""
    if isinstance(cell, str):  # as most are
        return cell
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case int() | Decimal():
            return _number(Decimal(cell))
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return clock(cell)
        case tuple():
            return "; ".join(map(typed_text, cell))


def shown(text: str) -> str:
    """*text* as a message shows it: its beginning, where it is long."""
    return shorten(text, _SHOWN)


def _number(number: Decimal) -> str:
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        return str(number)
    return str(int(number)) if number == number.to_integral_value() else number_text(number)
