"""Whatever happens to a file's bytes, it is read or refused, and all that is read is accounted for."""

import io
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from xlsxwriter import Workbook

from cxmaturity.foundation.diagnostics import InvalidDocument
from tests.tables.reading import read_bytes


def a_workbook() -> bytes:
    stream = io.BytesIO()
    with Workbook(stream) as book:
        sheet = book.add_worksheet()
        for row in range(20):
            sheet.write_row(row, 0, ["a", row, 0.5, True])
    return stream.getvalue()


def a_parquet_file() -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table({"a": ["x", "y"] * 20, "b": [*range(40)], "c": [["z"], None] * 20}), stream)
    return stream.getvalue()


SOUND = {
    ".csv": 'ä,b;c\n"1",2;3\n"x\ny",2\n'.encode() * 5,
    ".jsonl": b'{"a": 1, "b": "x"}\n{"a": 2.5, "b": ["x"]}\n' * 10,
    ".xlsx": a_workbook(),
    ".parquet": a_parquet_file(),
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 20), st.binary(max_size=4)), min_size=1, max_size=5
)


@pytest.mark.parametrize("ending", SOUND)
@given(changes=CHANGES)
def test_a_spoilt_file(
    tmp_path_factory: pytest.TempPathFactory, ending: str, changes: list[tuple[float, int, bytes]]
) -> None:
    data = SOUND[ending]
    for place, length, instead in changes:
        start = int(place * len(data))
        data = data[:start] + instead + data[start + length :]
    folder: Path = tmp_path_factory.getbasetemp()
    with suppress(InvalidDocument):
        read_bytes(folder, data, ending=ending)
