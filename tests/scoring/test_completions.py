"""What the completing evaluation and the range promise, against completions tried one by one."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.outcomes import gate_outcome, outcome
from cxmaturity.scoring.plan import Condition, LevelSlot, Plan, QuestionSlot, ScoreSlot
from cxmaturity.scoring.range import Reached, completions_of, find_out_first, result_range
from cxmaturity.scoring.states import Reading
from tests.scoring.naive import Naive
from tests.scoring.naive_points import every_answer
from tests.scoring.readings import Case, by_slot, cases, misfits
from tests.scoring.strategies_questions import answers
from tests.tools.effort import effort

_MOST = 150  # completions tried for one small case


def completed(case: Case, answers_to_open: Mapping[str, Answer]) -> Naive:
    return Naive(case.questionnaire, case.answers, lambda question: answers_to_open[question.id])


@settings(max_examples=effort(80))
@given(cases(), st.data())
def test_completing_evaluation_contains_every_completion(case: Case, data: st.DataObject) -> None:
    whole = case.evaluated(Reading.COMPLETIONS)
    for _ in range(3):
        naive = completed(case, data.draw(answers(case.questionnaire, missing=False)))
        assert list(misfits(whole, naive)) == []


@settings(max_examples=effort(80))
@given(cases(), st.data())
def test_what_can_be_answered_or_left_open_contains_every_answer_sheet(
    case: Case, data: st.DataObject
) -> None:
    anything = evaluate(case.plan, {}, reading=Reading.ANYTHING)
    for _ in range(4):
        answers_ = offered(case.questionnaire, data.draw(answers(case.questionnaire)))
        assert list(misfits(anything, Naive(case.questionnaire, answers_))) == []
        ordinary = evaluate(case.plan, by_slot(case.plan, answers_))
        for condition in conditions_in(case.plan):
            assert outcome(ordinary, condition) & outcome(anything, condition)
            assert gate_outcome(ordinary, condition) & gate_outcome(anything, condition)


def offered(questionnaire: Questionnaire, answers_: Mapping[str, Given]) -> dict[str, Given]:
    """The answers without "not applicable" where that is never offered."""
    offers = {q.id for q in questionnaire.questions() if q.not_applicable is not None}
    return {name: a for name, a in answers_.items() if a is not Missing.NOT_APPLICABLE or name in offers}


def conditions_in(plan: Plan) -> Iterator[Condition]:
    """Every condition of a plan, without those inside others."""
    for slot in plan.slots:
        match slot:
            case QuestionSlot():
                found = [slot.asked]
            case ScoreSlot():
                found = [slot.when, *(child.condition for child in slot.children)]
            case LevelSlot():
                found = [*(when for when, _ in slot.rules), *(gate for gates in slot.gates for gate in gates)]
        yield from (condition for condition in found if condition is not None)


@st.composite
def small_cases(draw: DrawFn) -> Case:
    """A case so small that its completions can be counted."""
    case = draw(cases(dimensions=2))
    given_ = dict(case.answers)
    full = draw(answers(case.questionnaire, missing=False))
    while prod(len(list(tried(question))) for question in open_questions(case)) > _MOST:
        filled = open_questions(case)[0].id
        given_[filled] = full[filled]
        case = Case(case.questionnaire, case.plan, dict(given_))
    return case


def open_questions(case: Case) -> list[Question]:
    return [
        q
        for q in case.questionnaire.questions()
        if case.answers.get(q.id, Missing.UNKNOWN) is Missing.UNKNOWN
    ]


def tried(question: Question) -> Iterable[Answer]:
    """Answers of every worth; of a context question without limits a few."""
    if question.kind == "number" and (question.min is None or question.max is None):
        return (Fraction(n) for n in range(int(question.min or 0), int(question.max or 6) + 1))
    return every_answer(question)


def reached(naive: Naive) -> Reached:
    """Level and index of the result, None where it has none."""
    result = naive.questionnaire.result
    level = None if result.level is None else naive.level(result.level).value
    index = None if result.index is None else naive.score(result.index).value
    return None if level is None else int(level), index


@settings(max_examples=effort(120))
@given(small_cases())
def test_range_holds_every_completion_and_is_exact_only_if_both_ends_are_reached(case: Case) -> None:
    found = result_range(completions_of(case.evaluated()))
    questions = open_questions(case)
    results = {reached(case.naive())} | {
        reached(
            completed(case, {question.id: answer for question, answer in zip(questions, picked, strict=True)})
        )
        for picked in product(*map(tried, questions))
    }
    low, high = (found.low.number, found.low.index), (found.high.number, found.high.index)
    for result in results:
        for least, value, most in zip(low, result, high, strict=True):
            assert value is None or (least is not None and most is not None and least <= value <= most)
    assert not found.exact or {low, high} <= results


@settings(max_examples=effort(50))
@given(cases(), st.data())
def test_narrowed_gives_the_result_of_a_fresh_completion_with_the_questions_fixed(
    case: Case, data: st.DataObject
) -> None:
    whole = case.evaluated(Reading.COMPLETIONS)
    plan, ids = case.plan, {question.id for question in open_questions(case)}
    # A question that does not feed the result is left as it is, and with it what only such questions feed.
    slots = [
        q for q in plan.questions if q.id in ids and q.low is not None and len(plan.dependents[q.slot]) > 1
    ]
    assume(slots)
    first, second = (data.draw(st.sampled_from(slots)) for _ in range(2))
    assert first.low is not None
    assert second.high is not None
    fixed = {first.slot: first.low} | {second.slot: second.high}
    narrowed = whole.narrowed(first.slot, first.low).narrowed(second.slot, second.high)
    fresh = evaluate(plan, by_slot(plan, case.answers), reading=Reading.COMPLETIONS, fixed=fixed)
    results = {slot for slot in (plan.result_level, plan.result_index) if slot is not None}
    compared = sorted(results.union(plan.dependents[first.slot], plan.dependents[second.slot]))
    assert [narrowed.states[slot] for slot in compared] == [fresh.states[slot] for slot in compared]


@settings(max_examples=effort(80))
@given(cases())
def test_what_to_find_out_first_names_each_open_question_of_the_result_once(case: Case) -> None:
    completions = completions_of(case.evaluated())
    assert sorted(find_out_first(completions)) == sorted(completions.open)
    assert {case.plan.questions[slot].id for slot in completions.open} <= {q.id for q in open_questions(case)}
