"""One evaluation of a plan: the ordinary result, or everything that answers to the open questions could make of it.

All readings are the same walk. In the ordinary one every slot has one status and one value. In the others each open
question stands for all of its answers (and, where anything may be, for none), so a slot has a set of statuses and an
interval of values; they contain what each of these answers gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.scoring.aggregates import Interval, Part, aggregate, possible
from cxmaturity.scoring.levels import level_interval
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, highest, less, lowest, multiply
from cxmaturity.scoring.plan import Child, LevelSlot, Plan, QuestionSlot, ScoreSlot
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

_NONE_FIXED: Mapping[int, Pair] = MappingProxyType({})


@dataclass(slots=True)
class Evaluation:
    """The states of all slots for one set of answers (by question slot).

    `required` are the ids, in order, of questions without the answer that the questionnaire insists on.
    """

    plan: Plan
    given: Mapping[int, Given]
    reading: Reading
    fixed: Mapping[int, Pair]
    states: list[State]
    required: dict[str, None] = field(default_factory=dict)

    def walk(self, slots: Iterable[int]) -> "Evaluation":
        """Work out the states of *slots*, given in an order in which each finds what it needs."""
        for number in slots:
            slot = self.plan.slots[number]
            if isinstance(slot, QuestionSlot):
                self.states[number] = self._question(slot)
            elif isinstance(slot, ScoreSlot):
                self.states[number] = self._score(slot)
            else:
                self.states[number] = self._level(slot)
        return self

    def narrowed(self, slot: int, points: Pair) -> "Evaluation":
        """This completion with the open question in *slot* answered by something worth *points*."""
        copy = Evaluation(
            self.plan, self.given, self.reading, {**self.fixed, slot: points}, list(self.states)
        )
        return copy.walk(self.plan.dependents[slot])

    def with_answer(self, slot: int, given: Given, affected: Iterable[int]) -> "Evaluation":
        """This evaluation with another answer to the question in *slot*; *affected* are the slots it can change."""
        copy = Evaluation(self.plan, {**self.given, slot: given}, self.reading, self.fixed, list(self.states))
        return copy.walk(affected)

    def answer(self, slot: int) -> Answer | None:
        """The answer that counts: None where the question is not asked, not answered or not applicable."""
        given = self.given.get(slot)
        if given is None or isinstance(given, Missing) or not self.states[slot].status & SCORED:
            return None
        return given

    def resolved(self, slot: int) -> State:
        """The state of a slot, a missing answer counted as the question says."""
        state = self.states[slot]
        entry = self.plan.slots[slot]
        assumed = entry.assumed if isinstance(entry, QuestionSlot) else None
        return _assuming(state, assumed)

    def leaves(self, slot: int) -> tuple[int, ...]:
        """The questions below a slot; a question is its own."""
        entry = self.plan.slots[slot]
        return (slot,) if isinstance(entry, QuestionSlot) else entry.leaves

    def coverage(self, slot: int) -> tuple[int, int]:
        """Weight answered and weight asked and applicable, over the questions below *slot*."""
        answered = due = 0
        for leaf in self.leaves(slot):
            if self.states[leaf].status != NOT_APPLICABLE:
                weight = self.plan.questions[leaf].weight
                due += weight
                if self.reading is Reading.COMPLETIONS or self.answer(leaf) is not None:
                    answered += weight
        return answered, due

    def _question(self, slot: QuestionSlot) -> State:
        asked = outcome(self, slot.asked)
        given = self.given.get(slot.slot)
        if asked == FALSE or given is Missing.NOT_APPLICABLE:
            return NOTHING_APPLIES
        if given is None or given is Missing.UNKNOWN:
            state = self._open(slot)
        else:
            points = points_of(slot, given)
            state = State(SCORED, points, points)
        return state if asked == TRUE else state._replace(status=state.status | NOT_APPLICABLE)

    def _open(self, slot: QuestionSlot) -> State:
        if self.reading is Reading.ORDINARY:
            return NOTHING_KNOWN
        if (points := self.fixed.get(slot.slot)) is not None:
            return State(SCORED, points, points)
        status = SCORED
        if self.reading is Reading.ANYTHING:
            status |= UNKNOWN if slot.not_applicable is False else UNKNOWN | NOT_APPLICABLE
        return State(status, slot.low, slot.high)

    def child_state(self, child: Child) -> State:
        """The state of a child of a score, a missing answer counted as its use says."""
        if child.slot is None:
            return self._truth(child)
        state = self.states[child.slot]
        slot = self.plan.slots[child.slot]
        if isinstance(slot, ScoreSlot):
            return state
        if isinstance(slot, LevelSlot):
            ceiling: Pair | None = (slot.numbers[-1], 1)
        else:
            ceiling = slot.high
            if state.status == UNKNOWN and child.assumed is None and child.required:
                self.required[slot.id] = None
            state = _assuming(state, child.assumed)
        return state if ceiling is None else State(state.status, state.low, state.high, (ceiling, ceiling))

    def _truth(self, child: Child) -> State:
        found = outcome(self, child.condition)
        if found == TRUE:
            return State(SCORED, ONE, ONE, (ONE, ONE))
        return State(SCORED, ZERO, ONE if found & TRUE else ZERO, (ONE, ONE))

    def _score(self, slot: ScoreSlot) -> State:
        asked = outcome(self, slot.when)
        if asked == FALSE:
            return NOTHING_APPLIES
        certain: list[Part] = []
        optional: list[Part] = []
        others: list[int] = []
        for child in slot.children:
            state = self.child_state(child)
            if state.low is not None and state.high is not None:
                part = Part(child.weight, state.low, state.high, state.possible)
                (certain if state.status == SCORED else optional).append(part)
            others.append(state.status & ~SCORED)
        missing = 0 if certain else _without_value(others)
        if not certain and not optional:
            return State(missing | (0 if asked == TRUE else NOT_APPLICABLE))
        if slot.min_coverage is not None:
            if self._falls_short(slot, slot.min_coverage):
                return NOTHING_KNOWN
            missing |= UNKNOWN if self.reading is Reading.ANYTHING else 0
        low, high = _scaled(slot, aggregate(slot.aggregate, certain, optional))
        status = SCORED | missing | (0 if asked == TRUE else NOT_APPLICABLE)
        ceiling = _scaled(slot, possible(slot.aggregate, certain, optional)) if slot.tracks_possible else None
        return State(status, low, high, ceiling)

    def _falls_short(self, slot: ScoreSlot, minimum: Pair) -> bool:
        if self.reading is Reading.ANYTHING:
            return False
        answered, due = self.coverage(slot.slot)
        return due > 0 and less((answered, due), minimum)

    def _level(self, slot: LevelSlot) -> State:
        if slot.of is not None:
            source = self.resolved(slot.of)
            if source.low is None or source.high is None:
                return source
            status, (low, high) = source.status, level_interval(slot, source.low, source.high)
        else:
            statuses = [self.resolved(number).status for number in slot.inputs]
            missing = 0 if SCORED in statuses else _without_value(statuses)
            if not any(status & SCORED for status in statuses):
                return State(missing)
            status = SCORED | missing
            low, high = self._climb(slot) if slot.gates else self._first_rule(slot)
        return State(status, (low, 1), (low, 1) if high == low else (high, 1))

    def _climb(self, slot: LevelSlot) -> tuple[int, int]:
        """The lowest and the highest level that climbing can stop at."""
        low = high = slot.numbers[0]
        surely = True
        for number, gates in zip(slot.numbers[1:], slot.gates, strict=True):
            outcomes = [gate_outcome(self, gate) for gate in gates]
            if FALSE in outcomes or not (slot.vacuous or any(found & TRUE for found in outcomes)):
                break
            high = number
            surely = (
                surely and not any(found & FALSE for found in outcomes) and (slot.vacuous or TRUE in outcomes)
            )
            if surely:
                low = number
        return low, high

    def _first_rule(self, slot: LevelSlot) -> tuple[int, int]:
        reached = []
        for condition, number in slot.rules:
            found = outcome(self, condition)
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


def _scaled(slot: ScoreSlot, interval: Interval) -> Interval:
    if slot.times == ONE and slot.base == ZERO:
        return interval
    first = add(multiply(interval[0], slot.times), slot.base)
    if interval[0] is interval[1]:
        return first, first
    second = add(multiply(interval[1], slot.times), slot.base)
    return (first, second) if slot.times[0] >= 0 else (second, first)


def evaluate(
    plan: Plan,
    given: Mapping[int, Given],
    *,
    reading: Reading = Reading.ORDINARY,
    fixed: Mapping[int, Pair] = _NONE_FIXED,
) -> Evaluation:
    """Evaluate answers, given by question slot, and in another *reading* than the ordinary all that open ones can be.

    *fixed* narrows open questions to those answers that are worth so many points.
    """
    return Evaluation(plan, given, reading, fixed, [NOTHING_KNOWN] * len(plan.slots)).walk(plan.order)


def exact(value: Pair | None) -> Fraction | None:
    """The value as a fraction, for display and comparison outside the plan."""
    return None if value is None else Fraction(*value)
