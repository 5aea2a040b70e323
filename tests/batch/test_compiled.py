"""What is compiled makes of a table what Python makes of it: results, rejects, and all that is said."""

import re
import string
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from time import sleep
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxmaturity.batch.intake import twins
from cxmaturity.batch.intake.misreading import Reject
from cxmaturity.batch.network import keys, steps
from cxmaturity.batch.reject_columns import RejectColumns
from cxmaturity.cli import main
from cxmaturity.tables import lines, sources, text_lines, texts
from cxmaturity.tables.csv import pieces as csv_pieces
from cxmaturity.tables.csv import table as csv_table
from cxmaturity.tables.native import IS_COMPILED
from cxmaturity.tables.outgoing import Values
from tests.batch.surveys import HERE
from tests.tools.effort import effort

pytestmark = pytest.mark.skipif(not IS_COMPILED, reason="tables/native has not been compiled here")

HEADER = "company,respondent,Vision,channels,share"
COMPANIES = st.sampled_from(["Acme", "ACME", "Beta", "Gämma", '"Delta, Ltd"', ""])
RESPONDENTS = st.integers(1, 400).map("r{}".format) | st.just("")
VISIONS = st.sampled_from(["adopted", "none", "Bewusst", "adopTed", "4", "", "wrong", '"x""y"'])
CHANNELS = st.sampled_from(["web", "web;phone", "Web;Messe", "nothing", "", "?", '"web\n;phone"'])
SHARES = st.integers(0, 110).map("{} %".format) | st.sampled_from(["12,5", '"12,5"', "", "many"])
ROWS = st.tuples(COMPANIES, RESPONDENTS, VISIONS, CHANNELS, SHARES).map(",".join)
ODD = st.text(st.sampled_from(string.ascii_letters + '",\n\r'), max_size=8)
TABLES = st.lists(st.one_of(*[ROWS] * 30, ODD), min_size=10, max_size=60).map("\n".join)
#: What can be in the way, at every distance from where a part ends.
VARIED = "\n".join(
    {
        3: f"Acme,r{number},wrong,web,many",
        7: f"Acme,r{number},adopted,web",
        11: f'Acme,r{number},adopted,"web\n;phone",40 %',
        13: f"Acme,r{number - 9},none,web,40 %",
        17: f'Acme,"r{number},adopted,web,40 %',
        19: "",
    }.get(number % 20, f"ACME,r{number},adopTed,Web;Messe,{number} %")
    for number in range(100)
)


def outcome(
    folder: Path, options: Sequence[str], capsys: pytest.CaptureFixture[str], *, compiled: bool
) -> list[str]:
    """The exit code, what is said but for the time, and the files of a run over small pieces."""
    results, rejects = folder / "out.csv", folder / "out.rejects.csv"
    for file in (results, rejects):
        file.unlink(missing_ok=True)
    with ExitStack() as stack:
        for module, name, value in (
            (sources, "_HEAD", 64),
            (sources, "_CHUNK", 150),
            (text_lines, "_BEGINNING", 2),
            (csv_pieces, "_LARGE", 1),
            (csv_table, "_HEADER_LINES", 2),
            *((module, "IS_COMPILED", compiled) for module in (csv_pieces, keys, lines, steps, texts, twins)),
        ):
            stack.enter_context(patch.object(module, name, value))
        code = main(
            ["score", str(folder / "in.csv"), "-q", str(HERE / "survey.yaml"), "-o", str(results), *options]
        )
    said = re.sub(r"\d+\.\d s", "", capsys.readouterr().err)
    return [
        str(code),
        said,
        *(file.read_text("utf-8") if file.exists() else "" for file in (results, rejects)),
    ]


@settings(
    max_examples=effort(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(TABLES, st.sampled_from([(), ("--strict-cells",), ("--keep-answers", "--explain")]))
@example(VARIED, ())
@example(VARIED.replace('"', ""), ("--keep-answers", "--explain"))
@example(VARIED.replace('"r', "r"), ("--strict-cells",))
def test_any_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, options: tuple[str, ...]
) -> None:
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{table}\n", "utf-8", newline="")
    assert outcome(tmp_path, options, capsys, compiled=True) == outcome(
        tmp_path, options, capsys, compiled=False
    )


@pytest.mark.parametrize("compiled", [True, False])
def test_a_respondent_whose_twin_is_in_another_piece(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], compiled: bool
) -> None:
    rows = [f"Acme,r{number},adopted,web,40 %" for number in range(200)]
    rows[150] = rows[20]
    (tmp_path / "in.csv").write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    code, said, results, rejects = outcome(tmp_path, (), capsys, compiled=compiled)
    assert (code, results.count("\n")) == ("1", 200)
    assert "This respondent is already in line 22." in rejects
    assert "201 lines = 1 header + 199 scored + 1 rejected" in said


def test_a_slow_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.csv").write_text(f"{HEADER}\n{VARIED}\n", "utf-8", newline="")
    expected = outcome(tmp_path, (), capsys, compiled=True)

    columns = RejectColumns.of

    def slowly(self: RejectColumns, rejects: Sequence[Reject]) -> list[Values]:
        sleep(0.01)
        return columns(self, rejects)

    with patch.object(RejectColumns, "of", slowly):
        assert outcome(tmp_path, (), capsys, compiled=True) == expected
