"""Every level can be reached, and every row of a table can be the one that decides."""

from collections.abc import Iterator, Sequence

from cxmaturity.authoring.lint.occurrence.statements import Statement
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.questions import BaseQuestion
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.outcomes import interval_outcome, outcome
from cxmaturity.scoring.pairs import Pair
from cxmaturity.scoring.plan import Bound, Bounds, LevelSlot, Op, QuestionSlot, Table, within
from cxmaturity.scoring.points import candidate_values, possible_inputs
from cxmaturity.scoring.states import FALSE, SCORED, TRUE


def level_statements(subject: Subject) -> Iterator[Statement]:
    """For each level rule each of its rows, or without rows each level of its scale."""
    for path, rule in subject.names.level_rules:
        slot = subject.plan.level(rule.id)
        if slot.table:
            yield from _bands(slot, path)
        elif slot.rules:
            yield from _rules(slot, path)
        else:
            yield from _steps(subject, slot, path)


def missing_levels(subject: Subject) -> Iterator[Finding]:
    """Levels that no row of their table gives."""
    for path, rule in subject.names.level_rules:
        slot = subject.plan.level(rule.id)
        rows = slot.table or slot.rules
        given = {number for _, number in rows}
        for number in slot.numbers if rows else ():
            if number not in given:
                title = subject.compiled.level_at(rule.id, number).id
                message = msg("No row of {rule} leads to the level {level}.", rule=rule.id, level=title)
                yield Finding("unreachable-level", (*path, "bands" if slot.table else "rules"), message)


def _bands(slot: LevelSlot, path: DataPath) -> Iterator[Statement]:
    rows = [bounds for bounds, _ in slot.table]
    for position in _rows_that_matter([not bounds for bounds in rows], [number for _, number in slot.table]):

        def decides(worlds: Sequence[Evaluation], position: int = position) -> int:
            state = worlds[0].resolved(slot.of or 0)
            if state.low is None or state.high is None:
                return FALSE
            found = deciding_rows(rows, state.low, state.high)
            if found == {position}:
                return TRUE if state.status == SCORED else TRUE | FALSE
            return TRUE | FALSE if position in found else FALSE

        message = msg("No score of {rule} ever leads to this row.", rule=slot.id)
        yield Statement(
            "unreachable-row", (*path, "bands", position), message, decides, _looked_at(slot), rule=slot.id
        )


def _looked_at(slot: LevelSlot) -> frozenset[int]:
    return frozenset({slot.slot, *slot.inputs})


def _rows_that_matter(otherwise: Sequence[bool], numbers: Sequence[int]) -> Iterator[int]:
    """All rows but an `otherwise` kept for safety, whose level another row gives, too."""
    for position, (last, number) in enumerate(zip(otherwise, numbers, strict=True)):
        if not last or number not in numbers[:position]:
            yield position


def _rules(slot: LevelSlot, path: DataPath) -> Iterator[Statement]:
    otherwise = [when is None for when, _ in slot.rules]
    for position in _rows_that_matter(otherwise, [number for _, number in slot.rules]):

        def decides(worlds: Sequence[Evaluation], position: int = position) -> int:
            before = [outcome(worlds[0], when) for when, _ in slot.rules[:position]]
            own = outcome(worlds[0], slot.rules[position][0])
            status = worlds[0].states[slot.slot].status
            if TRUE in before or not own & TRUE or not status & SCORED:
                return FALSE
            surely = own == TRUE and status == SCORED and all(found == FALSE for found in before)
            return TRUE if surely else TRUE | FALSE

        message = msg("The answers never lead to this row of {rule}.", rule=slot.id)
        yield Statement(
            "unreachable-row", (*path, "rules", position), message, decides, _looked_at(slot), rule=slot.id
        )


def _steps(subject: Subject, slot: LevelSlot, path: DataPath) -> Iterator[Statement]:
    for number in slot.numbers:
        bounds = (Bound(Op.AT_LEAST, (number, 1)), Bound(Op.AT_MOST, (number, 1)))

        def reached(worlds: Sequence[Evaluation], bounds: Bounds = bounds) -> int:
            state = worlds[0].states[slot.slot]
            if state.low is None or state.high is None:
                return FALSE
            found = interval_outcome(bounds, state.low, state.high)
            return found if state.status == SCORED else found | FALSE

        level = subject.compiled.level_at(slot.id, number).id
        message = msg("{rule} never gives the level {level}.", rule=slot.id, level=level)
        yield Statement(
            "unreachable-level",
            (*path, "staged", "levels", level),
            message,
            reached,
            _looked_at(slot),
            rule=slot.id,
        )


def unreachable_bins(subject: Subject) -> Iterator[Finding]:
    """Rows of a question's bins that no answer falls into."""
    for path, part in subject.parts:
        if not isinstance(part, BaseQuestion) or part.id not in subject.names.scored:
            continue
        slot = subject.plan.question(part.id)
        if isinstance(slot.rule, Table):
            rows = [bounds for bounds, _ in slot.rule.rows]
            found = _bins_used(slot, rows)
            for position, bounds in enumerate(rows):
                if bounds and position not in found:
                    message = msg("No answer to {question} falls into this row.", question=slot.id)
                    yield Finding("unreachable-row", (*path, "points", "bins", position), message)


def _bins_used(slot: QuestionSlot, rows: Sequence[Bounds]) -> set[int]:
    return {row for value in possible_inputs(slot) for row in deciding_rows(rows, value, value)}


def deciding_rows(rows: Sequence[Bounds], low: Pair, high: Pair) -> set[int]:
    """The positions of the rows that are the first to match some value from *low* to *high*."""
    table = Table(tuple((bounds, (position, 1)) for position, bounds in enumerate(rows)))
    values = [low] if low == high else candidate_values(table, low, high)
    firsts = (next((n for n, bounds in enumerate(rows) if within(bounds, value)), None) for value in values)
    return {first for first in firsts if first is not None}
