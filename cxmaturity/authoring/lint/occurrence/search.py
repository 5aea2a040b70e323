"""Exact search for an answer sheet: branch over one question after another, bounded by what the rest can give."""

from collections.abc import Sequence
from time import monotonic

from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.authoring.lint.occurrence.statements import (
    IMPOSSIBLE,
    OPEN,
    OUT_OF_TIME,
    Settled,
    Statement,
    Verdict,
)
from cxmaturity.scoring.evaluation import Evaluation, evaluate
from cxmaturity.scoring.states import NOT_APPLICABLE, TRUE, Reading

_LOOKS_AT_THE_CLOCK = 64  # nodes between two


def search(sheets: Sheets, statement: Statement, seconds: float) -> Settled:
    """Possible with its witness, impossible where every sheet was excluded, or open when time is up.

    Exclusion is proof only where the answers tried are all that make a difference; else the rest stays open.
    """
    until = monotonic() + seconds
    fixed = {question for world in statement.worlds for question in world}
    within = sheets.below(statement.slots)
    questions = [slot for slot in sheets.questions_in(within) if slot not in fixed]
    start = tuple(evaluate(sheets.plan, world, reading=Reading.ANYTHING) for world in statement.worlds)
    stack: list[tuple[int, tuple[Evaluation, ...]]] = [(0, start)]
    visited = 0
    undecided = False
    while stack:
        visited += 1
        if visited % _LOOKS_AT_THE_CLOCK == 0 and monotonic() > until:
            return OUT_OF_TIME
        depth, worlds = stack.pop()
        bits = statement.test(worlds)
        if not bits & TRUE:
            continue
        if bits == TRUE or depth == len(questions):
            ordinary = [sheets.scored({**sheets.best.given, **world.given}) for world in worlds]
            if statement.test(ordinary) == TRUE:
                return Settled(Verdict.POSSIBLE, ordinary[0].given)
            undecided = undecided or bits == TRUE
            continue
        stack += [(depth + 1, after) for after in _branches(sheets, worlds, questions[depth], within)]
    complete = all(sheets.domains[question].complete for question in questions)
    return IMPOSSIBLE if complete and not undecided else OPEN


def _branches(
    sheets: Sheets, worlds: Sequence[Evaluation], question: int, within: frozenset[int]
) -> list[tuple[Evaluation, ...]]:
    """The worlds after each choice, that for the most points last; a question nobody is asked needs no choice."""
    if all(world.states[question].status == NOT_APPLICABLE for world in worlds):
        return [tuple(worlds)]
    choices = (*sheets.without_answer(question), *sheets.domains[question].answers)
    return [tuple(sheets.changed(world, question, choice, within) for world in worlds) for choice in choices]
