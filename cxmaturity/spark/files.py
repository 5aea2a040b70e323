"""A Parquet file, or a folder of them, scored by Spark into folders of results and rejects."""

import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from cxmaturity.batch.run import Account
from cxmaturity.foundation.folders import atomic_folder
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.spark.frames import ScoredFrames
from cxmaturity.tables.blocks import Tally

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_GLOB = re.compile(r"([\[\]{}*?\\])")


class Outputs(Struct, frozen=True):
    """The folders that results and rejects are written to."""

    results: Path
    rejects: Path


def read(session: "SparkSession", source: Path) -> "DataFrame":
    """Return the rows in *source*. Raises InvalidDocument where that is no Parquet."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import AnalysisException

    try:
        return session.read.parquet(_GLOB.sub(r"\\\1", _address(source)))
    except (AnalysisException, Py4JJavaError) as error:
        message = msg("This is no Parquet file that can be read; it may be damaged.")
        raise refusal("encoding", str(source), message) from error


def write(frame: "DataFrame", scored: ScoredFrames, outputs: Outputs, *, filtered: bool) -> Account:
    """
    Score *frame* once into both folders, which are there when all is written; what became of its rows.

    *filtered* says whether there may be rows that do not count.
    """
    scored.both.persist()
    try:
        with ExitStack() as stack:
            for each, path in ((scored.results, outputs.results), (scored.rejects, outputs.rejects)):
                each.write.parquet(_address(stack.enter_context(atomic_folder(path))))
        return _account(frame, scored, filtered=filtered)
    finally:
        scored.both.unpersist()


def is_output(folder: Path) -> bool:
    """Whether *folder* holds nothing but what Spark writes, so that it can be replaced."""
    return all(path.suffix in {".parquet", ".crc"} or path.name == "_SUCCESS" for path in folder.iterdir())


def _address(path: Path) -> str:
    """The path as Spark has it, whatever its default file system is."""
    return f"file://{path.resolve()}"


def _account(frame: "DataFrame", scored: ScoredFrames, *, filtered: bool) -> Account:
    rows = frame.count()
    account = Account(Tally(lines=rows + 1, header=1, rows=rows))
    if "level" in scored.results.columns:
        account.levels = Counter(_counts(scored.results, "level"))
        account.scored = account.levels.total()
    else:
        account.scored = scored.results.count()
    rejects = _counts(scored.rejects, "row_scored")
    account.cells, account.rejected = rejects.get(True, 0), rejects.get(False, 0)
    if filtered:
        account.left_out = rows - account.scored - account.rejected
    return account


def _counts(frame: "DataFrame", column: str) -> dict[Any, int]:
    """How many rows have each value in *column*."""
    return {row[0]: row[1] for row in frame.groupBy(column).count().collect()}
