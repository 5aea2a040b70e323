"""What became of each column of a table, and of each of its cells that does not say exactly what it was read as."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from cxmaturity.answers.checking import InvalidAnswer
from cxmaturity.answers.values import Given
from cxmaturity.batch.cells.cell_text import shown
from cxmaturity.batch.cells.ticks import Tick
from cxmaturity.batch.cells.vocabulary import Blank
from cxmaturity.batch.headers.uses import ColumnUse, Uses
from cxmaturity.batch.noticed import Noticed
from cxmaturity.foundation.i18n import Message, msg, msg_n, verbatim
from cxmaturity.foundation.spelling import How

_HOW: Mapping[How | str | None, Message] = {
    How.EXACT: msg("by its header"),
    How.NORMALISED: msg("by its header, written differently"),
    How.INVISIBLE: msg("by its header, without invisible characters"),
    "mapping": msg("by the mapping"),
    None: verbatim(""),
}


class SeenCell(Struct, frozen=True):
    """One of the distinct cells of a column that do not say exactly what they were read as, and how often it is there.

    `result` is the answer, or whether an option was ticked, or why the cell was refused.
    """

    text: str
    count: int
    result: Given | Tick | InvalidAnswer | None

    @property
    def is_refused(self) -> bool:
        """Whether it could not be read."""
        return isinstance(self.result, InvalidAnswer)

    @property
    def words(self) -> Message:
        """What it was read as, or why it was refused."""
        match self.result:
            case InvalidAnswer(message=message):
                return message
            case None | Blank.BLANK:
                return msg("no answer")
            case bool():
                return msg("ticked") if self.result else msg("not ticked")
            case frozenset():
                return verbatim(", ".join(sorted(self.result)))
            case _:
                return verbatim(str(self.result))

    @property
    def times(self) -> Message:
        """How often it is there."""
        return msg_n("once", "{n} times", self.count)


class ColumnFate(Struct, frozen=True):
    """What became of a column: `uses` are all that it is for, in words; `cells` are those not read exactly.

    Refused cells come first, then by how often they are there. `more` is how many cells are not listed.
    """

    column: ColumnUse
    uses: tuple[Message, ...]
    cells: tuple[SeenCell, ...] = ()
    more: int = 0


def explain(uses: Uses, noticed: Noticed) -> tuple[ColumnFate, ...]:
    """What became of every column, in their order."""
    return tuple(_fate(column, uses, noticed) for column in uses.columns)


def explanation_rows(fates: Iterable[ColumnFate]) -> Iterator[tuple[Message, ...]]:
    """The rows of a table with HEADINGS: each column, and below it its cells that were not read exactly."""
    nothing = verbatim("")
    for fate in fates:
        column = fate.column
        number = verbatim(str(column.position + 1))
        yield number, verbatim(column.header), _listed(fate.uses), _HOW[column.how]
        for cell in fate.cells:
            text = msg("“{cell}”, {times}", cell=shown(cell.text), times=cell.times)
            yield nothing, text, *_result(cell)
        if fate.more:
            yield nothing, msg_n("… and one more cell", "… and {n} more cells", fate.more), nothing, nothing


HEADINGS = (msg("Column"), msg("Header or cell"), msg("Read as"), msg("How"))


def _fate(column: ColumnUse, uses: Uses, noticed: Noticed) -> ColumnFate:
    seen = noticed.cells.get(column.position, {})
    cells = [SeenCell(text, count, result) for text, (count, result) in seen.items()]
    return ColumnFate(
        column,
        tuple(_uses(column, uses)),
        tuple(sorted(cells, key=_by_weight)),
        noticed.more[column.position],
    )


def _by_weight(cell: SeenCell) -> tuple[bool, int, str]:
    return not cell.is_refused, -cell.count, cell.text


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


def _result(cell: SeenCell) -> tuple[Message, Message]:
    if cell.is_refused:
        return msg("refused"), cell.words
    return cell.words, msg("written differently")
