"""One table scored, from its inputs to its outputs and exit code."""

from collections.abc import Iterator, Sequence
from time import monotonic

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.batch.explaining import HEADINGS, ColumnFate, explain, explanation_rows
from cxmaturity.batch.headers.headers import match_header
from cxmaturity.batch.headers.table_options import table_options
from cxmaturity.batch.intake.intake import IntakeOptions
from cxmaturity.batch.merger import Merger
from cxmaturity.batch.remarks import cell_remarks, company_remarks
from cxmaturity.batch.resolving import resolved
from cxmaturity.batch.results.results import chosen_columns
from cxmaturity.batch.run import Account
from cxmaturity.batch.scorer import Scorer
from cxmaturity.cli import streams
from cxmaturity.cli.delivering import deliver
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.scoring_request import Request, check_request
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.opening import open_table
from cxmaturity.tables.table import Table


def score_table_file(request: Request) -> ExitCode:
    """Score the table, write results and rejects, say what became of it. Found something: rejects.

    Raises CxmaturityError where the table, the mapping or the questionnaire cannot be used, or an output not be made.
    """
    language = request.lang or streams.language()
    check_request(request)
    compiled, mapping = resolved(request.questionnaire, request.mapping)
    columns = chosen_columns(compiled, request.columns)
    started = monotonic()
    with _open(request, compiled, mapping) as table:
        uses = match_header(table.header, compiled.model, mapping, keep=request.keep, name=table.name)
        if not request.quiet:
            streams.notes((*table.notes, *uses.notes), language)
        account = Account(table.tally)
        make = Scorer if request.by is None else Merger
        options = IntakeOptions(request.strict_cells, request.keep_answers)
        scorer = make(compiled, uses, mapping, columns, options)
        deliver(request, table, scorer, account, language)
    if not account.balances:
        raise AssertionError(f"lines are unaccounted for: {account}")
    fates = explain(uses, account.noticed)
    if request.explain:
        _show(fates, language)
    if not request.quiet:
        from cxmaturity.cli.accounting import summarise

        streams.notes(() if request.explain else cell_remarks(fates), language)
        streams.notes(company_remarks(account.noticed.companies.several), language)
        seconds, locale = monotonic() - started, request.locale or language
        summarise(account, compiled, seconds, language, locale, merged=request.by is not None)
        streams.notes(_files(request, account), language)
    return ExitCode.FOUND_SOMETHING if account.found_something and not request.exit_zero else ExitCode.DONE


def _open(request: Request, compiled: CompiledQuestionnaire, mapping: MappingFile | None) -> Table:
    if request.table.is_dir():
        from cxmaturity.batch.answer_files import open_folder

        return open_folder(request.table, compiled)
    options = table_options(
        mapping, encoding=request.encoding, delimiter=request.delimiter, sheet=request.sheet
    )
    return open_table(request.table, options)


def _files(request: Request, account: Account) -> Iterator[Message]:
    """Which files have been written."""
    for file in (request.target, request.rejects_file if account.found_something else None):
        if file is not None:
            yield msg("Written: {file}", file=str(file))


def _show(fates: Sequence[ColumnFate], language: str) -> None:
    from cxmaturity.cli.screens import screen
    from cxmaturity.views.tables import table_view

    streams.put(table_view(HEADINGS, explanation_rows(fates), language, screen()))
