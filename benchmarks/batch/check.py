"""
Holds what a program wrote against the assessment of each row alone.

    python -m benchmarks.batch.check IN.csv OUT.csv|OUT.parquet [--every N]

Every so-many-th row is assessed. Prints the number of cells that differ and the first of them, and exits with 1 if
there are any. Index and coverage may differ by 1e-9, nothing else by anything.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.batch.model import COLUMNS, IDENTITY, RESULT, SURVEY
from cxmaturity.answers.checking import InvalidAnswer, Raw, given_answer
from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.values import Given
from cxmaturity.library import load
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.compiled import CompiledQuestionnaire

NUMBERS = {"index", "coverage"}

Row = Mapping[str, str]


def answered_rows(source: Path) -> Iterator[Row]:
    """The rows that are as long as the header."""
    if source.suffix == ".parquet":
        yield from parquet_rows(source, COLUMNS)
        return
    with source.open(encoding="utf-8", newline="") as file:
        records = csv.reader(file, strict=True)
        header = next(records)
        assert header == [*COLUMNS]
        yield from (dict(zip(header, row, strict=True)) for row in records if len(row) == len(header))


def written_rows(target: Path) -> Iterator[Row]:
    if target.suffix == ".parquet":
        yield from parquet_rows(target, RESULT)
        return
    with target.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def parquet_rows(path: Path, names: Sequence[str]) -> Iterator[Row]:
    for batch in pq.ParquetFile(path).iter_batches():
        yield from ({name: _text(row[name]) for name in names} for row in batch.to_pylist())


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


class Assessor:
    """What the row of a result holds, by an assessment of its own."""

    def __init__(self, compiled: CompiledQuestionnaire) -> None:
        self.compiled = compiled
        self.given = cache(self._given)

    def _given(self, question: str, cell: str) -> Given | None:
        """None for a cell that is no answer, which counts as none at all."""
        asked = self.compiled.questions[question]
        raw: Raw = [*cell.split(";")] if asked.kind == "multi" and cell != "unknown" else cell
        try:
            return given_answer(asked, self.compiled.model.options_of(asked), raw)
        except InvalidAnswer:
            return None

    def row(self, cells: Row) -> Row:
        read = {name: self.given(name, cell) for name, cell in cells.items() if name not in IDENTITY and cell}
        entries = {name: Entry(given) for name, given in read.items() if given is not None}
        assessment = assess(self.compiled, Answers(Company(name=cells["company"]), entries))
        result = {
            "level": assessment.level and assessment.level.id,
            "level_number": assessment.level and assessment.level.number,
            "level_status": assessment.level_status,
            "index": None if assessment.index is None else float(assessment.index),
            "coverage": None if assessment.coverage is None else float(assessment.coverage),
            "level_low": assessment.range.low.number,
            "level_high": assessment.range.high.number,
            "held_back_by": ";".join(assessment.held_back_by),
        }
        return {name: cells[name] for name in IDENTITY} | {name: _text(cell) for name, cell in result.items()}


def same(name: str, expected: str, found: str) -> bool:
    if name in NUMBERS and expected and found:
        return abs(float(expected) - float(found)) <= 1e-9
    return expected == found


def differences(source: Path, target: Path, every: int) -> Iterator[str]:
    """A sentence for each cell that differs."""
    assessor = Assessor(load(SURVEY))
    nothing: Row = {}
    pairs = zip_longest(answered_rows(source), written_rows(target), fillvalue=nothing)
    for number, (cells, written) in enumerate(pairs):
        if not cells or not written:
            yield f"row {number}: only in {'the result' if written else 'the answers'}"
        elif number % every == 0:
            expected = assessor.row(cells)
            for name in RESULT:
                found = written.get(name, "")
                if not same(name, expected[name], found):
                    yield f"row {number}, {name}: {found!r} instead of {expected[name]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Holds a result against assessments of single rows.")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    found = [*differences(given.source, given.target, given.every)]
    print(f"{given.target}: {len(found)} cells differ", *found[:10], sep="\n  ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
