"""Work that may not end, done in a process that can be ended."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

P = ParamSpec("P")
T = TypeVar("T")

_MOST_MEMORY = 2_000_000_000


def within_limits(seconds: float, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what *work* returns, done in another process. Raises CxmaturityError where it fails or takes too long."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, work, args, kwargs), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise CxmaturityError(
                msg("Laying out the pages took longer than {limit} seconds.", limit=int(seconds))
            )
        done, result = receiver.recv()
    except EOFError:
        done, result = False, None
    finally:
        process.kill()
        process.join()
        receiver.close()
    if not done:
        raise CxmaturityError(msg("The pages cannot be laid out with these templates."))
    return result  # type: ignore[no-any-return]


def _work(
    sender: Connection, work: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> None:
    _limit_memory()
    try:
        outcome = True, work(*args, **kwargs)
    except BaseException:  # noqa: BLE001  whatever it was, the page was not made
        outcome = False, None
    sender.send(outcome)


def _limit_memory() -> None:
    """Where the system can: running out of memory is then an error of this process alone."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
