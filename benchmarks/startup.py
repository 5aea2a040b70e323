"""
What help costs: the processor time of `cxmaturity --help` next to a bare lazy Typer app of as many commands.

    python benchmarks/startup.py [RUNS]

Both run side by side, a run of one after a run of the other, so that a busy machine spoils neither.
The ratio of the medians is to stay below 1.5.
"""

import os
import subprocess
import sys
from statistics import median
from typing import NamedTuple

from cxmaturity.cli.commands import COMMANDS

BARE = f"""
import typer
from typer.core import TyperGroup, TyperCommand

class Lazy(TyperGroup):
    def list_commands(self, ctx):
        return [f"command{{n}}" for n in range({len(COMMANDS)})]
    def get_command(self, ctx, name):
        return TyperCommand(name, help="What the command does.", rich_markup_mode=None)

app = typer.Typer(cls=Lazy, rich_markup_mode=None, pretty_exceptions_enable=False)
app.callback()(lambda: None)
app()
"""


class Program(NamedTuple):
    """A command to be timed."""

    name: str
    argv: tuple[str, ...]


PROGRAMS = (
    Program("bare Typer app", (sys.executable, "-c", BARE, "--help")),
    Program("cxmaturity", (sys.executable, "-m", "cxmaturity", "--help")),
)


def cpu_seconds(program: Program) -> float:
    """Run *program* once and return the processor time that it took, in seconds."""
    before = os.times()
    subprocess.run(program.argv, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(runs: int) -> None:
    """Time each program *runs* times and print the table."""
    rounds = [[cpu_seconds(program) for program in PROGRAMS] for _ in range(runs)]
    medians = [median(times) for times in zip(*rounds, strict=True)]
    for program, seconds in zip(PROGRAMS, medians, strict=True):
        print(f"{program.name:16}{seconds * 1000:6.0f} ms cpu {seconds / medians[0]:6.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
