"""What actions change, and which come next."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.scoring.assessment import DimensionResult, NextAction
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.pairs import Pair, less
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.points import points_of
from cxmaturity.scoring.states import NOT_APPLICABLE

_IMPACT = {"high": 0, "medium": 1, "low": 2}


def next_actions(
    compiled: CompiledQuestionnaire,
    evaluation: Evaluation,
    dimensions: Iterable[DimensionResult],
    held_back_by: tuple[str, ...],
    factor: Fraction,
) -> tuple[NextAction, ...]:
    """The actions of the next step in the dimensions that hold the company back (in all, where none does).

    Those that would change nothing are left out. Order: impact, then effort, then the file's.
    """
    levels = {dimension.id: dimension.level for dimension in dimensions}
    wanted = held_back_by or tuple(levels)
    fitting = [
        action
        for action in compiled.model.actions
        if action.dimension in wanted
        and (level := levels.get(action.dimension)) is not None
        and find_level([level], action.from_) is not None
        and changes_something(evaluation, action)
    ]
    fitting.sort(key=lambda action: (_IMPACT[action.impact], action.effort.from_ + action.effort.to))
    return tuple(scaled(action, factor) for action in fitting)


def scaled(action: Action, factor: Fraction) -> NextAction:
    """The action with its effort times *factor*, in person-days."""
    return NextAction(action, (Fraction(action.effort.from_) * factor, Fraction(action.effort.to) * factor))


def effort_factor(compiled: CompiledQuestionnaire, attributes: Mapping[str, str]) -> Fraction:
    """The factor on effort for a company with these attributes; 1 where nothing is declared or known."""
    scaling = compiled.model.effort
    if scaling is None:
        return Fraction(1)
    return Fraction(scaling.factors.get(attributes.get(scaling.attribute, ""), 1))


def changes_something(evaluation: Evaluation, action: Action) -> bool:
    """Whether carrying out *action* would raise at least one answer that counts."""
    return any(
        _raised(evaluation, evaluation.given, evaluation.plan.question_slots[question], target) is not None
        for question, target in action.raises.items()
    )


def apply_actions(evaluation: Evaluation, actions: Iterable[Action]) -> dict[int, Given]:
    """The answers by slot after *actions*: each raised to its target where it was worth less or was missing."""
    given = dict(evaluation.given)
    for action in actions:
        for question, target in action.raises.items():
            slot = evaluation.plan.question_slots[question]
            raised = _raised(evaluation, given, slot, target)
            if raised is not None:
                given[slot] = raised
    return given


def _raised(evaluation: Evaluation, given: Mapping[int, Given], slot: int, target: Target) -> Answer | None:
    """The answer to the question in *slot* after reaching *target*; None where that changes nothing."""
    question = evaluation.plan.questions[slot]
    if evaluation.states[slot].status == NOT_APPLICABLE:
        return None
    current = given.get(slot)
    reached = _target_answer(question, target, current)
    before = _counted(question, current)
    after = points_of(question, reached)
    return reached if before is None or (after is not None and less(before, after)) else None


def _counted(question: QuestionSlot, given: Given | None) -> Pair | None:
    """The points an answer counts with; those assumed for it where it is missing."""
    if given is None or isinstance(given, Missing):
        return question.assumed
    return points_of(question, given)


def _target_answer(question: QuestionSlot, target: Target, current: Given | None) -> Answer:
    """The answer with the target reached; ticks are kept, unless the target stands alone."""
    if question.kind != "multi":
        return target if isinstance(target, str) else Fraction(target)  # type: ignore[arg-type]
    ticks = current - question.fixed if isinstance(current, frozenset) else frozenset[str]()
    if isinstance(target, str | tuple):
        added = frozenset({target} if isinstance(target, str) else target)
        return added if added & question.fixed else ticks | added
    free = [option for option in question.options if option not in question.fixed and option not in ticks]
    return ticks | frozenset(free[: max(0, int(target) - len(ticks))])
