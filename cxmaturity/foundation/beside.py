"""Work that goes on beside the main thread: what is compiled, and the system, do not wait for Python."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import islice
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


def ahead(items: Iterator[T], most: int) -> Iterator[T]:
    """The same *items*, of which up to *most* are made before they are asked for."""
    beside = ThreadPoolExecutor(1)
    try:
        coming = deque(beside.submit(list, islice(items, 1)) for _ in range(most))
        while found := coming.popleft().result():
            coming.append(beside.submit(list, islice(items, 1)))
            yield from found
    finally:
        beside.shutdown(cancel_futures=True)


class Queue:
    """Calls that are made in their turn, of which up to *most* wait; who adds one more has to wait, too."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._beside = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()
        self._has_failed = False

    def add(self, call: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        """Have *call* made. Raises what an earlier one has raised."""
        while len(self._waiting) > self._most:
            self._waiting.popleft().result()
        self._waiting.append(self._beside.submit(self._made, partial(call, *args, **named)))

    def _made(self, call: Callable[[], None]) -> None:
        """Make the call, unless one before it has failed."""
        if self._has_failed:
            return
        try:
            call()
        except BaseException:
            self._has_failed = True
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the rest, or give it up after an *error*. Raises what a call has raised."""
        try:
            for call in self._waiting if error is None else ():
                call.result()
        finally:  # also when the waiting is interrupted
            for call in self._waiting:
                call.cancel()
            wait(self._waiting)
            self._beside.shutdown()
