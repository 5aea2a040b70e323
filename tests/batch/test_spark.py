"""Spark gives what this process gives, and leaves nothing half written."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

import cxmaturity
import cxmaturity.spark
from cxmaturity.answers.mapping_catalogue import load_mapping, presets
from cxmaturity.batch.frames import ScoreOptions, scoring_of
from cxmaturity.spark.frames import job_of, scored_batches, scoring_by
from cxmaturity.spark.session import start
from tests.batch.frames import SHIPPED, random_table
from tests.docs.pages import Page
from tests.tools.harness import Run
from tests.tools.machine import needs_spark

# Spark 4.1 leaves sockets to Python to close.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Rows = list[dict[str, Any]]


def rows_of(table: pa.Table, *without: str) -> Rows:
    """The rows in an order that does not depend on how they came."""
    rows = table.drop_columns(list(without)).to_pylist()
    return sorted(rows, key=lambda row: [str(cell) for cell in row.values()])


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = start()
        yield session
        session.stop()
        gc.collect()


# The part of a worker, which needs no Spark.


@pytest.mark.parametrize("preset", [None, *presets()])
def test_what_travels_to_a_worker_arrives_there(preset: str | None) -> None:
    options: ScoreOptions = {"mapping": preset, "keep": ["wave"], "strict_cells": True, "language": "de"}
    scoring = scoring_of(SHIPPED, options, distinct=False)
    arrived = scoring_by(job_of(["a"], scoring))
    assert arrived.compiled.sha256 == scoring.compiled.sha256
    assert arrived.mapping == scoring.mapping == (None if preset is None else load_mapping(preset))
    assert (arrived.columns, arrived.keep, arrived.intake, arrived.language) == (
        scoring.columns, scoring.keep, scoring.intake, scoring.language
    )  # fmt: skip


def test_a_worker_gives_results_and_rejects_side_by_side() -> None:
    table = random_table(300)
    job = job_of(table.column_names, scoring_of(SHIPPED, {}, distinct=False))
    numbered = table.rename_columns([*map(str, range(table.num_columns))])
    both = pa.Table.from_batches(scored_batches(job, iter(numbered.to_batches(max_chunksize=70))))
    scored = cxmaturity.score_table(table, SHIPPED)
    results, rejects = (
        [row for row in both.column(name).to_pylist() if row] for name in ("result", "reject")
    )
    assert results == scored.results.to_pylist()
    assert rejects == scored.rejects.drop_columns(["line"]).to_pylist()


# What the command says before it starts Spark.


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("answers.csv", "-o", "out.parquet"), "cxmaturity score answers.csv -o FILE.parquet"),
        (("none.parquet", "-o", "out.parquet"), "none.parquet"),
        (("answers.parquet",), "Name it: -o FILE.parquet"),
        (("answers.parquet", "-o", "out.csv"), "Name it: -o FILE.parquet"),
        (("answers.parquet", "-o", "answers.parquet", "--force"), "is the input"),
        (("folder.parquet/part.parquet", "-o", "folder.parquet", "--force"), "is the input"),
        (("answers.parquet", "-o", "out.parquet", "--rejects", "out.parquet"), "same file"),
        (("answers.parquet", "-o", "out.parquet", "--rejects", "no.csv"), "Name it: --rejects FILE.parquet"),
        (("answers.parquet", "-o", "there.parquet"), "Use --force"),
        (("answers.parquet", "-o", "mine.parquet", "--force"), "is not replaced"),
        (("answers.parquet", "-o", "out.parquet", "--by", "company"), "--by cannot be used with Spark"),
        (("answers.parquet", "-o", "out.parquet", "--engine", "dask"), "no engine dask"),
    ],
)
def test_what_cannot_be_is_said_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(random_table(3), "answers.parquet")
    Path("answers.csv").touch()
    for folder in ("there.parquet", "mine.parquet", "folder.parquet"):
        Path(folder).mkdir()
    parquet.write_table(random_table(3), "folder.parquet/part.parquet")
    Path("mine.parquet", "thesis.docx").touch()
    done = run("score", "--engine", "spark", *arguments)
    assert done.code == 2
    assert problem in done.err
    assert Path("mine.parquet", "thesis.docx").exists()


def test_what_is_missing_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    source = tmp_path / "answers.parquet"
    parquet.write_table(random_table(3), source)
    done = run("score", source, "-o", tmp_path / "out.parquet", "--engine", "spark")
    assert done.code == 2
    assert 'pip install "cxmaturity[spark]"' in done.err or "openjdk-17-jre-headless" in done.err


# With Spark.


@needs_spark
@pytest.mark.slow
def test_frames_score_as_in_this_process(session: Any) -> None:  # noqa: ANN401
    table = random_table(4_000)
    frame = session.createDataFrame(table).repartition(5)
    scored = cxmaturity.spark.score(frame, SHIPPED)
    expected = cxmaturity.score_table(table, SHIPPED)
    assert scored.notes == expected.notes
    assert rows_of(scored.results.toArrow()) == rows_of(expected.results)
    assert rows_of(scored.rejects.toArrow()) == rows_of(expected.rejects, "line")
    assert scored.rejects.count() > 100


@needs_spark
@pytest.mark.slow
def test_names_that_mean_something_to_spark(session: Any) -> None:  # noqa: ANN401
    table = pa.table({"data-location": ["common-basis"], "a.b": ["x"], "`c` (d)": ["y"], "Data-Usage": [""]})
    options: ScoreOptions = {"keep": ["a.b", "`c` (d)"], "columns": ["data-integration_score"]}
    scored = cxmaturity.spark.score(session.createDataFrame(table), SHIPPED, **options)
    assert scored.results.toArrow().to_pylist() == [
        {"a.b": "x", "`c` (d)": "y", "data-integration_score": 4.0}
    ]


@needs_spark
@pytest.mark.slow
def test_a_column_that_is_not_right_is_known_at_once(session: Any) -> None:  # noqa: ANN401
    with pytest.raises(cxmaturity.InvalidDocument):
        cxmaturity.spark.score(session.range(3), SHIPPED)


@needs_spark
@pytest.mark.slow
def test_the_command_writes_what_it_writes_without_spark(session: Any, run: Run, tmp_path: Path) -> None:  # noqa: ANN401
    del session
    source = tmp_path / "answers {1} of*.parquet"
    parquet.write_table(random_table(1_000), source)
    alone = run("score", source, "-o", tmp_path / "alone.parquet", "--rejects", tmp_path / "alone.csv")
    out = tmp_path / "spark.parquet"
    for options in ((), ("--force",)):
        done = run("score", source, "-o", out, "--engine", "spark", *options)
        assert done.code == alone.code == 1
        assert parquet.read_schema(tmp_path / "alone.parquet").equals(parquet.read_table(out).schema)
        assert rows_of(parquet.read_table(out)) == rows_of(parquet.read_table(tmp_path / "alone.parquet"))
        for line in ("Levels: ", "1,001 lines = ", "cells could not be used"):
            assert lines_with(line, done.err) == lines_with(line, alone.err) != []
    rejects = parquet.read_table(tmp_path / "spark.rejects.parquet")
    assert rejects.num_rows == len((tmp_path / "alone.csv").read_text().splitlines()) - 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "alone.csv", "alone.parquet", source.name, "spark.parquet", "spark.rejects.parquet"
    ]  # fmt: skip


def lines_with(part: str, text: str) -> list[str]:
    return [line for line in text.splitlines() if part in line]


@needs_spark
@pytest.mark.slow
def test_the_page_shows_what_works(session: Any, tmp_path: Path) -> None:  # noqa: ANN401
    frame = session.createDataFrame(random_table(10))
    shown = Page("batch.md").blocks("python")[1].replace('parquet("', f'parquet("{tmp_path}/')
    exec(shown, {"frame": frame})  # noqa: S102  the page is ours
    assert parquet.read_table(tmp_path / "scored.parquet").num_rows == 10
    assert parquet.read_table(tmp_path / "rejects.parquet").num_rows


@needs_spark
@pytest.mark.slow
def test_a_damaged_file_leaves_nothing(session: Any, run: Run, tmp_path: Path) -> None:  # noqa: ANN401
    del session
    source = tmp_path / "answers.parquet"
    source.write_bytes(b"PAR1 and no more")
    done = run("score", source, "-o", tmp_path / "out.parquet", "--engine", "spark")
    assert done.code == 2
    assert "no Parquet file" in done.err
    assert [*tmp_path.iterdir()] == [source]
