"""Bounds in the corners that random questionnaires seldom reach."""

from fractions import Fraction

import pytest

from cxmaturity.scoring.evaluation import evaluate, exact
from cxmaturity.scoring.plan import ScoreSlot
from cxmaturity.scoring.range import completions_of, find_out_first, result_range
from tests.scoring.models import outcome, plan_of


@pytest.mark.parametrize("limits", ["", "min: 0,", "max: 9,"])
def test_open_number_without_limits_may_meet_any_bound(limits: str) -> None:
    plan = plan_of(f"""
        missing: exclude
        context: {{questions: [{{id: staff, kind: number, {limits} text: Staff?}}]}}
        dimensions:
          - id: data
            title: Data
            questions: [{{id: d, kind: number, min: 1, max: 4, text: D?, when: {{question: staff, at_least: 5}}}}]
        result: {{index: data}}
    """)
    found = result_range(completions_of(evaluate(plan, {})))
    assert (found.low.index, found.high.index) == (Fraction(1), Fraction(4))


def test_result_may_rest_on_an_open_question_without_points() -> None:
    plan = plan_of("""
        missing: exclude
        context:
          questions: [{id: shop, kind: choice, text: Shop?, options: [{id: "yes", text: Yes}, {id: "no", text: No}]}]
        dimensions: [{id: data, title: Data, questions: [{id: d, kind: number, min: 1, max: 4, text: D?}]}]
        scores: [{id: total, sum: [data, {when: {question: shop, is: "yes"}}]}]
        result: {index: total}
    """)
    completions = completions_of(evaluate(plan, {}))
    found = result_range(completions)
    assert (found.low.index, found.high.index) == (Fraction(0), Fraction(5))
    assert [plan.questions[slot].id for slot in find_out_first(completions)] == ["d", "shop"]


SUM = """
    missing: exclude
    dimensions:
      - id: data
        title: Data
        questions:
          - id: ticks
            kind: multi
            ticked: {ticked}
            text: Ticks?
            points: {{bins: [{{at_least: 1, below: 2, points: 5}}, {{at_least: 4, points: 3}}, {{otherwise: 1}}]}}
            options:
              - {{id: first, text: First, points: 2}}
              - {{id: second, text: Second, points: 2}}
    scores: [{{id: share, ratio: [{{question: ticks}}]}}]
    result: {{index: data}}
"""


@pytest.mark.parametrize(("ticked", "best"), [("sum", 3), ("max", 1)])
def test_ticks_can_earn_only_what_some_ticks_add_up_to(ticked: str, best: int) -> None:
    plan = plan_of(SUM.format(ticked=ticked))
    found = result_range(completions_of(evaluate(plan, {})))
    assert (found.low.index, found.high.index, found.exact) == (Fraction(1), Fraction(best), True)
    assert outcome(plan, {"ticks": ["first", "second"]}).values["share"] == 1


def test_bounds_of_so_many_sums_that_nobody_lists_them_contain_them_all() -> None:
    options = "\n".join(f"      - {{id: o{n}, text: Option, points: {2**n}}}" for n in range(40))
    plan = plan_of(f"""
dimensions:
  - id: data
    title: Data
    questions:
    - id: ticks
      kind: multi
      text: Ticks?
      points: {{bins: [{{at_least: 1000, points: 5}}, {{at_least: 3, points: 2}}, {{otherwise: 1}}]}}
      options:
{options}
missing: exclude
""")
    assert (plan.questions[0].low, plan.questions[0].high) == ((1, 1), (5, 1))


@pytest.mark.parametrize(
    ("questions", "answers", "share"),
    [
        ("{id: a, kind: number, min: 1, max: 2, missing: {as: 9}, text: A?}", {}, Fraction(9, 2)),
        (
            "{id: a, kind: number, min: -3, max: 2, text: A?}, {id: b, kind: number, min: 0, max: 6, text: B?}",
            {"a": -3},
            Fraction(-3, 2),
        ),
    ],
    ids=["assumed above the best", "less possible where a part is missing"],
)
def test_bounds_of_a_ratio_know_how_little_may_have_been_possible(
    questions: str, answers: dict[str, int], share: Fraction
) -> None:
    plan = plan_of(f"""
        missing: exclude
        dimensions: [{{id: data, title: Data, questions: [{questions}]}}]
        scores: [{{id: total, sum: [{{questions: {{dimension: data}}}}]}}, {{id: share, ratio: [total]}}]
    """)
    slot = plan.slots[plan.score_slots["share"]]
    assert isinstance(slot, ScoreSlot)
    low, high = (exact(end) for end in slot.bounds)
    assert low is not None
    assert high is not None
    assert low <= share <= high
    assert outcome(plan, answers).values["share"] == share
