"""What one slot comes out as, of what it rests on.

Every evaluation asks here, whether it walks through the slots of one company or through columns of many.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.scoring.aggregates import Interval, Part, aggregate, possible
from cxmaturity.scoring.levels import level_interval
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, highest, lowest, multiply
from cxmaturity.scoring.plan import Child, LevelSlot, QuestionSlot, ScoreSlot, Slot
from cxmaturity.scoring.points import points_of
from cxmaturity.scoring.states import (
    FALSE,
    NOT_APPLICABLE,
    NOTHING_APPLIES,
    NOTHING_KNOWN,
    SCORED,
    TRUE,
    UNKNOWN,
    Reading,
    State,
)


class Parts(NamedTuple):
    """The children of a score: those surely there, those perhaps there, and the other statuses that they have."""

    certain: tuple[Part, ...]
    optional: tuple[Part, ...]
    others: frozenset[int]


def question_state(
    slot: QuestionSlot, given: Given | None, asked: int, reading: Reading, fixed: Pair | None = None
) -> State:
    """The state of a question; an open one that is *fixed* stands for answers worth so many points."""
    if asked == FALSE or given is Missing.NOT_APPLICABLE:
        return NOTHING_APPLIES
    if given is None or given is Missing.UNKNOWN:
        state = _open(slot, reading, fixed)
    else:
        points = points_of(slot, given)
        state = State(SCORED, points, points)
    return state if asked == TRUE else state._replace(status=state.status | NOT_APPLICABLE)


def _open(slot: QuestionSlot, reading: Reading, fixed: Pair | None) -> State:
    if reading is Reading.ORDINARY:
        return NOTHING_KNOWN
    if fixed is not None:
        return State(SCORED, fixed, fixed)
    status = SCORED
    if reading is Reading.ANYTHING:
        status |= UNKNOWN if slot.not_applicable is False else UNKNOWN | NOT_APPLICABLE
    return State(status, slot.low, slot.high)


def counted_answer(given: Given | None, status: int) -> Answer | None:
    """The answer that counts: None where the question is not asked, not answered or not applicable."""
    return None if given is None or isinstance(given, Missing) or not status & SCORED else given


def resolved_state(slot: Slot, state: State) -> State:
    """The state of a slot, a missing answer counted as the question says."""
    return _assuming(state, slot.assumed) if isinstance(slot, QuestionSlot) else state


def lacks_answer(child: Child, slot: Slot, state: State) -> bool:
    """Whether a child insists on an answer that is not there."""
    unknown = isinstance(slot, QuestionSlot) and state.status == UNKNOWN
    return unknown and child.required and child.assumed is None


def child_state(child: Child, slot: Slot, state: State) -> State:
    """The state of the *slot* that is a child of a score, a missing answer counted as its use says."""
    if isinstance(slot, ScoreSlot):
        return state
    if isinstance(slot, LevelSlot):
        ceiling: Pair | None = (slot.numbers[-1], 1)
    else:
        ceiling, state = slot.high, _assuming(state, child.assumed)
    return state if ceiling is None else State(state.status, state.low, state.high, (ceiling, ceiling))


def truth_state(found: int) -> State:
    """The state of a child that is a condition, by its outcome."""
    if found == TRUE:
        return State(SCORED, ONE, ONE, (ONE, ONE))
    return State(SCORED, ZERO, ONE if found & TRUE else ZERO, (ONE, ONE))


def parts_of(children: Iterable[tuple[Child, State]]) -> Parts:
    """The children of a score sorted by whether they are there."""
    certain: list[Part] = []
    optional: list[Part] = []
    others: list[int] = []
    for child, state in children:
        if state.low is not None and state.high is not None:
            part = Part(child.weight, state.low, state.high, state.possible)
            (certain if state.status == SCORED else optional).append(part)
        others.append(state.status & ~SCORED)
    return Parts(tuple(certain), tuple(optional), frozenset(others))


def score_state(slot: ScoreSlot, asked: int, parts: Parts, reading: Reading, *, falls_short: bool) -> State:
    """The state of a score that is *asked*, of its parts; one whose coverage *falls_short* is unknown."""
    missing = 0 if parts.certain else _without_value(parts.others)
    if not parts.certain and not parts.optional:
        return State(missing | (0 if asked == TRUE else NOT_APPLICABLE))
    if slot.min_coverage is not None:
        if falls_short:
            return NOTHING_KNOWN
        missing |= UNKNOWN if reading is Reading.ANYTHING else 0
    low, high = _scaled(slot, aggregate(slot.aggregate, parts.certain, parts.optional))
    status = SCORED | missing | (0 if asked == TRUE else NOT_APPLICABLE)
    ceiling = (
        _scaled(slot, possible(slot.aggregate, parts.certain, parts.optional))
        if slot.tracks_possible
        else None
    )
    return State(status, low, high, ceiling)


def _scaled(slot: ScoreSlot, interval: Interval) -> Interval:
    if slot.times == ONE and slot.base == ZERO:
        return interval
    first = add(multiply(interval[0], slot.times), slot.base)
    if interval[0] is interval[1]:
        return first, first
    second = add(multiply(interval[1], slot.times), slot.base)
    return (first, second) if slot.times[0] >= 0 else (second, first)


def level_of_value(slot: LevelSlot, source: State) -> State:
    """The state of a level rule that reads the value of *source*."""
    if source.low is None or source.high is None:
        return source
    return _level(source.status, level_interval(slot, source.low, source.high))


def without_inputs(statuses: Collection[int]) -> State | None:
    """The state of a level rule with gates or rules none of whose inputs has a value; None where some has."""
    return None if any(status & SCORED for status in statuses) else State(_without_value(statuses))


def level_of_gates(slot: LevelSlot, statuses: Collection[int], outcomes: Iterable[Collection[int]]) -> State:
    """The state of a staged rule: where climbing can stop, with the *outcomes* of the gates of each level in turn."""
    return _level(_status_over(statuses), _climbed(slot, outcomes))


def level_of_rules(slot: LevelSlot, statuses: Collection[int], outcomes: Iterable[int]) -> State:
    """The state of a level rule whose conditions have these *outcomes*, in order: the first true one decides."""
    return _level(_status_over(statuses), _first_rule(slot, outcomes))


def _level(status: int, reached: tuple[int, int]) -> State:
    low, high = reached
    return State(status, (low, 1), (low, 1) if high == low else (high, 1))


def _status_over(statuses: Collection[int]) -> int:
    return SCORED | (0 if SCORED in statuses else _without_value(statuses))


def _climbed(slot: LevelSlot, outcomes: Iterable[Collection[int]]) -> tuple[int, int]:
    """The lowest and the highest level that climbing can stop at."""
    low = high = slot.numbers[0]
    surely = True
    for number, found in zip(slot.numbers[1:], outcomes, strict=False):
        if FALSE in found or not (slot.vacuous or any(outcome & TRUE for outcome in found)):
            break
        high = number
        surely = surely and not any(outcome & FALSE for outcome in found) and (slot.vacuous or TRUE in found)
        if surely:
            low = number
    return low, high


def _first_rule(slot: LevelSlot, outcomes: Iterable[int]) -> tuple[int, int]:
    reached = []
    for (_, number), found in zip(slot.rules, outcomes, strict=False):
        if found & TRUE:
            reached.append(number)
        if found == TRUE:
            break
    return min(reached), max(reached)


def _assuming(state: State, assumed: Pair | None) -> State:
    """The state with what a missing answer counts as taken in."""
    if assumed is None or not state.status & UNKNOWN:
        return state
    if state.low is None or state.high is None:
        return State(state.status & ~UNKNOWN | SCORED, assumed, assumed)
    return State(
        state.status & ~UNKNOWN, lowest([state.low, assumed]), highest([state.high, assumed]), state.possible
    )


def _without_value(statuses: Iterable[int]) -> int:
    """The statuses that something made of these has where none of them has a value."""
    statuses = list(statuses)
    found = UNKNOWN if any(status & UNKNOWN for status in statuses) else 0
    return found | (NOT_APPLICABLE if all(status & NOT_APPLICABLE for status in statuses) else 0)
