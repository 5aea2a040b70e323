"""Where a company stands: its answer to each scored question, and what actions make of it.

Whether a question is asked plays no part here: an answer to one that is not asked never counts.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cxmaturity.answers.values import Answer
from cxmaturity.authoring.selftests import answers_to
from cxmaturity.authoring.subject import Subject
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.scores import find_level
from cxmaturity.scoring.actions import target_answer
from cxmaturity.scoring.pairs import ZERO, less
from cxmaturity.scoring.plan import Plan, QuestionSlot
from cxmaturity.scoring.points import points_of

Standing = Mapping[int, Answer]


def lowest_standing(plan: Plan) -> Standing:
    """Every scored question answered by what is worth least."""
    return {question.slot: _lowest_answer(question) for question in plan.questions if question.scored}


def _lowest_answer(question: QuestionSlot) -> Answer:
    answers = list(answers_to(question))
    for answer in answers:
        if points_of(question, answer) == question.low:
            return answer
    # Only a mix of ticks is worth less than each of the answers tried.
    return min(answers, key=lambda answer: Fraction(*(points_of(question, answer) or ZERO)))


def raised_answer(plan: Plan, standing: Standing, question: str, target: Target) -> Answer | None:
    """The answer to *question* once it has reached *target*; None where that is worth no more."""
    slot = plan.question(question)
    reached = target_answer(slot, target, standing[slot.slot])
    return reached if _is_better(slot, standing[slot.slot], reached) else None


def _is_better(question: QuestionSlot, before: Answer, after: Answer) -> bool:
    now, then = points_of(question, before), points_of(question, after)
    return now is not None and then is not None and less(now, then)


def lacking(plan: Plan, standing: Standing, targets: Mapping[str, Target]) -> list[str]:
    """The questions that have not reached their target yet."""
    return [
        question
        for question, target in targets.items()
        if raised_answer(plan, standing, question, target) is not None
    ]


def carried_out(plan: Plan, standing: Standing, actions: Iterable[Action]) -> Standing:
    """Where a company stands after *actions*."""
    after = dict(standing)
    for action in actions:
        for question, target in action.raises.items():
            slot = plan.question_slots[question]
            after[slot] = answer_after(plan, question, after[slot], (target,))
    return after


def answer_after(plan: Plan, question: str, answer: Answer, targets: Iterable[Target]) -> Answer:
    """The answer once all *targets* are reached, in order. A tick that earns nothing yet stays: more of them may."""
    slot = plan.question(question)
    for target in targets:
        reached = target_answer(slot, target, answer)
        if _is_better(slot, answer, reached) or _adds_ticks(slot, answer, reached):
            answer = reached
    return answer


def _adds_ticks(question: QuestionSlot, before: Answer, after: Answer) -> bool:
    ticked = (
        isinstance(before, frozenset) and isinstance(after, frozenset) and before - question.fixed < after
    )
    return ticked and not _is_better(question, after, before)


def step_of(subject: Subject, action: Action) -> tuple[int, int]:
    """The numbers of the levels that an action leads from and to."""
    levels = subject.compiled.levels_of(action.dimension)
    start, end = find_level(levels, action.from_), find_level(levels, action.to)
    assert start is not None
    assert end is not None
    return start.number, end.number
