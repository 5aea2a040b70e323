"""Where each key and value of a file stands."""

import re
from bisect import bisect_right
from collections.abc import Callable

from msgspec import Struct, field

from cxmaturity.foundation.diagnostics import Span


class Place(Struct, frozen=True):
    """The place of a value, of the key before it where there is one, and of what is inside."""

    value: Span
    key: Span | None = None
    children: "dict[str | int, Place]" = field(default_factory=dict)


def span_finder(text: str) -> Callable[[int, int], Span]:
    """Return a function from two offsets into *text*, the second exclusive, to the span between them."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def span(start: int, end: int) -> Span:
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        return Span(line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    return span
