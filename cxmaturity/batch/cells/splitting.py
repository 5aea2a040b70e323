"""Several options in one cell, where the label of an option may itself hold what stands between them."""

import re
from collections.abc import Callable, Iterator, Sequence

_MOST_CUTS = 500
MOST_PIECES = 8  # that a label with separators in it may consist of


def pieces(
    text: str, separators: Sequence[str], is_known: Callable[[str], bool], most: int = MOST_PIECES
) -> list[str]:
    """The options in *text*: from the left, always the longest stretch that is known, else up to the next separator.

    A stretch that is known has at most so many pieces. Empty ones, as after a separator at the end, are left out.
    """
    marks = sorted(filter(None, separators), key=len, reverse=True)
    if not marks:
        return [text]
    cuts = list(re.finditer("|".join(map(re.escape, marks)), text))
    if len(cuts) >= _MOST_CUTS:
        return [text]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    return [piece for piece in _longest(text, starts, ends, is_known, most) if piece.strip()]


def _longest(
    text: str, starts: Sequence[int], ends: Sequence[int], is_known: Callable[[str], bool], most: int
) -> Iterator[str]:
    first = 0
    while first < len(starts):
        last = min(first + most, len(ends)) - 1
        while last > first and not is_known(text[starts[first] : ends[last]]):
            last -= 1
        yield text[starts[first] : ends[last]]
        first = last + 1
