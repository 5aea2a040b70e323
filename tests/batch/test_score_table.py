"""Tables in memory have the results of the same rows in a file, and come back as what they were."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxmaturity
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.intake.misreading import Reject
from cxmaturity.batch.results.results import full_columns
from cxmaturity.batch.run import Account, score_blocks
from cxmaturity.batch.scorer import Scorer
from cxmaturity.tables.blocks import BLOCK_ROWS
from cxmaturity.tables.opening import open_table
from cxmaturity.tables.outgoing import plain_values
from tests.batch.frames import SHIPPED, cells_of, random_table
from tests.tools.effort import effort
from tests.tools.harness import Run

CODED = cxmaturity.load(Path(__file__).with_name("hostile.yaml"))
QUESTIONS = ("data-location", "data-basis", "identity-share", "channels", "signal-to-reaction")
COLUMNS: dict[str, Sequence[str]] = {
    "company": ("Acme", "Bolt", "", "  Acme "),
    "respondent": ("Ann", "Bob", "", "Cy"),
    **{name: cells_of(name) for name in QUESTIONS if name in SHIPPED.questions},
}


def from_file(rows: Sequence[Sequence[str]]) -> tuple[list[dict[str, Any]], list[Reject]]:
    """Results and rejects of rows of text in a CSV file."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([[*COLUMNS], *rows])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        with open_table(path) as table:
            uses = match_header(table.header, SHIPPED.model)
            scorer = Scorer(SHIPPED, uses, None, full_columns(SHIPPED), IntakeOptions())
            parts = list(score_blocks(table, scorer, Account(table.tally)))
    names = [column.name for column in scorer.columns]
    results = [
        dict(zip(names, values, strict=True))
        for part in parts
        for values in zip(*map(plain_values, part.columns), strict=True)
    ]
    return results, [reject for part in parts for reject in part.rejects]


def told(line: int, reject: tuple[object, ...]) -> tuple[object, ...]:
    return (line, *(part or None for part in reject))


@settings(max_examples=effort(60))
@given(st.lists(st.tuples(*map(st.sampled_from, COLUMNS.values())), min_size=1, max_size=20))
def test_arrow_gives_the_results_of_a_file(rows: list[tuple[str, ...]]) -> None:
    results, rejects = from_file(rows)
    table = pa.table(
        {name: list(cells) for name, cells in zip(COLUMNS, zip(*rows, strict=True), strict=True)}
    )
    scored = cxmaturity.score_table(table, SHIPPED)
    assert scored.results.to_pylist() == results
    assert [
        told(each["line"], (each["column"], each["value"], each["code"], each["row_scored"]))
        for each in scored.rejects.to_pylist()
    ] == [
        # A file has a header, too.
        told(reject.line - 1, (each.column, each.value, each.code, each.scored))
        for reject, each in ((reject, reject.problem) for reject in rejects)
    ]


@pytest.mark.parametrize(
    "cells",
    [
        pa.array(["four", None], pa.string()),
        pa.array(["four", None], pa.large_string()),
        pa.array(["four", None], pa.string_view()),
        pa.array(["four", None]).dictionary_encode(),
        pa.DictionaryArray.from_arrays(pa.array([0, None], pa.int8()), pa.array(["four"], pa.string_view())),
        pa.array([Decimal("4.00"), None], pa.decimal32(5, 2)),
        pa.array([4, None], pa.int8()),
        pa.array([4.0, float("nan")], pa.float32()),
        pa.array([Decimal("4.00"), None], pa.decimal128(5, 2)),
    ],
    ids=lambda array: str(array.type),
)
def test_cells_of_every_type(cells: pa.Array) -> None:
    scored = cxmaturity.score_table(pa.table({"q1": cells}), CODED, columns=["only_score"], keep_answers=True)
    assert scored.results.to_pylist() == [{"only_score": 4.0, "q1": "four"}]
    assert scored.rejects.column("code").to_pylist() == ["empty-row"]


def test_a_list_is_a_tick_list() -> None:
    table = pa.table({"company": list("abcd"), "channels": [["app", "webshop"], ["app"], [], None]})
    scored = cxmaturity.score_table(table, SHIPPED, columns=["blank_count"], keep_answers=True)
    assert scored.results.column("channels").to_pylist() == ["app;webshop", "app", "[]", None]
    *answered, blank = scored.results.column("blank_count").to_pylist()
    assert max(answered) < blank == len(SHIPPED.questions)
    again = cxmaturity.score_table(scored.results, SHIPPED, columns=["blank_count"], keep_answers=True)
    assert again.results.equals(scored.results)


TIMES = {
    "finer than Python's": pa.array([90_000_000_001], pa.time64("ns")),
    "beyond the years": pa.array([10**15], pa.timestamp("s")),
    "beyond microseconds": pa.array([18_446_744_073_710], pa.duration("s")),
    "beyond days": pa.array([2**31 - 1], pa.int32()).cast(pa.date32()),
    "nowhere": pa.array([0], pa.timestamp("us", "Nowhere/Land")),
}
#: Which Arrow does not make Python's own of.
LOG = pa.array([[1], None, [2, 3]], pa.list_(pa.timestamp("ns")))


@pytest.mark.parametrize("name", TIMES)
def test_times_that_python_does_not_know(name: str) -> None:
    table = pa.table({"signal-to-reaction": TIMES[name], "content-basis": ["segment"]})
    scored = cxmaturity.score_table(table, SHIPPED, columns=["blank_count"], keep_answers=True)
    (answer,) = scored.results.column("signal-to-reaction").to_pylist()
    found = scored.rejects.column("column").to_pylist()
    assert (answer, found.count("signal-to-reaction")) == (
        ("90", 0) if name.startswith("finer") else (None, 1)
    )


def test_extension_types_are_what_they_show() -> None:
    table = pa.table(
        {
            "company": pa.array(['"A"'], pa.json_()),
            "ip": pa.array([bytes(16)], pa.uuid()),
            "channels": [["app"]],
        }
    )
    scored = cxmaturity.score_table(table, SHIPPED, columns=["level_low"], keep="ip")
    assert scored.results.select(["company", "ip"]).to_pylist() == [
        {"company": '"A"', "ip": "00000000-0000-0000-0000-000000000000"}
    ]


@pytest.mark.parametrize("of", ["text", "list"])
def test_texts_that_a_small_table_repeats(of: str) -> None:
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000, pa.int32()), pa.array(["x" * 1_000_000]))
    cells = texts if of == "text" else pa.ListArray.from_arrays(pa.array(range(1_001), pa.int32()), texts)
    with pytest.raises(
        cxmaturity.CxmaturityError, match="A cell of “channels” is longer than 100000 characters"
    ):
        cxmaturity.score_table(pa.table({"channels": cells}), SHIPPED)
    unused = pa.table({"channels": [["app"], ["nowhere"], ["app"]], "ip": cells.slice(0, 3), "log": LOG})
    scored = cxmaturity.score_table(unused, SHIPPED, columns="level")
    assert (scored.results.num_rows, scored.rejects.num_rows) == (3, 1)
    assert 2_000 < len(scored.rejects.column("row").to_pylist()[0]) < 5_000


def test_a_table_that_is_damaged() -> None:
    text = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(bytes(4) + b"\1\0\0\0"), pa.py_buffer(b"\xff")]
    )
    with pytest.raises(cxmaturity.CxmaturityError, match="The table cannot be read"):
        cxmaturity.score_table(pa.table({"company": text, "channels": ["app"]}), SHIPPED)


def test_small_decimals_are_kept_as_they_are_read() -> None:
    table = pa.table({"company": ["A"], "identity-share": ["0,0000005"]})
    scored = cxmaturity.score_table(table, SHIPPED, columns="level", keep_answers=True)
    assert scored.results.column("identity-share").to_pylist() == ["0.0000005"]
    assert cxmaturity.score_table(scored.results, SHIPPED, columns="index").rejects.num_rows == 0


def test_a_batch_is_not_a_table() -> None:
    with pytest.raises(TypeError, match="score_table"):
        cxmaturity.score_batch(pa.table({"channels": ["app"]}), SHIPPED)


def test_a_batch_has_the_results_of_a_table() -> None:
    table = random_table(50)
    (batch,) = table.to_batches()
    one, whole = cxmaturity.score_batch(batch, SHIPPED), cxmaturity.score_table(table, SHIPPED)
    assert isinstance(one.results, pa.RecordBatch)
    assert pa.Table.from_batches([one.results]).equals(whole.results)
    assert pa.Table.from_batches([one.rejects]).equals(whole.rejects)
    assert one.notes == whole.notes


def test_only_a_whole_table_knows_who_is_there_twice() -> None:
    table = pa.table({"respondent": ["Ann", "Ann"], "data-location": ["common-basis"] * 2})
    scored = cxmaturity.score_table(table, SHIPPED)
    assert scored.results.num_rows == 1
    assert scored.rejects.to_pylist() == [
        {
            "line": 2,
            "column": None,
            "value": None,
            "code": "duplicate-respondent",
            "message": "This respondent is already in line 1.",
            "row_scored": False,
            "row": "Ann\tcommon-basis",
        }
    ]
    (batch,) = table.to_batches()
    assert cxmaturity.score_batch(batch, SHIPPED).results.num_rows == 2


@pytest.mark.parametrize("rows", [0, 1, BLOCK_ROWS, BLOCK_ROWS + 1])
def test_any_number_of_rows(rows: int) -> None:
    table = pa.table({"company": ["Acme"] * rows, "data-location": ["?"] * rows})
    scored = cxmaturity.score_table(table, SHIPPED, columns=["index"], language="de")
    assert scored.results.num_rows == rows
    assert scored.rejects.column("line").to_pylist() == [*range(1, rows + 1)]
    batch = table.combine_chunks().to_batches()[0] if rows else pa.RecordBatch.from_pylist([], table.schema)
    assert cxmaturity.score_batch(batch, SHIPPED, columns=["index"]).rejects.num_rows == rows


def test_a_file_of_which_no_row_can_be_read(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "ragged.csv"
    table.write_text("company,data-location\nAcme\n", encoding="utf-8")
    done = run("score", table, "--columns", "index")
    assert (done.code, done.out) == (1, "company,index\n")
    assert "2 lines = 1 header + 1 rejected" in done.err


def test_options_are_those_of_the_command(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "format: cxmaturity/mapping/1\nquestionnaire: cx-maturity\nquestions: {data-location: {column: Q7}}\n",
        encoding="utf-8",
    )
    table = pa.table({"Q7": ["common-basis", "9"], "wave": ["a", "b"]})
    scored = cxmaturity.score_table(
        table, columns="core", mapping=mapping, keep=["wave"], strict_cells=True, language="de"
    )
    assert scored.results.column_names[:2] == ["wave", "level"]
    assert scored.results.column("wave").to_pylist() == ["a"]
    (reject,) = scored.rejects.to_pylist()
    assert (reject["line"], reject["row_scored"]) == (2, False)
    assert reject["message"].startswith("Die Frage „data-location“ hat keine Codes")


@pytest.mark.parametrize(
    ("table", "options", "problem"),
    [
        (pa.table({"a": ["b"]}), {}, "no-questions"),
        (pa.table([["x"], ["x"]], ["data-location"] * 2), {}, "duplicate-column"),
        (pa.table({"data-location": ["x"]}), {"columns": ["indx"]}, "no column indx"),
        (pa.table({"data-location": ["x"]}), {"mapping": "qualtrix"}, "qualtrics"),
        (pa.table({"data-location": ["x"], "level": ["1"]}), {"keep": ["level"]}, "two columns level"),
    ],
)  # fmt: skip
def test_what_is_not_right_is_said(table: pa.Table, options: Any, problem: str) -> None:  # noqa: ANN401
    with pytest.raises(cxmaturity.CxmaturityError) as caught:
        cxmaturity.score_table(table, SHIPPED, **options)
    assert problem in str(caught.value) or problem in {
        found.code for found in getattr(caught.value, "diagnostics", ())
    }


def test_options_that_there_are_not() -> None:
    table = pa.table({"channels": ["app"], "wave": ["1"]})
    with pytest.raises(TypeError, match="unexpected options: colums, nonsense"):
        cxmaturity.score_table(table, SHIPPED, colums="core", nonsense=1)  # type: ignore[call-arg]
    scored = cxmaturity.score_table(table, SHIPPED, columns="level", keep="wave")
    assert scored.results.column_names == ["wave", "level"]


def test_what_is_no_table() -> None:
    with pytest.raises(TypeError, match="list is no table"):
        cxmaturity.score_table([{"data-location": "x"}], SHIPPED)


def test_whatever_streams_arrow_gives_an_arrow_table() -> None:
    table = random_table(20)
    assert cxmaturity.score_table(table.to_reader(), SHIPPED).results.equals(
        cxmaturity.score_table(table, SHIPPED).results
    )


def library(name: str) -> Any:  # noqa: ANN401  not everybody has it
    if find_spec(name) is None:
        pytest.skip(f"this machine cannot make frames of {name}: it is not installed")
    return import_module(name)


@pytest.mark.slow
def test_polars_in_and_out() -> None:
    polars = library("polars")
    table = random_table(200)
    frame = polars.from_arrow(table).with_columns(polars.col("data-location").cast(polars.Categorical))
    scored = cxmaturity.score_table(frame, SHIPPED)
    expected = cxmaturity.score_table(table, SHIPPED)
    assert scored.results.equals(polars.from_arrow(expected.results))
    assert scored.rejects.equals(polars.from_arrow(expected.rejects))
    with pytest.raises(TypeError, match="collected"):
        cxmaturity.score_table(frame.lazy(), SHIPPED)


@pytest.mark.slow
def test_pandas_in_and_out() -> None:
    pandas = library("pandas")
    table = random_table(200)
    frame = table.to_pandas().astype({"data-location": "category"}).set_index("respondent", drop=False)
    scored = cxmaturity.score_table(frame, SHIPPED)
    expected = cxmaturity.score_table(table, SHIPPED).results
    assert isinstance(scored.results, pandas.DataFrame)
    assert str(scored.results["level_number"].dtype) == "Int64"
    assert pa.Table.from_pandas(scored.results).cast(expected.schema).equals(expected)
    numbers = pandas.DataFrame({"q1": [4, None], 7: [1, 2]})
    assert cxmaturity.score_table(numbers, CODED, keep_answers=True).results["q1"].tolist() == ["four", None]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("columns", "cells", "problem"),
    [
        (["data-location"], [[4], ["common-basis"]], "several kinds"),
        (["data-location", "data-location"], [["4", "4"]], "twice"),
    ],
)
def test_pandas_frames_that_are_not_right(
    columns: list[str], cells: list[list[object]], problem: str
) -> None:
    frame = library("pandas").DataFrame(cells, columns=columns)
    with pytest.raises(cxmaturity.CxmaturityError) as caught:
        cxmaturity.score_table(frame, SHIPPED)
    found = getattr(caught.value, "diagnostics", [caught.value])
    assert problem in found[0].message.text("en")
