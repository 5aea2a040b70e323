"""What actions change, and which come next."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.scores import find_level
from cxmaturity.scoring.assessment import DimensionResult, RecommendedAction
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation
from cxmaturity.scoring.pairs import Pair, less
from cxmaturity.scoring.plan import QuestionSlot
from cxmaturity.scoring.points import points_of
from cxmaturity.scoring.states import NOT_APPLICABLE

_IMPACT = {"high": 0, "medium": 1, "low": 2}


def recommended_actions(
    compiled: CompiledQuestionnaire,
    evaluation: Evaluation,
    dimensions: Iterable[DimensionResult],
    held_back_by: tuple[str, ...],
    factor: Fraction,
) -> tuple[tuple[RecommendedAction, ...], tuple[RecommendedAction, ...]]:
    """The next actions and the later ones; those that would change nothing are in neither.

    Next are those of the next step in the dimensions that hold the company back (in all, where none does), by
    impact, then effort, then the file's order. Later are the others from each dimension's level on, by step.
    """
    levels = {dimension.id: dimension.level for dimension in dimensions if dimension.level is not None}
    wanted = held_back_by or tuple(levels)
    following: list[Action] = []
    later: list[tuple[int, Action]] = []
    for action in compiled.model.actions:
        reached = levels.get(action.dimension)
        if reached is None:
            continue
        start = find_level(compiled.levels_of(action.dimension), action.from_)
        assert start is not None
        if start.number < reached.number or not changes_something(evaluation, action.raises):
            continue
        if start == reached and action.dimension in wanted:
            following.append(action)
        else:
            later.append((start.number, action))
    following.sort(key=urgency)
    later.sort(key=lambda pair: pair[0])
    return (
        tuple(_recommended(evaluation, action, factor) for action in following),
        tuple(_recommended(evaluation, action, factor) for _, action in later),
    )


def urgency(action: Action) -> tuple[int, Decimal]:
    """What actions are ordered by: impact, then effort."""
    return _IMPACT[action.impact], action.effort.from_ + action.effort.to


def _recommended(evaluation: Evaluation, action: Action, factor: Fraction) -> RecommendedAction:
    return RecommendedAction(
        action,
        (Fraction(action.effort.from_) * factor, Fraction(action.effort.to) * factor),
        tuple(
            question
            for question, target in action.requires.items()
            if changes_something(evaluation, {question: target})
        ),
    )


def effort_factor(compiled: CompiledQuestionnaire, attributes: Mapping[str, str]) -> Fraction:
    """The factor on effort for a company with these attributes; 1 where nothing is declared or known."""
    scaling = compiled.model.effort
    if scaling is None:
        return Fraction(1)
    return Fraction(scaling.factors.get(attributes.get(scaling.attribute, ""), 1))


def changes_something(evaluation: Evaluation, targets: Mapping[str, Target]) -> bool:
    """Whether reaching these targets, by question, would raise at least one answer that counts."""
    return any(
        _raised(evaluation, evaluation.given, evaluation.plan.question_slots[question], target) is not None
        for question, target in targets.items()
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
    return raised_answer(
        evaluation.plan.questions[slot], evaluation.states[slot].status, given.get(slot), target
    )


def raised_answer(
    question: QuestionSlot, status: int, current: Given | None, target: Target
) -> Answer | None:
    """The answer to a question of this *status* after reaching *target*; None where that changes nothing."""
    if status == NOT_APPLICABLE:
        return None
    reached = target_answer(question, target, current)
    before = _counted(question, current)
    after = points_of(question, reached)
    return reached if before is None or (after is not None and less(before, after)) else None


def _counted(question: QuestionSlot, given: Given | None) -> Pair | None:
    """The points an answer counts with; those assumed for it where it is missing."""
    if given is None or isinstance(given, Missing):
        return question.assumed
    return points_of(question, given)


def target_answer(question: QuestionSlot, target: Target, current: Given | None) -> Answer:
    """The answer with the target reached; ticks are kept, unless the target stands alone."""
    if question.kind == "multi":
        return _ticked(question, target, current)
    assert not isinstance(target, tuple)
    return target if isinstance(target, str) else Fraction(target)


def _ticked(question: QuestionSlot, target: Target, current: Given | None) -> frozenset[str]:
    ticks = current - question.fixed if isinstance(current, frozenset) else frozenset[str]()
    if isinstance(target, str | tuple):
        added = frozenset({target} if isinstance(target, str) else target)
        return added if added & question.fixed else ticks | added
    free = [option for option in question.options if option not in question.fixed and option not in ticks]
    return ticks | frozenset(free[: max(0, int(target) - len(ticks))])
