"""The next actions of every row."""

from collections.abc import Callable, Mapping

from cxmaturity.answers.values import Given
from cxmaturity.batch.network.readings import Readings
from cxmaturity.batch.network.views import Input, Seen
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.scores import find_level
from cxmaturity.scoring.actions import raised_answer, urgency
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.states import State

#: Positions of actions in the order in which they are recommended.
Places = frozenset[int]


def next_actions(
    now: Readings, compiled: CompiledQuestionnaire, held_back: Seen[frozenset[str] | None]
) -> Seen[tuple[str, ...]]:
    """The ids of the next actions, most urgent first; none where *held_back* is None, the level being left open."""
    ordered = sorted(compiled.model.actions, key=urgency)
    of_dimensions = {
        name: _of_dimension(now, compiled, name, ordered)
        for name in now.plan.dimensions
        if name in now.plan.level_slots
    }
    names = list(of_dimensions)

    def chosen(wanted: frozenset[str] | None, *due: Places) -> tuple[str, ...]:
        if wanted is None:
            return ()
        places = (found for name, found in zip(names, due, strict=True) if name in wanted or not wanted)
        return tuple(ordered[place].id for place in sorted(place for found in places for place in found))

    return now.network.memo([held_back, *of_dimensions.values()], chosen)


def _of_dimension(
    now: Readings, compiled: CompiledQuestionnaire, dimension: str, ordered: list[Action]
) -> Seen[Places]:
    """The actions of a dimension for the step from its level that would change something."""
    level = now.network.memo(
        [now.state(now.plan.level_slots[dimension])], lambda state: state.low and state.low[0]
    )
    due = [
        now.network.memo([level, _changes(now, action.raises)], _due(place, _start(compiled, action)))
        for place, action in enumerate(ordered)
        if action.dimension == dimension
    ]
    return now.network.fold(due, Places(), lambda _, found, more: found | more)


def _start(compiled: CompiledQuestionnaire, action: Action) -> int:
    start = find_level(compiled.levels_of(action.dimension), action.from_)
    assert start is not None
    return start.number


def _due(place: int, start: int) -> Callable[[int | None, bool], Places]:
    return lambda reached, changes: Places([place]) if changes and reached == start else Places()


def _changes(now: Readings, targets: Mapping[str, Target]) -> Seen[bool]:
    """Whether reaching any of the targets would raise an answer that counts."""
    raised = []
    for name, target in targets.items():
        question = now.plan.question(name)
        inputs: list[Input] = [now.state(question.slot), now.network.given[question.slot]]
        raised.append(now.network.memo(inputs, _raises(question, target)))
    return now.network.fold(raised, False, lambda _, sofar, found: sofar or found)  # noqa: FBT003  what is gathered


def _raises(question: QuestionSlot, target: Target) -> Callable[[State, Given | None], bool]:
    return lambda state, given: raised_answer(question, state.status, given, target) is not None
