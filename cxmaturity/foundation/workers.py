"""Copies of this process among which work is shared out: bytes in, bytes out, and a word about them."""

import gc
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from mmap import mmap
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, NamedTuple, Self, TypeVar

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg

Word = TypeVar("Word")

_MOST = 8  # more would wait for whoever hands out the work
_ROOM = 16_777_216  # bytes that go to and fro without a copy in between; more go through the pipe


def processors() -> int:
    """How many copies of this process can be at work at once: one, where it cannot be copied with all that it knows."""
    return min(len(os.sched_getaffinity(0)), _MOST) if sys.platform == "linux" else 1


class _Line(NamedTuple):
    """How one talks to a copy: words through a pipe, bytes through memory that both have."""

    pipe: Connection
    room: mmap

    def send(self, data: bytes) -> None:
        if len(data) > len(self.room):
            self.pipe.send(data)
            return
        self.room[: len(data)] = data
        self.pipe.send(len(data))

    def receive(self) -> bytes:
        got = self.pipe.recv()
        return got if isinstance(got, bytes) else self.room[:got]


class Workers(Generic[Word]):
    """Copies of this process, as it is now, each of which does *work* on what it is handed.

    They are `count`: as many as asked for, or fewer where the system allows no more, perhaps none. They end with this
    process, however that ends.
    """

    def __init__(self, work: Callable[[bytes], tuple[Word, bytes]], count: int) -> None:
        self._lines: list[_Line] = []
        self._children: list[int] = []
        self._free: SimpleQueue[_Line] = SimpleQueue()
        gc.freeze()  # else looking for garbage would have each copy its memory, page by page
        with suppress(OSError):
            for _ in range(count):
                self._copy(work)
        self.count = len(self._children)
        self._asking = ThreadPoolExecutor(max(1, self.count))

    def submit(self, data: bytes) -> Future[tuple[Word, bytes]]:
        """What comes of *data*. Raises what *work* raises, CxmaturityError where the copy is gone."""
        return self._asking.submit(self._ask, data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._asking.shutdown(cancel_futures=True)
        for line in self._lines:
            line.pipe.close()  # whoever waits there finds that nothing more comes
        for child in self._children:
            os.waitpid(child, 0)
        gc.unfreeze()

    def _copy(self, work: Callable[[bytes], tuple[Word, bytes]]) -> None:
        mine, theirs = Pipe()
        room = mmap(-1, _ROOM)
        child = os.fork()
        if not child:
            try:
                for line in (*self._lines, _Line(mine, room)):
                    line.pipe.close()  # so that the others are told when this process's parent is gone
                _serve(_Line(theirs, room), work)
            finally:
                os._exit(0)
        theirs.close()
        self._children.append(child)
        self._lines.append(_Line(mine, room))
        self._free.put(self._lines[-1])

    def _ask(self, data: bytes) -> tuple[Word, bytes]:
        line = self._free.get()
        try:
            line.send(data)
            word, error = line.pipe.recv()
            result = line.receive() if error is None else b""
        except (EOFError, OSError):
            raise CxmaturityError(
                msg("A process that shared the work has ended."),
                msg("Perhaps there is too little memory. Try once more, with fewer programs running."),
            ) from None
        finally:
            self._free.put(line)
        if error is not None:
            raise error
        return word, result


def _serve(line: _Line, work: Callable[[bytes], tuple[Any, bytes]]) -> None:
    """Do what comes in, until nothing more can come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, too, and closes the pipe
    with suppress(EOFError, OSError):
        while True:
            data = line.receive()
            try:
                word, result = work(data)
            except Exception as error:  # noqa: BLE001  whatever it is, the parent is to raise it
                _send_error(line.pipe, error)
            else:
                line.pipe.send((word, None))
                line.send(result)


def _send_error(pipe: Connection, error: Exception) -> None:
    """Send the error, or, where it holds what cannot go to another process, its words."""
    try:
        pipe.send((None, error))
    except OSError:
        raise
    except Exception:  # noqa: BLE001  it may say so in any way; nothing of it has been sent
        pipe.send((None, RuntimeError(repr(error))))
