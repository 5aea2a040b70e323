"""Ends what hangs, so that a test for hanging fails and does not hang itself."""

import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS_OF_WORK = 30
_SECONDS_OF_WAITING = 600


class Hangs(BaseException):
    """What is tested works on and on. No `Exception`, so that nothing on the way up takes it for its own."""


@contextmanager
def watched(seconds: float = _SECONDS_OF_WORK) -> Iterator[None]:
    """Raise Hangs after so many *seconds* of the processor's time; end the process after ten minutes of the clock's."""
    faulthandler.dump_traceback_later(_SECONDS_OF_WAITING, exit=True)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _bark)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _bark(*_: object) -> None:
    raise Hangs
