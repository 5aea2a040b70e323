"""What is measured: cxmaturity and its peers, each with an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.batch.model import SURVEY

ROOT = Path(__file__).resolve().parents[2]
PEERS = ("numpy", "pandas", "polars", "pyarrow")

PLAN, COPY, PANDAS, LOOP = "Polars plan", "Polars copy", "pandas", "Python loop"
OURS, FULL = "cxmaturity", "cxmaturity, all columns"
PARQUET, PARQUET_PLAN = "cxmaturity, Parquet", "Polars plan, Parquet"
LIBRARIES = "libraries alone"
#: These results are not those of an assessment: there are none, or more columns of them.
UNCHECKED = (COPY, FULL, LIBRARIES)
MODULES = {
    PLAN: "polars_plan",
    COPY: "polars_copy",
    PANDAS: "pandas_script",
    LOOP: "python_loop",
    PARQUET_PLAN: "polars_plan",
}


@dataclass(frozen=True, slots=True)
class Program:
    """A command up to its files, the ending of these, and the exit codes of a run that did its work."""

    name: str
    begin: tuple[str | Path, ...]
    end: tuple[str | Path, ...] = ()
    ending: str = ".csv"
    allowed: tuple[int, ...] = (0,)
    ours: bool = False

    def command(self, source: Path, target: Path) -> list[str | Path]:
        """One file in, one file out."""
        between: tuple[str | Path, ...] = ("-o",) if self.ours else ()
        return [*self.begin, source, *between, target, *self.end]

    @property
    def result_name(self) -> str:
        return self.name.lower().replace(", ", "-").replace(" ", "-") + self.ending


def environment(folder: Path, *packages: str | Path) -> Path:
    """The programs of a virtual environment with *packages*, which is made where there is none."""
    programs = folder / "bin"
    if not programs.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [programs / "python", "-m", "pip", "install", "--quiet", "--upgrade", *packages]
    subprocess.run(install, check=True)
    return programs


def programs(folder: Path) -> list[Program]:
    """All of them; ours are left out, with a word, where the command that scores is missing."""
    python = environment(folder / "peers", *PEERS) / "python"
    ours = environment(folder / "ours", ROOT)
    peers = [
        Program(
            name,
            (python, "-m", f"benchmarks.batch.{module}"),
            ending=".parquet" if name == PARQUET_PLAN else ".csv",
        )
        for name, module in MODULES.items()
    ]
    libraries = Program(LIBRARIES, (ours / "python", "-m", "benchmarks.batch.libraries"))
    return [*own_programs(ours / "cxmaturity"), libraries, *peers]


def own_programs(command: Path) -> list[Program]:
    """Rows that are rejected make the exit code 1."""
    if subprocess.run([command, "score", "--help"], capture_output=True, check=False).returncode:
        print("cxmaturity has no command that scores a table; only the peers are measured.")
        return []
    begin = (command, "score")
    core = ("-q", SURVEY, "--columns", "core", "--force", "--quiet")
    full = ("-q", SURVEY, "--columns", "full", "--force", "--quiet")
    return [
        Program(OURS, begin, core, allowed=(0, 1), ours=True),
        Program(FULL, begin, full, allowed=(0, 1), ours=True),
        Program(PARQUET, begin, core, ending=".parquet", allowed=(0, 1), ours=True),
    ]


def surroundings() -> Mapping[str, str]:
    """The environment variables of every program."""
    return {**os.environ, "PYTHONPATH": "", "CXMATURITY_LANG": "en", "PYTHONDONTWRITEBYTECODE": ""}
