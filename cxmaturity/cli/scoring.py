"""One table scored, from its inputs to its outputs and exit code."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from cxmaturity.answers.mapping import MappingFile
from cxmaturity.answers.mapping_catalogue import load_mapping
from cxmaturity.batch.answer_files import open_folder
from cxmaturity.batch.headers import match_header
from cxmaturity.batch.intake import IntakeOptions
from cxmaturity.batch.merger import Merger
from cxmaturity.batch.results import chosen_columns
from cxmaturity.batch.run import Account, score_blocks
from cxmaturity.batch.scorer import Scorer
from cxmaturity.batch.table_options import table_options
from cxmaturity.batch.uses import Uses
from cxmaturity.cli import streams
from cxmaturity.cli.exit_codes import ExitCode
from cxmaturity.cli.inputs import load_questionnaire
from cxmaturity.cli.rejecting import Rejects
from cxmaturity.cli.texts import check_locale, checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import check_free
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.opening import open_table
from cxmaturity.tables.table import Table
from cxmaturity.tables.writing import FORMS, Form, open_writer


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    table: Path
    questionnaire: str | None
    output: Path | None
    form: str | None
    columns: str
    keep: tuple[str, ...]
    keep_answers: bool
    by: str | None
    mapping: str | None
    explain: bool
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    rejects: Path | None
    strict_cells: bool
    exit_zero: bool
    lang: str | None
    locale: str | None
    force: bool
    quiet: bool

    @property
    def target(self) -> Path | None:
        """The output file; None for standard output."""
        return None if self.output is None or str(self.output) == "-" else self.output

    @property
    def rejects_file(self) -> Path | None:
        """Where rejects go: the file asked for, else one beside the output, else none."""
        if self.rejects is not None or self.target is None:
            return self.rejects
        return self.target.with_name(f"{self.target.stem}.rejects.csv")


def score_table_file(request: Request) -> ExitCode:
    """Score the table, write results and rejects, say what became of it. Found something: rejects.

    Raises CxmaturityError where the table, the mapping or the questionnaire cannot be used, or an output not be made.
    """
    language = request.lang or streams.language()
    check_locale(request.locale)
    form = _form(request)
    if request.by not in (None, "company"):
        raise CxmaturityError(
            msg("Rows cannot be merged by {name}.", name=str(request.by)), msg("Use --by company.")
        )
    if request.target is not None:
        check_free(request.target, force=request.force)
    mapping = None if request.mapping is None else load_mapping(request.mapping)
    named = None if mapping is None else mapping.questionnaire
    compiled = load_questionnaire(request.questionnaire or named)
    if request.mapping is not None:
        mapping = load_mapping(request.mapping, compiled.model)
    started = monotonic()
    with _open(request, compiled, mapping) as table:
        uses = match_header(table.header, compiled.model, mapping, keep=request.keep, name=table.name)
        if not request.quiet:
            for note in (*table.notes, *uses.notes):
                streams.note(note, language)
        account = Account(table.tally)
        _deliver(request, form, table, _scorer(request, compiled, uses, mapping), account, language)
    if not account.balances:
        raise AssertionError(f"lines are unaccounted for: {account}")
    if not request.quiet:
        from cxmaturity.cli.accounting import summarise

        summarise(account, compiled, monotonic() - started, language, request.locale or language)
        for file in (request.target, request.rejects_file if account.found_something else None):
            if file is not None:
                streams.note(msg("Written: {file}", file=str(file)), language)
    return ExitCode.FOUND_SOMETHING if account.found_something and not request.exit_zero else ExitCode.DONE


def _form(request: Request) -> Form:
    """The form asked for, else that of the output's ending, else CSV. Raises CxmaturityError where there is none."""
    if request.form is not None:
        checked_form(request.form, FORMS)
    ending = "" if request.target is None else request.target.suffix.lower().removeprefix(".")
    for known in FORMS:
        if known == (request.form or ending or "csv"):
            return known
    endings = ", ".join(f".{known}" for known in FORMS)
    raise CxmaturityError(
        msg("The extension of {file} is not one of an output format.", file=str(request.target)),
        msg("Use one of {endings}, or name the format with --format.", endings=endings),
    )


def _open(request: Request, compiled: CompiledQuestionnaire, mapping: MappingFile | None) -> Table:
    if request.table.is_dir():
        return open_folder(request.table, compiled)
    options = table_options(
        mapping, encoding=request.encoding, delimiter=request.delimiter, sheet=request.sheet
    )
    return open_table("-" if str(request.table) == "-" else request.table, options)


def _scorer(
    request: Request, compiled: CompiledQuestionnaire, uses: Uses, mapping: MappingFile | None
) -> Scorer | Merger:
    make = Scorer if request.by is None else Merger
    columns = chosen_columns(compiled, request.columns)
    return make(compiled, uses, mapping, columns, IntakeOptions(request.strict_cells, request.keep_answers))


def _deliver(
    request: Request, form: Form, table: Table, scorer: Scorer | Merger, account: Account, language: str
) -> None:
    """Write results and rejects as they come; the files are there when all has been read, or not at all."""
    with ExitStack() as stack:
        writer = stack.enter_context(open_writer(request.target, form, scorer.columns, force=request.force))
        rejects = Rejects(
            stack, request.rejects_file, language, force=request.force, asked=request.rejects is not None
        )
        for scored in score_blocks(table, scorer, account):
            if scored.columns and len(scored.columns[0].codes):
                writer.write(scored.columns)
            rejects.take(scored.rejects)
