"""Columns of codes made step by step, each with what a table has at the keys that other columns add up to."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from cxmaturity.batch.network.keys import Addend, keys_of
from cxmaturity.batch.network.wires import Positions, Wire
from cxmaturity.tables.native import IS_COMPILED

# So many rows are taken through all steps before the next ones: what is made of them stays in the cache.
_PORTION = 256

#: Takes the rows whose keys a table does not know, and sees to it that it does, and that they have their codes.
Learn = Callable[[NDArray[np.intp]], None]


class Step(NamedTuple):
    """One column of codes, written to *out*: what *table* has at the keys of the rows, or these themselves.

    Columns may have room for more rows. Where the table has a number below 0, *learn* is called.
    """

    addends: list[Addend]
    table: Positions | None
    out: Positions
    learn: Learn | None = None


class Maker(Protocol):
    """What makes wires of others."""

    @property
    def reads(self) -> Sequence[Wire[Any]]:
        """The wires whose values the latest `steps` depend on."""

    def steps(self, rows: int) -> Sequence[Step]:
        """What is to be done for blocks of up to so many *rows*, given the values that these wires have by now."""


class _Ready:
    """The steps of a maker, good for the buffers of the wires that it reads, and the numbers of values on them."""

    def __init__(self, maker: Maker, rows: int) -> None:
        self._maker = maker
        self._rows = rows
        self.prepare()

    def prepare(self) -> None:
        self.steps = self._maker.steps(self._rows)
        self._seen = [
            (wire.rows, wire.rows.buffer, wire.values, len(wire.values)) for wire in self._maker.reads
        ]

    @property
    def is_stale(self) -> bool:
        for rows, buffer, values, known in self._seen:  # noqa: SIM110  it is asked often, and faster so
            if rows.buffer is not buffer or len(values) != known:
                return True
        return False


class Making:
    """Makes all wires of *makers*, in an order in which each finds what it reads, for block after block."""

    def __init__(self, makers: Sequence[Maker]) -> None:
        self._makers = makers
        self._ready: list[_Ready] = []
        self._room = -1  # rows

    def run(self, rows: int) -> None:
        """Make the wires of a block of so many *rows*.

        What has been made of a row stays right when others bring new values, for the positions of the old ones stay.
        """
        if rows > self._room:
            self._ready = [_Ready(maker, rows) for maker in self._makers]
            self._room = rows
        done = _none_done(rows)
        while True:
            self._refresh(done)
            steps = [step for each in self._ready for step in each.steps]
            first = run_steps(steps, rows, done)
            if first == len(steps):
                return
            _learn(steps[first], rows, done == first)
            done[done == first] += 1

    def _refresh(self, done: NDArray[np.int32]) -> None:
        """Prepare anew what reads new values, which may bring others; where steps come or go, all begin again there."""
        is_stale = True
        while is_stale:
            is_stale, begin = False, 0
            for each in self._ready:
                if each.is_stale:
                    is_stale, before = True, len(each.steps)
                    each.prepare()
                    if len(each.steps) != before:
                        np.minimum(done, begin, out=done)
                begin += len(each.steps)


def work_out(makers: Sequence[Maker], rows: int) -> None:
    """Make all wires of *makers* for one block of so many *rows*."""
    Making(makers).run(rows)


def make(steps: Sequence[Step], rows: int) -> None:
    """Make columns that rest on no other, of tables that know all keys."""
    run_steps(steps, rows, _none_done(rows))


def _learn(step: Step, rows: int, stopped: NDArray[np.bool_]) -> None:
    """Let *step* be made of the portions that have *stopped* before it."""
    is_stopped = np.repeat(stopped, _portion(rows))[:rows]
    assert step.learn is not None
    step.learn(np.flatnonzero(is_stopped & (step.out[:rows] < 0)))


def run_steps(steps: Sequence[Step], rows: int, done: NDArray[np.int32]) -> int:
    """Go on with each portion of the *rows* until a table lacks something; return how many steps all have made.

    *done* has, and then gets, how many steps each portion has made.
    """
    if IS_COMPILED:
        from cxmaturity.tables.native._compiled import run_steps as fast

        return fast([step[:3] for step in steps], rows, done)
    for number in range(int(done[0]) if rows else len(steps), len(steps)):
        addends, table, out, _ = steps[number]
        keys = keys_of([Addend(codes[:rows], amounts) for codes, amounts in addends], rows)
        out[:rows] = keys if table is None else table.take(keys)
        if table is not None and out[:rows].min() < 0:
            return number
        done[0] = number + 1
    return len(steps)


def _none_done(rows: int) -> NDArray[np.int32]:
    return np.zeros(-(-rows // _portion(rows)), np.int32)


def _portion(rows: int) -> int:
    return _PORTION if IS_COMPILED else max(1, rows)
