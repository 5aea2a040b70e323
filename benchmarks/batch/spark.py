"""
What Spark costs on one machine, and what a second core brings: Parquet in, results and rejects as Parquet out.

    python -m benchmarks.batch.spark [--rows 400000] [--runs 3]

Needs the extra [spark] and Java. Each engine is a process of its own; its first run does not count, starting Spark is
told apart. Passing through is what Spark takes to hand all rows to Python and take them back as they are. Figures are
medians; ratios are to the engine without Spark.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from pyarrow import parquet

import cxmaturity
from benchmarks.batch.generate import tables
from benchmarks.batch.model import SURVEY
from benchmarks.batch.programs import ROOT

PART = 50_000  # rows of a file: Spark shares files out, and such small ones it does not divide
ENGINES = ("local", "local[1]", "local[2]")


def make(folder: Path, rows: int) -> None:
    """The same rows as one file, and as a folder of several."""
    (folder / "parts.parquet").mkdir()
    whole = list(tables(rows, seed=1))
    with parquet.ParquetWriter(folder / "whole.parquet", whole[0].schema) as writer:
        for number, table in enumerate(whole):
            writer.write_table(table)
            for start in range(0, table.num_rows, PART):
                name = f"{number:04}-{start:06}.parquet"
                parquet.write_table(table.slice(start, PART), folder / "parts.parquet" / name)


def seconds(work: Callable[[Path], object], folder: Path, runs: int) -> list[float]:
    """How long *work* takes, which is given a new folder each time."""
    found = []
    for number in range(runs + 1):
        out = folder / f"out-{number}"
        out.mkdir(parents=True)
        before = perf_counter()
        work(out)
        found.append(perf_counter() - before)
    return found[1:]


def alone(folder: Path, runs: int) -> dict[str, Any]:
    """Without Spark."""
    from cxmaturity.cli import main as command

    source = str(folder / "whole.parquet")
    options = ["--questionnaire", str(SURVEY), "--quiet"]
    found = seconds(
        lambda out: command(["score", source, "-o", str(out / "results.parquet"), *options]), folder, runs
    )
    return {"start": 0.0, "seconds": found, "through": [0.0]}


def with_spark(folder: Path, runs: int) -> dict[str, Any]:
    """With Spark as the environment says."""
    from cxmaturity.spark.files import Outputs, read, write
    from cxmaturity.spark.frames import score
    from cxmaturity.spark.session import start

    before = perf_counter()
    session = start()
    started = perf_counter() - before
    questionnaire = cxmaturity.load(SURVEY)

    def work(out: Path) -> None:
        frame = read(session, folder / "parts.parquet")
        outputs = Outputs(out / "results.parquet", out / "rejects.parquet")
        write(frame, score(frame, questionnaire), outputs, filtered=False)

    def passed_through(_: Path) -> None:
        frame = read(session, folder / "parts.parquet")
        same = frame.mapInArrow(lambda batches: batches, frame.schema)
        same.write.format("noop").mode("overwrite").save()

    found = {"start": started, "seconds": seconds(work, folder / "scored", runs),
             "through": seconds(passed_through, folder / "through", runs)}  # fmt: skip
    session.stop()
    return found


def measure(engine: str, folder: Path, rows: int, runs: int) -> dict[str, Any]:
    """The engine in a process of its own."""
    with TemporaryDirectory(dir=folder) as own:
        for name in ("whole.parquet", "parts.parquet"):
            (Path(own) / name).symlink_to(folder / name)
        env = {
            **os.environ,
            "PYSPARK_SUBMIT_ARGS": f"--master {engine} pyspark-shell",
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": str(ROOT),
        }
        arguments = ["--rows", str(rows), "--runs", str(runs), "--engine", engine, "--folder", own]
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.batch.spark", *arguments],
            env=env, cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(rows: int, runs: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, rows)
        found = {engine: measure(engine, folder, rows, runs) for engine in ENGINES}
    base = median(found["local"]["seconds"])
    print(f"{rows:,} rows, {runs} runs, {os.cpu_count()} processors")
    for engine, cost in found.items():
        title = "without Spark" if engine == "local" else f"Spark {engine}"
        mid = median(cost["seconds"])
        through = median(cost["through"])
        print(
            f"{title:16} {mid:7.2f} s {mid / base:5.2f} x   start {cost['start']:5.2f} s"
            f"   passing through {through:5.2f} s {through / base:5.2f} x"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Spark on one machine.")
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.engine is None:
        compare(given.rows, given.runs)
    else:
        work = alone if given.engine == "local" else with_spark
        print(json.dumps(work(given.folder, given.runs)))


if __name__ == "__main__":
    main()
