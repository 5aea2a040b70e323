"""
The survey scored by a script for pandas, portion by portion.

    python -m benchmarks.batch.pandas_script IN.csv|IN.parquet OUT.csv|OUT.parquet

The parser makes categories of the cells itself, and all that follows is arithmetic on small NumPy arrays. What was
measured and is slower: cells as text and then `map` or an index, categories that the parser finds by itself, and
`to_csv`. The parser that Arrow brings cannot read in portions.
"""

import csv
import sys
import warnings
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from benchmarks.batch.model import (
    CHOICES,
    COLUMNS,
    CORE,
    DIMENSIONS,
    DURATION,
    HELD_BACK,
    IDENTITY,
    LEVELS,
    QUESTIONS,
    RESULT,
    SHARE,
    SHARE_LIMITS,
    STATUSES,
    STRATEGY,
    TICK_POINTS,
    TICKS,
    duration_points,
)

PORTION = 50_000
TICKED = {
    question: [ticked for count in range(1, 9) for ticked in combinations(options, count)]
    for question, options in TICKS.items()
}
CATEGORIES = CHOICES | {question: tuple(map(";".join, lists)) for question, lists in TICKED.items()}
#: Points by category, of 0 where there is none, which has the place -1.
WORTH = {question: np.array([1, 2, 3, 4, 5, 0], np.int8) for question in CHOICES} | {
    question: np.array([*(TICK_POINTS[question][len(ticked)] for ticked in lists), 0], np.int8)
    for question, lists in TICKED.items()
}

#: An array of NumPy.
Numbers = Any


def portions(source: Path) -> Iterator[pd.DataFrame]:
    """Rows that are not ragged, a tick list or choice as a category and what is none as missing."""
    types: dict[str, Any] = {
        question: pd.CategoricalDtype(list(cells)) for question, cells in CATEGORIES.items()
    }
    if source.suffix == ".parquet":
        yield from parquet_portions(source, types)
        return
    others = dict.fromkeys([*IDENTITY, DURATION, SHARE], "object")
    reader = pd.read_csv(
        source,
        dtype={**types, **others},
        chunksize=PORTION,
        na_filter=False,
        on_bad_lines="skip",
    )
    for portion in reader:
        yield portion[portion["date"] != ""] if (portion["date"] == "").any() else portion


def parquet_portions(source: Path, types: dict[str, Any]) -> Iterator[pd.DataFrame]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(source).iter_batches(PORTION, columns=list(COLUMNS)):
        yield batch.to_pandas().astype(types)


def points(portion: pd.DataFrame) -> dict[str, Numbers]:
    """1 to 5, or 0 for a missing answer, by question."""
    known = {question: WORTH[question][portion[question].cat.codes.to_numpy()] for question in CATEGORIES}
    return {**known, DURATION: durations(portion[DURATION]), SHARE: shares(portion[SHARE])}


def durations(cells: pd.Series) -> Numbers:
    """Points of the distinct cells, handed to all that are alike."""
    places, texts = pd.factorize(cells)
    return np.array([duration_points(text) for text in texts], np.int8)[places]


def shares(cells: pd.Series) -> Numbers:
    places, texts = pd.factorize(cells)
    values = pd.to_numeric(pd.Series(texts), errors="coerce").to_numpy()
    worth = 1 + sum((values >= limit).astype(np.int8) for limit in SHARE_LIMITS)
    return np.where((values >= 0) & (values <= 100), worth, 0).astype(np.int8)[places]


class Scored(NamedTuple):
    """A dimension, each an array by row; `now` is 0 where nothing is answered, `low` and `high` are the range."""

    total: Numbers
    answered: Numbers
    lead: Numbers | None
    now: Numbers
    low: Numbers
    high: Numbers


def scored(name: str, points: dict[str, Numbers]) -> Scored:
    dimension = DIMENSIONS[name]
    each = np.stack([points[question] for question in dimension.questions])
    total, answered = each.sum(axis=0, dtype=np.int8), np.count_nonzero(each, axis=0).astype(np.int8)
    worst = np.where(each > 0, each, 5).min(axis=0) + np.int8(2)
    lead = None if dimension.lead is None else points[dimension.lead]
    asked: Any = np.int8(5)
    best: Any = asked
    if lead is not None:
        asked, best = asked_of_lead(name, lead), asked_of_lead(name, np.where(lead > 0, lead, 5))
    now = (total * 4 + answered) // np.maximum(answered * 4, 1)
    low = (total + 4 - answered + 1) // 4
    high = (total + (4 - answered) * 5 + 1) // 4
    return Scored(
        total,
        answered,
        lead,
        now=np.minimum(np.minimum(now, worst), asked),
        low=np.minimum(np.minimum(low, np.where(answered == 4, worst, 3)), asked),
        high=np.minimum(np.minimum(high, worst), best),
    )


def asked_of_lead(name: str, lead: Numbers) -> Numbers:
    """The highest level that the lead question lets its dimension reach."""
    dimension = DIMENSIONS[name]
    capped = np.maximum(lead, np.int8(dimension.first - 1))
    return np.where(lead < dimension.last, capped, np.int8(5))


def score(portion: pd.DataFrame) -> pd.DataFrame:
    given = points(portion)
    found = {name: scored(name, given) for name in DIMENSIONS}
    level, low, high = (
        company_level([getattr(one, end) for one in found.values()]) for end in ("now", "low", "high")
    )
    answered = np.sum([one.answered for one in found.values()], axis=0)
    status = status_of(found, answered, low == high)
    settled = np.where(status > 0, level, 0)
    return portion[[*IDENTITY]].assign(
        level=pd.Categorical.from_codes(settled - 1, LEVELS),
        level_number=pd.Categorical.from_codes(settled - 1, range(1, 6)),
        level_status=pd.Categorical.from_codes(status, STATUSES),
        index=mean_of_dimensions(found),
        coverage=answered / len(QUESTIONS),
        level_low=low,
        level_high=high,
        held_back_by=pd.Categorical.from_codes(behind(found, level) * (status > 0), HELD_BACK),
    )


def company_level(levels: list[Numbers]) -> Numbers:
    *core, strategy = levels
    return np.maximum(np.minimum(np.min(core, axis=0), strategy + 1), 1)


def mean_of_dimensions(found: dict[str, Scored]) -> Numbers:
    """NaN where nothing is answered."""
    twelfths = [one.total.astype(np.int16) * 12 // np.maximum(one.answered, 1) for one in found.values()]
    count = np.sum([one.answered > 0 for one in found.values()], axis=0)
    with np.errstate(invalid="ignore"):
        return np.sum(twelfths, axis=0) / (count * 12)


def status_of(found: dict[str, Scored], answered: Numbers, single: Numbers) -> Numbers:
    """Its place among the statuses."""
    least = np.min([found[name].answered for name in CORE], axis=0)
    leads = np.all([one.lead > 0 for one in found.values() if one.lead is not None], axis=0)
    enough = leads & (least >= 3) & (found[STRATEGY].answered >= 2) & (answered >= 20)
    return np.where((single & (least > 0)) | enough, 2, (least >= 2) & (answered >= 15))


def behind(found: dict[str, Scored], level: Numbers) -> Numbers:
    """The dimensions that miss the next level, as a mask."""
    mask = np.zeros(len(level), np.int8)
    for place, (name, one) in enumerate(found.items()):
        mask |= (one.now <= level - (name == STRATEGY)).astype(np.int8) << place
    return mask * (level < len(LEVELS))


def main(source: Path, target: Path) -> None:
    results = (score(portion) for portion in portions(source))
    if target.suffix == ".parquet":
        write_parquet(results, target)
        return
    with target.open("w", encoding="utf-8", newline="") as written:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(RESULT)
        for result in results:
            writer.writerows(zip(*(texts(result[name]) for name in RESULT), strict=True))


def texts(column: pd.Series) -> list[str]:
    """Each distinct cell is made a text once; where there are many, they are texts already."""
    if column.name in IDENTITY:
        return list(column)
    if isinstance(column.dtype, pd.CategoricalDtype):
        places, distinct = column.cat.codes.to_numpy(), column.cat.categories.tolist()
    else:
        places, found = pd.factorize(column)
        distinct = found.tolist()
    return np.array([*map(str, distinct), ""], object)[places].tolist()  # type: ignore[no-any-return]


def write_parquet(results: Iterator[pd.DataFrame], target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = (pa.Table.from_pandas(result, preserve_index=False) for result in results)
    first = next(tables)
    with pq.ParquetWriter(target, first.schema) as writer:
        for table in chain([first], tables):
            writer.write_table(table.cast(first.schema))


if __name__ == "__main__":
    # That a cell outside its categories is missing is what makes them fast, and deprecated.
    warnings.filterwarnings("ignore", message="Constructing a Categorical")
    main(*map(Path, sys.argv[1:]))
