"""The mapping file, read and checked: by itself, and against a questionnaire where there is one."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from cxmaturity.answers.mapping import ColumnFields, DateFields, MappingFile, QuestionColumns, Writing
from cxmaturity.answers.patterns import compiled_pattern, slowness
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, suggestion
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.fields import RESERVED
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import NumberQuestion, Question
from cxmaturity.questionnaire.references import parts
from cxmaturity.questionnaire.validation import problem, validated

_DAY = datetime(2026, 3, 5, tzinfo=UTC)


def read_mapping(document: Document, questionnaire: Questionnaire | None = None) -> MappingFile:
    """The mapping that *document* holds; with a questionnaire, its questions and options must exist there.

    Raises InvalidDocument with every problem at its place.
    """
    mapping = validated(document, MappingFile)
    found = [
        *_patterns(document, mapping),
        *_header(document, mapping),
        *_columns_used_twice(document, mapping),
    ]
    if questionnaire is not None:
        found += _unfit_questions(document, mapping, questionnaire)
    if found:
        raise InvalidDocument(found, {document.name: document.text})
    return mapping


def _patterns(document: Document, mapping: MappingFile) -> Iterator[Diagnostic]:
    for path, part in parts(mapping):
        if isinstance(part, ColumnFields) and part.matches is not None:
            yield from _pattern(document, (*path, "matches"), part.matches)
        if isinstance(part, Writing) and part.number is not None:
            yield from _pattern(document, (*path, "number"), part.number, groups=1)
        if isinstance(part, DateFields) and not all(map(_names_a_day, part.format)):
            message = msg("A date format names day, month and year, each once, such as %d.%m.%Y.")
            yield problem(document, "malformed-pattern", (*path, "format"), message)


def _names_a_day(form: str) -> bool:
    """Whether a date written in this form is read as the same day."""
    try:
        return datetime.strptime(_DAY.strftime(form), form).date() == _DAY.date()  # noqa: DTZ007  only the day counts
    except (ValueError, re.error):
        return False


def _pattern(
    document: Document, path: DataPath, text: str, *, groups: int | None = None
) -> Iterator[Diagnostic]:
    pattern = compiled_pattern(text)
    if not isinstance(pattern, re.Pattern):
        yield problem(document, "malformed-pattern", path, pattern)
        return
    slow = slowness(text)
    if slow is not None:
        yield problem(document, "malformed-pattern", path, slow)
    if groups is not None and pattern.groups != groups:
        message = msg(
            "The regular expression needs one group, which is the number: {example}", example="([0-9]+)"
        )
        yield problem(document, "malformed-pattern", path, message)


def _header(document: Document, mapping: MappingFile) -> Iterator[Diagnostic]:
    header = mapping.header
    stated = [("names", row) for row in header.names]
    stated += [("options", header.options)] if header.options is not None else []
    for key, row in stated:
        if row > header.rows:
            message = msg("There are {rows} header rows, so row {names} is none of them.", rows=header.rows,
                          names=row)  # fmt: skip
            yield problem(document, "header-rows", ("header", key), message)


def _columns_used_twice(document: Document, mapping: MappingFile) -> Iterator[Diagnostic]:
    """Columns that are kept, or that decide whether a row counts, may have another use, too."""
    first: dict[tuple[object, ...], DataPath] = {}
    for path, part in parts(mapping):
        if not isinstance(part, ColumnFields) or path[0] == "rows" or path[:2] == ("columns", "keep"):
            continue
        column = tuple(getattr(part, name) for name in ColumnFields.model_fields if name != "optional")
        if column in first:
            line = document.span(first[column]).line
            message = msg("This column is already used on line {line}.", line=line)
            yield problem(document, "column-used-twice", path, message)
        first.setdefault(column, path)


def _unfit_questions(
    document: Document, mapping: MappingFile, questionnaire: Questionnaire
) -> Iterator[Diagnostic]:
    if mapping.questionnaire not in (None, questionnaire.id):
        message = msg("This mapping is for the questionnaire {given}, not for {wanted}.",
                      given=str(mapping.questionnaire), wanted=questionnaire.id)  # fmt: skip
        yield problem(document, "mapping-of-another", ("questionnaire",), message)
        return
    attributes = [attribute.id for attribute in questionnaire.attributes]
    for name in mapping.columns.attributes:
        if name not in attributes:
            path: DataPath = ("columns", "attributes", name)
            message = msg("The questionnaire has no company attribute {name}.", name=name)
            yield problem(
                document, "unknown-attribute", path, message, suggestion(name, attributes), at_key=True
            )
    questions = {question.id: question for question in questionnaire.questions()}
    for name, columns in mapping.questions.items():
        path = ("questions", name)
        if name not in questions:
            message = msg("The questionnaire has no question {name}.", name=name)
            yield problem(
                document, "unknown-question", path, message, suggestion(name, questions), at_key=True
            )
            continue
        options = [option.id for option in questionnaire.options_of(questions[name])]
        yield from _unknown_options(document, path, columns, options, name)
        yield from _unfit_keys(document, path, columns, questions[name])


def _unknown_options(
    document: Document, path: DataPath, columns: QuestionColumns, options: list[str], question: str
) -> Iterator[Diagnostic]:
    named = [((*path, "values", cell), option) for cell, option in columns.values.items()]
    named += [((*path, "options", option), option) for option in columns.options or ()]
    for where, option in named:
        if option not in options and not (option in RESERVED and where[-2] == "values"):
            message = msg("“{answer}” is not an option of {question}.", answer=option, question=question)
            at_key = where[-2] == "options"
            yield problem(
                document, "unknown-option", where, message, suggestion(option, options), at_key=at_key
            )


def _unfit_keys(
    document: Document, path: DataPath, columns: QuestionColumns, question: Question
) -> Iterator[Diagnostic]:
    """Keys that say nothing about a question of this kind."""
    only: dict[str, tuple[bool, Message]] = {
        "options": (question.kind == "multi", msg("only a tick list has a column for each option")),
        "split": (question.kind == "multi", msg("only a tick list has several options in one cell")),
        "unit": (isinstance(question, NumberQuestion), msg("only a number question has a unit")),
        "percent": (getattr(question, "unit", None) == "%", msg("only a percentage can be a fraction")),
    }
    for key, (fits, reason) in only.items():
        if key in columns.model_fields_set and not fits:
            message = msg("{key}: {problem}", key=key, problem=reason)
            yield problem(document, "unfit-key", (*path, key), message, at_key=True)
