"""What became of each column of a table, and of each of its cells that does not say exactly what it was read as."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells import Read
from cxmaturity.batch.uses import ColumnUse, Uses
from cxmaturity.foundation.i18n import Message, msg, msg_n, verbatim
from cxmaturity.foundation.spelling import How

_HOW: Mapping[How | str | None, Message] = {
    How.EXACT: msg("by its header"),
    How.NORMALISED: msg("by its header, written differently"),
    How.INVISIBLE: msg("by its header, without invisible characters"),
    "mapping": msg("by the mapping"),
    None: verbatim(""),
}


@dataclass(frozen=True, slots=True)
class SeenCell:
    """One of the distinct cells of a column, as text, how often it is there, and what it was read as."""

    position: int
    text: str
    count: int
    result: Read | InvalidAnswer


@dataclass(frozen=True, slots=True)
class ColumnFate:
    """What became of a column: `uses` are all that it is for, in words; `cells` are those not read exactly.

    Refused cells come first, then by how often they are there.
    """

    column: ColumnUse
    uses: tuple[Message, ...]
    cells: tuple[SeenCell, ...]


def explain(uses: Uses, seen: Iterable[SeenCell]) -> tuple[ColumnFate, ...]:
    """What became of every column, in their order."""
    by_position: dict[int, list[SeenCell]] = {}
    for cell in seen:
        if not (isinstance(cell.result, Read) and cell.result.exact):
            by_position.setdefault(cell.position, []).append(cell)
    return tuple(
        ColumnFate(
            column,
            tuple(_uses(column, uses)),
            tuple(sorted(by_position.get(column.position, ()), key=_by_weight)),
        )
        for column in uses.columns
    )


def explanation_rows(fates: Iterable[ColumnFate]) -> Iterator[tuple[Message, ...]]:
    """The rows of a table with HEADINGS: each column, and below it its cells that were not read exactly."""
    for fate in fates:
        column = fate.column
        use = _listed(fate.uses)
        yield verbatim(str(column.position + 1)), verbatim(column.header), use, _HOW[column.how]
        for cell in fate.cells:
            times = msg_n("once", "{n} times", cell.count)
            yield verbatim(""), msg("“{cell}”, {times}", cell=cell.text, times=times), *_result(cell.result)


HEADINGS = (msg("Column"), msg("Header or cell"), msg("Read as"), msg("How"))


def _by_weight(cell: SeenCell) -> tuple[bool, int, str]:
    return isinstance(cell.result, Read), -cell.count, cell.text


def _uses(column: ColumnUse, uses: Uses) -> Iterator[Message]:
    if column.use.purpose != "ignored":
        yield verbatim(str(column.use))
    if column.position in uses.keep:
        yield msg("kept")
    if any(position == column.position for position, _ in uses.tests):
        yield msg("decides whether a row counts")
    if column in uses.ignored:
        yield msg("ignored")


def _listed(words: Sequence[Message]) -> Message:
    first, *rest = words
    for word in rest:
        first = msg("{first}; {rest}", first=first, rest=word)
    return first


def _result(result: Read | InvalidAnswer) -> tuple[Message, Message]:
    if isinstance(result, InvalidAnswer):
        return msg("refused"), result.message
    return verbatim(_answer(result.value)), msg("written differently")


def _answer(value: Given | None) -> str:
    if value is None:
        return "–"
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
