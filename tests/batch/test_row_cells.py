"""Cells beside the answers."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.mapping import ColumnFields, DateFields, RowTest
from cxmaturity.answers.mapping_reading import read_mapping
from cxmaturity.batch.cells.row_cells import AttributeReader, counts, read_date, read_name, read_weight
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.tables.blocks import Cell
from tests.batch.surveys import survey

SIZE, TOWN = survey().attributes


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05 10:12:33", "2026-03-05"),
        ("2026-03-05T10:12:33Z", "2026-03-05"),
        ("05.03.2026 10:12", "2026-03-05"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 10, 12), "2026-03-05"),  # noqa: DTZ001
        ("", None),
        (None, None),
    ],
)
def test_dates(cell: Cell, day: str | None) -> None:
    assert (
        read_date(cell, DateFields.model_validate({"text": "d", "format": ["%Y-%m-%d", "%d.%m.%Y"]})) == day
    )


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("%Y-%m-%dT%H:%M:%S", "2026-03-05T10:11:12"),
        ("%Y-%m-%d %H:%M:%S %z", "2026-03-05 10:11:12 +0100"),
        ("%d. %B %Y", "5. March 2026"),
        ("%m/%d/%Y %I:%M %p", "03/05/2026 10:12 PM"),
    ],
)
def test_forms_of_dates(form: str, cell: str) -> None:
    told = f'format: cxmaturity/mapping/1\ncolumns: {{date: {{text: d, format: "{form}"}}}}'
    mapping = read_mapping(parse_yaml(told.encode(), "map.yaml"))
    assert read_date(cell, mapping.columns.date) == "2026-03-05"


def test_days_with_points_are_certain() -> None:
    assert read_date("05.03.2026 10:12") == read_date("5.3.2026") == "2026-03-05"


@pytest.mark.parametrize("cell", ["03/05/2026", "05.03.26", "yesterday", "2026-13-01", 46086])
def test_dates_that_are_not_certain(cell: Cell) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        read_date(cell)
    assert caught.value.code == "unclear-date"


def test_weights() -> None:
    assert [read_weight(cell) for cell in ("2", "0,5", Decimal("1.5"), "")] == [
        2,
        Decimal("0.5"),
        Decimal("1.5"),
        None,
    ]
    for cell in ("0", "-1", "many", "1e9", 10**7):
        with pytest.raises(InvalidAnswer) as caught:
            read_weight(cell)
        assert caught.value.code == "unclear-weight"


def test_names() -> None:
    assert [read_name(cell) for cell in ("  Acme\xa0 Ltd ", " ", None, 12)] == ["Acme Ltd", None, None, "12"]


def test_attributes() -> None:
    read = AttributeReader(SIZE).read
    assert read("small") == read("up to 49") == ("small", True)
    assert read("BIS 49") == ("small", False)
    assert read("") == (None, True)
    assert AttributeReader(TOWN).read(" Kiel ") == ("Kiel", True)
    with pytest.raises(InvalidAnswer, match="not a value of size"):
        read("49")


def test_rows_that_count() -> None:
    column = ColumnFields(text="done")
    is_done = RowTest.model_validate({"column": column, "is": ["1", "True"]})
    assert [counts(is_done, cell) for cell in ("1", 1, Decimal("1.0"), True, "TRUE", "0", "", None)] == [
        True, True, True, True, True, False, False, False
    ]  # fmt: skip
    not_empty = RowTest.model_validate({"column": column, "not": ""})
    assert [counts(not_empty, cell) for cell in ("x", date(2026, 3, 5), " ", None)] == [
        True,
        True,
        False,
        False,
    ]
