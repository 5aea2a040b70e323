"""
The survey scored by a loop in Python alone: each cell and each dimension is worked out once, then looked up.

    python -m benchmarks.batch.python_loop IN.csv OUT.csv

A line without quotes is split at its commas; the csv module reads the others. What was measured and is not faster:
the csv module for every line, its writer, points gathered in a list instead of added up, and plain dictionaries filled
when a key is missing.
"""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from benchmarks.batch.model import (
    CHOICES,
    COLUMNS,
    DIMENSIONS,
    DURATION,
    IDENTITY,
    LEVELS,
    QUESTIONS,
    RESULT,
    SHARE,
    SHARE_LIMITS,
    STRATEGY,
    TICK_POINTS,
    TICKS,
    duration_points,
)

#: Room for the points of a question, 0 (missing) to 5.
BASE = 6
#: What is still possible with these answers.
ANY, HALF, MOST, LEAD = 1, 2, 4, 8


def choice_points(question: str, cell: str) -> int:
    options = CHOICES[question]
    return options.index(cell) + 1 if cell in options else 0


def tick_points(question: str, cell: str) -> int:
    ticked = cell.split(";")
    valid = set(ticked) <= set(TICKS[question]) and len(set(ticked)) == len(ticked)
    return TICK_POINTS[question][len(ticked)] if valid else 0


def share_points(cell: str) -> int:
    try:
        share = float(cell)
    except ValueError:
        return 0
    return 1 + sum(share >= limit for limit in SHARE_LIMITS) if 0 <= share <= 100 else 0


class Cells(dict[str, int]):
    """Points by cell, shifted to the place of the question in its dimension."""

    def __init__(self, question: str) -> None:
        super().__init__()
        home = next(one.questions for one in DIMENSIONS.values() if question in one.questions)
        self.shift: int = BASE ** home.index(question)
        self.points: Callable[[str], int] = {DURATION: duration_points, SHARE: share_points}.get(
            question, partial(choice_points if question in CHOICES else tick_points, question)
        )

    def __missing__(self, cell: str) -> int:
        points: int = self.points(cell) * self.shift
        self[cell] = points
        return points


class Outcome(NamedTuple):
    """A dimension: numbers that are added up, flags that all have to hold, and levels of which the least counts."""

    answered: int
    now: int
    twelfths: int
    scored: int
    flags: int
    low: int
    high: int


class Outcomes(dict[int, Outcome]):
    """What a dimension comes to, by its points in one number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.shift = BASE ** list(DIMENSIONS).index(name)

    def __missing__(self, key: int) -> Outcome:
        given = [key // BASE**place % BASE for place in range(4)]
        self[key] = found = self._outcome(given)
        return found

    def _outcome(self, points: Sequence[int]) -> Outcome:
        dimension = DIMENSIONS[self.name]
        answered = [one for one in points if one]
        count, total = len(answered), sum(answered)
        lead = points[dimension.questions.index(dimension.lead)] if dimension.lead else 5
        now = self._level(answered, lead) if answered else 0
        low, high = (
            self._level([one or end for one in points], lead or end) + (self.name == STRATEGY)
            for end in (1, 5)
        )
        return Outcome(
            answered=count,
            now=now * self.shift,
            twelfths=12 * total // count if count else 0,
            scored=int(count > 0),
            flags=self._flags(count, lead),
            low=low,
            high=high,
        )

    def _level(self, answered: Sequence[int], lead: int) -> int:
        dimension, count = DIMENSIONS[self.name], len(answered)
        asked = max(lead, dimension.first - 1) if lead < dimension.last else 5
        return min((4 * sum(answered) + count) // (4 * count), min(answered) + 2, asked)

    def _flags(self, count: int, lead: int) -> int:
        if self.name == STRATEGY:
            return ANY | HALF | (MOST if count >= 2 else 0) | LEAD
        return (
            (ANY if count else 0)
            | (HALF if count >= 2 else 0)
            | (MOST if count >= 3 else 0)
            | (LEAD if lead else 0)
        )


class Reached(NamedTuple):
    """The company's level, what misses the next one, and the range where nothing is open, as they are written."""

    level: str
    held_back_by: str
    ends: str


@cache
def reached(now: int) -> Reached:
    """By the levels of all dimensions in one number."""
    levels = {name: now // BASE**place % BASE for place, name in enumerate(DIMENSIONS)}
    allowed = {name: level and level + (name == STRATEGY) for name, level in levels.items()}
    level = max(1, min(allowed.values()))
    behind = [name for name in DIMENSIONS if allowed[name] <= level] if level < len(LEVELS) else []
    return Reached(f"{LEVELS[level - 1]},{level}", ";".join(behind), f"{level},{level}")


@cache
def status_of(answered: int, flags: int, single: bool) -> str:  # noqa: FBT001 -- named in a call, it would cost
    if (single and flags & ANY) or (flags & (MOST | LEAD) == MOST | LEAD and answered >= 20):
        return "determined"
    return "provisional" if flags & HALF and answered >= 15 else "undetermined"


@cache
def index(twelfths: int, scored: int) -> str:
    return repr(twelfths / (12 * scored)) if scored else ""


@cache
def coverage(answered: int) -> str:
    return repr(answered / len(QUESTIONS))


def records(lines: Iterator[str]) -> Iterator[list[str]]:
    """The cells of each row, those that are passed on quoted as they will be written."""
    for line in lines:
        if '"' in line:
            cells = next(csv.reader(chain([line], lines)))
            yield [*map(quoted, cells[: len(IDENTITY)]), *cells[len(IDENTITY) :]]
        else:
            yield line.rstrip("\n").split(",")


def quoted(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if any(sign in cell for sign in ',"\n') else cell


def results(rows: Iterator[list[str]]) -> Iterator[str]:
    """A line for each row that has all its cells."""
    (t1, t2, t3, t4, p1, p2, p3, p4, d1, d2, d3, d4,
     a1, a2, a3, a4, l1, l2, l3, l4, s1, s2, s3, s4) = map(Cells, QUESTIONS)  # fmt: skip
    touchpoints, personalisation, data, automation, latency, strategy = map(Outcomes, DIMENSIONS)
    for row in rows:
        if len(row) != len(COLUMNS):
            continue
        (company, respondent, date, u1, u2, u3, u4, q1, q2, q3, q4, e1, e2, e3, e4,
         b1, b2, b3, b4, m1, m2, m3, m4, v1, v2, v3, v4) = row  # fmt: skip
        n1, c1, i1, k1, f1, x1, y1 = touchpoints[t1[u1] + t2[u2] + t3[u3] + t4[u4]]
        n2, c2, i2, k2, f2, x2, y2 = personalisation[p1[q1] + p2[q2] + p3[q3] + p4[q4]]
        n3, c3, i3, k3, f3, x3, y3 = data[d1[e1] + d2[e2] + d3[e3] + d4[e4]]
        n4, c4, i4, k4, f4, x4, y4 = automation[a1[b1] + a2[b2] + a3[b3] + a4[b4]]
        n5, c5, i5, k5, f5, x5, y5 = latency[l1[m1] + l2[m2] + l3[m3] + l4[m4]]
        n6, c6, i6, k6, f6, x6, y6 = strategy[s1[v1] + s2[v2] + s3[v3] + s4[v4]]
        answered = n1 + n2 + n3 + n4 + n5 + n6
        now = c1 + c2 + c3 + c4 + c5 + c6
        if answered == 24:
            status, ends = "determined", reached(now).ends
        else:
            low, high = min(x1, x2, x3, x4, x5, x6), min(y1, y2, y3, y4, y5, y6)
            status = status_of(answered, f1 & f2 & f3 & f4 & f5 & f6, low == high)
            ends = f"{low},{high}"
        level, held_back_by = (",", "") if status == "undetermined" else reached(now)[:2]
        mean = index(i1 + i2 + i3 + i4 + i5 + i6, k1 + k2 + k3 + k4 + k5 + k6)
        covered = coverage(answered)
        yield f"{company},{respondent},{date},{level},{status},{mean},{covered},{ends},{held_back_by}\n"


def main(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8") as read, target.open("w", encoding="utf-8", newline="") as written:
        next(read)
        written.write(",".join(RESULT) + "\n")
        written.writelines(results(records(read)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
