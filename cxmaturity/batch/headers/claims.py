"""What a header, and a mapping, say that a column is for: claims, before it is known whether they go together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from cxmaturity.answers.mapping import ColumnFields, Header, MappingFile, RowTest
from cxmaturity.batch.headers.column_names import ColumnNames, Named
from cxmaturity.batch.headers.headings import Heading, fitting
from cxmaturity.batch.headers.name_lists import quoted_names
from cxmaturity.batch.headers.uses import Use
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.spelling import Ambiguous, Found, How, Lookalike, Spellings


class HeaderProblem(Struct, frozen=True):
    """Something about a header that is not plain: `code` is the rule."""

    code: str
    message: Message
    hint: Message | None = None


class Claim(Struct, frozen=True):
    """That a column is for something, and why: `spelling` is what its header was recognised as."""

    heading: Heading
    use: Use
    how: How | Literal["mapping"]
    spelling: str = ""


Finding = Claim | HeaderProblem

Thing = TypeVar("Thing")


def mapped(mapping: MappingFile, found: Sequence[Heading]) -> Iterator[Finding]:
    """What a mapping says of the columns, those aside that are kept or that rows are tested by."""
    for each in _placed(_mapped_columns(mapping), found):
        yield each if isinstance(each, HeaderProblem) else Claim(*each, "mapping")


def _mapped_columns(mapping: MappingFile) -> Iterator[tuple[ColumnFields, Use]]:
    columns = mapping.columns
    roles = (
        (columns.company, Use("company")),
        (columns.respondent, Use("respondent")),
        (columns.role, Use("role")),
        (columns.weight, Use("weight")),
        (columns.date, Use("date")),
    )
    yield from ((column, use) for column, use in roles if column is not None)
    yield from ((column, Use("attribute", name)) for name, column in columns.attributes.items())
    for question, entry in mapping.questions.items():
        if entry.column is not None:
            yield entry.column, Use("question", question)
        for option, column in (entry.options or {}).items():
            yield column, Use("option", question, option)


def kept(
    mapping: MappingFile, keep: Iterable[str], found: Sequence[Heading]
) -> Iterator[int | HeaderProblem]:
    """The positions of columns that the result is to have, too: those of the mapping, and those headed as *keep*."""
    for each in _placed(((column, None) for column in mapping.columns.keep), found):
        yield each if isinstance(each, HeaderProblem) else each[0].position
    spellings = Spellings((name, heading.position) for heading in found for name in heading.names if name)
    for wanted in keep:
        match spellings.find(wanted):
            case Found(position):
                yield position
            case Ambiguous(positions):
                message = msg("Several columns are headed “{header}”.", header=wanted)
                yield HeaderProblem("duplicate-column", message, _where(positions))
            case Lookalike() as lookalike:
                yield HeaderProblem("lookalike-header", lookalike.message, msg("Type the header anew."))
            case None:
                yield _missing_column(ColumnFields(text=wanted), found)


def tested(mapping: MappingFile, found: Sequence[Heading]) -> Iterator[tuple[int, RowTest] | HeaderProblem]:
    """The positions of the columns that decide whether a row counts; those that may be missing are left out."""
    for each in _placed(((test.column, test) for test in mapping.rows), found):
        yield each if isinstance(each, HeaderProblem) else (each[0].position, each[1])


def named(found: Iterable[Heading], names: ColumnNames, header: Header) -> Iterator[Finding]:
    """What the headers themselves say."""
    for heading in found:
        result = _named(heading, names, header)
        if isinstance(result, Found):
            yield Claim(heading, result.thing, result.how, result.spelling)
        elif result is not None:
            yield _doubtful(heading, result)


def _placed(
    columns: Iterable[tuple[ColumnFields, Thing]], found: Sequence[Heading]
) -> Iterator[tuple[Heading, Thing] | HeaderProblem]:
    """The columns that a mapping names, each with what it is named for; those that may be missing are left out."""
    for column, thing in columns:
        result = _meant(column, found)
        if isinstance(result, Heading):
            yield result, thing
        elif result is not None:
            yield result


def _meant(column: ColumnFields, found: Sequence[Heading]) -> Heading | HeaderProblem | None:
    """The column that a mapping names; None where there is none and need not be one."""
    fit = fitting(column, found)
    own = [heading for heading in fit if heading.own]
    if len(own) > 1 and "occurrence" not in column.model_fields_set:
        headers = quoted_names([heading.text for heading in own], len(own))
        message = msg("The mapping names one column, but these fit: {headers}.", headers=headers)
        return HeaderProblem("several-columns", message, msg("Say under occurrence which one it is."))
    if len(fit) >= column.occurrence:
        return fit[column.occurrence - 1]
    return None if column.optional else _missing_column(column, found)


def _missing_column(column: ColumnFields, found: Sequence[Heading]) -> HeaderProblem:
    """That there is no such column."""
    wanted = column.text or column.like or column.code or column.matches or ""
    hint = suggestion(wanted, [name for heading in found for name in heading.names])
    if column.occurrence > 1:
        message = msg("There are not {count} columns “{column}”.", count=column.occurrence, column=wanted)
        return HeaderProblem("missing-column", message, hint)
    return HeaderProblem("missing-column", msg("There is no column “{column}”.", column=wanted), hint)


def _named(heading: Heading, names: ColumnNames, header: Header) -> Named:
    for name in heading.names:
        result = names.find(name)
        if isinstance(result, Found) and result.thing.purpose == "question" and header.options is not None:
            return _below(heading, result, names)
        if result is not None:
            return result
    lone = (names.lone_option(name) for name in heading.names if header.lone_options)
    return next((result for result in lone if isinstance(result, Found | Ambiguous)), None)


def _below(heading: Heading, question: Found[Use], names: ColumnNames) -> Named:
    """The option that stands below a question, or the question itself in the first of its columns."""
    option = names.option(question.thing.id, heading.option)
    if option is not None:
        return option
    return question if heading.own else None


def _doubtful(heading: Heading, result: Ambiguous[Use] | Lookalike) -> HeaderProblem:
    column = msg("Column {number}", number=heading.position + 1)
    if isinstance(result, Lookalike):
        message = msg("{where}: {problem}", where=column, problem=result.message)
        return HeaderProblem("lookalike-header", message, msg("Type the header anew."))
    things = ", ".join(map(str, result.things))
    problem = msg("“{header}” can mean several things: {things}.", header=heading.text, things=things)
    hint = msg("Say in a mapping what it means, or use ids as headers.")
    return HeaderProblem("ambiguous-header", msg("{where}: {problem}", where=column, problem=problem), hint)


def _where(positions: Iterable[int]) -> Message:
    numbers = ", ".join(str(position + 1) for position in positions)
    return msg("See columns {numbers}.", numbers=numbers)


def check_twice(claims: Sequence[Claim]) -> Iterator[HeaderProblem]:
    """Uses that several columns claim; none of them is taken for the right one."""
    by_use: dict[Use, list[Claim]] = {}
    for claim in claims:
        by_use.setdefault(claim.use, []).append(claim)
    for use, several in by_use.items():
        where = _where(claim.heading.position for claim in several)
        if len(several) > 1 and len({claim.heading.key for claim in several}) == 1:
            header = several[0].heading.text
            yield HeaderProblem(
                "duplicate-column", msg("Several columns are headed “{header}”.", header=header), where
            )
        elif len(several) > 1:
            headers = quoted_names([claim.heading.text for claim in several], len(several))
            message = msg("Several columns are for {use}: {headers}.", use=str(use), headers=headers)
            hint = msg("{where} Say in a mapping which one counts.", where=where)
            yield HeaderProblem("several-columns", message, hint)
    both = {use.id for use in by_use if use.purpose == "question"} & {use.id for use in by_use if use.option}
    for question in sorted(both):
        message = msg("{question} has a column of its own and columns for its options.", question=question)
        yield HeaderProblem("several-columns", message, msg("Say in a mapping which of them count."))
