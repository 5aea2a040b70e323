"""
What checking a questionnaire costs, next to check-jsonschema on the same files with the schema that ships.

    python benchmarks/validate.py [RUNS]

Whole processes run side by side, a run of one after a run of the other, so that a busy machine spoils neither; each
figure is the median. `cxmaturity validate` reads, checks, compiles, lints and runs the tests in the file; a schema
only looks at its shape. Below stands what the lints cost in one process, next to loading: reading, checking, compiling.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.large_questionnaire import large_questionnaire
from cxmaturity.authoring.linting import lint
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.resources import SCHEMAS
from cxmaturity.foundation.yaml_writer import dump_yaml
from cxmaturity.questionnaire.catalogue import shipped
from cxmaturity.scoring.compiled import compile_document

OURS = (sys.executable, "-m", "cxmaturity", "validate", "--quiet")
PEER = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMAS / "questionnaire.json"))


class Cost(NamedTuple):
    """Seconds."""

    cpu: float
    wall: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run *command* once; it must find nothing."""
    before = perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} found something")
    return Cost(usage.ru_utime + usage.ru_stime, perf_counter() - before)


def compare(title: str, files: Sequence[Path], runs: int) -> None:
    """Print a line for each program, and the ratio of ours to the peer's."""
    commands = [[*program, *map(str, files)] for program in (PEER, OURS)]
    rounds = [[cost_of(command) for command in commands] for _ in range(runs)]
    peer, ours = (Cost(*map(median, zip(*costs, strict=True))) for costs in zip(*rounds, strict=True))
    print(f"{title}, median of {runs}")
    for name, cost in (("check-jsonschema", peer), ("cxmaturity", ours)):
        print(f"  {name:18}{cost.cpu * 1000:7.0f} ms cpu {cost.wall * 1000:7.0f} ms wall"
              f" {cost.cpu / peer.cpu:6.2f} x {cost.wall / peer.wall:6.2f} x")  # fmt: skip


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median processor time of *work*, after one run that does not count."""
    work()
    times = []
    for _ in range(runs):
        before = process_time()
        work()
        times.append((process_time() - before) * 1000)
    return median(times)


def lints(path: Path, runs: int) -> None:
    """Print what loading and all lints cost, and their ratio."""
    document = read_document(path)
    compiled = compile_document(document)
    loading = milliseconds(lambda: compile_document(read_document(path)), runs)
    linting = milliseconds(lambda: list(lint(Subject(document, compiled))), runs)
    print(
        f"{path.name}: loading {loading:.0f} ms, lints {linting:.0f} ms, both {1 + linting / loading:.2f} x loading"
    )


def main(runs: int) -> None:
    """Print everything."""
    with TemporaryDirectory() as folder:
        large = Path(folder) / "large.yaml"
        large.write_text(dump_yaml(large_questionnaire()), encoding="utf-8")
        compare("the shipped questionnaires", list(shipped()), runs)
        compare("500 questions", [large], runs)
        for path in (*shipped(), large):
            lints(path, runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
