"""Work beside the main thread: all of it, in its turn, no more at once than is allowed, and no error lost."""

import os
import signal
import sys
from collections.abc import Iterator
from threading import Event, Thread, Timer, active_count
from time import sleep

import pytest

from cxmaturity.foundation.beside import Queue, ahead


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 3, 20])
def test_items_come_as_they_are(most: int, count: int) -> None:
    assert list(ahead(iter(range(count)), most)) == list(range(count))


def test_no_more_items_are_made_than_allowed() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            made.append(number)
            yield number

    coming = ahead(items(), 2)
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert len(made) <= 3
    assert active_count() == 1


def test_an_error_comes_after_what_was_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    coming = ahead(items(), 4)
    assert next(coming) == 1
    with pytest.raises(OSError, match="gone"):
        next(coming)


def test_calls_are_made_in_their_turn_and_waited_for() -> None:
    done: list[int] = []
    with Queue(3) as queue:
        for number in range(50):
            queue.add(done.append, number)
    assert done == list(range(50))
    assert active_count() == 1


def test_who_adds_too_much_has_to_wait() -> None:
    go, begun, added = Event(), Event(), Event()

    def more() -> None:
        for _ in range(3):
            queue.add(_until, go)
        begun.set()
        queue.add(_until, go)
        added.set()

    with Queue(2) as queue:
        adding = Thread(target=more)
        adding.start()
        _until(begun)
        assert not added.wait(0.1)
        go.set()
        _until(added)
        adding.join()


def _until(event: Event) -> None:
    assert event.wait(10)


def _fail() -> None:
    raise OSError("full")


def test_what_a_call_raises_is_not_lost() -> None:
    with pytest.raises(OSError, match="full"), Queue(1) as queue:
        queue.add(_fail)
    with Queue(0) as queue:
        queue.add(_fail)
        with pytest.raises(OSError, match="full"):
            queue.add(_fail)


def test_after_a_call_that_fails_none_is_made() -> None:
    done: list[int] = []

    def failing() -> None:
        with Queue(9) as queue:
            queue.add(done.append, 1)
            queue.add(_fail)
            for number in range(2, 6):
                queue.add(done.append, number)

    with pytest.raises(OSError, match="full"):
        failing()
    assert done == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="no process can interrupt itself there")
def test_who_is_interrupted_at_the_end_waits_for_the_running_call_alone() -> None:
    done: list[int] = []

    def interrupted() -> None:
        with Queue(9) as queue:
            queue.add(sleep, 0.5)
            for number in range(3):
                queue.add(done.append, number)
            Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (done, active_count()) == ([], 1)


def test_after_an_error_the_rest_is_given_up() -> None:
    done: list[int] = []
    go = Event()

    def interrupted() -> None:
        with Queue(5) as queue:
            queue.add(_until, go)
            for number in range(3):
                queue.add(done.append, number)
            go.set()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(done) <= 3
    assert active_count() == 1
