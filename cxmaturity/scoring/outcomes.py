"""The outcomes of conditions against the states of an evaluation.

An outcome is a set of bits. In an ordinary evaluation it has one; in a completion it contains every outcome that
some completion has.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct

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


class Rule(NamedTuple):
    """How something not applicable, and how something unknown comes out of a comparison."""

    not_applicable: int
    unknown: int


#: A comparison with a missing or not applicable answer is false.
PLAIN = Rule(FALSE, FALSE)
#: A gate over something unknown fails, one over something not applicable is left out.
GATE = Rule(LEFT_OUT, UNDECIDED)


def settled(found: int) -> int:
    """An outcome of a gate in the end: what is undecided has failed."""
    return found & ~UNDECIDED | FALSE if found & UNDECIDED else found


def outcome(known: Known, condition: Condition | None, *, single_level: bool = False) -> int:
    """TRUE, FALSE or both. A comparison with a missing or not applicable answer is false."""
    return TRUE if condition is None else _Test(known, PLAIN, single_level).of(condition)


def failed_gates(known: Known, slot: LevelSlot, reached: int) -> tuple[Condition, ...]:
    """The gates of the level above the one *reached* that fail; none at the top."""
    above = slot.gates[slot.numbers.index(reached) :][:1]
    return tuple(gate for gates in above for gate in gates if gate_outcome(known, gate) == FALSE)


def gate_outcome(known: Known, gate: Condition, *, single_level: bool = False) -> int:
    """TRUE, FALSE, LEFT_OUT, or several of them.

    A gate over something unknown fails, one over something not applicable is left out.
    """
    return settled(_Test(known, GATE, single_level).of(gate))


class _Test(Struct, frozen=True):
    """Conditions against what an evaluation knows."""

    known: Known
    rule: Rule
    single_level: bool

    def of(self, condition: Condition) -> int:
        known, rule = self.known, self.rule
        match condition:
            case All():
                return all_of([self.of(part) for part in condition.parts])
            case AnyOf():
                return any_of([self.of(part) for part in condition.parts])
            case Not():
                return opposite(self.of(condition.part))
            case Value():
                return value_outcome(condition, known.resolved(condition.slot), rule)
            case Answered():
                return answered_outcome(condition, known.states[condition.slot].status, rule)
            case Chosen() | Quantity():
                status, answer = known.states[condition.slot].status, known.answer(condition.slot)
                return answer_outcome(known.plan.questions[condition.slot], condition, status, answer, rule)
            case Coverage():
                leaves = known.leaves(condition.slot)
                none_due = all(known.states[leaf].status & NOT_APPLICABLE for leaf in leaves)
                due = known.coverage(condition.slot)
                return coverage_outcome(condition, due, known.reading, rule, none_due=none_due)
            case SingleLevel():
                return single_outcome(known.reading, single_level=self.single_level)


def single_outcome(reading: Reading, *, single_level: bool) -> int:
    """Whether only one level of the result is possible; of all sheets at once, that cannot be said."""
    if reading is Reading.ANYTHING:
        return TRUE | FALSE
    return TRUE if single_level else FALSE


def answered_outcome(condition: Answered, status: int, rule: Rule) -> int:
    """Whether a question of this *status* has an answer."""
    yes, no = (TRUE, FALSE) if condition.wanted else (FALSE, TRUE)
    found = (yes if status & SCORED else 0) | (no if status & UNKNOWN else 0)
    if status & NOT_APPLICABLE:
        found |= LEFT_OUT if rule.not_applicable == LEFT_OUT else no
    return found


def answer_outcome(
    question: QuestionSlot, condition: Chosen | Quantity, status: int, answer: Answer | None, rule: Rule
) -> int:
    """The outcome for the *answer* there is; for an open question, of all it can be answered by."""
    if answer is not None:
        found = TRUE if meets(question, condition, answer) else FALSE
    else:
        feasible = _feasible(question, condition)
        found = (feasible if status & SCORED else 0) | (rule.unknown if status & UNKNOWN else 0)
    return found | (rule.not_applicable if status & NOT_APPLICABLE else 0)


def value_outcome(condition: Value, state: State, rule: Rule) -> int:
    """The outcome for every value that *state* has room for."""
    found = rule.unknown if state.status & UNKNOWN else 0
    if state.low is not None and state.high is not None:
        found |= interval_outcome(condition.bounds, state.low, state.high)
    return found | (rule.not_applicable if state.status & NOT_APPLICABLE else 0)


def coverage_outcome(
    condition: Coverage, due: tuple[int, int], reading: Reading, rule: Rule, *, none_due: bool
) -> int:
    """The outcome for *due*, weight answered and weight asked; *none_due* where perhaps nothing is asked."""
    found = 0
    if due[1]:
        match reading:
            case Reading.ORDINARY:
                found = interval_outcome(condition.bounds, due, due)
            case Reading.COMPLETIONS:
                found = interval_outcome(condition.bounds, ONE, ONE)
            case Reading.ANYTHING:
                found = interval_outcome(condition.bounds, ZERO, ONE)
    return found | (rule.not_applicable if none_due else 0)


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


def all_of(outcomes: Collection[int]) -> int:
    """What `all` makes of the outcomes of its parts; only which ones there are counts."""
    return _joined(outcomes, decisive=FALSE, other=TRUE)


def any_of(outcomes: Collection[int]) -> int:
    """What `any` makes of the outcomes of its parts; only which ones there are counts."""
    return _joined(outcomes, decisive=TRUE, other=FALSE)


def opposite(found: int) -> int:
    """What `not` makes of an outcome: what is left out or undecided stays so."""
    swapped = (FALSE if found & TRUE else 0) | (TRUE if found & FALSE else 0)
    return swapped | found & (LEFT_OUT | UNDECIDED)


def _joined(outcomes: Collection[int], *, decisive: int, other: int) -> int:
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
