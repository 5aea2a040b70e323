"""What became of each column."""

import pytest

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.cells import CellReader, Read
from cxmaturity.batch.explaining import HEADINGS, SeenCell, explain, explanation_rows
from cxmaturity.batch.headers import match_header
from cxmaturity.batch.readers import readers_of
from cxmaturity.views.tables import table_view
from cxmaturity.views.terminal import Screen
from tests.batch.surveys import HERE, survey
from tests.tools.harness import Golden

HEADER = ["Firma", "Vision", "Welche Kanäle nutzen Sie?", "ip", "comment"]
CELLS = {1: {"adopted": 7, "ADOPTED": 2, "\x1b[31mred": 1, "bewust": 3}, 2: {"web": 5, "WEB;phone": 1}}


def outcome(reader: CellReader, text: str) -> Read | InvalidAnswer:
    try:
        return reader.read(text)
    except InvalidAnswer as error:
        return error


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_column_and_every_inexact_cell(language: str, golden: Golden) -> None:
    uses = match_header([HEADER], survey(), keep=["ip"])
    readers = readers_of(uses, survey()).questions
    seen = [
        SeenCell(at, text, count, outcome(readers[name], text))
        for name, at in uses.questions.items()
        for text, count in CELLS[at].items()
    ]
    rows = list(explanation_rows(explain(uses, seen)))
    golden(table_view(HEADINGS, rows, language, Screen()), HERE / "golden" / f"explanation.{language}.txt")
