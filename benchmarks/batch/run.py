"""
What scoring a table of answers costs, next to what others can do with the same file.

    python -m benchmarks.batch.run [--rows 10000 1000000] [--runs 3] [--memory 10000000] [--folder DIR]

Each program is a process of its own, cxmaturity in an environment without pandas; a run of one follows a run of the
other, so that a busy machine spoils neither. Figures are medians. The results at the smallest size are held against
assessments of single rows. `--memory` runs each program once more, on so many rows and within 1 GiB.

The environments and files are kept in the folder, where it is given, for the next time.
"""

import argparse
import subprocess
import sys
from collections.abc import Mapping, Sequence
from math import nan
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.batch.measuring import MIB, Cost, Failed, cost_of, peak_within_limit
from benchmarks.batch.programs import (
    COPY,
    LIBRARIES,
    LOOP,
    OURS,
    PANDAS,
    PLAN,
    ROOT,
    UNCHECKED,
    Program,
    programs,
    surroundings,
)

#: Rows up to which a loop in Python is the one to beat.
FEW = 10_000
#: Rows that are assessed one by one.
CHECKED = 500

Costs = Mapping[str, Cost]


class Target(NamedTuple):
    """What cxmaturity may cost, as a share of what a peer does."""

    peer: str
    what: str
    most: float

    def sentence(self, costs: Costs) -> str:
        ratio = self.ratio(costs, OURS)
        verdict = "met" if ratio <= self.most else "missed"
        return f"  {self.what} {ratio:.3f} x {self.peer}, at most {self.most:.3f} x: {verdict}"

    def ratio(self, costs: Costs, name: str) -> float:
        """What a program costs, as a share of what the peer does."""
        ratio: float = getattr(costs[name], self.what) / getattr(costs[self.peer], self.what)
        return ratio


FOR_FEW = (Target(LOOP, "wall", 1.0), Target(LOOP, "cpu", 1.0))
FOR_MANY = (
    Target(PLAN, "cpu", 1.0),
    Target(PLAN, "wall", 0.95),
    Target(COPY, "wall", 1.4),
    Target(PANDAS, "wall", 1 / 6),
)


def source(folder: Path, rows: int, ending: str) -> Path:
    """The answers, made where they are not there yet.

    By another process: what this one has loaded would count among the memory of all that it starts.
    """
    path = folder / f"answers-{rows}{ending}"
    if not path.exists():
        unfinished = folder / f"unfinished{ending}"
        generate: list[str | Path] = [
            sys.executable,
            "-m",
            "benchmarks.batch.generate",
            str(rows),
            unfinished,
        ]
        subprocess.run(generate, check=True, cwd=ROOT)
        unfinished.rename(path)
    return path


def measure(folder: Path, everyone: Sequence[Program], rows: int, runs: int) -> dict[str, Cost]:
    """The median cost of each program that did not fail, in rounds that begin at one end and at the other by turns."""
    costs: dict[str, list[Cost]] = {program.name: [] for program in everyone}
    for number in range(runs):
        for program in everyone if number % 2 == 0 else reversed(everyone):
            result = folder / program.result_name
            command = program.command(source(folder, rows, program.ending), result)
            # What it costs the file system to be rid of the last one is none of the program's business.
            for last in (result, result.with_name(f"{result.stem}.rejects.csv")):
                last.unlink(missing_ok=True)
            try:
                costs[program.name].append(cost_of(command, allowed=program.allowed, env=surroundings()))
            except Failed as failed:
                print(failed)
    return {name: Cost(*map(median, zip(*each, strict=True))) for name, each in costs.items() if each}


def report(costs: Costs, rows: int, runs: int) -> None:
    """A line for each program, and one for each target."""
    print(f"\n{rows:,} rows, median of {runs}")
    print(f"  {'':24}{'wall s':>8}{'cpu s':>8}{'µs/row':>8}{'MiB':>6}{'x wall':>8}{'x cpu':>7} of {PLAN}")
    base = costs.get(PLAN, Cost(nan, nan, 0))
    for name, cost in costs.items():
        print(
            f"  {name:24}{cost.wall:8.2f}{cost.cpu:8.2f}{cost.cpu / rows * 1e6:8.2f}{cost.memory / MIB:6.0f}"
            f"{cost.wall / base.wall:8.2f}{cost.cpu / base.cpu:7.2f}"
        )
    targets = [each for each in (FOR_FEW if rows <= FEW else FOR_MANY) if each.peer in costs]
    if OURS in costs:
        for target in targets:
            print(target.sentence(costs))
    if LIBRARIES in costs and rows <= FEW:
        for target in targets:
            print(f"  {target.what} {target.ratio(costs, LIBRARIES):.3f} x {target.peer}: {LIBRARIES}")


def check(folder: Path, everyone: Sequence[Program], rows: int) -> None:
    """Print how many cells of each result differ from the assessment of their row."""
    for program in everyone:
        if program.name in UNCHECKED:
            continue
        answers, result = source(folder, rows, program.ending), folder / program.result_name
        every = max(1, rows // CHECKED)
        held_against: list[str | Path] = [
            sys.executable,
            "-m",
            "benchmarks.batch.check",
            answers,
            result,
            "--every",
            str(every),
        ]
        subprocess.run(held_against, check=False, cwd=ROOT)


def report_memory(folder: Path, everyone: Sequence[Program], rows: int) -> None:
    print(f"\n{rows:,} rows within 1 GiB")
    for program in everyone:
        command = program.command(source(folder, rows, program.ending), folder / program.result_name)
        try:
            peak = peak_within_limit(command, allowed=program.allowed, env=surroundings())
        except Failed as failed:
            print(f"  {program.name:24} {failed}")
        else:
            print(f"  {program.name:24}{peak / MIB:6.0f} MiB")


def compare(folder: Path, sizes: Sequence[int], runs: int, memory: int | None) -> None:
    everyone = programs(folder)
    for number, rows in enumerate(sorted(sizes)):
        costs = measure(folder, everyone, rows, runs)
        if number == 0:
            check(folder, everyone, rows)
        report(costs, rows, runs)
    if memory is not None:
        report_memory(folder, everyone, memory)


def main() -> None:
    parser = argparse.ArgumentParser(description="What scoring a table of answers costs.")
    parser.add_argument("--rows", type=int, nargs="+", default=[FEW, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", type=int, metavar="ROWS")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        compare(folder, given.rows, given.runs, given.memory)


if __name__ == "__main__":
    main()
