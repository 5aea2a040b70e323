"""Tables in memory scored: a record batch, or a frame of any library that Arrow's interface connects."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypedDict, TypeVar, Unpack

from msgspec import Struct

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.reject_columns import REJECTS, reject_values
from cxmaturity.batch.resolving import Source, resolved
from cxmaturity.batch.results.results import chosen_columns
from cxmaturity.batch.scorer import Scorer
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.arrow.blocks import arrow_block
from cxmaturity.tables.arrow.columns import arrow_batch, arrow_schema
from cxmaturity.tables.arrow.frames import arrow_table, in_kind_of
from cxmaturity.tables.blocks import BLOCK_ROWS
from cxmaturity.tables.headers import check_header

if TYPE_CHECKING:
    import pyarrow as pa

Frame = TypeVar("Frame")

_NAME = "table"  # of what is in memory


class ScoreOptions(TypedDict, total=False):
    """
    How a table is scored, as the options of the command `score` say.

    `columns` are core, full (the default) or names; `mapping` is a file or a preset, as of `--map`; `keep` names
    columns that the result is to have, too; `language` is that of messages, as of `--lang`, but en by default.
    """

    columns: str | Sequence[str]
    mapping: str | Path | None
    keep: str | Sequence[str]
    keep_answers: bool
    strict_cells: bool
    language: str


class ScoredTable(Struct, Generic[Frame], frozen=True):
    """
    The scored rows in their order, the rows and cells that could not be used, and what is to be known of the columns.

    A row that is in neither does not count, because a mapping says so. Columns of `rejects`: `line` (from 1), `column`,
    `value`, `code`, `message`, `row_scored` (true: one cell of a row that was scored without it) and `row`.
    """

    results: Frame
    rejects: Frame
    notes: tuple[str, ...]


class Scoring(Struct, frozen=True):
    """What tables are scored by: a questionnaire, and the options resolved."""

    compiled: CompiledQuestionnaire
    mapping: MappingFile | None
    columns: tuple[str, ...]
    keep: tuple[str, ...]
    intake: IntakeOptions
    language: str


def score_batch(
    batch: "pa.RecordBatch", questionnaire: Source = None, **options: Unpack[ScoreOptions]
) -> "ScoredTable[pa.RecordBatch]":
    """
    Score the rows of an Arrow record batch, whose columns are named as those of a table of answers.

    Meant for a part of something larger, as Ray and Dask hand it out; so nobody looks whether a respondent is there
    twice. Load the questionnaire once and pass it to all calls. Raises InvalidDocument where the names of the columns,
    the questionnaire or the mapping are not right, CxmaturityError for columns that a result does not have, TypeError
    for options that do not exist.
    """
    import pyarrow as pa

    if not isinstance(batch, pa.RecordBatch):
        raise TypeError(
            f"a record batch of Arrow is needed, not {type(batch).__name__}; score_table takes others"
        )
    scorer = ArrowScorer(batch.schema.names, scoring_of(questionnaire, options, distinct=False))
    return ScoredTable(*scorer.score(batch), scorer.notes)


def score_table(
    table: Frame, questionnaire: Source = None, **options: Unpack[ScoreOptions]
) -> ScoredTable[Frame]:
    """
    Score a table in memory: of Arrow, a frame of pandas or Polars, or whatever has `__arrow_c_stream__`.

    Results and rejects are of the same kind, but Arrow tables for what is none of the three. Of a respondent who is
    there twice, the first row counts. Raises TypeError for what is no table, and what `score_batch` raises.
    """
    import pyarrow as pa

    whole = arrow_table(table)
    scorer = ArrowScorer(whole.schema.names, scoring_of(questionnaire, options, distinct=True))
    scored = [scorer.score(batch) for batch in whole.to_batches(max_chunksize=BLOCK_ROWS)]
    results = pa.Table.from_batches([results for results, _ in scored], scorer.results)
    rejects = pa.Table.from_batches([rejects for _, rejects in scored], scorer.rejects)
    return ScoredTable(in_kind_of(table, results), in_kind_of(table, rejects), scorer.notes)


def scoring_of(questionnaire: Source, options: ScoreOptions, *, distinct: bool) -> Scoring:
    """What is asked for, read and checked; *distinct* says whether a respondent may be there only once."""
    unknown = options.keys() - ScoreOptions.__annotations__.keys()
    if unknown:
        raise TypeError(f"unexpected options: {', '.join(sorted(unknown))}")
    compiled, mapping = resolved(questionnaire, options.get("mapping"))
    columns, keep = options.get("columns", "full"), options.get("keep", ())
    return Scoring(
        compiled=compiled,
        mapping=mapping,
        columns=chosen_columns(compiled, columns if isinstance(columns, str) else ",".join(columns)),
        keep=(keep,) if isinstance(keep, str) else tuple(keep),
        intake=IntakeOptions(
            options.get("strict_cells", False), options.get("keep_answers", False), distinct=distinct
        ),
        language=options.get("language", "en"),
    )


class ArrowScorer:
    """Scores record batches of one table, whose columns have these *names*.

    `results` and `rejects` are the schemas of what comes out, `columns` those of the results in our own words.
    """

    def __init__(self, names: Sequence[str], scoring: Scoring) -> None:
        import pyarrow as pa

        check_header([names], _NAME, 1)
        uses = match_header([names], scoring.compiled.model, scoring.mapping, keep=scoring.keep, name=_NAME)
        self._scorer = Scorer(scoring.compiled, uses, scoring.mapping, scoring.columns, scoring.intake)
        self._language = scoring.language
        self._line = 1
        self.columns = self._scorer.columns
        self.results = arrow_schema(self.columns, text=pa.string())
        self.rejects = arrow_schema(REJECTS, text=pa.string())
        self.notes = tuple(note.text(scoring.language) for note in uses.notes)

    def score(self, batch: "pa.RecordBatch") -> "tuple[pa.RecordBatch, pa.RecordBatch]":
        """The results of the rows that can be scored, and the rejects."""
        import pyarrow as pa

        starts = range(0, max(batch.num_rows, 1), BLOCK_ROWS)
        scored = [self._piece(batch.slice(start, BLOCK_ROWS)) for start in starts]
        results, rejects = zip(*scored, strict=True)
        return pa.concat_batches(results), pa.concat_batches(rejects)

    def _piece(self, batch: "pa.RecordBatch") -> "tuple[pa.RecordBatch, pa.RecordBatch]":
        _check_whole(batch)
        scored = self._scorer.score(self._scorer.intake.take(arrow_block(batch, self._line, _NAME)))
        self._line += batch.num_rows
        rejects = reject_values(scored.rejects, self._language)
        return arrow_batch(scored.columns, self.results), arrow_batch(rejects, self.rejects)


def _check_whole(batch: "pa.RecordBatch") -> None:
    """Raise InvalidDocument where texts are not in UTF-8, or positions beyond what they are of."""
    import pyarrow as pa

    try:
        batch.validate(full=True)
    except pa.ArrowInvalid as error:
        raise refusal("encoding", _NAME, msg("The table cannot be read; it may be damaged.")) from error
