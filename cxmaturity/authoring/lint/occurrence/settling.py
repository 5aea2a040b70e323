"""Which statements hold: by bounds, by sheets worth a try, and, where asked for, by exact search."""

from collections.abc import Iterable, Sequence
from math import inf, prod
from time import monotonic

from cxmaturity.authoring.lint.occurrence.search import search
from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.authoring.lint.occurrence.statements import IMPOSSIBLE, OPEN, Settled, Statement, Verdict
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.states import TRUE

#: So few that they are all tried, whether exact search was asked for or not.
_FEW_SHEETS = 64


def settle(sheets: Sheets, statements: Sequence[Statement], seconds: float | None) -> tuple[Settled, ...]:
    """What became of each statement; *seconds* for the search through those still open, None for no search."""
    found = {number: _by_bounds(sheets, statement) for number, statement in enumerate(statements)}
    for sheet in (*sheets.ranked, *sheets.empty):
        _try(sheets, statements, found, _open(found), sheet)
    _one_offs(sheets, statements, found)
    for number in _open(found):
        if _sheets_of(sheets, statements[number]) <= _FEW_SHEETS:
            found[number] = search(sheets, statements[number], inf)
    if seconds is not None:
        until = monotonic() + seconds
        waiting = list(_open(found))
        for place, number in enumerate(waiting):
            share = (until - monotonic()) / (len(waiting) - place)
            found[number] = search(sheets, statements[number], share)
    return tuple(found[number] for number in range(len(statements)))


def _sheets_of(sheets: Sheets, statement: Statement) -> int:
    """How many sheets differ in what the statement rests on."""
    questions = sheets.questions_in(sheets.below(statement.slots))
    return prod(len(sheets.domains[question].answers) + 1 for question in questions)


def _open(found: dict[int, Settled]) -> tuple[int, ...]:
    return tuple(number for number, settled in found.items() if _is_open(settled))


def _is_open(settled: Settled) -> bool:
    return settled.verdict is Verdict.OPEN


def _by_bounds(sheets: Sheets, statement: Statement) -> Settled:
    """What can be told from every sheet at once; fixed answers only make that narrower."""
    worlds = [sheets.anything] * len(statement.worlds)
    return OPEN if statement.test(worlds) & TRUE else IMPOSSIBLE


def _try(
    sheets: Sheets,
    statements: Sequence[Statement],
    found: dict[int, Settled],
    numbers: Iterable[int],
    sheet: Evaluation,
) -> None:
    for number in numbers:
        statement = statements[number]
        worlds = [_with(sheets, sheet, world.items()) for world in statement.worlds]
        if statement.test(worlds) == TRUE:
            found[number] = Settled(Verdict.POSSIBLE, worlds[0].given)


def _with(sheets: Sheets, sheet: Evaluation, fixed: Iterable[tuple[int, object]]) -> Evaluation:
    for question, given in fixed:
        sheet = sheets.changed(sheet, question, given)  # type: ignore[arg-type]
    return sheet


def _one_offs(sheets: Sheets, statements: Sequence[Statement], found: dict[int, Settled]) -> None:
    """From the worst and the best sheet, each answer that open statements rest on changed by itself."""
    wanted = [number for number in _open(found) if not statements[number].forbidden]
    below = {number: sheets.below(statements[number].slots) for number in wanted}
    within = frozenset[int]().union(*below.values())
    for base in (sheets.worst, sheets.best):
        for question in sheets.questions_in(within):
            waiting = [n for n in wanted if _is_open(found[n]) and question in below[n]]
            choices = (*sheets.domains[question].some(), *sheets.without_answer(question))
            for choice in choices if waiting else ():
                _try(sheets, statements, found, waiting, sheets.changed(base, question, choice, within))
                waiting = [n for n in waiting if _is_open(found[n])]
