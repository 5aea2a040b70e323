"""What the fixtures of tests/conftest.py are, for annotations."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command line left: the exit code and the two streams, stdout also as bytes."""

    code: int
    out: str
    err: str
    out_bytes: bytes


class Run(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *args: str | Path, stdin: str = "") -> Outcome: ...


class Golden(Protocol):
    """Compares *actual* with the file; with `--update`, writes the file instead."""

    def __call__(self, actual: str | bytes, expected: Path) -> None: ...
