"""Copies of this process do the work handed to them, say what went wrong, and do not outlive it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.foundation import workers
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import OutputExists
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.workers import Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def work(data: bytes) -> tuple[int, bytes]:
    if data == b"wrong":
        raise CxmaturityError(msg("This is {what}.", what="wrong"))
    if data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), data[::-1]


def test_what_is_handed_out_comes_back() -> None:
    with Workers(work, 2) as shared:
        answers = [shared.submit(str(number).encode()) for number in range(50)]
        found = [answer.result() for answer in answers]
    assert [result for _, result in found] == [str(number).encode()[::-1] for number in range(50)]
    assert os.getpid() not in {process for process, _ in found}


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 70_000])
def test_any_size(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(workers, "_ROOM", 100)
    data = os.urandom(size)
    with Workers(work, 1) as shared:
        assert shared.submit(data).result()[1] == data[::-1]


def test_what_is_raised_is_raised_here_and_the_work_goes_on() -> None:
    with Workers(work, 1) as shared:
        with pytest.raises(CxmaturityError, match=r"This is wrong\."):
            shared.submit(b"wrong").result()
        assert shared.submit(b"ab").result()[1] == b"ba"


@pytest.mark.parametrize(
    "error",
    [
        CxmaturityError(msg("Wrong."), msg("Mend it.")),
        InvalidAnswer("unknown-option", msg("Wrong."), msg("Mend it."), position=2),
        refusal("io", "table.csv", msg("Wrong."), line=3),
        OutputExists(msg("Wrong."), None),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_come_as_they_were(error: CxmaturityError) -> None:
    def fail(_: bytes) -> tuple[None, bytes]:
        raise error

    with Workers(fail, 1) as shared:
        raised = shared.submit(b"").exception()
    assert (type(raised), vars(raised), str(raised)) == (type(error), vars(error), str(error))


def test_an_error_that_cannot_be_sent_comes_in_words() -> None:
    def fail(_: bytes) -> tuple[None, bytes]:
        raise ValueError(lambda: 0)

    with Workers(fail, 1) as shared, pytest.raises(RuntimeError, match="ValueError"):
        shared.submit(b"").result()


def test_a_process_that_is_gone_is_missed() -> None:
    with Workers(work, 1) as shared, pytest.raises(CxmaturityError, match="has ended"):
        shared.submit(b"die").result()


@pytest.mark.parametrize("bad", [b"wrong", b"die"])
def test_what_is_still_asked_for_is_given_up(bad: bytes) -> None:
    with pytest.raises(CxmaturityError):
        _ask_much(bad)


def _ask_much(first: bytes) -> None:
    with Workers(work, 2) as shared:
        asked = [shared.submit(data) for data in [first] * 3 + [b"x" * 100_000] * 20]
        asked[0].result()


def test_nobody_is_left_behind() -> None:
    with Workers(work, 2) as shared:
        children = {shared.submit(b"x").result()[0] for _ in range(10)}
    assert not any(_is_alive(child) for child in children)


PARENT = """
import time, os
from cxmaturity.foundation.workers import Workers
shared = Workers(lambda data: (os.getpid(), data), 3)
shared.__enter__()
print(*shared._children, flush=True)
time.sleep(60)
"""


def test_they_end_with_a_process_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        children = [int(child) for child in process.stdout.readline().split()]
        assert len(children) == 3
        assert all(map(_is_alive, children))
        process.kill()
    patience = time.monotonic() + 10
    while any(map(_is_alive, children)) and time.monotonic() < patience:
        time.sleep(0.02)
    assert not any(map(_is_alive, children))


def _is_alive(process: int) -> bool:
    """Whether it is there, and not just waiting for somebody to take note that it has ended."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
