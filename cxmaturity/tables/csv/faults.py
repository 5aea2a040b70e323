"""Why a record of CSV cannot be read as a row, and what is likely to have caused it."""

from collections.abc import Sequence

from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.tables.blocks import MAX_CELL, Fault
from cxmaturity.tables.csv.feed import Feed, Shape
from cxmaturity.tables.headers import TEXT_WITHOUT_NAME

_ODD_QUOTES = ("'", "“", "”", "„", "«", "»", "‘", "’")
_TOO_LONG = msg("A cell of this row is longer than {limit} characters.", limit=MAX_CELL)
_CLOSE = msg("Close the quote, or double it if it belongs to the text.")


def unreadable(feed: Feed, *, is_limit: bool) -> Fault:
    """Return the fault of a record that the strict reader refuses, *is_limit* for the length of a cell."""
    if feed.length > 1:
        message = msg("The quote opened here is not closed up to line {last}.", last=feed.last)
        return _fault(feed, "unbalanced-quotes", message, _CLOSE)
    if feed.is_exhausted:
        return _fault(feed, "unbalanced-quotes", msg("The quote opened here is never closed."), _CLOSE)
    if is_limit:
        return too_long(feed)
    hint = msg("Double the quotes that belong to the text.")
    return _fault(feed, "unbalanced-quotes", msg("Text follows a closing quote."), hint)


def misfit(feed: Feed, cells: Sequence[str], shape: Shape) -> Fault:
    """Return the fault of a record that is whole, but not of that *shape*."""
    given, wanted = len(cells), shape.width
    if feed.length > 1:
        message = msg(
            "The quote opened here closes only in line {last}: the row would have {given} instead of {wanted} cells.",
            last=feed.last,
            given=given,
            wanted=wanted,
        )
        return _fault(feed, "unbalanced-quotes", message, _CLOSE)
    if given == wanted:
        return _fault(feed, "ragged-row", TEXT_WITHOUT_NAME)
    message = msg_n(
        "The row has one cell, the header {wanted}.",
        "The row has {given} cells, the header {wanted}.",
        given,
        given=given,
        wanted=wanted,
    )
    hint = _cause_of_more(feed.text, shape) if given > wanted else _cause_of_less(feed.text)
    return _fault(feed, "ragged-row", message, hint)


def too_long(feed: Feed) -> Fault:
    """Return the fault of a record with a cell longer than any text."""
    return _fault(feed, "cell-too-long", _TOO_LONG)


def _cause_of_less(text: str) -> Message | None:
    return None if text.endswith(("\n", "\r")) else msg("The file may have been cut off here.")


def _cause_of_more(text: str, shape: Shape) -> Message:
    if any(quote in text for quote in _ODD_QUOTES) or f'{shape.delimiter} "' in text:
        return msg("Only the straight double quote, right after the delimiter, holds a cell together.")
    return msg("A cell that has the delimiter in its text must stand in double quotes.")


def _fault(feed: Feed, code: str, message: Message, hint: Message | None = None) -> Fault:
    """Return the fault of the line in which the record begins."""
    return Fault(feed.line, code, message, feed.opening.rstrip("\r\n"), feed.last, hint)
