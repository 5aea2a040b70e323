"""From the header of a table to the use of every column. What is not plain is refused or ignored, never guessed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from cxmaturity.answers.mapping import NO_MAPPING, MappingFile
from cxmaturity.batch.headers.claims import Claim, HeaderProblem, check_twice, kept, mapped, named, tested
from cxmaturity.batch.headers.column_names import ROLE_NAMES, ColumnNames
from cxmaturity.batch.headers.header_notes import header_notes
from cxmaturity.batch.headers.header_rows import answers_in_header
from cxmaturity.batch.headers.headings import Heading, headings
from cxmaturity.batch.headers.uses import IGNORED, RESPONDENT, ColumnUse, Uses
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity, suggestion
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import shorten
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.blocks import Cell

Sound = TypeVar("Sound")

_SHOWN = 200  # characters of a header that names nothing


def match_header(
    header_rows: Sequence[Sequence[Cell]],
    questionnaire: Questionnaire,
    mapping: MappingFile | None = None,
    *,
    keep: Sequence[str] = (),
    name: str = "table",
) -> Uses:
    """The use of every column of the table *name*, by the mapping or else by the headers themselves.

    *keep* are headers of columns that the result is to have, too. Raises InvalidDocument with everything that is not
    plain: columns that are missing or there twice, headers with two meanings, a header without any question, and one
    with answers.
    """
    mapping = mapping or NO_MAPPING
    found = headings(header_rows, mapping.header)
    claims, problems = recognised(mapping, found, ColumnNames(questionnaire))
    positions, not_kept = _apart(kept(mapping, keep, found))
    tests, not_tested = _apart(tested(mapping, found))
    problems += [*not_kept, *not_tested, *check_twice(claims)]
    if not problems and not any(claim.use.subject[0] == "question" for claim in claims):
        problems = [_names_no_question(found, questionnaire)]
    if problems:
        raise InvalidDocument([_diagnostic(each, name) for each in problems], {})
    columns = tuple(_columns(found, claims))
    uses = Uses(columns, keep=tuple(dict.fromkeys(positions)), tests=tuple(tests))
    lost = answers_in_header(header_rows, uses, questionnaire, mapping)
    if lost is not None:
        raise InvalidDocument([_diagnostic(lost, name)], {})
    return replace(uses, notes=tuple(header_notes(uses, questionnaire, mapping)))


def recognised(
    mapping: MappingFile, found: Sequence[Heading], names: ColumnNames
) -> tuple[list[Claim], list[HeaderProblem]]:
    """What the mapping says of the columns, and for all else what the headers say."""
    said, problems = _apart(mapped(mapping, found))
    positions = {claim.heading.position for claim in said}
    subjects = {claim.use.subject for claim in said}
    rest = [heading for heading in found if heading.position not in positions]
    by_name, doubtful = _apart(named(rest, names, mapping.header))
    free = [claim for claim in by_name if claim.use.subject not in subjects]
    return [*said, *_preferred(free)], [*problems, *doubtful]


def _preferred(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; of several columns that may name the respondent, as tools have a name and an id, the best alone."""
    best = min((_rank(claim) for claim in claims if claim.use == RESPONDENT), default=0)
    return (claim for claim in claims if claim.use != RESPONDENT or _rank(claim) == best)


def _rank(claim: Claim) -> int:
    """How far ahead the name of a role is."""
    return ROLE_NAMES[claim.use.purpose].index(claim.spelling)


def _apart(findings: Iterable[Sound | HeaderProblem]) -> tuple[list[Sound], list[HeaderProblem]]:
    sound: list[Sound] = []
    problems: list[HeaderProblem] = []
    for finding in findings:
        if isinstance(finding, HeaderProblem):
            problems.append(finding)
        else:
            sound.append(finding)
    return sound, problems


def _names_no_question(found: Sequence[Heading], questionnaire: Questionnaire) -> HeaderProblem:
    names = [heading.text for heading in found]
    row = shorten(" | ".join(names), _SHOWN)
    message = msg("The header does not name the questions; it reads: {row}", row=row)
    ids = [question.id for question in questionnaire.questions()]
    near = next(filter(None, (suggestion(name, ids) for name in names)), None)
    hint = msg(
        "Head each column with the id or the text of its question, or say in a mapping which is which."
    )
    return HeaderProblem("no-questions", message, near or hint)


def _diagnostic(found: HeaderProblem, file: str) -> Diagnostic:
    return Diagnostic(found.code, Severity.ERROR, file, None, found.message, found.hint)


def _columns(found: Sequence[Heading], claims: Sequence[Claim]) -> Iterator[ColumnUse]:
    by_position = {claim.heading.position: claim for claim in claims}
    for heading in found:
        claim = by_position.get(heading.position)
        if claim is None:
            yield ColumnUse(heading.position, heading.text, IGNORED, None)
        else:
            yield ColumnUse(heading.position, heading.text, claim.use, claim.how)
