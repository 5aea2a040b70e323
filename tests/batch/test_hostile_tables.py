"""Headers and cells that are meant to be taken for something they are not."""

import csv
from functools import cache
from pathlib import Path

import pytest

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.batch.cells.cells import CellReader
from cxmaturity.batch.cells.readers import readers_of
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import read_document
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.models import Questionnaire

TABLES = Path(__file__).parents[2].parent / "shared" / "hostile" / "csv"
needs_the_files = pytest.mark.skipif(not TABLES.exists(), reason="this machine cannot see the hostile inputs")

#: What the answers of each row are: an option, "-" for none, or the code of the refusal.
CELLS = {
    "label-html-entities": ["unknown-option four"],
    "label-multi-select": ["unknown-option four", "unknown-option five"],
    "label-smart-quote-dash": ["unknown four", "unknown five", "unknown-option one"],
    "null-variants": ["- four", "unknown-option five", "- one", "unknown-option unknown-option",
                      "unknown-option unknown-option"],
    "num-bool-words": ["unknown-option unknown-option", "unknown-option unknown-option"],
    "num-decimal-comma-quoted": ["unknown-option four", "unknown-option five"],
    "num-float-ints": ["three four", "unknown-option five"],
    "num-hex-underscore": ["unknown-option unknown-option"],
    "num-huge-int": ["unknown-option four", "unknown-option five"],
    "num-scientific": ["unknown-option four", "unknown-option five", "unknown-option one"],
    "num-thousands": ["unknown-option four", "unknown-option five"],
    "num-unicode-minus": ["unknown-option four"],
    "hdr-extra-columns": ["three four"],
    "hdr-newline-in-name": ["three four"],
}  # fmt: skip
HEADERS = {
    "hdr-ansi-in-name": None,  # only q2 is a question
    "hdr-comment-lines": "no-questions",
    "hdr-numeric-names": "no-questions",
    "hdr-sep-line-excel": "no-questions",
    "hdr-suffix-collision": "duplicate-column",
}


@cache
def questionnaire() -> Questionnaire:
    return read_questionnaire(read_document(Path(__file__).with_name("hostile.yaml")))


def rows_of(name: str) -> list[list[str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def outcome(reader: CellReader, cell: str) -> str:
    try:
        value = reader.read(cell).value
    except InvalidAnswer as error:
        return error.code
    return "-" if value is None else str(value)


@needs_the_files
@pytest.mark.parametrize("name", CELLS)
def test_cells(name: str) -> None:
    header, *rows = rows_of(name)
    uses = match_header([header], questionnaire())
    readers = readers_of(uses, questionnaire()).questions
    assert [
        " ".join(outcome(readers[q], row[uses.questions[q]]) for q in ("q1", "q2")) for row in rows
    ] == CELLS[name]


@needs_the_files
@pytest.mark.parametrize("name", HEADERS)
def test_headers(name: str) -> None:
    header = rows_of(name)[0]
    code = HEADERS[name]
    if code is None:
        assert set(match_header([header], questionnaire()).questions) == {"q2"}
        return
    with pytest.raises(InvalidDocument) as caught:
        match_header([header], questionnaire())
    assert [found.code for found in caught.value.diagnostics] == [code]
