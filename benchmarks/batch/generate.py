"""
Answers to `survey.yaml` as survey tools export them, the same for the same seed.

    python -m benchmarks.batch.generate ROWS FILE.csv|FILE.parquet [--seed N]

Of the cells 3% are blank, 1% are `unknown` and 0.1% answer nothing that was asked. Of the rows of a CSV file 0.01% are
ragged: one cell too long (a company with a comma and no quotes), or cut off after the respondent. None is cut off
later: Polars and pandas take such a row for one with blank cells, and the programs would not score the same rows.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.batch.model import CHOICES, COLUMNS, MINUTES, QUESTIONS, SHARE, TICKS

CHUNK = 100_000
BLANK, UNKNOWN, INVALID = 0.03, 0.01, 0.001
RAGGED = 0.0001
TOWNS = ("Altona", "Bremen", "Coburg", "Dresden", "Erfurt", "Freiburg", "Gera", "Halle", "Ilmenau", "Jena")
TRADES = ("Mode", "Technik", "Möbel", "Versand", "Garten", "Reisen", "Energie", "Medien", "Sport", "Papier")

Floats = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]


class Cells(NamedTuple):
    """The valid cells of a column from worst to best, and some that are not."""

    valid: Sequence[str]
    invalid: Sequence[str]


def cells_of(question: str) -> Cells:
    if question in CHOICES:
        return Cells(CHOICES[question], ("n.a.", CHOICES[question][2].replace("-", " "), "yes"))
    if question in TICKS:
        return Cells(joined(TICKS[question]), ("fax", f"{TICKS[question][0]};fax", "several"))
    if question == SHARE:
        return Cells(
            [f"{cents // 100}.{cents % 100:02d}" for cents in range(10_001)], ("142.50", "n/a", "about half")
        )
    return Cells(durations(), ("soon", "n/a", "the same day"))


def joined(options: Sequence[str]) -> list[str]:
    """Every choice of ticks, the smallest first."""
    return [
        ";".join(ticked) for count in range(1, len(options) + 1) for ticked in combinations(options, count)
    ]


def durations() -> list[str]:
    """From a month to a minute."""
    spans = {"d": range(1, 31), "h": range(1, 72), "min": range(1, 120)}
    named = [
        (number * MINUTES[unit], f"{number} {unit}") for unit, numbers in spans.items() for number in numbers
    ]
    return [text for _, text in sorted(named, reverse=True)]


def tables(rows: int, seed: int) -> Iterator[pa.Table]:
    """The rows in portions, each by a seed of its own: a longer file begins like a shorter one."""
    cells = {question: cells_of(question) for question in QUESTIONS}
    for start in range(0, rows, CHUNK):
        chance = np.random.default_rng([seed, start])
        whole = portion(start, chance, cells)
        yield whole.slice(0, min(CHUNK, rows - start))


def portion(start: int, chance: np.random.Generator, cells: dict[str, Cells]) -> pa.Table:
    maturity = chance.random(CHUNK)
    columns = identity(start, chance)
    columns += [column(question, maturity, chance) for question in cells.values()]
    return pa.table(columns, names=list(COLUMNS))


def identity(start: int, chance: np.random.Generator) -> list[pa.Array]:
    numbers = np.arange(start, start + CHUNK)
    town, trade = (drawn(names, chance.random(CHUNK)) for names in (TOWNS, TRADES))
    number = pc.cast(pa.array(numbers // 4), pa.string())
    company = pc.binary_join_element_wise(trade, town, number, " ")
    respondent = pc.binary_join_element_wise(
        "R-", pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 8, "0"), ""
    )
    days = np.datetime64("2026-01-01") + chance.integers(0, 365, CHUNK)
    return [company, respondent, pc.cast(pa.array(days), pa.string())]


def column(cells: Cells, maturity: Floats, chance: np.random.Generator) -> pa.Array:
    """The answers of companies that are as mature as *maturity* (0 to 1) says, more or less."""
    texts = [*cells.valid, "", "unknown", *cells.invalid]
    count = len(cells.valid)
    spread = np.clip(maturity + chance.normal(0, 0.15, CHUNK), 0, 1)
    places = np.minimum((spread * count).astype(np.int64), count - 1)
    lot = chance.random(CHUNK)
    wrong = count + 2 + chance.integers(0, len(cells.invalid), CHUNK)
    places = np.where(lot < BLANK + UNKNOWN + INVALID, wrong, places)
    places = np.where(lot < BLANK + UNKNOWN, count + 1, places)
    return pa.array(texts).take(pa.array(np.where(lot < BLANK, count, places)))


def drawn(texts: Sequence[str], spread: Floats) -> pa.Array:
    return pa.array(texts).take(pa.array((spread * len(texts)).astype(np.int64)))


def lines(table: pa.Table, chance: np.random.Generator) -> pa.Array:
    """The rows as lines, some of them ragged."""
    company, respondent, *rest = (column.combine_chunks() for column in table.columns)
    whole = pc.binary_join_element_wise(company, respondent, *rest, ",")
    long = pc.binary_join_element_wise(company, " Söhne", respondent, *rest, ",")
    short = pc.binary_join_element_wise(company, respondent, ",")
    lot = chance.random(len(table))
    kind = pa.array(np.select([lot < RAGGED / 2, lot < RAGGED], [1, 2], 0))
    return pc.choose(kind, whole, long, short)


def write_csv(rows: int, path: Path, seed: int) -> None:
    with path.open("wb") as file:
        file.write(",".join(COLUMNS).encode() + b"\n")
        for number, table in enumerate(tables(rows, seed)):
            text = lines(table, np.random.default_rng([seed, number, 1]))
            file.write(
                memoryview(
                    pc.binary_join(pa.ListArray.from_arrays([0, len(text)], text), "\n")[0].as_buffer()
                )
            )
            file.write(b"\n")


def write_parquet(rows: int, path: Path, seed: int) -> None:
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with pq.ParquetWriter(path, schema) as writer:
        for table in tables(rows, seed):
            writer.write_table(table)


def main() -> None:
    parser = argparse.ArgumentParser(description="Answers to survey.yaml.")
    parser.add_argument("rows", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    (write_parquet if given.file.suffix == ".parquet" else write_csv)(given.rows, given.file, given.seed)


if __name__ == "__main__":
    main()
