"""Tick lists with a column for each option."""

import pytest

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import Writing
from cxmaturity.answers.values import Given, Missing
from cxmaturity.batch.cells.ticks import TicksReader
from cxmaturity.tables.blocks import Cell
from tests.batch.surveys import survey

CHANNELS = next(question for question in survey().questions() if question.id == "channels")


def reader(**cells: object) -> TicksReader:
    return TicksReader(CHANNELS, survey().options_of(CHANNELS), None, Writing.model_validate(cells))


def row(web: Cell, phone: Cell, fair: Cell = None, nothing: Cell = None) -> dict[str, Cell]:
    return {"web": web, "phone": phone, "fair": fair, "nothing": nothing}


def read(made: TicksReader, cells: dict[str, Cell]) -> Given | None:
    """The answer in the cells of a row."""
    return made.combined({option: made.tick(option, cell)[0] for option, cell in cells.items()})


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        (row("1", "0"), frozenset({"web"})),
        (row("x", ""), frozenset({"web"})),
        (row(True, False), frozenset({"web"})),
        (row(1, 0), frozenset({"web"})),
        (row("Web", "Telefon"), frozenset({"web", "phone"})),
        (row("ja", "nein", "nein", "nein"), frozenset({"web"})),
        (row("0", "0"), frozenset()),
        (row("", None), None),
        (row("unknown", ""), None),
    ],
)
def test_ticks_without_a_mapping(cells: dict[str, Cell], value: Given | None) -> None:
    if cells["web"] == "unknown":
        with pytest.raises(InvalidAnswer, match="does not say whether"):
            read(reader(), cells)
    else:
        assert read(reader(), cells) == value


def test_ticks_as_a_mapping_says() -> None:
    made = reader(ticked="2", unticked="1", unknown="-1", blank="-9")
    assert read(made, row("2", "1")) == frozenset({"web"})
    assert read(made, row("1", "1")) == frozenset()
    assert read(made, row("-9", "-9")) is None
    assert read(made, row("-1", "-1")) is Missing.UNKNOWN


def test_a_word_written_differently() -> None:
    assert reader().tick("web", "JA") == (True, False)
    assert read(reader(), row("JA", "0")) == frozenset({"web"})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (row("perhaps", ""), "unclear-tick"),
        (row("2", "1"), "unclear-tick"),
        (row("x", "-1"), "contradictory-ticks"),
        (row("x", "", "", "x"), "exclusive-tick"),
        (row("W\u0435b", ""), "lookalike-answer"),
    ],
)
def test_ticks_that_are_refused(cells: dict[str, Cell], code: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read(reader(unknown="-1"), cells)
    assert caught.value.code == code
