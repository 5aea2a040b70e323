"""A folder of answers files as a table: a row a file, its columns the questions."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from cxmaturity.answers.models import FORMAT, Answers
from cxmaturity.answers.reading import read_answers
from cxmaturity.answers.values import Given, written_value
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.headers.name_lists import quoted_names
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg, msg_n
from cxmaturity.questionnaire.questions import Question
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.tables.blocks import Block, Cell, Fault, Tally, TypedColumns
from cxmaturity.tables.table import Table

_ENDINGS = {".yaml", ".yml", ".json"}
_TOGETHER = 1_000
_LISTED = 5  # files
_FIRST = ("company", "respondent", "role", "weight", "date")


def open_folder(folder: Path, compiled: CompiledQuestionnaire) -> Table:
    """The answers files in *folder* and below it, in the order of their paths; other files are passed over."""
    tally = Tally()
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
    if not paths:
        raise CxmaturityError(msg("There are no answers in {path}.", path=str(folder)))
    attributes = [attribute.id for attribute in compiled.model.attributes]
    header = (*_FIRST, *attributes, *compiled.questions)
    return Table(
        name=str(folder),
        header=(header,),
        notes=(),
        tally=tally,
        rows=_blocks(folder, paths, compiled, attributes, tally),
        close=lambda: None,
        progress=lambda: tally.lines / len(paths),
    )


def _blocks(
    folder: Path,
    paths: Sequence[Path],
    compiled: CompiledQuestionnaire,
    attributes: Sequence[str],
    tally: Tally,
) -> Iterator[Block]:
    numbered = iter(enumerate(paths, 1))
    others: list[str] = []
    while some := list(islice(numbered, _TOGETHER)):
        lines: list[int] = []
        rows: list[tuple[Cell, ...]] = []
        names: list[str] = []
        faults: list[Fault] = []
        for number, path in some:
            found = _read(path, number, compiled)
            if found is None:
                others.append(str(path.relative_to(folder)))
            elif isinstance(found, Fault):
                faults.append(found)
            else:
                lines.append(number)
                names.append(str(path))
                rows.append(_row(found, compiled, attributes))
        columns = TypedColumns(rows, len(_FIRST) + len(attributes) + len(compiled.questions))
        tally.lines += len(some)
        tally.rows += len(rows)
        tally.faults += len(faults)
        tally.blank += len(some) - len(rows) - len(faults)
        yield Block(lines, columns.column, columns.cells, names.__getitem__, faults)
    if others:
        passed_over = msg_n(
            "One file holds no answers and is passed over: {names}",
            "{n} files hold no answers and are passed over: {names}",
            len(others),
            names=quoted_names(others, _LISTED),
        )
        tally.notes.append(passed_over)


def _read(path: Path, number: int, compiled: CompiledQuestionnaire) -> Answers | Fault | None:
    """The answers in a file; None where it does not say that it holds any."""
    try:
        document = read_document(path)
        if document.data.get("format") != FORMAT:
            return None
        return read_answers(document, compiled.model, compiled.sha256)
    except InvalidDocument as error:
        return _fault(number, path, error.diagnostics)


def _fault(number: int, path: Path, found: Sequence[Diagnostic]) -> Fault:
    """What is wrong with a file: its first problem, and how many more there are."""
    first, *more = found
    message = first.message
    if first.span is not None:
        where = msg("Line {line}", line=first.span.line)
        message = msg("{where}: {problem}", where=where, problem=message)
    if more:
        message = msg("{n} problems, the first: {problem}", n=len(found), problem=message)
    return Fault(number, first.code, message, str(path), hint=first.hint)


def _row(answers: Answers, compiled: CompiledQuestionnaire, attributes: Sequence[str]) -> tuple[Cell, ...]:
    person = answers.respondent
    first: tuple[Cell, ...] = (
        answers.company.name,
        None if person is None else person.name,
        None if person is None else person.role,
        None if person is None else person.weight,
        answers.date,
    )
    return (
        *first,
        *(answers.company.attributes.get(name) for name in attributes),
        *(
            _cell(answers.entries[name].given, question) if name in answers.entries else None
            for name, question in compiled.questions.items()
        ),
    )


def _cell(given: Given, question: Question) -> Cell:
    value = written_value(given, question)
    return tuple(value) if isinstance(value, list) else typed_text(value)
