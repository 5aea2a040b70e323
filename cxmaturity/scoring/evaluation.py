"""One evaluation of a plan: the ordinary result, or everything that answers to the open questions could make of it.

All readings are the same walk. In the ordinary one every slot has one status and one value. In the others each open
question stands for all of its answers (and, where anything may be, for none), so a slot has a set of statuses and an
interval of values; they contain what each of these answers gives.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from msgspec import Struct, field

from cxmaturity.answers.values import Answer, Given
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.pairs import Pair, less
from cxmaturity.scoring.plan import Child, LevelSlot, Plan, QuestionSlot, ScoreSlot
from cxmaturity.scoring.slots import (
    child_state,
    counted_answer,
    lacks_answer,
    level_of_gates,
    level_of_rules,
    level_of_value,
    parts_of,
    question_state,
    resolved_state,
    score_state,
    truth_state,
    without_inputs,
)
from cxmaturity.scoring.states import (
    FALSE,
    NOT_APPLICABLE,
    NOTHING_APPLIES,
    NOTHING_KNOWN,
    Reading,
    State,
)

_NONE_FIXED: Mapping[int, Pair] = MappingProxyType({})


class Evaluation(Struct):
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
        return counted_answer(self.given.get(slot), self.states[slot].status)

    def resolved(self, slot: int) -> State:
        """The state of a slot, a missing answer counted as the question says."""
        return resolved_state(self.plan.slots[slot], self.states[slot])

    def leaves(self, slot: int) -> tuple[int, ...]:
        """The questions below a slot; a question is its own."""
        return self.plan.leaves(slot)

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
        return question_state(slot, given, asked, self.reading, self.fixed.get(slot.slot))

    def child_state(self, child: Child) -> State:
        """The state of a child of a score, a missing answer counted as its use says."""
        if child.slot is None:
            return truth_state(outcome(self, child.condition))
        slot, state = self.plan.slots[child.slot], self.states[child.slot]
        if lacks_answer(child, slot, state):
            self.required[slot.id] = None
        return child_state(child, slot, state)

    def _score(self, slot: ScoreSlot) -> State:
        asked = outcome(self, slot.when)
        if asked == FALSE:
            return NOTHING_APPLIES
        parts = parts_of([(child, self.child_state(child)) for child in slot.children])
        return score_state(slot, asked, parts, self.reading, falls_short=self._falls_short(slot))

    def _falls_short(self, slot: ScoreSlot) -> bool:
        if slot.min_coverage is None or self.reading is Reading.ANYTHING:
            return False
        answered, due = self.coverage(slot.slot)
        return due > 0 and less((answered, due), slot.min_coverage)

    def _level(self, slot: LevelSlot) -> State:
        if slot.of is not None:
            return level_of_value(slot, self.resolved(slot.of))
        statuses = [self.resolved(number).status for number in slot.inputs]
        nothing = without_inputs(statuses)
        if nothing is not None:
            return nothing
        if slot.gates:
            climb = ([gate_outcome(self, gate) for gate in gates] for gates in slot.gates)
            return level_of_gates(slot, statuses, climb)
        return level_of_rules(slot, statuses, (outcome(self, condition) for condition, _ in slot.rules))


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
