"""The outcomes of conditions against the states of an evaluation.

An outcome is a set of bits. In an ordinary evaluation it has one; in a completion it contains every outcome that
some completion has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cxmaturity.answers.values import Answer
from cxmaturity.scoring.pairs import ONE, ZERO, Pair
from cxmaturity.scoring.plan import (
    All,
    Answered,
    AnyOf,
    Bounds,
    Chosen,
    Condition,
    Coverage,
    LevelSlot,
    Not,
    Plan,
    Quantity,
    QuestionSlot,
    SingleLevel,
    Value,
    within,
)
from cxmaturity.scoring.points import quantity
from cxmaturity.scoring.states import (
    FALSE,
    LEFT_OUT,
    NOT_APPLICABLE,
    SCORED,
    TRUE,
    UNDECIDED,
    UNKNOWN,
    Reading,
    State,
)


class Known(Protocol):
    """What the conditions of an evaluation can see."""

    @property
    def plan(self) -> Plan: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def states(self) -> Sequence[State]: ...
    def answer(self, slot: int) -> Answer | None: ...
    def resolved(self, slot: int) -> State: ...
    def leaves(self, slot: int) -> tuple[int, ...]: ...
    def coverage(self, slot: int) -> tuple[int, int]: ...


def outcome(known: Known, condition: Condition | None, *, single_level: bool = False) -> int:
    """TRUE, FALSE or both. A comparison with a missing or not applicable answer is false."""
    return TRUE if condition is None else _Test(known, single_level, FALSE, FALSE).of(condition)


def failed_gates(known: Known, slot: LevelSlot, reached: int) -> tuple[Condition, ...]:
    """The gates of the level above the one *reached* that fail; none at the top."""
    above = slot.gates[slot.numbers.index(reached) :][:1]
    return tuple(gate for gates in above for gate in gates if gate_outcome(known, gate) == FALSE)


def gate_outcome(known: Known, gate: Condition, *, single_level: bool = False) -> int:
    """TRUE, FALSE, LEFT_OUT, or several of them.

    A gate over something unknown fails, one over something not applicable is left out.
    """
    found = _Test(known, single_level, LEFT_OUT, UNDECIDED).of(gate)
    return found & ~UNDECIDED | FALSE if found & UNDECIDED else found


@dataclass(frozen=True, slots=True)
class _Test:
    """One reading of conditions: how something not applicable, and how something unknown comes out."""

    known: Known
    single_level: bool
    not_applicable: int
    unknown: int

    def of(self, condition: Condition) -> int:
        return _TESTS[type(condition)](self, condition)

    def all(self, condition: All) -> int:
        return _joined([self.of(part) for part in condition.parts], decisive=FALSE, other=TRUE)

    def any(self, condition: AnyOf) -> int:
        return _joined([self.of(part) for part in condition.parts], decisive=TRUE, other=FALSE)

    def negated(self, condition: Not) -> int:
        found = self.of(condition.part)
        swapped = (FALSE if found & TRUE else 0) | (TRUE if found & FALSE else 0)
        return swapped | found & (LEFT_OUT | UNDECIDED)

    def single(self, _: SingleLevel) -> int:
        if self.known.reading is Reading.ANYTHING:
            return TRUE | FALSE
        return TRUE if self.single_level else FALSE

    def answered(self, condition: Answered) -> int:
        status = self.known.states[condition.slot].status
        yes, no = (TRUE, FALSE) if condition.wanted else (FALSE, TRUE)
        found = (yes if status & SCORED else 0) | (no if status & UNKNOWN else 0)
        if status & NOT_APPLICABLE:
            found |= LEFT_OUT if self.not_applicable == LEFT_OUT else no
        return found

    def on_answer(self, condition: Chosen | Quantity) -> int:
        """The outcome for the answer there is; for an open question, of all it can be answered by."""
        question = self.known.plan.questions[condition.slot]
        status = self.known.states[condition.slot].status
        answer = self.known.answer(condition.slot)
        if answer is not None:
            found = TRUE if meets(question, condition, answer) else FALSE
        else:
            feasible = _feasible(question, condition)
            found = (feasible if status & SCORED else 0) | (self.unknown if status & UNKNOWN else 0)
        return found | (self.not_applicable if status & NOT_APPLICABLE else 0)

    def value(self, condition: Value) -> int:
        state = self.known.resolved(condition.slot)
        found = self.unknown if state.status & UNKNOWN else 0
        if state.low is not None and state.high is not None:
            found |= interval_outcome(condition.bounds, state.low, state.high)
        return found | (self.not_applicable if state.status & NOT_APPLICABLE else 0)

    def coverage(self, condition: Coverage) -> int:
        statuses = [self.known.states[leaf].status for leaf in self.known.leaves(condition.slot)]
        due = self.known.coverage(condition.slot)
        found = 0
        if due[1]:
            found = self._covered(condition.bounds, due)
        none_due = all(status & NOT_APPLICABLE for status in statuses)
        return found | (self.not_applicable if none_due else 0)

    def _covered(self, bounds: Bounds, due: Pair) -> int:
        match self.known.reading:
            case Reading.ORDINARY:
                return interval_outcome(bounds, due, due)
            case Reading.COMPLETIONS:
                return interval_outcome(bounds, ONE, ONE)
            case Reading.ANYTHING:
                return interval_outcome(bounds, ZERO, ONE)


def meets(question: QuestionSlot, condition: Chosen | Quantity, answer: Answer) -> bool:
    """Whether *answer* is what the condition asks for."""
    if isinstance(condition, Quantity):
        value = quantity(question, answer)
        return value is not None and within(condition.bounds, value)
    if not isinstance(answer, frozenset):
        return answer in condition.options
    return answer == condition.options if condition.exactly else bool(answer & condition.options)


def _feasible(question: QuestionSlot, condition: Chosen | Quantity) -> int:
    """What some answer makes of it; a number without limits can be anything, a named answer meets no bound."""
    if isinstance(condition, Chosen):
        return FALSE | (TRUE if condition.options & question.options.keys() else 0)
    bounds = condition.bounds
    if question.kind == "number" and question.range is None:
        return TRUE | FALSE
    low, high = question.range or (ZERO, (len(question.options), 1))
    return interval_outcome(bounds, low, high) | (FALSE if question.options else 0)


def _joined(outcomes: list[int], *, decisive: int, other: int) -> int:
    """`all` (decided by FALSE) or `any` (decided by TRUE): what is left out does not count."""
    found = decisive if any(outcome & decisive for outcome in outcomes) else 0
    if decisive in outcomes:
        return found
    if any(outcome & UNDECIDED for outcome in outcomes):
        found |= UNDECIDED
    if UNDECIDED not in outcomes and any(outcome & other for outcome in outcomes):
        found |= other
    return found | (LEFT_OUT if all(outcome & LEFT_OUT for outcome in outcomes) else 0)


def interval_outcome(bounds: Bounds, low: Pair, high: Pair) -> int:
    """Outcomes of bounds over all values from *low* to *high*; each bound is a half-line, so the ends decide."""
    can_hold, can_fail = True, False
    for bound in bounds:
        at_low = bound.holds(low)
        at_high = at_low if high is low else bound.holds(high)
        can_hold = can_hold and (at_low or at_high)
        can_fail = can_fail or not (at_low and at_high)
    return (TRUE if can_hold else 0) | (FALSE if can_fail else 0)


_TESTS: Mapping[type, Callable[..., int]] = {
    All: _Test.all,
    AnyOf: _Test.any,
    Not: _Test.negated,
    SingleLevel: _Test.single,
    Answered: _Test.answered,
    Chosen: _Test.on_answer,
    Quantity: _Test.on_answer,
    Value: _Test.value,
    Coverage: _Test.coverage,
}
