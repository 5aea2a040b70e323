"""
The survey scored by a plan written by hand for Polars, run by its streaming engine.

    python -m benchmarks.batch.polars_plan IN.csv|IN.parquet OUT.csv|OUT.parquet

Closed sets of cells are cast to an Enum, tick lists too: there are 255 of them. Everything that the rules compare is
an integer, so that nothing is off at the bounds of a level. What was measured and is slower: regular expressions or
split texts for durations, sums of comparisons instead of `when` chains for limits, nulls instead of 0 for missing
points, and no elimination of common expressions. What makes no difference: to drop ragged rows before they are scored,
`low_memory`, and to write without looking for what needs quotes. An Enum of all whole durations would save a fortieth,
and be wrong for any other.
"""

import sys
from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from operator import add, and_
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.batch.model import (
    CHOICES,
    COLUMNS,
    CORE,
    DIMENSIONS,
    DURATION,
    DURATION_LIMITS,
    HELD_BACK,
    IDENTITY,
    LEVELS,
    LONGEST,
    MINUTES,
    QUESTIONS,
    RESULT,
    SHARE,
    SHARE_LIMITS,
    STATUSES,
    STRATEGY,
    TICK_POINTS,
    TICKS,
)

#: Holds the first surplus cell of a row that is too long.
SURPLUS = "surplus"


def scan(path: Path) -> pl.LazyFrame:
    """The table, with a flag for rows that are too long or cut off."""
    if path.suffix == ".parquet":
        return pl.scan_parquet(path).with_columns(whole=pl.lit(value=True))
    schema = dict.fromkeys([*COLUMNS, SURPLUS], pl.String)
    table = pl.scan_csv(path, schema=schema, missing_columns="insert")
    return table.with_columns(whole=pl.col(SURPLUS).is_null() & pl.col("date").is_not_null())


def one_of(column: str, cells: list[str]) -> pl.Expr:
    """The place of a cell among *cells*; null for any other."""
    return pl.col(column).cast(pl.Enum(cells), strict=False).to_physical()


def reached(value: pl.Expr, limits: list[int]) -> pl.Expr:
    """One point, and one more for each limit that the value is not below."""
    return reduce(add, ((value >= limit).cast(pl.UInt8) for limit in limits), pl.lit(1, pl.UInt8))


def ticks(question: str) -> pl.Expr:
    """Points of a tick list whose options stand in the order of the questionnaire."""
    options, points = TICKS[question], TICK_POINTS[question]
    lists = [ticked for count in range(1, 9) for ticked in combinations(options, count)]
    worth = [points[len(ticked)] for ticked in lists]
    return reached(one_of(question, [*map(";".join, lists)]), [worth.index(least) for least in range(2, 6)])


def duration() -> pl.Expr:
    """Points of a number with its unit."""
    text = pl.col(DURATION)
    number = text.str.strip_chars_end(" minhd").cast(pl.Float64, strict=False)
    factor = first_of((text.str.ends_with(f" {unit}"), float(minutes)) for unit, minutes in MINUTES.items())
    minutes = number * factor
    limits = zip((*DURATION_LIMITS, LONGEST), range(5, 0, -1), strict=True)
    return first_of([(minutes < 0, None), *((minutes <= limit, worth) for limit, worth in limits)]).cast(
        pl.UInt8
    )


def share() -> pl.Expr:
    value = pl.col(SHARE).cast(pl.Float64, strict=False)
    limits = zip((*SHARE_LIMITS, 0), range(5, 0, -1), strict=True)
    return first_of([(value > 100, None), *((value >= limit, worth) for limit, worth in limits)]).cast(
        pl.UInt8
    )


def first_of(cases: Iterable[tuple[pl.Expr, float | None]]) -> pl.Expr:
    """The value of the first condition that holds; null where none does."""
    chain: Any = pl
    for condition, value in cases:
        chain = chain.when(condition).then(value)
    return chain


def points() -> dict[str, pl.Expr]:
    """1 to 5, or 0 for a missing answer, by question."""
    choices = {question: one_of(question, [*options]) + 1 for question, options in CHOICES.items()}
    lists = {question: ticks(question) for question in TICKS}
    every = {**choices, **lists, DURATION: duration(), SHARE: share()}
    return {question: points.fill_null(0) for question, points in every.items()}


def asked_of_lead(name: str, points: pl.Expr) -> pl.Expr:
    """The highest level that the lead question lets its dimension reach."""
    dimension = DIMENSIONS[name]
    capped = pl.max_horizontal(points, pl.lit(dimension.first - 1, pl.UInt8))
    return capped if dimension.last == 5 else pl.when(points < dimension.last).then(capped).otherwise(5)


def dimension_sums(name: str) -> dict[str, pl.Expr]:
    """Sum and number of answers, and the level that the worst allows; one less than none, 0, is the largest UInt8."""
    questions = [pl.col(question) for question in DIMENSIONS[name].questions]
    return {
        f"{name}-sum": reduce(add, questions),
        f"{name}-answered": reduce(add, ((question > 0).cast(pl.UInt8) for question in questions)),
        f"{name}-worst": pl.min_horizontal(*(question - 1 for question in questions), pl.lit(4, pl.UInt8))
        + 3,
    }


def dimension_levels(name: str) -> dict[str, pl.Expr]:
    """Its level (0 if nothing is answered), and the lowest and highest that answers to what is open can make of it."""
    total, answered, worst = (pl.col(f"{name}-{what}") for what in ("sum", "answered", "worst"))
    lead = DIMENSIONS[name].lead
    now = [(total * 4 + answered) // pl.max_horizontal(answered * 4, pl.lit(1, pl.UInt8)), worst]
    low = [(total + 4 - answered + 1) // 4, pl.when(answered == 4).then(worst).otherwise(3)]
    high = [(total + (4 - answered) * 5 + 1) // 4, worst]
    if lead is not None:
        given = pl.col(lead)
        now.append(asked_of_lead(name, given))
        low.append(asked_of_lead(name, given))
        high.append(asked_of_lead(name, pl.when(given > 0).then(given).otherwise(5)))
    names = (f"{name}-{end}" for end in ("now", "low", "high"))
    return dict(zip(names, map(pl.min_horizontal, (now, low, high)), strict=True))


def company_level(end: str) -> pl.Expr:
    core = [pl.col(f"{name}-{end}") for name in CORE]
    return pl.max_horizontal(pl.min_horizontal(*core, pl.col(f"{STRATEGY}-{end}") + 1), pl.lit(1, pl.UInt8))


def index() -> pl.Expr:
    """The mean of the dimensions; one without answers is 0 / 0."""
    means = (pl.col(f"{name}-sum") / pl.col(f"{name}-answered") for name in DIMENSIONS)
    return pl.mean_horizontal(mean.fill_nan(None) for mean in means)


def status() -> pl.Expr:
    """Its place among the statuses."""
    core = pl.min_horizontal(f"{name}-answered" for name in CORE)
    everything = reduce(add, (pl.col(f"{name}-answered") for name in DIMENSIONS))
    leads = [pl.col(one.lead) > 0 for one in DIMENSIONS.values() if one.lead]
    single = (pl.col("level_low") == pl.col("level_high")) & (core > 0)
    enough = reduce(and_, leads) & (core >= 3) & (pl.col(f"{STRATEGY}-answered") >= 2) & (everything >= 20)
    provisional = (core >= 2) & (everything >= 15)
    return pl.when(single | enough).then(2).when(provisional).then(1).otherwise(0).cast(pl.UInt8)


def held_back_by() -> pl.Expr:
    """The dimensions that miss the next level, as a mask."""
    level = pl.col("now")
    behind = {name: pl.col(f"{name}-now") <= level for name in CORE}
    behind[STRATEGY] = pl.col(f"{STRATEGY}-now") < level
    masks = (behind[name].cast(pl.UInt8) * 2**place for place, name in enumerate(DIMENSIONS))
    return pl.when((level < 5) & (pl.col("status") > 0)).then(reduce(add, masks))


def score(table: pl.LazyFrame) -> pl.LazyFrame:
    settled = pl.when(pl.col("status") > 0).then(pl.col("now"))
    answered = reduce(add, (pl.col(f"{name}-answered") for name in DIMENSIONS))
    return (
        table.with_columns(**points())
        .with_columns(**{key: one for name in DIMENSIONS for key, one in dimension_sums(name).items()})
        .with_columns(**{key: one for name in DIMENSIONS for key, one in dimension_levels(name).items()})
        .with_columns(
            now=company_level("now"), level_low=company_level("low"), level_high=company_level("high")
        )
        .with_columns(status=status())
        .select(
            *IDENTITY,
            "whole",
            "level_low",
            "level_high",
            level=(settled - 1).cat.to(pl.Enum(LEVELS)),
            level_number=settled,
            level_status=pl.col("status").cat.to(pl.Enum(STATUSES)),
            index=index(),
            coverage=answered / len(QUESTIONS),
            held_back_by=held_back_by().cat.to(pl.Enum(HELD_BACK)),
        )
        .filter("whole")
        .select(RESULT)
    )


def main(source: Path, target: Path) -> None:
    result = score(scan(source))
    if target.suffix == ".parquet":
        result.sink_parquet(target)
    else:
        result.sink_csv(target)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
