"""Columns are made alike with what is compiled and without, a portion of the rows at a time, and all in bounds."""

from collections.abc import Iterator
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cxmaturity.batch.network import keys, steps
from cxmaturity.batch.network.keys import Addend, keys_of, rows_where
from cxmaturity.batch.network.steps import Making, Step, make, run_steps
from cxmaturity.batch.network.wires import Rows, Wire
from cxmaturity.tables.blocks import Codes
from cxmaturity.tables.native import IS_COMPILED
from tests.tools.effort import effort

COUNT = 5  # of what there can be on each wire
WAYS = [
    pytest.param(True, marks=pytest.mark.skipif(not IS_COMPILED, reason="nothing is compiled here")),
    False,
]


@pytest.fixture(params=WAYS, ids=["compiled", "not compiled"])
def way(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether what is compiled is used."""
    with patch.object(keys, "IS_COMPILED", request.param), patch.object(steps, "IS_COMPILED", request.param):
        yield request.param


def codes(*numbers: int) -> Codes:
    return np.array(numbers, np.int32)


def none_done(way: bool, rows: int) -> NDArray[np.int32]:
    """For each portion, no step."""
    return np.zeros(-(-rows // 256) if way else min(rows, 1), np.int32)


@st.composite
def columns(draw: st.DrawFn) -> tuple[int, list[Step]]:
    """A number of rows, and steps that each rest on up to four of the columns before them; tables know most keys."""
    rows = draw(st.sampled_from([0, 1, 7, 255, 256, 257, 600]))
    room = rows + draw(st.integers(0, 3))
    chance = np.random.default_rng(draw(st.integers(0, 1 << 32)))
    made: list[Codes] = [chance.integers(0, COUNT, room, np.int32) for _ in range(4)]
    found = []
    for _ in range(draw(st.integers(1, 12))):
        inputs = [made[chance.integers(len(made))] for _ in range(chance.integers(5))]
        addends = [
            Addend(
                each, int(factor) if chance.random() < 0.5 else chance.integers(0, COUNT, COUNT) * int(factor)
            )
            for each, factor in zip(inputs, COUNT ** np.arange(4), strict=False)
        ]
        table = chance.integers(0, COUNT, COUNT**4, np.int32)
        table[chance.random(len(table)) < draw(st.sampled_from([0, 0.001, 0.1, 1]))] = -1
        out = np.full(room, -7, np.int32)
        found.append(Step(addends, table, out))
        made.append(out)
    return rows, found


@settings(max_examples=effort(200))
@given(columns())
def test_every_row_has_what_the_tables_say_as_soon_as_they_know_it(drawn: tuple[int, list[Step]]) -> None:
    rows, some = drawn
    tables = [step.table.copy() for step in some if step.table is not None]
    for is_compiled in (True, False) if IS_COMPILED else (False,):
        with patch.object(keys, "IS_COMPILED", is_compiled), patch.object(steps, "IS_COMPILED", is_compiled):
            for step, before in zip(some, tables, strict=True):
                assert step.table is not None
                step.table[:] = before
                step.out[:] = -7
            done = none_done(is_compiled, rows)
            while (first := run_steps(some, rows, done)) < len(some):
                table = some[first].table
                assert table is not None
                is_unknown = some[first].out[:rows] == -1
                assert is_unknown.any()
                unknown = keys_of(
                    [each.at(np.flatnonzero(is_unknown)) for each in some[first].addends],
                    int(is_unknown.sum()),
                )
                assert (table[unknown] == -1).all()
                table[unknown] = unknown % COUNT
            assert (done == len(some)).all()
            for step in some:
                expected = [0] * rows
                for each, amounts in step.addends:
                    for row, code in enumerate(each[:rows].tolist()):
                        expected[row] += code * amounts if isinstance(amounts, int) else int(amounts[code])
                assert step.table is not None
                assert step.out[:rows].tolist() == [int(step.table[key]) for key in expected]
                assert (step.out[rows:] == -7).all()


def test_a_step_without_a_table_makes_the_keys_themselves(way: bool) -> None:
    out = np.zeros(300, np.int32)
    numbers = np.arange(300, dtype=np.int32)
    done = none_done(way, 300)
    assert run_steps([Step([Addend(numbers, 3), Addend(numbers, 1)], None, out)], 300, done) == 1
    assert out.tolist() == [4 * number for number in range(300)]


def test_each_portion_goes_as_far_as_it_can(way: bool) -> None:
    first, second = np.zeros(600, np.int32), np.zeros(600, np.int32)
    numbers = np.repeat(np.arange(3, dtype=np.int32), 256)[:600]
    some = [
        Step([Addend(numbers, 1)], codes(4, 5, -1), first),
        Step([Addend(numbers, 1)], codes(-1, 7, 8), second),
    ]
    done = none_done(way, 600)
    assert run_steps(some, 600, done) == 0
    assert done.tolist() == ([1, 2, 0] if way else [0])
    make([Step([Addend(numbers, 1)], codes(4, 5, 6), first)], 600)
    done[:] = [1, 2, 1] if way else [1]
    assert run_steps(some, 600, done) == 1
    assert done.tolist() == ([1, 2, 2] if way else [1])


@pytest.mark.usefixtures("way")
def test_nothing_is_made_of_no_steps_and_of_no_rows() -> None:
    out = codes(7, 8)
    make([], 0)
    make([], 300)
    make([Step([Addend(codes(), 1)], codes(), out)], 0)
    assert out.tolist() == [7, 8]


@pytest.mark.usefixtures("way")
def test_rows_that_have_a_flag() -> None:
    assert rows_where(np.array([False, True, True]), codes(0, 1, 0, 2, 1)).tolist() == [1, 3, 4]
    assert rows_where(np.array([False]), codes()).tolist() == []
    for rows in (1, 4, 255, 256, 257, 600):
        for flagged in {0, rows // 2, rows - 1}:
            some = codes(*(int(row == flagged) for row in range(rows)))
            assert rows_where(np.array([False, True]), some).tolist() == [flagged]
            assert rows_where(np.array([True, False]), some).tolist() == [
                *range(flagged),
                *range(flagged + 1, rows),
            ]


@pytest.mark.skipif(not IS_COMPILED, reason="nothing is compiled here")
def test_what_leads_out_of_bounds_is_refused() -> None:
    out, amounts, done = np.zeros(1, np.int32), np.zeros(2, np.int64), np.zeros(1, np.int32)
    for code in (-1, 2, 1 << 30):
        for addend in (Addend(codes(code), amounts), Addend(codes(code), 1), Addend(codes(code), 2)):
            with pytest.raises(ValueError, match="a code without an amount, or a key beyond the table"):
                run_steps([Step([addend], codes(5, 6), out)], 1, done)
        for several in (codes(code), codes(0, code, 1), codes(*[0] * 300, code, 1)):
            with pytest.raises(ValueError, match="a code without a flag"):
                rows_where(np.zeros(2, bool), several)
            with pytest.raises(ValueError, match="beyond the table"):
                make(
                    [Step([Addend(several, 1)], codes(5, 6), np.zeros(len(several), np.int32))], len(several)
                )
    for table in (codes(), codes(5)):
        with pytest.raises(ValueError, match="beyond the table"):
            run_steps([Step([Addend(codes(0), amounts), Addend(codes(1), 1)], table, out)], 1, done)
    sound = Addend(codes(0), 1)
    for some in (Step([Addend(codes(), 1)], codes(5), out), Step([sound], codes(5), codes())):
        with pytest.raises(ValueError, match="fewer codes than rows"):
            run_steps([some], 1, done)
    for rows, count in ((-1, 0), (0, 1), (1, 0), (257, 1)):
        with pytest.raises(ValueError, match="not as many portions as the rows make"):
            run_steps([], rows, np.zeros(count, np.int32))
    with pytest.raises(TypeError, match="read-write"):
        run_steps([Step([sound], codes(5), out)], 1, np.frombuffer(bytes(4), np.int32))


class Tens:
    """Makes a wire of ten times the codes of another: at once, but in three steps once there are many."""

    def __init__(self, wire: Wire[int]) -> None:
        self.reads = [wire]
        self.out: Wire[int] = Wire()
        self._between = Rows(), Rows()

    def steps(self, rows: int) -> list[Step]:
        wire, room = self.reads[0], self.out.rows.room(rows)
        self.out.values = [10 * code for code in range(len(wire.values))]
        tens, same = codes(*range(0, 100, 10)), codes(*range(10))
        if len(wire.values) <= 2:
            return [Step([Addend(wire.rows.buffer, 1)], tens, room)]
        one, other = (each.room(rows) for each in self._between)
        return [
            Step([Addend(wire.rows.buffer, 1)], same, one),
            Step([Addend(one, 1)], same, other),
            Step([Addend(other, 1)], tens, room),
        ]


class Same:
    """Makes a wire of the codes of another, of which a table knows the first two; those of others it has to learn."""

    def __init__(self, wire: Wire[int]) -> None:
        self.reads = [wire]
        self.out: Wire[int] = Wire()
        self.out.values = [0, 1]
        self._table = codes(0, 1, *[-1] * 98)

    def steps(self, rows: int) -> list[Step]:
        wire, room = self.reads[0], self.out.rows.room(rows)

        def learn(some: NDArray[np.intp]) -> None:
            for code in set(wire.codes[some].tolist()):
                self._table[code] = code
                self.out.values.append(code)
            room[some] = wire.codes[some]

        return [Step([Addend(wire.rows.buffer, 1)], self._table, room, learn)]


@pytest.mark.usefixtures("way")
def test_steps_that_become_more_are_made_of_all_rows() -> None:
    given: Wire[int] = Wire()
    first = Same(given)
    tens = Tens(first.out)
    after = Same(tens.out)
    making = Making([first, tens, after])
    block = [*[row % 2 for row in range(256)], *[row % 5 for row in range(300)]]
    for _ in range(2):
        given.codes = codes(*block)
        making.run(len(block))
        assert after.out.rows.buffer[: len(block)].tolist() == [10 * code for code in block]
