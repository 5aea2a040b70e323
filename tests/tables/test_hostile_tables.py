"""Tables made to do harm: each is read or refused as its manifest says, as far as cells and matching are not asked."""

import json
from pathlib import Path

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from tests.tables.reading import read

FOLDER = Path(__file__).parents[2].parent / "shared" / "hostile"

#: How a file is refused: the code, and the line where it is one.
REFUSED: dict[str, tuple[str, int | None]] = {
    "bin-gzip-ext.csv.gz": ("file-ending", None),
    "bin-gzip-renamed.csv": ("encoding", None),
    "bin-xlsx-renamed.csv": ("encoding", None),
    "delim-mixed.csv": ("delimiter", 2),
    "enc-cp1252.csv": ("encoding", 2),
    "enc-gbk.csv": ("encoding", 2),
    "enc-invalid-late.csv": ("encoding", 3002),
    "enc-mixed-utf8-cp1252.csv": ("encoding", 3),
    "enc-shiftjis-backslash.csv": ("encoding", 2),
    "fname-control-company.csv": ("control", 5),
    "hdr-comment-lines.csv": ("delimiter", 1),
    "nul-byte-in-number.csv": ("control", 2),
    "nul-line.csv": ("control", 2),
    "nul-tail-preallocated.csv": ("control", 3),
    "trunc-mid-multibyte.csv": ("encoding", 3),
}
#: Lines that are no rows, and the last line that each would have swallowed. All others are.
FAULTS: dict[str, dict[int, int]] = {
    "field-150k.csv": {2: 2},
    "quote-single.csv": {2: 2},
    "quote-smart.csv": {2: 2},
    "quote-space-before.csv": {2: 2},
    "quote-text-after-close.csv": {2: 2},
    "quote-unclosed-balanced-later.csv": {3: 5},
    "quote-unclosed-eof.csv": {3: 3},
    "quote-unclosed-mid.csv": {3: 5},
    "quote-unclosed-then-later-quote.csv": {3: 5},
    "trunc-mid-row.csv": {3: 3},
}
CUT = "The last line does not end in a line break; it may have been cut off."
NOTES = {
    "bom-utf16le.csv": ["Encoding: UTF-16."],
    "delim-tab.csv": ["Delimiter: tab."],
    "hdr-sep-line-excel.csv": ["Delimiter: semicolon."],
    "ok-no-final-newline.csv": [CUT],
    "ragged-trailing-comma.csv": ["The last column has no name and is left out."],
    "trunc-mid-row.csv": [CUT],
}
#: Physical lines of the header where it is not one.
HEADERS = {"hdr-newline-in-name.csv": 2, "hdr-sep-line-excel.csv": 2}


def files() -> list[Path]:
    try:
        entries = json.loads((FOLDER / "MANIFEST.json").read_bytes())
    except FileNotFoundError:
        return []
    return [FOLDER / each["file"] for each in entries if each["file"].startswith("csv/")]


FILES = files()
pytestmark = pytest.mark.skipif(not FILES, reason="this machine cannot see the hostile inputs")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name not in REFUSED], ids=lambda path: path.name
)
def test_what_is_read(path: Path) -> None:
    table = read(path)
    faults = FAULTS.get(path.name, {})
    assert {fault.line: fault.last for fault in table.faults} == faults
    assert table.tally.header == HEADERS.get(path.name, 1)
    assert table.tally.rows == table.tally.lines - table.tally.header - len(faults) - table.tally.blank
    assert table.notes == NOTES.get(path.name, [])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read(FOLDER / "csv" / name)
    (found,) = caught.value.diagnostics
    assert (found.code, found.span.line if found.span else None) == REFUSED[name]
