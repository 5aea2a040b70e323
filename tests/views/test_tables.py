"""A table on screens that have room for its words, and on others."""

import pytest

from cxmaturity.foundation.i18n import Message, verbatim
from cxmaturity.views.tables import table_view
from cxmaturity.views.terminal import Screen

HEADINGS = tuple(map(verbatim, ("Column", "Header or cell", "Read as", "How")))
ROWS = [
    tuple(map(verbatim, row))
    for row in (
        ("4", "personalised-touchpoints", "personalised-touchpoints", "by its header"),
        ("", "“several”, once", "refused", "“several” is not an option of “personalised-touchpoints”."),
        ("5", "notes", "", ""),
    )
]
WIDE = """\
Column  Header or cell            Read as                   How
4       personalised-touchpoints  personalised-touchpoints  by its header
        “several”, once           refused                   “several” is not an option of
                                                            “personalised-touchpoints”.
5       notes
"""
NARROW = """\
4  personalised-touchpoints
     Read as: personalised-touchpoints
     How: by its header
   “several”, once
     Read as: refused
     How: “several” is not an option of
     “personalised-touchpoints”.
5  notes
"""


@pytest.mark.parametrize(("width", "shown"), [(92, WIDE), (60, NARROW)])
def test_words_are_not_broken(width: int, shown: str) -> None:
    assert table_view(HEADINGS, ROWS, "en", Screen(width)) == shown


SHORT = [
    tuple(map(verbatim, row))
    for row in (
        ("8", "signal-to-reaction", "signal-to-reaction", "by its header"),
        ("", "“Segmentet”, once", "refused", "“Segmentet” is not an option of data-usage."),
    )
]


@pytest.mark.parametrize("width", range(45, 131))
@pytest.mark.parametrize("rows", [ROWS, SHORT], ids=["long", "short"])
def test_every_word_is_whole(rows: list[tuple[Message, ...]], width: int) -> None:
    shown = table_view(HEADINGS, rows, "en", Screen(width))
    said = [word for row in rows for cell in row for word in str(cell).split()]
    assert sorted(word for word in shown.split() if word in said) == sorted(said)
    assert max(map(len, shown.splitlines())) <= width


def test_no_line_is_wider_than_the_screen_and_nothing_is_lost() -> None:
    long: tuple[Message, ...] = (verbatim("1"), verbatim("z" * 90), verbatim("b" * 70), verbatim("c d"))
    for width in range(20, 130):
        lines = table_view(HEADINGS, [*ROWS, long], "en", Screen(width)).splitlines()
        assert max(map(len, lines)) <= width
        assert all(
            sum(line.count(letter) for line in lines) >= count for letter, count in (("z", 90), ("“", 3))
        )


def test_a_table_without_rows_is_its_headings() -> None:
    assert table_view(HEADINGS, [], "en", Screen(60)) == "Column  Header or cell  Read as  How\n"
