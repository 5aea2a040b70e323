"""What `cxmaturity score` is asked for, and whether that goes together."""

from pathlib import Path

from msgspec import Struct

from cxmaturity.cli.inputs import check_not_input
from cxmaturity.cli.texts import check_locale, checked_form
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.files import check_free
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.tables.writing import FORMS, Form

_ENDINGS = ", ".join(f".{known}" for known in FORMS)


class Request(Struct, frozen=True):
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
    def writes_results(self) -> bool:
        """Whether results are wanted: an explanation is instead of them, unless there is a file for them."""
        return self.target is not None or not self.explain

    @property
    def rejects_file(self) -> Path | None:
        """Where rejects go: the file asked for, else one beside the output, else none."""
        if self.rejects is not None or self.target is None:
            return self.rejects
        return self.target.with_name(f"{self.target.stem}.rejects.csv")


def check_request(request: Request) -> None:
    """Raise CxmaturityError for what cannot be done, whatever the table says."""
    check_locale(request.locale)
    output_form(request)
    if request.by not in (None, "company"):
        raise CxmaturityError(
            msg("Rows cannot be merged by {name}.", name=str(request.by)), msg("Use --by company.")
        )
    if request.explain and request.output is not None and request.target is None:
        raise CxmaturityError(
            msg("Results and their explanation cannot both go to standard output."),
            msg("Name a file with -o, or leave it out."),
        )
    if request.by is not None and request.keep:
        raise CxmaturityError(
            msg("Columns cannot be kept where rows are merged."), msg("Leave out --keep, or --by company.")
        )
    _check_reading(request)
    check_rejects(request)
    for file in (request.target, request.rejects_file):
        check_not_input(file, request.table)
    if request.target is not None:
        check_free(request.target, force=request.force)


def _check_reading(request: Request) -> None:
    """Raise CxmaturityError for an option that means nothing to a folder, or to a table with this ending."""
    texts, lines, others = {".csv", ".tsv", ".tab", ".txt"}, {".jsonl", ".ndjson"}, {".xlsx", ".parquet"}
    given = (
        ("--sheet", request.sheet, {".xlsx"}),
        ("--delimiter", request.delimiter, texts),
        ("--encoding", request.encoding, texts | lines),
    )
    ending = request.table.suffix.lower()
    if ending not in texts | lines | others and not request.table.is_dir():
        return
    for option, value, endings in given:
        if value is not None and ending not in endings:
            message = msg("{option} cannot be used with {file}.", option=option, file=str(request.table))
            raise CxmaturityError(message, msg("Leave it out."))


def check_rejects(request: Request) -> None:
    """Raise CxmaturityError where rejects would go to standard output, or over the results."""
    if request.rejects is None:
        return
    if str(request.rejects) != "-":
        rejects_form(request.rejects)
    if str(request.rejects) == "-":
        raise CxmaturityError(msg("Rejects need a file."), msg("Name one with --rejects."))
    if request.target is not None and request.rejects.resolve() == request.target.resolve():
        raise CxmaturityError(
            msg("Results and rejects cannot go to the same file."), msg("Name another one with --rejects.")
        )


def rejects_form(file: Path) -> Form:
    """The form of the ending of a file for rejects. Raises CxmaturityError where there is none."""
    form = _form_of(file)
    if form is None:
        raise _no_form(file, msg("Use one of {endings}.", endings=_ENDINGS))
    return form


def output_form(request: Request) -> Form:
    """The form asked for, else that of the output's ending, else CSV. Raises CxmaturityError where there is none."""
    asked = request.form
    if asked is not None:
        checked_form(asked, FORMS)
        return next(known for known in FORMS if known == asked)
    if request.target is None:
        return "csv"
    form = _form_of(request.target)
    if form is None:
        raise _no_form(
            request.target, msg("Use one of {endings}, or name the format with --format.", endings=_ENDINGS)
        )
    return form


def _no_form(file: Path, hint: Message) -> CxmaturityError:
    return CxmaturityError(
        msg("The extension of {file} is not one of an output format.", file=str(file)), hint
    )


def _form_of(file: Path) -> Form | None:
    ending = file.suffix.lower()
    return next((known for known in FORMS if ending == f".{known}"), None)
