"""Geometry of the report's figures, in the units of their view box. Pure: no words, no colours."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import cos, pi, sin
from typing import Literal

from msgspec import Struct

TRACK_WIDTH = 300
TRACK_HEIGHT = 18
RADAR_SIZE = 320
_RADAR_RADIUS = 104
_LABEL_GAP = 14
_LABEL_LINE = 12
_LABEL_CHARACTERS = 16
_BASELINE = 4


class Span(Struct, frozen=True):
    """A stretch of a track: where it begins, and how wide it is."""

    x: float
    width: float


class Track(Struct, frozen=True):
    """
    One horizontal bar.

    Behind it the bands of the levels; on it the score and where it ends, what is still possible, and the target.
    """

    bands: tuple[Span, ...]
    bar: Span | None
    end: float | None
    possible: Span | None
    target: float | None


class Axis(Struct, frozen=True):
    """The values between which a track runs, and the lower limits of the levels above the lowest."""

    low: Fraction
    high: Fraction
    limits: tuple[Fraction, ...] = ()

    def x(self, value: Fraction) -> float:
        """Where *value* stands, kept inside the track."""
        if self.high == self.low:
            return 0.0
        share = (value - self.low) / (self.high - self.low)
        return _short(float(min(max(share, Fraction(0)), Fraction(1))) * TRACK_WIDTH)

    def span(self, low: Fraction, high: Fraction) -> Span:
        start, end = self.x(low), self.x(high)
        return Span(start, _short(end - start))

    def track(
        self,
        score: Fraction | None,
        possible: tuple[Fraction, Fraction] | None = None,
        target: Fraction | None = None,
    ) -> Track:
        """The bar of *score*, with the interval that open answers leave possible and a mark at *target*."""
        return Track(
            bands=tuple(self.span(low, high) for low, high in pairwise((self.low, *self.limits, self.high))),
            bar=None if score is None else self.span(self.low, score),
            end=None if score is None else self.x(score),
            possible=None if possible is None else self.span(*possible),
            target=None if target is None else self.x(target),
        )


class Point(Struct, frozen=True):
    """A place in the view box."""

    x: float
    y: float


class RadarLabel(Struct, frozen=True):
    """One line of the name at the end of a spoke."""

    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    text: str


class Radar(Struct, frozen=True):
    """A profile on spokes: rings, spokes, the shape as an SVG path, its corners, and the labels."""

    rings: tuple[str, ...]
    spokes: tuple[Point, ...]
    shape: str
    corners: tuple[Point, ...]
    labels: tuple[RadarLabel, ...]


def radar(titles: Sequence[str], shares: Sequence[float | None], rings: int) -> Radar:
    """The profile of *shares* (0 to 1; None where unknown leaves a gap in the shape), clockwise from the top."""
    spokes = tuple(_on_spoke(number, len(titles), 1.0) for number in range(len(titles)))
    corners = [
        None if share is None else _on_spoke(number, len(titles), share)
        for number, share in enumerate(shares)
    ]
    return Radar(
        rings=tuple(
            _path([_on_spoke(n, len(titles), ring / rings) for n in range(len(titles))])
            for ring in range(1, rings + 1)
        ),
        spokes=spokes,
        shape=_open_path(corners),
        corners=tuple(corner for corner in corners if corner is not None),
        labels=tuple(
            line for number, title in enumerate(titles) for line in _label(title, number, len(titles))
        ),
    )


def _on_spoke(number: int, count: int, share: float, beyond: float = 0) -> Point:
    angle = 2 * pi * number / count
    radius = _RADAR_RADIUS * share + beyond
    return Point(_short(RADAR_SIZE / 2 + radius * sin(angle)), _short(RADAR_SIZE / 2 - radius * cos(angle)))


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{point.x} {point.y}" for point in points) + "Z"


def _open_path(corners: Sequence[Point | None]) -> str:
    """A closed shape where every corner is known; else the edges between known neighbours."""
    known = [corner for corner in corners if corner is not None]
    if len(known) == len(corners):
        return _path(known)
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return "".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in edges if a is not None and b is not None)


def _label(title: str, number: int, count: int) -> Iterator[RadarLabel]:
    """The lines of a name, level with the end of its spoke, above it at the top and below it at the bottom."""
    place = _on_spoke(number, count, 1.0, _LABEL_GAP)
    angle = 2 * pi * number / count
    anchor: Literal["start", "middle", "end"] = (
        "middle" if abs(sin(angle)) < 0.2 else "start" if sin(angle) > 0 else "end"
    )
    lines = broken(title, _LABEL_CHARACTERS)
    first = place.y + _BASELINE - (len(lines) - 1) * _LABEL_LINE * (cos(angle) + 1) / 2
    for line, text in enumerate(lines):
        yield RadarLabel(place.x, _short(first + line * _LABEL_LINE), anchor, text)


def broken(text: str, characters: int, lines: int = 3) -> tuple[str, ...]:
    """*text* in at most so many lines of about so many characters, broken at spaces and after hyphens."""
    done: list[str] = [""]
    for word in text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b"):
        if done[-1] and len((done[-1] + word).rstrip()) > characters and len(done) < lines:
            done.append("")
        done[-1] += word
    return tuple(line.strip() for line in done)


def _short(number: float) -> float:
    return round(number, 1)
