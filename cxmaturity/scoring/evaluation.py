"""One evaluation of a plan: the ordinary result, or everything that completing the answers could make of it.

Both are the same walk. In the ordinary one every slot has one status and one value. In a completion each open question
stands for all of its answers, so a slot has a set of statuses and an interval of values; they contain what every
completion gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.scoring.aggregates import Interval, Part, aggregate, possible
from cxmaturity.scoring.levels import level_interval
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.pairs import ONE, ZERO, Pair, add, less, multiply
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
    completing: bool
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
            self.plan, self.given, self.completing, {**self.fixed, slot: points}, list(self.states)
        )
        return copy.walk(self.plan.dependents[slot])

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
        if state.status == UNKNOWN and isinstance(entry, QuestionSlot) and entry.assumed is not None:
            return State(SCORED, entry.assumed, entry.assumed)
        return state

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
                if self.completing or self.answer(leaf) is not None:
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
        if not self.completing:
            return NOTHING_KNOWN
        points = self.fixed.get(slot.slot)
        return State(SCORED, slot.low, slot.high) if points is None else State(SCORED, points, points)

    def _child(self, child: Child) -> State:
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
            if state.status == UNKNOWN and child.assumed is not None:
                state = State(SCORED, child.assumed, child.assumed)
            elif state.status == UNKNOWN and child.required:
                self.required[slot.id] = None
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
        unknown = False
        for child in slot.children:
            state = self._child(child)
            if state.low is not None and state.high is not None:
                part = Part(child.weight, state.low, state.high, state.possible)
                (certain if state.status == SCORED else optional).append(part)
            elif state.status & UNKNOWN:
                unknown = True
        if not certain and not optional:
            return NOTHING_KNOWN if unknown else NOTHING_APPLIES
        if slot.min_coverage is not None and self._falls_short(slot, slot.min_coverage):
            return NOTHING_KNOWN
        low, high = _scaled(slot, aggregate(slot.aggregate, certain, optional))
        status = SCORED if certain and asked == TRUE else SCORED | NOT_APPLICABLE
        ceiling = _scaled(slot, possible(slot.aggregate, certain, optional)) if slot.tracks_possible else None
        return State(status, low, high, ceiling)

    def _falls_short(self, slot: ScoreSlot, minimum: Pair) -> bool:
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
            if not any(status & SCORED for status in statuses):
                return NOTHING_KNOWN if any(status & UNKNOWN for status in statuses) else NOTHING_APPLIES
            maybe_none = all(status & NOT_APPLICABLE for status in statuses)
            status = SCORED | NOT_APPLICABLE if maybe_none else SCORED
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
    completing: bool = False,
    fixed: Mapping[int, Pair] = _NONE_FIXED,
) -> Evaluation:
    """Evaluate answers, given by question slot; with *completing*, all completions of them at once.

    *fixed* narrows open questions of a completion to those answers that are worth so many points.
    """
    return Evaluation(plan, given, completing, fixed, [NOTHING_KNOWN] * len(plan.slots)).walk(plan.order)


def exact(value: Pair | None) -> Fraction | None:
    """The value as a fraction, for display and comparison outside the plan."""
    return None if value is None else Fraction(*value)
