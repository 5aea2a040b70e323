"""Whose answers a difference is tried on: answers files, assessments, folders of them, or a table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.answers.models import FORMAT as ANSWERS_FORMAT
from cxmaturity.answers.reading import answers_data
from cxmaturity.authoring.recognition import files_inside
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, Span, suggestion
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.places import Place
from cxmaturity.foundation.scalars import BadNumberError, plain_scalar
from cxmaturity.questionnaire.fields import RESERVED
from cxmaturity.scoring.assessment_file import FORMAT as ASSESSMENT_FORMAT
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.serialization import read_assessment
from cxmaturity.tables.csv.rows import Row, read_csv

_COMPANY = "company"


class Source(Struct, frozen=True):
    """One company's answers, as an answers file has them, and where they come from."""

    place: str
    document: Document


class Failed(Struct, frozen=True):
    """Answers that cannot be read at all."""

    place: str
    error: CxmaturityError


def sources(path: Path, compiled: CompiledQuestionnaire) -> Iterator[Source | Failed]:
    """Everybody's answers in *path*, to the questionnaire *compiled*; in folders, other files are passed over."""
    if path.is_dir():
        for file in files_inside(path):
            yield from _from_file(file, is_named=False)
    elif path.suffix.lower() == ".csv":
        yield from _from_table(path, compiled)
    else:
        yield from _from_file(path, is_named=True)


def _from_file(path: Path, *, is_named: bool) -> Iterator[Source | Failed]:
    try:
        document = read_document(path)
        kind = document.data.get("format")
        if kind == ASSESSMENT_FORMAT:
            yield Source(str(path), _answers_in(document))
        elif is_named or kind == ANSWERS_FORMAT:
            yield Source(str(path), document)
    except CxmaturityError as error:
        yield Failed(str(path), error)


def _answers_in(document: Document) -> Document:
    """The answers that an assessment was made from, all placed at its beginning."""
    assessment = read_assessment(document)
    compiled = assessment.questionnaire
    data = answers_data(compiled.model, compiled.sha256, assessment.answers)
    return replace(document, data=data, find_places=lambda _: Place(Span(1, 1, 1, 1)))


def _from_table(path: Path, compiled: CompiledQuestionnaire) -> Iterator[Source | Failed]:
    """One company a row."""
    try:
        table = read_csv(path)
        _check_columns(path, table.columns, compiled)
    except CxmaturityError as error:
        yield Failed(str(path), error)
        return
    for row in table.rows:
        place = f"{path}:{row.line}"
        try:
            yield Source(place, _row_document(path, row, compiled))
        except CxmaturityError as error:
            yield Failed(place, error)


def _check_columns(path: Path, columns: tuple[str, ...], compiled: CompiledQuestionnaire) -> None:
    if _COMPANY not in columns:
        raise _invalid("missing-column", path, 1, msg("There is no column “{column}”.", column=_COMPANY))
    for column in columns:
        if column != _COMPANY and column not in compiled.questions:
            message = msg("The questionnaire has no question {name}.", name=column)
            raise _invalid("unknown-question", path, 1, message, suggestion(column, compiled.questions))


def _row_document(path: Path, row: Row, compiled: CompiledQuestionnaire) -> Document:
    company = row.cells[_COMPANY]
    if not company:
        raise _invalid("missing-company", path, row.line, msg("The row does not name its company."))
    answers: dict[str, Any] = {}
    for question, cell in row.cells.items():
        if cell and question != _COMPANY:
            try:
                answers[question] = _answer(cell, is_list=compiled.questions[question].kind == "multi")
            except BadNumberError as error:
                raise _invalid("number", path, row.line, error.message, error.hint) from None
    data: dict[str, Any] = {
        "format": ANSWERS_FORMAT,
        "questionnaire": {"id": compiled.model.id, "version": compiled.model.version},
        "company": company,
        "answers": answers,
    }
    place = Place(Span(row.line, 1, row.line, 1))
    return Document(str(path), "", data, lambda _: place)


def _answer(cell: str, *, is_list: bool) -> Any:
    """The cell as an answers file would have it: an id, a number, or the ticks between semicolons."""
    if is_list and cell not in RESERVED:
        return [_value(tick.strip()) for tick in cell.split(";") if tick.strip()]
    return _value(cell)


def _value(text: str) -> Any:
    value = plain_scalar(text)
    return text if value is None or isinstance(value, bool) else value


def _invalid(
    code: str, path: Path, line: int, message: Message, hint: Message | None = None
) -> InvalidDocument:
    found = Diagnostic(code, Severity.ERROR, str(path), Span(line, 1, line, 1), message, hint)
    return InvalidDocument([found], {})
