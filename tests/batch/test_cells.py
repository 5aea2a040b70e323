"""What cells mean as answers, and what is refused with which words."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import QuestionColumns, Writing
from cxmaturity.answers.values import Given, Missing
from cxmaturity.batch.cells.cells import CellReader, Read
from cxmaturity.batch.cells.splitting import pieces
from cxmaturity.batch.cells.vocabulary import Vocabulary
from cxmaturity.tables.blocks import Cell
from tests.batch.surveys import survey

QUESTIONS = {question.id: question for question in survey().questions()}


def reader(name: str, columns: QuestionColumns | None = None, **cells: object) -> CellReader:
    question = QUESTIONS[name]
    return CellReader(question, survey().options_of(question), columns, Writing.model_validate(cells))


def refusal(made: CellReader, cell: Cell) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as caught:
        made.read(cell)
    return caught.value


def names(cases: Iterable[tuple[Any, ...]]) -> list[str]:
    return [ascii(case[:2]) for case in cases]


EXACT: list[tuple[str, Cell, Given | None]] = [
    ("vision", "adopted", "adopted"),
    ("vision", "Verabschiedet", "adopted"),
    ("vision", "Adopted", "adopted"),
    ("vision", "4", "adopted"),
    ("vision", 4, "adopted"),
    ("vision", Decimal("4.0"), "adopted"),
    ("vision", "unknown", Missing.UNKNOWN),
    ("vision", "weiß nicht", Missing.UNKNOWN),
    ("agreement", "not-applicable", Missing.NOT_APPLICABLE),
    ("vision", None, None),
    ("vision", "", None),
    ("vision", " \xa0\u200b", None),
    ("channels", "web", frozenset({"web"})),
    ("channels", "Web;Messe, vor Ort;", frozenset({"web", "fair"})),
    ("channels", "1;3", frozenset({"web", "fair"})),
    ("channels", ("web", "fair"), frozenset({"web", "fair"})),
    ("channels", 3, frozenset({"fair"})),
    ("channels", (), frozenset()),
    ("channels", "[]", frozenset()),
    ("vision", (), None),
    ("channels", "unknown", Missing.UNKNOWN),
    ("share", "40 %", Fraction(40)),
    ("share", "12,5", Fraction(25, 2)),
    ("share", "0.4", Fraction(2, 5)),
    ("share", 40, Fraction(40)),
    ("share", 0, Fraction(0)),
    ("share", Decimal("1.5"), Fraction(3, 2)),
    ("delay", "2 Std. 5 min", Fraction(125)),
    ("delay", "Nie", "never"),
    ("delay", time(0, 15), Fraction(15)),
    ("delay", timedelta(hours=30), Fraction(1800)),
    ("delay", Decimal("1.234"), Fraction(617, 500)),
]


@pytest.mark.parametrize(("question", "cell", "value"), EXACT, ids=names(EXACT))
def test_a_cell_says_exactly(question: str, cell: Cell, value: Given | None) -> None:
    assert reader(question).read(cell) == Read(value, exact=True)


DIFFERENT: list[tuple[str, Cell, Given]] = [
    ("vision", "VERABSCHIEDET", "adopted"),
    ("vision", " Adopted\xa0", "adopted"),
    ("vision", "Adop\u200bted", "adopted"),
    ("vision", "People's minds", "aware"),
    ("vision", "People&rsquo;s minds", "aware"),
    ("vision", "4.000", "adopted"),
    ("vision", " 4", "adopted"),
    ("vision", "Don’t know", Missing.UNKNOWN),
    ("vision", "weiss nicht", Missing.UNKNOWN),
    ("channels", "WEB; phone", frozenset({"web", "phone"})),
]


@pytest.mark.parametrize(("question", "cell", "value"), DIFFERENT, ids=names(DIFFERENT))
def test_a_cell_that_is_written_differently(question: str, cell: Cell, value: Given) -> None:
    assert reader(question).read(cell) == Read(value, exact=False)


REFUSED: list[tuple[str, Cell, str, str]] = [
    ("vision", "Adoptd", "unknown-option", "“Adoptd” is not an option of vision."),
    ("vision", "3", "unknown-option", "vision has no option with the code 3."),
    ("agreement", 1, "unknown-option", "agreement has no codes, so the bare number 1 means nothing."),
    *(
        ("vision", text, "unknown-option", f"“{text}” is not an option of vision.")
        for text in ("4,0", "2.9999999999999999", "1,000", "4e0", "0x4", "04", "+4", "\u0664", "NULL", "n/a", "-")
    ),
    ("vision", True, "unknown-option", "“TRUE” is not an option of vision."),
    ("vision", "\u0410dopted", "lookalike-answer",
     "“\u0410dopted” only looks like “adopted”: it has the letter U+0430 CYRILLIC SMALL LETTER A."),
    ("vision", "not-applicable", "not-applicable", "“not-applicable” is not offered for vision."),
    ("vision", datetime(2026, 3, 4), "answer-is-date",  # noqa: DTZ001
     "vision does not ask for a date or time, but the cell is one: 2026-03-04T00:00:00."),
    ("channels", "A;B", "unknown-option", "“A” is not an option of channels."),
    ("channels", "Web;weiß nicht", "unknown-option", "“weiß nicht” is not an option of channels."),
    ("channels", "web;web", "duplicate-tick", "“web” of channels is ticked twice."),
    ("channels", "nothing;web", "exclusive-tick", "“nothing” cannot be combined with other options of channels."),
    ("channels", ";", "unknown-option", "“;” is not an option of channels."),
    ("share", Decimal("0.4"), "fraction-or-percent", "0.4: 0.4 % or 40 %?"),
    ("share", 1, "fraction-or-percent", "1: 1 % or 100 %?"),
    ("share", 101, "number-out-of-range", "The answer to share must be at most 100 %."),
    ("share", "1.200", "unclear-number", "“1.200” can be read in two ways."),
    ("share", "3e0", "unclear-number", "“3e0” is more than one number."),
    ("share", False, "unclear-number", "“FALSE” is not a number."),
    ("share", time(0, 15), "answer-is-date",
     "share does not ask for a date or time, but the cell is one: 0:15:00."),
    ("delay", date(2026, 3, 4), "answer-is-date",
     "delay does not ask for a date or time, but the cell is one: 2026-03-04."),
    ("delay", Decimal("NaN"), "unclear-number", "“NaN” is not a number."),
    ("delay", Decimal("1e99999999"), "unclear-number", "“1E+99999999” has too many digits."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "cell", "code", "message"), REFUSED, ids=names(REFUSED))
def test_a_cell_that_is_refused(question: str, cell: Cell, code: str, message: str) -> None:
    error = refusal(reader(question), cell)
    assert (error.code, str(error.message)) == (code, message)


def test_a_hint_at_what_was_meant() -> None:
    assert str(refusal(reader("vision"), "Verabschidet").hint) == "Did you mean Verabschiedet?"
    assert str(refusal(reader("vision"), "?").hint) == "It offers: none, aware, adopted."
    hint = "If “,” stands between options, say so in a mapping, under split."
    assert str(refusal(reader("channels"), "Web, Phone").hint) == hint


@pytest.mark.parametrize("question", QUESTIONS)
def test_long_cells_are_refused_in_few_words(question: str) -> None:
    for cell in ("x;" * 50_000, "1 " * 50_000, 10**5000, Decimal(1).scaleb(5000)):
        assert len(str(refusal(reader(question), cell).message)) < 200


def test_what_a_mapping_declares() -> None:
    told = QuestionColumns.model_validate({"values": {"5": "adopted", "?": "unknown"}})
    made = reader("vision", told, number="^A([0-9]+)$", blank=["-9"], not_applicable=[])
    assert made.read("5") == Read("adopted")
    assert made.read("?") == Read(Missing.UNKNOWN)
    assert made.read("A2") == Read("aware", exact=False)
    for blank in ("-9", -9, Decimal("-9.0")):
        assert made.read(blank) == Read(None)


def test_the_nearest_declaration_counts() -> None:
    nearer = QuestionColumns.model_validate({"blank": [], "unknown": "-"})
    made = reader("vision", nearer, blank="-9", unknown="?")
    assert made.read("-") == Read(Missing.UNKNOWN)
    assert refusal(made, "-9").code == refusal(made, "?").code == "unknown-option"


def test_shares_as_a_mapping_declares_them() -> None:
    fractions = reader("share", percent="as-fraction")
    assert [fractions.read(cell).value for cell in (Decimal("0.4"), "0,4", "40 %", 1)] == [40, 40, 40, 100]
    percentages = reader("share", percent="as-percent")
    assert [percentages.read(cell).value for cell in (Decimal("0.4"), 1)] == [Fraction(2, 5), 1]


def test_bare_numbers_in_another_unit() -> None:
    hours = reader("delay", QuestionColumns(unit="h"))
    assert [hours.read(cell).value for cell in ("2", "1,5", "30 min", Decimal("1.5"))] == [120, 90, 30, 90]


def test_the_number_in_a_cell() -> None:
    made = reader("delay", QuestionColumns(number="^([0-9]+)"))
    assert made.read("20 or so").value == 20
    assert made.read("Never").value == "never"


def test_two_meanings_are_refused() -> None:
    question = QUESTIONS["vision"]
    options = list(survey().options_of(question))
    options[0] = options[0].model_copy(update={"text": "4"})
    error = refusal(CellReader(question, options), "4")
    assert (error.code, str(error.message)) == (
        "ambiguous-answer", "“4” can mean several answers to vision: adopted, none."
    )  # fmt: skip


@given(st.lists(st.sampled_from(["Web", "Telefon", "Messe, vor Ort", "Keine, davon, gar"]), min_size=1))
def test_options_that_hold_the_separator(labels: list[str]) -> None:
    assert pieces(", ".join(labels), (", ",), set(labels).__contains__) == labels


@pytest.mark.parametrize("question", QUESTIONS)
@given(cell=st.one_of(st.text(), st.integers(), st.decimals(), st.booleans(), st.times(), st.datetimes(),
                      st.timedeltas(), st.lists(st.text()).map(tuple)))  # fmt: skip
def test_any_cell_is_read_or_refused(question: str, cell: Cell) -> None:
    with suppress(InvalidAnswer):
        assert isinstance(reader(question).read(cell), Read)


LABELS = st.lists(
    st.text(st.sampled_from("aB ,;/|；&\u200b"), min_size=1, max_size=5), min_size=1, max_size=3, unique=True
)


@given(
    LABELS,
    st.lists(st.text(st.sampled_from("aB ,;/|；\u200b"), max_size=4), max_size=5),
    st.sampled_from(",;|/"),
)
def test_what_is_longer_than_any_label_says_nothing(labels: list[str], parts: list[str], mark: str) -> None:
    columns = QuestionColumns(values=dict.fromkeys(labels, "web"))
    words = Vocabulary(QUESTIONS["channels"], survey().options_of(QUESTIONS["channels"]), columns, Writing())
    text = mark.join(parts)
    most = words.most_pieces([mark])
    assert most is not None
    if text.count(mark) >= most:
        with suppress(
            InvalidAnswer
        ):  # what only looks like a label is refused all the same, as a whole or in parts
            assert words.find(text) is None
