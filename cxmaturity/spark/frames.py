"""A frame of Spark in, frames of results and rejects out, partition by partition."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Unpack

from msgspec import Struct

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.frames import ArrowScorer, ScoreOptions, Scoring, scoring_of
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.reject_columns import REJECTS
from cxmaturity.batch.resolving import Source
from cxmaturity.foundation.documents import parse_json
from cxmaturity.foundation.intake import COMPUTED
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document
from cxmaturity.tables.outgoing import Kind, OutColumn

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType

_LINE = "line"  # a partition does not know which line of the whole its first one is
_KEPT = 4  # scorers of a worker process, which serves one task after the other


class ScoredFrames(Struct, frozen=True):
    """
    Results and rejects of a frame, worked out when Spark is asked for them; `notes` are about the columns.

    `both` has a row for each result and each reject; `both.persist()` where both are wanted, so that all is scored
    once. Rejects have the columns of `cxmaturity.ScoredTable` but `line`: partitions do not know it.
    """

    both: "DataFrame"
    notes: tuple[str, ...]

    @property
    def results(self) -> "DataFrame":
        """The rows that were scored."""
        return self.both.where("result IS NOT NULL").select("result.*")

    @property
    def rejects(self) -> "DataFrame":
        """The rows and cells that could not be used."""
        return self.both.where("reject IS NOT NULL").select("reject.*")


def score(frame: "DataFrame", questionnaire: Source = None, **options: Unpack[ScoreOptions]) -> ScoredFrames:
    """
    Score the rows of a frame, whose columns are named as those of a table of answers, without moving any of them.

    Partitions do not know of each other, so nobody looks whether a respondent is there twice: drop duplicates before,
    where there may be some. Raises InvalidDocument where the names of the columns, the questionnaire or the mapping are
    not right, CxmaturityError for columns that a result does not have, TypeError for options that do not exist.
    """
    scoring = scoring_of(questionnaire, options, distinct=False)
    scorer = ArrowScorer(frame.columns, scoring)
    job = job_of(frame.columns, scoring)
    numbered = frame.toDF(*map(str, range(len(frame.columns))))  # names with points are paths to Spark
    both = numbered.mapInArrow(lambda batches: scored_batches(job, batches), _both_type(scorer.columns))
    return ScoredFrames(both, scorer.notes)


class Job(Struct, frozen=True):
    """What a worker needs to know, as texts: they travel with every task, and tell whether it has the scorer."""

    names: tuple[str, ...]
    questionnaire: str
    mapping: str | None
    columns: tuple[str, ...]
    keep: tuple[str, ...]
    strict_cells: bool
    keep_answers: bool
    language: str


def scored_batches(job: Job, batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The results and rejects of *batches*, in a worker."""
    scorer = _scorer(job)
    for batch in batches:
        results, rejects = scorer.score(batch)
        yield _side_by_side(results, rejects.drop_columns([_LINE]))


def _side_by_side(results: "pa.RecordBatch", rejects: "pa.RecordBatch") -> "pa.RecordBatch":
    """Rows of which each has either a result or a reject."""
    import pyarrow as pa

    scored, rejected = results.to_struct_array(), rejects.to_struct_array()
    columns = [
        pa.concat_arrays([scored, pa.nulls(len(rejected), scored.type)]),
        pa.concat_arrays([pa.nulls(len(scored), rejected.type), rejected]),
    ]
    return pa.RecordBatch.from_arrays(columns, ["result", "reject"])


def job_of(names: Sequence[str], scoring: Scoring) -> Job:
    """What a worker needs to know to score a frame whose columns have these *names*."""
    mapping = scoring.mapping
    return Job(
        names=tuple(names),
        questionnaire=dumps_json(scoring.compiled.data),
        mapping=None if mapping is None else mapping.model_dump_json(by_alias=True, exclude_unset=True),
        columns=scoring.columns,
        keep=scoring.keep,
        strict_cells=scoring.intake.strict_cells,
        keep_answers=scoring.intake.keep_answers,
        language=scoring.language,
    )


def scoring_by(job: Job) -> Scoring:
    """What *job* was made of."""
    return Scoring(
        compiled=_compiled(job.questionnaire),
        mapping=None if job.mapping is None else MappingFile.model_validate_json(job.mapping),
        columns=job.columns,
        keep=job.keep,
        intake=IntakeOptions(job.strict_cells, job.keep_answers, distinct=False),
        language=job.language,
    )


@lru_cache(maxsize=_KEPT)
def _scorer(job: Job) -> ArrowScorer:
    return ArrowScorer(job.names, scoring_by(job))


@lru_cache(maxsize=_KEPT)
def _compiled(questionnaire: str) -> CompiledQuestionnaire:
    return compile_document(parse_json(questionnaire.encode(), "questionnaire", COMPUTED))


def _both_type(results: Sequence[OutColumn]) -> "StructType":
    from pyspark.sql.types import StructField, StructType

    known = [column for column in REJECTS if column.name != _LINE]
    return StructType(
        [StructField("result", _struct_type(results)), StructField("reject", _struct_type(known))]
    )


def _struct_type(columns: Sequence[OutColumn]) -> "StructType":
    from pyspark.sql.types import BooleanType, DoubleType, LongType, StringType, StructField, StructType

    types: Mapping[Kind, type[DataType]] = {
        "text": StringType,
        "integer": LongType,
        "number": DoubleType,
        "boolean": BooleanType,
    }
    return StructType([StructField(column.name, types[column.kind]()) for column in columns])
