"""A first mapping for a file: for each column what it most likely is, how sure that is, and why."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from cxmaturity.answers.mapping import NO_MAPPING, MappingFile
from cxmaturity.batch.cells.cell_text import typed_text
from cxmaturity.batch.headers.claims import Claim, tested
from cxmaturity.batch.headers.column_names import ColumnNames
from cxmaturity.batch.headers.headers import recognised
from cxmaturity.batch.headers.headings import Heading, headings
from cxmaturity.batch.headers.likeness import SURE, Likeness, Likenesses
from cxmaturity.batch.headers.uses import Use
from cxmaturity.foundation.intake import FORBIDDEN
from cxmaturity.foundation.spelling import How, normalised
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.tables.blocks import Cell

_CELLS = 20  # distinct ones looked at


class Guess(Struct, frozen=True):
    """A column, what it most likely is (None: nothing), and which one it is where several have its header.

    `decides` is whether rows count by it, as the preset says.
    """

    header: str
    occurrence: int | None
    likeness: Likeness | None
    decides: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is good enough to be used without a look."""
        return self.likeness is not None and self.likeness.sure >= SURE


class Draft(Struct, frozen=True):
    """A guess for each column, in their order; the mapping adds to the preset that it `extends`, if any."""

    questionnaire: str
    extends: str | None
    guesses: tuple[Guess, ...]


def draft_mapping(
    header_rows: Sequence[Sequence[Cell]],
    sample_cells: Sequence[Sequence[Cell]],
    questionnaire: Questionnaire,
    *,
    extends: str | None = None,
    preset: MappingFile = NO_MAPPING,
) -> Draft:
    """The guesses for a table with these header rows; *sample_cells* are some cells of each column.

    *preset* is the one that the mapping *extends*.
    """
    found = headings(header_rows, preset.header)
    writable = {heading.position for heading in found if not FORBIDDEN.search(_name(heading))}
    claims, _ = recognised(preset, found, ColumnNames(questionnaire))
    known = {claim.heading.position for claim in claims}
    likenesses = Likenesses(questionnaire)
    alike = [
        (likeness, heading.position)
        for heading in found
        if heading.position in writable - known
        for likeness in likenesses.of(heading.text, _some(sample_cells, heading.position))
    ]
    certain = [_certain(claim) for claim in claims if claim.heading.position in writable]
    chosen = _chosen([*certain, *alike])
    deciding = {test[0] for test in tested(preset, found) if isinstance(test, tuple)}
    total, seen = Counter(map(_name, found)), Counter[str]()
    guesses = []
    for heading in found:
        name = _name(heading)
        seen[name] += 1
        occurrence = seen[name] if total[name] > 1 else None
        guesses.append(Guess(name, occurrence, chosen.get(heading.position), heading.position in deciding))
    return Draft(questionnaire.id, extends, tuple(guesses))


def _certain(claim: Claim) -> tuple[Likeness, int]:
    """A column that is recognised without a draft."""
    sure = 99 if claim.how in {How.NORMALISED, How.INVISIBLE} else 100
    return Likeness(claim.use, claim.spelling, sure, how=claim.how), claim.heading.position


def _name(heading: Heading) -> str:
    """The name by which a mapping finds the column."""
    return next(filter(None, heading.names), "")


def _some(sample_cells: Sequence[Sequence[Cell]], position: int) -> Sequence[Cell]:
    cells = sample_cells[position] if position < len(sample_cells) else ()
    return [cell for cell in dict.fromkeys(cells) if normalised(typed_text(cell))][:_CELLS]


def _chosen(candidates: Sequence[tuple[Likeness, int]]) -> dict[int, Likeness]:
    """One use a column and one column a use, the surest first; a tick list has one column, or one for each option."""
    chosen: dict[int, Likeness] = {}
    uses: set[Use] = set()
    shapes: dict[tuple[str, str], str] = {}
    for likeness, position in sorted(candidates, key=lambda pair: (-pair[0].sure, pair[1])):
        use = likeness.use
        shape = shapes.get(use.subject, use.purpose)
        if position not in chosen and use not in uses and shape == use.purpose:
            chosen[position] = likeness
            uses.add(use)
            shapes[use.subject] = use.purpose
    return chosen
