"""The two readings of the scoring rules brought to one form, so that tests can hold them against each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cxmaturity.answers.values import Given
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.scoring.evaluation import Evaluation, evaluate, exact
from cxmaturity.scoring.plan import LevelSlot, Plan, Slot
from cxmaturity.scoring.states import NOT_APPLICABLE, SCORED, UNKNOWN, Reading
from tests.scoring.naive import Naive, Node
from tests.scoring.strategies import questionnaires
from tests.scoring.strategies_conditions import Style
from tests.scoring.strategies_questions import answers

STATUS = {"scored": SCORED, "unknown": UNKNOWN, "not-applicable": NOT_APPLICABLE}
_NAMES = {bits: name for name, bits in STATUS.items()}


@dataclass(frozen=True)
class Case:
    """A questionnaire with its plan, and answers to it."""

    questionnaire: Questionnaire
    plan: Plan
    answers: Mapping[str, Given]

    def evaluated(self, reading: Reading = Reading.ORDINARY) -> Evaluation:
        return evaluate(self.plan, by_slot(self.plan, self.answers), reading=reading)

    def naive(self) -> Naive:
        return Naive(self.questionnaire, self.answers)


@st.composite
def cases(draw: DrawFn, *, dimensions: int = 3, style: Style = "full", missing: bool = True) -> Case:
    questionnaire = draw(questionnaires(dimensions=dimensions, style=style))
    return Case(questionnaire, compile_plan(questionnaire), draw(answers(questionnaire, missing=missing)))


def by_slot(plan: Plan, given: Mapping[str, Given]) -> dict[int, Given]:
    return {plan.question_slots[name]: answer for name, answer in given.items()}


#: Status, value and coverage of a node.
NodeReading = tuple[str, Fraction | None, Fraction | None]


def engine_reading(run: Evaluation) -> dict[str, NodeReading]:
    """Every node of an ordinary evaluation."""
    return {name_of(slot): _engine_node(run, slot) for slot in run.plan.slots}


def _engine_node(run: Evaluation, slot: Slot) -> NodeReading:
    state = run.resolved(slot.slot)
    assert state.low == state.high
    return _NAMES[state.status], exact(state.low), share(*run.coverage(slot.slot))


def naive_reading(plan: Plan, naive: Naive) -> dict[str, NodeReading]:
    """Every node of a naive evaluation."""
    found: dict[str, NodeReading] = {}
    for slot in plan.slots:
        node = naive_node(naive, slot)
        below = naive.level_coverage(slot.id) if isinstance(slot, LevelSlot) else naive.coverage(slot.id)
        found[name_of(slot)] = node.status, node.value, share(*below)
    return found


def naive_node(naive: Naive, slot: Slot) -> Node:
    read = (
        naive.level
        if isinstance(slot, LevelSlot)
        else naive.score
        if slot.id in naive.scores
        else naive.question
    )
    return read(slot.id)


def name_of(slot: Slot) -> str:
    """A name for a slot; a level rule may share its id with a score."""
    return f"level {slot.id}" if isinstance(slot, LevelSlot) else slot.id


def share(answered: Fraction | int, due: Fraction | int) -> Fraction | None:
    return Fraction(answered) / due if due else None


def misfits(run: Evaluation, naive: Naive) -> Iterator[str]:
    """What a naive evaluation gives and the completing one has no place for."""
    for slot in run.plan.slots:
        state, node = run.resolved(slot.slot), naive_node(naive, slot)
        ends = exact(state.low), exact(state.high)
        if not state.status & STATUS[node.status]:
            yield f"{name_of(slot)} is {node.status}, not {state.status}"
        if node.value is not None and not (
            ends[0] is not None and ends[1] is not None and ends[0] <= node.value <= ends[1]
        ):
            yield f"{name_of(slot)} is {node.value}, not in {ends}"
