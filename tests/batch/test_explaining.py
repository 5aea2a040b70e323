"""What became of each column, and what is said of it when the table has been read."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from cxmaturity.batch.explaining import HEADINGS, ColumnFate, SeenCell, explain, explanation_rows
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.headers.uses import IGNORED, ColumnUse
from cxmaturity.batch.intake.columns import CellColumn, take_columns
from cxmaturity.batch.intake.company_names import MOST, CompanyNames
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.network.wires import Wire
from cxmaturity.batch.noticed import Noticed
from cxmaturity.batch.remarks import cell_remarks, company_remarks
from cxmaturity.batch.scorer import Scorer
from cxmaturity.foundation.documents import read_document
from cxmaturity.scoring.compiled import compile_document
from cxmaturity.tables.blocks import Block, Column, TypedColumns, interned
from cxmaturity.tables.opening import open_table
from cxmaturity.views.tables import table_view
from cxmaturity.views.terminal import Screen
from tests.batch.surveys import HERE
from tests.tools.harness import Golden

HEADER = "Firma|Vision|channels[web]|Welche Kanäle nutzen Sie?|ip|comment"
ROWS = (
    *["A|adopted||web|1|x"] * 5,
    *["A|ADOPTED||WEB;phone|1|x"] * 2,
    "B|\x1b[31mred|||1|x",
    *["B|bewust||?|1|x"] * 3,
)


def scored(path: Path, columns: Sequence[int], rows: Sequence[str]) -> tuple[ColumnFate, ...]:
    """What became of some *columns* of the table."""
    lines = [[line.split("|")[at] for at in columns] for line in (HEADER, *rows)]
    path.write_text("".join("|".join(line) + "\n" for line in lines), encoding="utf-8")
    compiled = compile_document(read_document(HERE / "survey.yaml"))
    with open_table(path) as table:
        uses = match_header(table.header, compiled.model, keep=["ip"])
        scorer = Scorer(compiled, uses, None, ("level",), IntakeOptions())
        noticed = Noticed()
        for block in table.blocks():
            found = scorer.score(scorer.intake.take(block))
            noticed.add(found.inexact, found.companies)
    return explain(uses, noticed)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_column_and_every_inexact_cell(language: str, golden: Golden, tmp_path: Path) -> None:
    fates = scored(tmp_path / "t.csv", (0, 1, 3, 4, 5), ROWS)
    shown = table_view(HEADINGS, explanation_rows(fates), language, Screen())
    golden(shown, HERE / "golden" / f"explanation.{language}.txt")


def test_inexact_cells_are_said_once_with_their_number(tmp_path: Path) -> None:
    fates = scored(
        tmp_path / "t.csv", (0, 1, 2, 4), ["A|ADOPTED|X||1|"] * 3 + ["A| |Ja||1|"] * 2 + ["A||NO||1|"]
    )
    assert [str(remark) for remark in cell_remarks(fates)] == [
        "“ADOPTED” was read as adopted in vision, 3 times.",
        "“X” was read as ticked in channels[web], 3 times.",
        "“Ja” was read as ticked in channels[web], 2 times.",
        "“NO” was read as not ticked in channels[web], once.",
    ]


def test_ten_cells_are_enough() -> None:
    column = ColumnUse(0, "q", IGNORED, None)
    cells = tuple(SeenCell(f"{count}", count, "a") for count in range(1, 13))
    *first, last = [str(remark) for remark in cell_remarks([ColumnFate(column, (), cells)])]
    assert [remark.split()[0] for remark in first] == [f"“{count}”" for count in range(12, 2, -1)]
    assert last == "… and 2 more; see --explain."


def test_what_no_longer_can_be_listed_is_counted() -> None:
    column = CellColumn(0, lambda cell: (str(cell), False), Wire())
    rows = TypedColumns([(str(number // 2),) for number in range(2_010)], 1)
    take_columns([column], Block(range(2_010), rows.column, rows.cells, str))
    list(column.misread(np.zeros(2_010, bool)))
    noticed = Noticed()
    noticed.add({0: column.inexact}, None)
    assert (len(noticed.cells[0]), noticed.more) == (1_000, {0: 10})


def test_cells_of_a_column_that_does_not_repeat_itself_are_counted_together() -> None:
    column = CellColumn(0, lambda cell: (str(cell).lower(), str(cell) == str(cell).lower()), Wire())
    values = ["A", "b", "A", "C", "A"]
    given = Column(np.arange(5, dtype=np.int32), values)
    take_columns([column], Block(range(5), lambda _: given, lambda _: values, str))
    list(column.misread(np.zeros(5, bool)))
    assert column.inexact == {"A": (3, "a"), "C": (1, "c")}


def test_spellings_of_a_company() -> None:
    names = CompanyNames()
    names.add(interned(["Acme Ltd", "Beta", "ACME Ltd.", "", ".", ".."]))
    names.add(interned(["Acme Ltd ", "beta", "Acme Ltd", "A-B", "A B"]))
    assert [str(remark) for remark in company_remarks(names.several)] == [
        "3 spellings of one company: “Acme Ltd”, “ACME Ltd.”, “Acme Ltd ”",
        "2 spellings of one company: “Beta”, “beta”",
    ]


def test_only_companies_that_rows_have_count() -> None:
    names = CompanyNames()
    values = ["beta", "Acme", "ACME", "Beta"]  # some of which are of blocks to come
    names.add(Column(np.array([1], np.int32), values))
    names.add(Column(np.array([3, 2], np.int32), values))
    names.add(Column(np.array([0], np.int32), values))
    assert names.several == [["Acme", "ACME"], ["Beta", "beta"]]


def test_no_more_names_are_remembered_than_there_is_room_for() -> None:
    names = CompanyNames()
    names.add(interned([*map(str, range(MOST))]))
    names.add(interned(["0.", "100000"]))
    assert names.several == []
    many = [[f"{number}", f"{number}."] for number in range(12)]
    many[0] = ["a", "A", "a.", "A.", "a .", "A ."]
    *first, last = [str(remark) for remark in company_remarks(many)]
    assert (len(first), first[0]) == (10, "6 spellings of one company: “a”, “A”, “a.”, “A.”, “a .”, …")
    assert last == "… and 2 more companies that are spelt in several ways."
