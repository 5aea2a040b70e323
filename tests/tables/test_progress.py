"""How much of a table has been read."""

import io
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from cxmaturity.tables.opening import open_table
from cxmaturity.tables.outgoing import OutColumn
from cxmaturity.tables.writing import FORMS, Form, open_writer

ROWS = 50_000


def written(path: Path, form: Form) -> Path:
    with open_writer(path, form, [OutColumn("company", "text"), OutColumn("note", "text")]) as writer:
        writer.write([[str(number) for number in range(ROWS)], ["x" * 90] * ROWS])
    return path


@pytest.mark.parametrize("form", FORMS)
def test_it_grows_to_the_whole(tmp_path: Path, form: Form) -> None:
    with open_table(written(tmp_path / f"t.{form}", form)) as table:
        shares = [table.progress() for _ in table.rows]
        known = [share for share in shares if share is not None]
        assert len(shares) == len(known) > 2
        assert 0 < known[0] < 1
        assert known == sorted(known)
        assert table.progress() == 1


def test_nobody_knows_how_much_standard_input_has() -> None:
    with (
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n1,2\n"))),
        open_table(Path("-")) as table,
    ):
        assert table.progress() is None
