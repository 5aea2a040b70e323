"""One table scored by Spark: Parquet in, folders of Parquet out."""

import sys
from pathlib import Path
from time import monotonic

from cxmaturity.batch.resolving import resolved
from cxmaturity.cli import streams
from cxmaturity.cli.accounting import summarise
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.scoring_request import Request, check_rejects
from cxmaturity.cli.texts import check_locale
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.folders import check_replaceable
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import refusal
from cxmaturity.foundation.regular_files import NO_FILE
from cxmaturity.foundation.text import safe_text
from cxmaturity.spark.files import Outputs, is_output, read, write
from cxmaturity.spark.frames import score
from cxmaturity.spark.session import start


def score_with_spark(request: Request) -> ExitCode:
    """
    Score the table, write results and rejects, say what became of it. Found something: rejects.

    Raises CxmaturityError where Spark, an input or an option cannot be used, or an output not be made.
    """
    language = request.lang or streams.language()
    check_locale(request.locale)
    _check_options(request)
    _check_input(request.table)
    outputs = _outputs(request)
    compiled, mapping = resolved(request.questionnaire, request.mapping)
    started = monotonic()
    frame = read(start(progress=sys.stderr.isatty() and not request.quiet), request.table)
    scored = score(
        frame,
        compiled,
        columns=request.columns,
        mapping=request.mapping,
        keep=request.keep,
        keep_answers=request.keep_answers,
        strict_cells=request.strict_cells,
        language=language,
    )
    if not request.quiet:
        for note in scored.notes:
            streams.put_aside(safe_text(note))
        streams.note(msg("Spark does not look whether a respondent is there twice."), language)
    account = write(frame, scored, outputs, filtered=mapping is not None and bool(mapping.rows))
    if not account.balances:
        raise AssertionError(f"rows are unaccounted for: {account}")
    if not request.quiet:
        summarise(account, compiled, monotonic() - started, language, request.locale or language)
        for folder in (outputs.results, outputs.rejects):
            streams.note(msg("Written: {file}", file=str(folder)), language)
    return ExitCode.FOUND_SOMETHING if account.found_something and not request.exit_zero else ExitCode.DONE


def _check_options(request: Request) -> None:
    """Raise CxmaturityError for an option that means nothing to Spark."""
    given = {
        "--by": request.by,
        "--delimiter": request.delimiter,
        "--encoding": request.encoding,
        "--explain": request.explain,
        "--format": request.form not in (None, "parquet"),
        "--sheet": request.sheet,
    }
    for option, value in given.items():
        if value:
            raise CxmaturityError(
                msg("{option} cannot be used with Spark.", option=option), msg("Leave out --engine spark.")
            )


def _check_input(table: Path) -> None:
    """Raise CxmaturityError for what Spark does not read, or not as strictly as is needed here."""
    if table.suffix.lower() != ".parquet" and not table.is_dir():
        raise CxmaturityError(
            msg("With Spark, only Parquet is read: of other files it changes broken lines in silence."),
            msg(
                "Score the file without Spark: {command}", command=f"cxmaturity score {table} -o FILE.parquet"
            ),
        )
    if not table.exists():
        raise refusal("io", str(table), NO_FILE)


def _outputs(request: Request) -> Outputs:
    """The folders to write. Raises CxmaturityError where they are not named, or where they cannot be replaced."""
    if request.target is None:
        raise _no_folder("-o FILE.parquet")
    check_rejects(request)
    rejects = request.rejects or request.target.with_suffix(".rejects.parquet")
    for folder, option in ((request.target, "-o FILE.parquet"), (rejects, "--rejects FILE.parquet")):
        if folder.suffix.lower() != ".parquet":
            raise _no_folder(option)
        if _overlap(folder.resolve(), request.table.resolve()):
            raise CxmaturityError(msg("{file} is the input.", file=str(folder)), msg("Choose another."))
        check_replaceable(folder, force=request.force, is_ours=is_output)
    return Outputs(request.target, rejects)


def _no_folder(option: str) -> CxmaturityError:
    return CxmaturityError(
        msg("With Spark, the output is a folder of Parquet files."), msg("Name it: {option}", option=option)
    )


def _overlap(one: Path, other: Path) -> bool:
    """Whether one of both is the other, or lies in it."""
    return one.is_relative_to(other) or other.is_relative_to(one)
