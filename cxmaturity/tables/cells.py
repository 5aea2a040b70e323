"""Cells as text."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cxmaturity.foundation.scalars import number_text
from cxmaturity.tables.blocks import Cell


def cell_text(cell: Cell) -> str:
    """Return *cell* as it stands in a text: ISO dates and times, plain numbers, a list's items between semicolons."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return number_text(cell)
        case datetime():
            return cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return clock(cell)
        case tuple():
            return ";".join(map(cell_text, cell))
        case _:
            return str(cell)


def exact_cell(text: str) -> int | Decimal | str:
    """Return the number that *text*, the shortest one for a binary number, says; what is not finite stays text."""
    number = Decimal(text)
    if not number.is_finite():
        return text
    return int(number) if number == number.to_integral_value() else number


def clock(length: timedelta) -> str:
    """Hours, minutes and seconds, as a spreadsheet shows a length of time, and what is left of a second."""
    seconds, rest = divmod(abs(length), timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    sign = "-" if length < timedelta() else ""
    fraction = f".{rest.microseconds:06}".rstrip("0") if rest else ""
    return f"{sign}{hour}:{minute:02}:{second:02}{fraction}"
