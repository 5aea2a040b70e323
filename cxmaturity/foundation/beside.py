"""Work that goes on beside the main thread: what is compiled, and the system, do not wait for Python."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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

    def add(self, call: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        """Have *call* made. Raises what an earlier one has raised."""
        while len(self._waiting) > self._most:
            self._waiting.popleft().result()
        self._waiting.append(self._beside.submit(call, *args, **named))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the rest, or give it up after an *error*. Raises what a call has raised."""
        self._beside.shutdown(cancel_futures=error is not None)
        if error is None:
            for call in self._waiting:
                call.result()
