"""What a program costs as a process of its own."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

MIB = 2**20
#: What no program may use more of, in bytes, where memory is looked at.
LIMIT = 1024 * MIB


class Cost(NamedTuple):
    """Seconds on the clock and of both processors, children included, and the largest process in bytes."""

    wall: float
    cpu: float
    memory: int


class Failed(Exception):
    """The program ended with another code than it may, which is negative for a signal."""


def cost_of(command: Sequence[str | Path], *, allowed: Sequence[int], env: Mapping[str, str]) -> Cost:
    """Run *command* once, in silence. Raises Failed."""
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    argv = [*map(str, command)]
    before = time.perf_counter()
    process = os.posix_spawnp(argv[0], argv, env, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - before
    code = os.waitstatus_to_exitcode(status)
    if code not in allowed:
        raise Failed(f"{' '.join(argv)} ended with {code}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def peak_within_limit(
    command: Sequence[str | Path], *, allowed: Sequence[int], env: Mapping[str, str]
) -> int:
    """The most bytes that *command* and its children hold together while none may allocate more than LIMIT.

    Pages that several share are counted once. Raises Failed where the limit is too narrow.
    """
    argv = ["prlimit", f"--data={LIMIT}", *map(str, command)]
    process = subprocess.Popen(
        argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0
    try:
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional_size, _with_children(process.pid))))
            time.sleep(0.2)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode not in allowed:
        raise Failed(f"{' '.join(argv)} ended with {process.returncode}")
    return peak


def _with_children(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _with_children(int(child))


def _proportional_size(process: int) -> int:
    lines = _text(Path(f"/proc/{process}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _text(path: Path) -> str:
    """Nothing where the process has just ended."""
    try:
        return path.read_text()
    except OSError:
        return ""
