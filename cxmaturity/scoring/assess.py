"""From answers to the assessment."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cxmaturity.answers.models import Answers
from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.actions import effort_factor, recommended_actions
from cxmaturity.scoring.assessment import (
    Assessment,
    Counted,
    CountedAnswer,
    DimensionResult,
    LevelStatus,
    Range,
    ScoreResult,
    Status,
)
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation, evaluate, exact
from cxmaturity.scoring.gates import next_level
from cxmaturity.scoring.methods import methods_of
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.plan import Plan, QuestionSlot
from cxmaturity.scoring.range import (
    Completions,
    completions_of,
    find_out_first,
    level_range,
    result_range,
)
from cxmaturity.scoring.states import FALSE, NOT_APPLICABLE, SCORED, TRUE, UNKNOWN, State

_STATUS: Mapping[int, Status] = {SCORED: "scored", UNKNOWN: "unknown", NOT_APPLICABLE: "not-applicable"}


class AnswersRequired(CxmaturityError):
    """Questions that the questionnaire does not let anyone leave open."""

    def __init__(self, questions: Iterable[str]) -> None:
        self.questions = tuple(questions)
        super().__init__(
            msg("These questions must be answered: {questions}.", questions=", ".join(self.questions))
        )


class NotOffered(CxmaturityError):
    """The answer "not applicable" where the questionnaire does not offer it."""

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__(
            msg("“not-applicable” is not offered for {question} with these answers.", question=question)
        )


def given_by_slot(plan: Plan, answers: Mapping[str, Given]) -> dict[int, Given]:
    """Answers by question id as the plan reads them."""
    return {plan.question_slots[question]: given for question, given in answers.items()}


def assess(compiled: CompiledQuestionnaire, answers: Answers) -> Assessment:
    """The assessment of one company.

    Raises AnswersRequired where the questionnaire makes a missing answer an error, NotOffered where "not applicable"
    was given although its condition does not hold.
    """
    plan = compiled.plan
    evaluation = evaluate(
        plan, given_by_slot(plan, {name: entry.given for name, entry in answers.entries.items()})
    )
    if evaluation.required:
        raise AnswersRequired(evaluation.required)
    _check_not_applicable(evaluation)
    completions = completions_of(evaluation)
    reach = result_range(completions)
    status = _level_status(evaluation, reach)
    settled = status != "undetermined"
    conditions, held_back_by = next_level(compiled, evaluation) if settled else (None, ())
    dimensions = tuple(_dimension(compiled, completions, name) for name in plan.dimensions)
    factor = effort_factor(compiled, answers.company.attributes)
    actions, later = (
        recommended_actions(compiled, evaluation, dimensions, held_back_by, factor) if settled else ((), ())
    )
    index = None if plan.result_index is None else evaluation.states[plan.result_index].low
    return Assessment(
        questionnaire=compiled,
        answers=answers,
        level=_level(compiled, evaluation, plan.result_level) if settled else None,
        level_status=status,
        conditions=conditions,
        index=exact(index),
        coverage=_overall_coverage(evaluation),
        range=reach,
        find_out_first=tuple(plan.questions[slot].id for slot in find_out_first(completions)),
        held_back_by=held_back_by,
        dimensions=dimensions,
        scores={slot.id: _score(evaluation, slot.slot) for slot in plan.scores if not slot.on_the_spot},
        levels={slot.id: _level(compiled, evaluation, slot.slot) for slot in plan.levels},
        methods=methods_of(compiled, evaluation, dimensions) if settled else None,
        actions=actions,
        later_actions=later,
        effort_factor=factor,
        consistency=tuple(
            name for name, condition in plan.consistency if outcome(evaluation, condition) == TRUE
        ),
        counted={question.id: _counted(evaluation, question) for question in plan.questions},
    )


def _check_not_applicable(evaluation: Evaluation) -> None:
    for question in evaluation.plan.questions:
        if evaluation.given.get(question.slot) is not Missing.NOT_APPLICABLE:
            continue
        allowed = question.not_applicable
        if allowed is False or (allowed is not True and outcome(evaluation, allowed) != TRUE):
            raise NotOffered(question.id)


def _level_status(evaluation: Evaluation, reach: Range) -> LevelStatus:
    plan, single = evaluation.plan, reach.single_level
    outcomes = (
        None if rule is None else gate_outcome(evaluation, rule, single_level=single)
        for rule in (plan.determined, plan.provisional)
    )
    return level_status(*outcomes, single_level=single)


def level_status(determined: int | None, provisional: int | None, *, single_level: bool) -> LevelStatus:
    """By the outcomes of the declared rules; without them, determined where only one level is possible."""
    if determined is None:
        return "determined" if single_level else "provisional"
    if determined != FALSE:
        return "determined"
    return "provisional" if provisional is not None and provisional != FALSE else "undetermined"


def _level(compiled: CompiledQuestionnaire, evaluation: Evaluation, slot: int | None) -> Level | None:
    low = None if slot is None else evaluation.states[slot].low
    return None if slot is None or low is None else compiled.level_at(evaluation.plan.slots[slot].id, low[0])


def _dimension(compiled: CompiledQuestionnaire, completions: Completions, name: str) -> DimensionResult:
    plan, evaluation = compiled.plan, completions.ordinary
    slot = plan.level_slots.get(name)
    states = [] if slot is None else [evaluation.states[slot], completions.whole.states[slot]]
    low, high = level_range(*states)
    return DimensionResult(
        id=name,
        score=_score(evaluation, plan.score_slots[name]),
        level=_level(compiled, evaluation, slot),
        low=low,
        high=high,
    )


def _score(evaluation: Evaluation, slot: int) -> ScoreResult:
    state = evaluation.states[slot]
    return ScoreResult(exact(state.low), _STATUS[state.status], _coverage(evaluation, slot))


def _coverage(evaluation: Evaluation, slot: int) -> Fraction | None:
    answered, due = evaluation.coverage(slot)
    return Fraction(answered, due) if due else None


def _overall_coverage(evaluation: Evaluation) -> Fraction | None:
    plan = evaluation.plan
    result = plan.result_index if plan.result_index is not None else plan.result_level
    return None if result is None else _coverage(evaluation, result)


def _counted(evaluation: Evaluation, question: QuestionSlot) -> CountedAnswer:
    state = evaluation.states[question.slot]
    given = evaluation.given.get(question.slot)
    status = counted_as(question, state, given)
    points = question.assumed if status == "assumed" else state.low if status == "answered" else None
    return CountedAnswer(status, given, exact(points))


def counted_as(question: QuestionSlot, state: State, given: Given | None) -> Counted:
    """How the answer *given* to a question counts, which is then in this *state*."""
    if state.status == NOT_APPLICABLE:
        return "not-applicable" if given is Missing.NOT_APPLICABLE else "not-asked"
    if state.status == UNKNOWN:
        if question.assumed is not None:
            return "assumed"
        return "blank" if given is None else "unknown"
    return "answered"
