"""One reading of the plan over a network: wires of states, outcomes and coverage, made when first asked for."""

from collections.abc import Callable, Iterable, Sequence

from cxmaturity.batch.network.gathering import Gathering
from cxmaturity.batch.network.network import Network
from cxmaturity.batch.network.views import Fixed, Input, Seen
from cxmaturity.scoring.outcomes import (
    GATE,
    PLAIN,
    Rule,
    all_of,
    answer_outcome,
    answered_outcome,
    any_of,
    coverage_outcome,
    opposite,
    settled,
    single_outcome,
    value_outcome,
)
from cxmaturity.scoring.pairs import Pair, less
from cxmaturity.scoring.plan import (
    All,
    Answered,
    AnyOf,
    Child,
    Chosen,
    Condition,
    Coverage,
    LevelSlot,
    Not,
    Plan,
    Quantity,
    QuestionSlot,
    ScoreSlot,
    SingleLevel,
    Slot,
    Table,
    Value,
)
from cxmaturity.scoring.slots import (
    Parts,
    child_state,
    counted_answer,
    level_of_gates,
    level_of_rules,
    level_of_value,
    question_state,
    resolved_state,
    score_state,
    truth_state,
    without_inputs,
)
from cxmaturity.scoring.states import FALSE, NOT_APPLICABLE, NOTHING_APPLIES, SCORED, TRUE, Reading, State

#: Weight answered, weight asked, and how many questions are surely asked.
Covered = tuple[int, ...]


_MANY = 12  # so many children and more make a score wide


class Readings:
    """The wires of one reading; `single` tells whether only one level of the result is possible."""

    def __init__(self, network: Network, reading: Reading) -> None:
        self.network, self.plan, self.reading = network, network.plan, reading
        self.single: Seen[bool] | None = None
        self._states: dict[int, Seen[State]] = {}
        self._outcomes: dict[tuple[Condition, Rule], Seen[int]] = {}
        self._gates: dict[Condition, Seen[int]] = {}
        self._coverage: dict[int, Seen[Covered]] = {}

    def state(self, number: int) -> Seen[State]:
        """The states of a slot."""
        if number not in self._states:
            match self.plan.slots[number]:
                case QuestionSlot() as slot:
                    self._states[number] = self._question(slot)
                case ScoreSlot() as slot:
                    self._states[number] = self._score(slot)
                case LevelSlot() as slot:
                    self._states[number] = self._level(slot)
        return self._states[number]

    def resolved(self, number: int) -> Seen[State]:
        """The states of a slot, a missing answer counted as the question says."""
        slot = self.plan.slots[number]
        if not isinstance(slot, QuestionSlot) or slot.assumed is None:
            return self.state(number)
        return self.network.memo([self.state(number)], lambda state: resolved_state(slot, state))

    def outcome(self, condition: Condition) -> Seen[int]:
        """The outcomes of a condition, a comparison with something missing being false."""
        return self._outcome(condition, PLAIN)

    def gate(self, gate: Condition) -> Seen[int]:
        """The outcomes of a gate."""
        if gate not in self._gates:
            self._gates[gate] = self.network.memo([self._outcome(gate, GATE)], settled)
        return self._gates[gate]

    def coverage(self, number: int) -> Seen[Covered]:
        """The coverage of the questions below a slot."""
        if number not in self._coverage:
            self._coverage[number] = self._covered(number)
        return self._coverage[number]

    def _covered(self, number: int) -> Seen[Covered]:
        slot = self.plan.slots[number]
        if isinstance(slot, QuestionSlot):
            return self.network.memo([self.state(number)], self._due(slot.weight))
        return self.network.total([self.coverage(part) for part in _parts(self.plan, number)])

    def _due(self, weight: int) -> Callable[[State], Covered]:
        def covered(state: State) -> Covered:
            due = 0 if state.status == NOT_APPLICABLE else weight
            answered = self.reading is Reading.COMPLETIONS or state.status & SCORED
            return due if answered else 0, due, 0 if state.status & NOT_APPLICABLE else 1

        return covered

    def _question(self, slot: QuestionSlot) -> Seen[State]:
        return self.network.memo(
            [self.network.given[slot.slot], self.asked(slot.asked)],
            lambda given, asked: question_state(slot, given, asked, self.reading),
            wide=_is_wide(self.plan, slot),
        )

    def _score(self, slot: ScoreSlot) -> Seen[State]:
        gathering = Gathering(slot, [self._child(child) for child in slot.children])
        inputs = [gathering.add_to(self.network), self.asked(slot.when), self._short(slot)]

        def state(parts: Parts, asked: int, short: bool) -> State:  # noqa: FBT001  the value of a wire
            if asked == FALSE:
                return NOTHING_APPLIES
            return score_state(slot, asked, parts, self.reading, falls_short=short)

        return self.network.memo(inputs, state, wide=_is_wide(self.plan, slot))

    def asked(self, condition: Condition | None) -> Input:
        """The outcomes of what says whether something is asked: true where nothing says so."""
        return Fixed(TRUE) if condition is None else self.outcome(condition)

    def _short(self, slot: ScoreSlot) -> Input:
        minimum = slot.min_coverage
        if minimum is None:
            return Fixed(value=False)
        return self.network.memo([self.coverage(slot.slot)], lambda covered: _falls_short(covered, minimum))

    def _child(self, child: Child) -> Seen[State]:
        if child.slot is None:
            assert child.condition is not None
            return self.network.memo([self.outcome(child.condition)], truth_state)
        slot = self.plan.slots[child.slot]
        return self.network.memo([self.state(child.slot)], lambda state: child_state(child, slot, state))

    def _level(self, slot: LevelSlot) -> Seen[State]:
        network = self.network
        if slot.of is not None:
            return network.memo([self.resolved(slot.of)], lambda state: level_of_value(slot, state))
        statuses = [
            network.memo([self.resolved(number)], lambda state: state.status) for number in slot.inputs
        ]
        if slot.gates:
            return self._level_of_gates(slot, statuses)
        # The first condition that is surely true is the last that counts.
        outcomes = network.fold(
            [self.asked(condition) for condition, _ in slot.rules],
            tuple[int, ...](),
            lambda _, sofar, found: sofar if TRUE in sofar else (*sofar, found),
        )
        return network.memo(
            [network.set_of(statuses), outcomes],
            lambda found, reached: without_inputs(found) or level_of_rules(slot, found, reached),
        )

    def _level_of_gates(self, slot: LevelSlot, statuses: Sequence[Seen[int]]) -> Seen[State]:
        """By the outcomes of the gates of each level, and the statuses behind them, all gathered together."""
        gates = [(place, self.gate(gate)) for place, gates in enumerate(slot.gates) for gate in gates]
        last = len(slot.gates)
        gathered = self.network.set_of(
            [
                self.network.memo([Fixed(place), each], lambda *found: found)
                for place, each in [*gates, *((last, status) for status in statuses)]
            ]
        )

        def state(found: frozenset[tuple[int, int]]) -> State:
            *outcomes, known = _by_place(found, last + 1)
            return without_inputs(known) or level_of_gates(slot, known, outcomes)

        return self.network.wire([gathered], state)

    def _outcome(self, condition: Condition, rule: Rule) -> Seen[int]:
        if (condition, rule) not in self._outcomes:
            self._outcomes[condition, rule] = self._tested(condition, rule)
        return self._outcomes[condition, rule]

    def _tested(self, condition: Condition, rule: Rule) -> Seen[int]:
        memo = self.network.memo
        match condition:
            case All() | AnyOf():
                joined = all_of if isinstance(condition, All) else any_of
                return memo(
                    [self.network.set_of([self._outcome(part, rule) for part in condition.parts])], joined
                )
            case Not():
                return memo([self._outcome(condition.part, rule)], opposite)
            case Value():
                return memo(
                    [self.resolved(condition.slot)], lambda state: value_outcome(condition, state, rule)
                )
            case Answered():
                return memo(
                    [self.state(condition.slot)],
                    lambda state: answered_outcome(condition, state.status, rule),
                )
            case Chosen() | Quantity():
                question = self.plan.questions[condition.slot]
                return memo(
                    [self.state(condition.slot), self.network.given[condition.slot]],
                    lambda state, given: answer_outcome(
                        question, condition, state.status, counted_answer(given, state.status), rule
                    ),
                )
            case Coverage():
                return memo(
                    [self.coverage(condition.slot)],
                    lambda covered: coverage_outcome(
                        condition, (covered[0], covered[1]), self.reading, rule, none_due=not covered[2]
                    ),
                )
            case SingleLevel():
                single = Fixed(value=False) if self.single is None else self.single
                return memo([single], lambda value: single_outcome(self.reading, single_level=value))


def _is_wide(plan: Plan, slot: Slot) -> bool:
    """Whether a slot can have very many states: numbers along a line, and means of means or of very much."""
    match slot:
        case QuestionSlot():
            return slot.kind == "number" and not isinstance(slot.rule, Table)
        case ScoreSlot():
            children = [plan.slots[child.slot] for child in slot.children if child.slot is not None]
            among_many = slot.aggregate not in {"min", "max"} and len(children) > _MANY
            return among_many or any(
                isinstance(child, ScoreSlot) or _is_wide(plan, child) for child in children
            )
        case LevelSlot():
            return False


def _parts(plan: Plan, number: int) -> Sequence[int]:
    """What the coverage of a slot is made of: its children, unless a question is below several of them."""
    slot, leaves = plan.slots[number], plan.leaves(number)
    if not isinstance(slot, ScoreSlot):
        return leaves
    parts = [child.slot for child in slot.children if child.slot is not None]
    return parts if sorted(leaf for part in parts for leaf in plan.leaves(part)) == sorted(leaves) else leaves


def _by_place(gathered: Iterable[tuple[int, int]], places: int) -> list[set[int]]:
    """What there is at each of so many *places*."""
    found: list[set[int]] = [set() for _ in range(places)]
    for place, each in gathered:
        found[place].add(each)
    return found


def _falls_short(covered: Covered, minimum: Pair) -> bool:
    answered, due, _ = covered
    return due > 0 and less((answered, due), minimum)
