"""`cxmaturity score`: many companies at once, from a table."""

from pathlib import Path
from typing import Annotated

import typer

from cxmaturity.cli.options import (
    Delimiter,
    Encoding,
    Force,
    Lang,
    Locale,
    Output,
    Questionnaire,
    Quiet,
    Sheet,
)
from cxmaturity.foundation.i18n import msgid


def score(
    table: Annotated[
        Path,
        typer.Argument(
            metavar=msgid("INPUT"),
            show_default=False,
            help=msgid(
                "Table of answers (.csv, .tsv, .xlsx, .parquet, .jsonl), folder of answers files, or - for"
                " standard input."
            ),
        ),
    ],
    questionnaire: Questionnaire = None,
    output: Output = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar=msgid("FORMAT"),
            show_default=False,
            help=msgid("Output format: csv (default), tsv, jsonl, parquet or xlsx."),
        ),
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="core|full|…",
            show_default=False,
            help=msgid("Columns of the result: core, full (default), or names with commas between."),
        ),
    ] = "full",
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            metavar=msgid("COLUMN"),
            show_default=False,
            help=msgid("Column of the table that the result is to have, too. May be given several times."),
        ),
    ] = None,
    keep_answers: Annotated[
        bool, typer.Option("--keep-answers", help=msgid("Add the answers to the result, as they were read."))
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="company",
            show_default=False,
            help=msgid("One row a company: its respondents' answers are merged before they are scored."),
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar=msgid("FILE|PRESET"),
            show_default=False,
            help=msgid(
                "What columns and cells mean: a mapping file, or the survey tool the table comes from."
            ),
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help=msgid("Show what became of each column of the table."))
    ] = False,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar=msgid("FILE"),
            show_default=False,
            help=msgid("Where rows and cells go that cannot be used. Default: beside the output."),
        ),
    ] = None,
    strict_cells: Annotated[
        bool,
        typer.Option("--strict-cells", help=msgid("Reject a row with a cell that cannot be used.")),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help=msgid("Exit with 0 although something was rejected."))
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="local|spark",
            show_default=True,
            help=msgid("What scores: this process, or Spark, from Parquet to Parquet."),
        ),
    ] = "local",
    lang: Lang = None,
    locale: Locale = None,
    force: Force = False,
    quiet: Quiet = False,
) -> int:
    """Score a table of answers, row by row, and account for every line of it."""
    from cxmaturity.cli.engines import scorer_of
    from cxmaturity.cli.scoring_request import Request

    return scorer_of(engine)(
        Request(
            table=table,
            questionnaire=questionnaire,
            output=output,
            form=form,
            columns=columns,
            keep=tuple(keep or ()),
            keep_answers=keep_answers,
            by=by,
            mapping=mapping,
            explain=explain,
            encoding=encoding,
            delimiter=delimiter,
            sheet=sheet,
            rejects=rejects,
            strict_cells=strict_cells,
            exit_zero=exit_zero,
            lang=lang,
            locale=locale,
            force=force,
            quiet=quiet,
        )
    )
