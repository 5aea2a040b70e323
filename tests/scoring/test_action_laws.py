"""What carrying out actions does to answers."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from cxmaturity.answers.values import Missing
from cxmaturity.questionnaire.actions import Action
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.scoring.actions import apply_actions
from cxmaturity.scoring.compiling import compile_plan
from cxmaturity.scoring.evaluation import evaluate
from cxmaturity.scoring.pairs import less
from cxmaturity.scoring.points import points_of
from tests.scoring.models import questionnaire_of
from tests.scoring.readings import Case, cases
from tests.scoring.strategies_questions import Data
from tests.tools.effort import effort

_REST = {
    "dimension": "d0", "from": 1, "to": 2, "title": "Do it", "why": "It pays.", "how": ["Do it."],
    "effort": {"from": 1, "to": 2}, "cost": "low", "impact": "high", "benefit": "More.", "owner": "You",
    "kpi": "Sales", "source": "practice",
}  # fmt: skip


@st.composite
def actions(draw: DrawFn, questionnaire: Questionnaire) -> Action:
    """An action that raises some questions to an option, to ticks, or to a number."""
    raises: dict[str, Data] = {}
    questions = [question for dimension in questionnaire.dimensions for question in dimension.questions]
    for question in draw(
        st.lists(st.sampled_from(questions), min_size=1, max_size=3, unique_by=lambda q: q.id)
    ):
        options = [option.id for option in question.options]
        targets = [st.sampled_from(options)] if options else []
        if question.kind == "multi":
            free = [option.id for option in question.options if not option.exclusive]
            ticks = st.lists(st.sampled_from(free), min_size=1, unique=True)
            raises[question.id] = draw(st.one_of(*targets, ticks, st.integers(0, len(free))))
        elif question.kind == "number":
            assert question.min is not None
            assert question.max is not None
            raises[question.id] = draw(st.one_of(*targets, st.integers(int(question.min), int(question.max))))
        else:
            raises[question.id] = draw(targets[0])
    return Action.model_validate({"id": "drawn", "raises": raises, **_REST})


@settings(max_examples=effort(150))
@given(cases(dimensions=2), st.data())
def test_an_action_never_lowers_the_points_of_an_answer(case: Case, data: st.DataObject) -> None:
    run = case.evaluated()
    after = apply_actions(run, [data.draw(actions(case.questionnaire)) for _ in range(2)])
    for question in case.plan.questions:
        before, now = run.given.get(question.slot), after.get(question.slot)
        if before is None or isinstance(before, Missing):
            continue
        assert now is not None
        assert not isinstance(now, Missing)
        worth, worth_now = points_of(question, before), points_of(question, now)
        assert worth == worth_now or (worth is not None and worth_now is not None and less(worth, worth_now))


def test_a_target_that_stands_alone_replaces_the_ticks_and_an_assumed_answer_is_never_lowered() -> None:
    questionnaire = questionnaire_of("""
        missing: exclude
        scales: {m: {levels: [{id: low, number: 1, title: Low}, {id: high, number: 2, title: High}]}}
        dimensions:
          - id: data
            title: Data
            questions:
              - id: where
                kind: multi
                text: Where?
                ticked: count
                options:
                  - {id: shop, text: Shop}
                  - {id: mail, text: Mail}
                  - {id: all, text: All, exclusive: true, points: 5}
              - id: when
                kind: choice
                text: When?
                missing: {as: often}
                options: [{id: seldom, text: Seldom, points: 1}, {id: often, text: Often, points: 4}]
        levels: [{id: data, scale: m, nearest: true}]
        actions:
          - id: everything
            dimension: data
            from: low
            to: high
            title: T
            why: W
            how: [H]
            effort: {from: 1, to: 2}
            cost: none
            impact: low
            benefit: B
            owner: O
            kpi: K
            source: practice
            raises: {where: all, when: seldom}
    """)
    plan = compile_plan(questionnaire)
    where, when = plan.question_slots["where"], plan.question_slots["when"]
    ordinary = evaluate(plan, {where: frozenset({"shop"})})
    after = apply_actions(ordinary, questionnaire.actions)
    assert after[where] == frozenset({"all"})
    assert when not in after
