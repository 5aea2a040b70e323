"""Ranges that options state in words: “10–20 %”, “bis zu 10 Tage”, “more than 3 brands”, “5.000 und mehr”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct

from cxmaturity.authoring.lint.figures import NUMBER, number

_LOWEST, _HIGHEST = Decimal("-Infinity"), Decimal("Infinity")


class End(Struct, frozen=True):
    """One end of a range: its number as written and in the smallest unit, open where it is not included."""

    written: str
    value: Decimal
    is_open: bool = False


class Range(Struct, frozen=True):
    """What an option covers. An end that is missing is unbounded; `step` is the smallest difference it can tell."""

    low: End | None
    high: End | None
    step: Decimal

    @property
    def bottom(self) -> tuple[Decimal, bool]:
        """Sorts ranges by where they begin."""
        return (_LOWEST, False) if self.low is None else (self.low.value, self.low.is_open)

    @property
    def top(self) -> tuple[Decimal, bool]:
        """Sorts ranges by where they end."""
        return (_HIGHEST, True) if self.high is None else (self.high.value, not self.high.is_open)

    def overlap(self, above: "Range") -> str | None:
        """A number, as written, that both cover, *above* beginning no lower than this; None where there is none.

        Ranges open to the same side are steps of a ladder, of which the last that holds is chosen.
        """
        if above.low is None or self.high is None:
            return None
        ends = self.high, above.low
        if above.low.value < self.high.value:
            return (self.high if above.low.is_open else above.low).written
        touching = above.low.value == self.high.value and not any(end.is_open for end in ends)
        return above.low.written if touching else None

    def leaves_gap(self, above: "Range") -> bool:
        """Whether numbers lie between this and *above*. Single numbers are mere examples of what lies around them."""
        if self.high is None or above.low is None or (self.low == self.high and above.low == above.high):
            return False
        distance = above.low.value - self.high.value
        is_open = self.high.is_open, above.low.is_open
        if any(is_open):
            return distance > 0 or (distance == 0 and all(is_open))
        return distance > max(self.step, above.step)


# Prefixes and suffixes by the end they state, and whether the end itself belongs to the range.
_FROM = r"ab|von|from|at least|mindestens|min\.|≥|>="
_ABOVE = r"über|mehr als|länger als|größer als|more than|over|above|greater than|longer than|>"
_UP_TO = r"bis zu|bis|up to|at most|höchstens|maximal|max\.|no more than|not more than|≤|<="
_BELOW = r"bis unter|unter|weniger als|kürzer als|kleiner als|up to under|to under|less than|fewer than|under|below|<"
_OR_MORE = r"(?:und|oder|and|or) (?:mehr|länger|darüber|more|longer|over|above|up)|\+"
_OR_LESS = r"(?:oder|or) (?:weniger|kürzer|less|fewer|shorter)|(?:und|and) (?:darunter|weniger|below)"
_WORD = r"(?!(?:bis|to|und|and|oder|or|up|unter|under|below)\b)[^\W\d_]+\.?"
_UNIT = rf"[%‰€$£]|{_WORD}(?:\s{_WORD}){{0,2}}?"

_LONGEST = 80  # no range takes more
_DIGIT = re.compile(r"\d")
_LABELLED = re.compile(r"(?P<before>[^()]*?)\s*\((?P<inside>[^()]*)\)\s*|[^:()]*:\s*(?P<after>.*)", re.DOTALL)

_SECONDS = {
    name: Decimal(seconds)
    for seconds, names in (
        (1, "s sek sekunde sekunden sec second seconds"),
        (60, "min minute minuten minutes"),
        (3600, "h std stunde stunden hour hours"),
        (86400, "d tag tage tagen day days"),
        (604800, "w woche wochen week weeks"),
        (2629746, "monat monate monaten month months"),
        (31556952, "jahr jahre jahren year years"),
    )
    for name in names.split()
}


def ranges(texts: Sequence[str], language: str) -> Sequence[Range | None]:
    """The range of each text, None for one without a figure; none at all where figures or units cannot be told."""
    if not _DIGIT.search(" ".join(texts)):
        return ()
    stated = [_stated(text) if _DIGIT.search(text) else None for text in texts]
    if any(found is None and _DIGIT.search(text) for text, found in zip(texts, stated, strict=True)):
        return ()
    units = [_units(found) for found in stated if found]
    named = {unit for pair in units for unit in pair if unit}
    is_time = named <= _SECONDS.keys()
    if len(named) > 1 and (("", "") in units if is_time else len({unit[:4] for unit in named}) > 1):
        return ()  # singular and plural begin alike; anything else is not the same unit
    lone = next(iter(named), "")
    return [None if found is None else _range(found, language, lone) for found in stated]


def _stated(text: str) -> dict[str, str] | None:
    """The parts of the range that *text* is, or holds in parentheses or after a colon."""
    for candidate in _candidates(text.strip().lower()) if len(text) <= _LONGEST else ():
        for form in _forms():
            found = form.fullmatch(candidate)
            if found:
                return {name: part for name, part in found.groupdict().items() if part}
    return None


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """What a range from one number to another looks like, and one with a single number; few files have either."""
    between = (
        rf"(?:(?:zwischen|between|(?P<from>{_FROM})|(?P<above>{_ABOVE}))\s*)?"
        rf"(?P<low>{NUMBER})\s*(?P<low_unit>{_UNIT})?"
        rf"\s*(?:[–—-]|(?P<below>{_BELOW})|(?:bis|to|und|and|up to)\b)\s*"
        rf"(?P<high>{NUMBER})\s*(?P<unit>{_UNIT})?"
    )
    bound = (
        rf"(?:(?P<below>{_BELOW})|(?P<up_to>{_UP_TO})|(?P<above>{_ABOVE})|(?P<from>{_FROM}))?\s*"
        rf"(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})??"
        rf"\s*(?:(?P<or_more>{_OR_MORE})|(?P<or_less>{_OR_LESS}))?\s*(?P<unit_after>{_UNIT})?"
    )
    return re.compile(between), re.compile(bound)


def _candidates(text: str) -> Iterator[str]:
    yield text
    labelled = _LABELLED.fullmatch(text)
    if labelled:
        yield from (part for part in labelled.groupdict().values() if part)


def _units(parts: dict[str, str]) -> tuple[str, str]:
    """The unit of the lower and of the upper end, or of the only one; the lower takes that of the upper."""
    last = parts.get("unit") or parts.get("unit_after") or parts.get("low_unit") or ""
    first = parts.get("low_unit") or last
    return first.rstrip("."), last.rstrip(".")


def _range(parts: dict[str, str], language: str, lone: str) -> Range:
    lower, upper = (_SECONDS.get(unit or lone, Decimal(1)) for unit in _units(parts))
    step = max(lower, upper) * _resolution(parts, language)
    if "low" in parts:
        low = _end(parts["low"], language, lower, is_open="above" in parts)
        high = _end(parts["high"], language, upper, is_open="below" in parts)
        return Range(low, high, step) if low.value <= high.value else Range(high, low, step)
    end = _end(parts["number"], language, upper, is_open="above" in parts or "below" in parts)
    if parts.keys() & {"above", "from", "or_more"}:
        return Range(end, None, step)
    return Range(None if parts.keys() & {"below", "up_to", "or_less"} else end, end, step)


def _end(written: str, language: str, factor: Decimal, *, is_open: bool) -> End:
    return End(written, number(written, language) * factor, is_open)


def _resolution(parts: dict[str, str], language: str) -> Decimal:
    """One in the last place of the most precise number."""
    values = [number(parts[name], language) for name in ("low", "high", "number") if name in parts]
    return min(Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))) for value in values)
