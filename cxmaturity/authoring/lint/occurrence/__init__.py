"""What a questionnaire promises by what it declares: every level, row, action and condition can occur.

Each promise is a statement about answer sheets. Bounds over all sheets show what is impossible, a handful of sheets
what is possible; the rest is counted, and searched exactly where that is asked for.
"""

from collections.abc import Iterator, Sequence
from functools import reduce

from cxmaturity.answers.values import Given, Missing
from cxmaturity.authoring.lint.occurrence.actions import action_statements
from cxmaturity.authoring.lint.occurrence.conditions import condition_statements
from cxmaturity.authoring.lint.occurrence.levels import level_statements, missing_levels, unreachable_bins
from cxmaturity.authoring.lint.occurrence.monotony import monotony_statements
from cxmaturity.authoring.lint.occurrence.settling import settle
from cxmaturity.authoring.lint.occurrence.sheets import Sheets
from cxmaturity.authoring.lint.occurrence.statements import Settled, Statement, Verdict
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import some_of

_MOST_NAMED = 6
_MOST_OPEN = 3


def check_occurrence(subject: Subject) -> Iterator[Finding]:
    """What can never occur, what always does, better answers that lower the result, and how much stays open."""
    sheets = Sheets(subject.plan)
    yield from missing_levels(subject)
    yield from unreachable_bins(subject)
    statements = [
        *level_statements(subject),
        *condition_statements(subject),
        *action_statements(subject),
        *monotony_statements(subject, sheets),
    ]
    settled = settle(sheets, statements, subject.seconds)
    broken = [
        (statement, found)
        for statement, found in zip(statements, settled, strict=True)
        if found.verdict is (Verdict.POSSIBLE if statement.forbidden else Verdict.IMPOSSIBLE)
    ]
    for statement, found, others in _once(broken):
        around, inside = _nested(statement, [other for other, _ in broken])
        if not inside:
            yield _finding(sheets, around, statement.path, found, others)
    yield from _proof(subject, statements, settled)


def _once(
    broken: Sequence[tuple[Statement, Settled]],
) -> Iterator[tuple[Statement, Settled, list[str]]]:
    """Each broken statement; of those that `repeat` made of one entry the first, with the other rules."""
    others: dict[tuple[str, DataPath], list[str]] = {}
    for statement, _ in broken:
        if statement.rule is not None:
            others.setdefault((statement.code, statement.path), []).append(statement.rule)
    for statement, found in broken:
        rules = others.get((statement.code, statement.path), [])
        if statement.rule is None or statement.rule == rules[0]:
            yield statement, found, rules[1:]


def _nested(statement: Statement, broken: Sequence[Statement]) -> tuple[Statement, bool]:
    """The outermost broken statement around this one, and whether there is one further in.

    The outermost says what the trouble is, the innermost where it comes from.
    """
    always = statement.code == "condition-always"
    alike = [other for other in broken if (other.code == "condition-always") == always]
    own = statement.path
    around = [other for other in alike if other.path == own[: len(other.path)] and other.path != own]
    inside = any(own == other.path[: len(own)] and own != other.path for other in alike)
    return min(around, key=lambda other: len(other.path), default=statement), inside


def _finding(
    sheets: Sheets, statement: Statement, path: DataPath, found: Settled, others: Sequence[str]
) -> Finding:
    hint = statement.hint
    if found.witness is not None and statement.forbidden:
        hint = _witness(sheets, statement, found)
    if others:
        hint = msg("The same goes for {others}.", others=some_of(others, _MOST_NAMED))
    return Finding(statement.code, path, statement.message, hint)


def _witness(sheets: Sheets, statement: Statement, found: Settled) -> Message:
    """The answers with which it happens, those that only repeat the best ones left out."""
    assert found.witness is not None
    fixed = {slot for world in statement.worlds for slot in world}
    below = sheets.below(statement.slots)
    telling = {
        slot: given
        for slot, given in found.witness.items()
        if slot not in fixed and slot in below and given != sheets.best.given.get(slot)
    }
    named = [f"{sheets.plan.questions[slot].id}: {_written(given)}" for slot, given in telling.items()]
    if not named:
        return msg("It happens where every other answer is the best.")
    return msg("It happens with {answers}, every other answer the best.", answers=some_of(named, _MOST_NAMED))


def _written(given: Given) -> str:
    if isinstance(given, frozenset):
        return f"[{', '.join(sorted(given))}]"
    return given.value if isinstance(given, Missing) else str(given)


def _proof(
    subject: Subject, statements: Sequence[Statement], settled: Sequence[Settled]
) -> Iterator[Finding]:
    """One note: how much is open, after a search also what; or that nothing is."""
    open_ = [
        (statement, found)
        for statement, found in zip(statements, settled, strict=True)
        if found.verdict is Verdict.OPEN
    ]
    if open_:
        message = msg(
            "Not settled: {open} of {n} statements about what can occur.", n=len(settled), open=len(open_)
        )
        hint = msg("validate --prove searches for them exactly.") if subject.seconds is None else _left(open_)
        yield Finding("proof", (), message, hint)
    elif subject.seconds is not None:
        yield Finding(
            "proof", (), msg("All {n} statements about what can occur are settled.", n=len(settled))
        )


def _left(open_: Sequence[tuple[Statement, Settled]]) -> Message:
    """What the search has left open, each said as it would be if it were found."""
    doubts = [statement.message for statement, _ in open_[:_MOST_OPEN]]
    named = reduce(lambda one, other: msg("{one} {other}", one=one, other=other), doubts)
    left = msg("Neither shown nor excluded: {findings}", findings=named)
    stopped = any(found.stopped for _, found in open_)
    return msg("{left} A longer --time-limit may settle more.", left=left) if stopped else left
