"""Every action can be recommended: some company stands at its step and has something left to raise."""

from collections.abc import Iterator, Mapping, Sequence

from cxmaturity.authoring.lint.occurrence.statements import Statement
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Target
from cxmaturity.questionnaire.scores import find_level
from cxmaturity.scoring.actions import changes_something
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.states import FALSE, SCORED, TRUE, Reading


def action_statements(subject: Subject) -> Iterator[Statement]:
    """One for each action."""
    slots = subject.plan.question_slots
    for number, action in enumerate(subject.model.actions):
        home = subject.plan.level_slots[action.dimension]
        start = find_level(subject.compiled.levels_of(action.dimension), action.from_)
        assert start is not None
        raised = frozenset(slots[question] for question in action.raises)

        def recommended(
            worlds: Sequence[Evaluation],
            home: int = home,
            level: int = start.number,
            raised: frozenset[int] = raised,
            raises: Mapping[str, Target] = action.raises,
        ) -> int:
            (world,) = worlds
            state = world.states[home]
            if state.low is None or state.high is None or not state.low[0] <= level <= state.high[0]:
                return FALSE
            raisable = changes_something(world, raises)
            settled = world.reading is Reading.ORDINARY or raised <= world.given.keys()
            if settled and not raisable:
                return FALSE
            there = state.status == SCORED and state.low == state.high
            return TRUE if settled and there else TRUE | FALSE

        message = msg("The action {action} is never recommended.", action=action.id)
        hint = msg(
            "No answers put {dimension} at the level {level} and leave it something to raise.",
            dimension=action.dimension,
            level=start.id,
        )
        yield Statement(
            "unreachable-action", ("actions", number), message, recommended, raised | {home}, hint
        )
