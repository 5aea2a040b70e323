"""Many bare numbers read at once are what each of them is by itself."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cxmaturity
from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.bare_numbers import BareNumbers
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.network.stretching import Stretches
from cxmaturity.batch.network.wires import Wire
from cxmaturity.scoring.points import points_of

SHIPPED = cxmaturity.load()
QUESTIONS = ("identity-share", "automated-occasions", "signal-to-reaction", "nps", "complaint-rate")

NUMBERS = st.one_of(
    st.decimals(-20, 200, places=2).map(str),
    st.integers(0, 10_000).map(str),
    st.sampled_from(["0", "5", "20", "40", "40.00", "70", "99,99", "100", "100.01", "1.200", "1,5", "007"]),
    st.text("0123456789.,-+ %", max_size=8),
)


@pytest.mark.parametrize("name", QUESTIONS)
@given(st.lists(NUMBERS, max_size=30))
def test_at_once_and_one_by_one(name: str, texts: list[str]) -> None:
    question, slot = SHIPPED.questions[name], SHIPPED.plan.question(name)
    reader, stretches, wire = (
        CellReader(question, SHIPPED.model.options_of(question)),
        Stretches(SHIPPED.plan, slot),
        Wire[Given | None](),
    )
    asked = reader.bare_numbers
    assert asked is not None
    assert stretches.are_few
    for text, place in BareNumbers(asked, stretches, wire).positions(texts).items():
        value, standing = reader.read(text).value, wire.values[place]
        assert standing == stretches.standing(value)
        assert isinstance(value, Fraction)
        assert isinstance(standing, Fraction)
        assert points_of(slot, value) == points_of(slot, standing)


def test_what_is_left_to_be_read_one_by_one() -> None:
    question, slot = SHIPPED.questions["identity-share"], SHIPPED.plan.question("identity-share")
    reader, wire = CellReader(question, SHIPPED.model.options_of(question)), Wire[Given | None]()
    assert reader.bare_numbers is not None
    bare = BareNumbers(reader.bare_numbers, Stretches(SHIPPED.plan, slot), wire)
    assert set(bare.positions(["40", "101", "1.200", "x", "-1", "12,5", "3.141"])) == {"40", "12,5"}
    with pytest.raises(InvalidAnswer):
        reader.read("101")
