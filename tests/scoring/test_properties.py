"""Laws of scoring, over random questionnaires and answers."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxmaturity.answers.checking import Raw, given_answer
from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.questionnaire.checks import read_questionnaire
from cxmaturity.questionnaire.expansion import expand
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.points import points_of
from cxmaturity.scoring.states import Reading
from tests.scoring.naive import Naive
from tests.scoring.readings import (
    Case,
    NodeReading,
    by_slot,
    cases,
    engine_reading,
    naive_reading,
)
from tests.scoring.strategies import questionnaire_data
from tests.scoring.strategies_questions import Entry, answers_to_question
from tests.tools.effort import effort


@settings(max_examples=effort(60))
@given(questionnaire_data())
def test_drawn_questionnaires_pass_every_check_of_a_file(data: Entry) -> None:
    document = parse_yaml(dumps_json(data).encode(), "drawn.yaml")
    assert read_questionnaire(document) == Questionnaire.model_validate(data)


@settings(max_examples=effort(130))
@given(cases())
def test_plan_says_exactly_what_the_naive_reading_says(case: Case) -> None:
    run, naive = case.evaluated(), case.naive()
    assert engine_reading(run) == naive_reading(case.plan, naive)
    assert set(run.required) == naive.required()


@settings(max_examples=effort(100))
@given(cases())
def test_every_score_lies_within_its_compiled_bounds(case: Case) -> None:
    found = engine_reading(case.evaluated())
    beyond = {
        score.id: value
        for score in case.plan.scores
        if (value := found[score.id][1]) is not None
        and not Fraction(*score.bounds[0]) <= value <= Fraction(*score.bounds[1])
    }
    assert beyond == {}


@settings(max_examples=effort(80))
@given(cases(), st.data())
def test_order_of_answers_and_of_ticks_does_not_matter(case: Case, data: st.DataObject) -> None:
    questions = {question.id: question for question in case.questionnaire.questions()}
    shuffled = data.draw(st.permutations(sorted(case.answers)))
    again = {
        name: given_answer(questions[name], questions[name].options, data.draw(_as_written(given)))
        for name in shuffled
        if (given := case.answers[name]) is not Missing.NOT_APPLICABLE
    } | {name: given for name, given in case.answers.items() if given is Missing.NOT_APPLICABLE}
    run = evaluate(case.plan, by_slot(case.plan, again))
    assert run.states == case.evaluated().states


def _as_written(given: Given) -> st.SearchStrategy[Raw]:
    """The answer as a file may have it, ticks in any order."""
    if isinstance(given, frozenset):
        return st.permutations(sorted(given)).map(list)
    return st.just(
        Decimal(given.numerator) / given.denominator if isinstance(given, Fraction) else str(given)
    )


@settings(max_examples=effort(150))
@given(cases(style="rising"), st.data())
def test_a_better_answer_never_lowers_a_score_or_a_level(case: Case, data: st.DataObject) -> None:
    answered = [
        q
        for q in case.questionnaire.questions()
        if not isinstance(case.answers.get(q.id, Missing.UNKNOWN), Missing)
    ]
    assume(answered)
    question = data.draw(st.sampled_from(answered))
    slot = case.plan.questions[case.plan.question_slots[question.id]]
    assume(slot.scored)

    def reading(answer: Given) -> tuple[Fraction, dict[str, NodeReading]]:
        points = points_of(slot, answer)
        run = evaluate(case.plan, by_slot(case.plan, {**case.answers, question.id: answer}))
        assert points is not None
        return Fraction(*points), engine_reading(run)

    readings = [reading(data.draw(answers_to_question(question))) for _ in range(3)]
    (_, worse), *_, (_, better) = sorted(readings, key=lambda one: one[0])
    fallen = {name for name in worse if (worse[name][1] or 0) > (better[name][1] or 0)}
    changed = {name for name in worse if worse[name][::2] != better[name][::2]}
    assert (fallen, changed) == (set(), set())


@settings(max_examples=effort(120))
@given(cases(missing=False))
def test_completing_equals_ordinary_where_nothing_is_open(case: Case) -> None:
    assert case.evaluated(Reading.COMPLETIONS).states == case.evaluated().states


@settings(max_examples=effort(150))
@given(cases(style="bare"), st.data())
def test_what_is_left_out_scores_as_if_it_were_never_there(case: Case, data: st.DataObject) -> None:
    dimensions = [d for d in case.questionnaire.dimensions if len(d.questions) > 1]
    assume(dimensions)
    left_out = data.draw(st.sampled_from([q.id for dimension in dimensions for q in dimension.questions]))
    said = data.draw(st.sampled_from([None, Missing.UNKNOWN, Missing.NOT_APPLICABLE]))
    rest = {name: given for name, given in case.answers.items() if name != left_out}
    plan = compile_plan(without(case.questionnaire, left_out))
    given_there = rest if said is None else {**rest, left_out: said}
    there = engine_reading(evaluate(case.plan, by_slot(case.plan, given_there)))
    gone = engine_reading(evaluate(plan, by_slot(plan, rest)))
    assert {name: value for name, (_, value, _) in there.items() if name in gone} == {
        name: value for name, (_, value, _) in gone.items()
    }


def without(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """The questionnaire without a question; scores that only that question feeds go with it."""
    plain = expand(questionnaire)
    dimensions = tuple(
        d.model_copy(update={"questions": tuple(q for q in d.questions if q.id != name)})
        for d in plain.dimensions
    )
    gone, scores = {name}, list(plain.scores)
    while True:
        left = {
            score.id: tuple(use for use in score.uses if (use.question or use.score) not in gone)
            for score in scores
        }
        empty = {name for name, uses in left.items() if not uses}
        scores = [s.model_copy(update={s.aggregate: left[s.id]}) for s in scores if s.id not in empty]
        if not empty:
            break
        gone |= empty
    result = plain.result.model_copy(update={"index": None})
    return plain.model_copy(update={"dimensions": dimensions, "scores": tuple(scores), "result": result})


@settings(max_examples=effort(120))
@given(cases(style="even"), st.sampled_from([Decimal(2), Decimal("0.1"), Decimal(7), Decimal("1.25")]))
def test_scaling_all_weights_changes_nothing_but_sums(case: Case, factor: Decimal) -> None:
    plan = compile_plan(heavier(case.questionnaire, factor))
    scaled = engine_reading(evaluate(plan, by_slot(plan, case.answers)))
    assert scaled == engine_reading(case.evaluated())


def heavier(questionnaire: Questionnaire, factor: Decimal) -> Questionnaire:
    """The questionnaire with every weight times *factor*."""
    plain, naive = expand(questionnaire), Naive(questionnaire, {})
    scores = [
        score.model_copy(
            update={
                score.aggregate: tuple(
                    use.model_copy(update={"weight": _decimal(naive.weight(use)) * factor})
                    for use in score.uses
                )
            }
        )
        for score in plain.scores
    ]
    dimensions = [
        dimension.model_copy(
            update={
                "questions": tuple(
                    q.model_copy(update={"weight": q.weight * factor}) for q in dimension.questions
                )
            }
        )
        for dimension in plain.dimensions
    ]
    context = plain.context.model_copy(
        update={
            "questions": tuple(
                q.model_copy(update={"weight": q.weight * factor}) for q in plain.context.questions
            )
        }
    )
    return plain.model_copy(
        update={"context": context, "dimensions": tuple(dimensions), "scores": tuple(scores)}
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
