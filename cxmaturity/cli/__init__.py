"""The command line: commands that make values in one room and hand them to another, and exit codes."""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import MutableMapping, Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line on *args*, by default the process's own, and return the exit code."""
    _start_fast(os.environ)
    _end_in_order()
    from cxmaturity.cli.app import main as run

    return run(args)


def _end_in_order() -> None:
    """Have whoever ends the process end its work, too: what is half written is removed."""
    if threading.current_thread() is threading.main_thread():  # which alone may say so
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def _start_fast(environ: MutableMapping[str, str]) -> None:
    """Spare every command what costs a large part of its start or its end, and is of no use to any."""
    # Modules and schemas stay: the collector would look through them over a hundred times and find nothing.
    gc.set_threshold(200_000)
    # And in the end several times more, before the process gives its memory back anyway.
    atexit.register(gc.freeze)
    # NumPy's library for matrices of floats, which nothing here has, keeps all cores busy waiting for some.
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # To find plugins, Pydantic reads the metadata of every package that is installed.
    environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
