import time

import pytest

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.report.limits import within_limits


def test_what_the_work_returns_comes_back() -> None:
    assert within_limits(30, sorted, [3, 1, 2]) == [1, 2, 3]


def test_work_that_takes_too_long_is_ended() -> None:
    start = time.monotonic()
    with pytest.raises(CxmaturityError, match="took longer than 1 seconds"):
        within_limits(1, time.sleep, 60)
    assert time.monotonic() - start < 30


def test_work_that_fails_is_a_message() -> None:
    with pytest.raises(CxmaturityError, match="cannot be laid out"):
        within_limits(30, int, "x")
