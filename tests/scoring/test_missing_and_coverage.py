"""Missing answers, what is not asked, statuses, and how much of it all is covered."""

from fractions import Fraction

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.scoring.plan import Plan
from tests.scoring.models import Said, outcome, plan_of, values


def missing_plan(everywhere: str, question: str | None, use: str | None) -> Plan:
    """Compile a mean of two questions; the rule for a missing answer to the second stands in three places."""
    own = "" if question is None else f"missing: {question}"
    of_use = "" if use is None else f", missing: {use}"
    return plan_of(f"""
        missing: {everywhere}
        dimensions:
          - id: total
            title: Total
            questions:
              - {{id: first, kind: number, min: 0, max: 10, text: First?}}
              - id: second
                kind: choice
                not_applicable: true
                text: Second?
                points: {{linear: {{from: [0, 5], to: [0, 10]}}}}
                options: [{{id: low, points: 1, text: Low}}, {{id: high, points: 5, text: High}}]
                {own}
        scores:
          - {{id: total, mean: [{{question: first}}, {{question: second{of_use}}}]}}
    """)


@pytest.mark.parametrize("blank", [{}, {"second": "unknown"}])
@pytest.mark.parametrize(
    ("everywhere", "question", "use", "total", "required"),
    [
        ("exclude", None, None, 4, ()),
        ("error", None, None, 4, ("second",)),
        ("{as: 5}", None, None, 7, ()),  # 5 is 10 along the line: (4 + 10) / 2
        ("{as: 0}", None, None, 2, ()),
        ("exclude", "{as: low}", None, 3, ()),  # 1 is 2 along the line: (4 + 2) / 2
        ("{as: 5}", "{as: low}", None, 3, ()),
        ("{as: 5}", "exclude", None, 4, ()),
        ("{as: 5}", "error", None, 4, ("second",)),
        ("error", "exclude", None, 4, ()),
        ("{as: 5}", "{as: low}", "{as: high}", 7, ()),
        ("{as: 5}", "{as: low}", "exclude", 4, ()),
        ("{as: 5}", "{as: low}", "error", 4, ("second",)),
        ("error", None, "{as: 0}", 2, ()),
        ("exclude", "error", "{as: low}", 3, ()),
    ],
)
def test_nearest_rule_for_a_missing_answer_wins(
    everywhere: str,
    question: str | None,
    use: str | None,
    total: int,
    required: tuple[str, ...],
    blank: dict[str, Said],
) -> None:
    result = outcome(missing_plan(everywhere, question, use), {"first": 4} | blank)
    assert (result.values["total"], result.required) == (total, required)
    # What is assumed is no answer: the question stays unknown and uncovered.
    assert (result.statuses["second"], result.values["second"]) == ("unknown", None)
    assert result.coverage["total"] == Fraction(1, 2)


@pytest.mark.parametrize("rule", ["exclude", "error", "{as: 5}"])
def test_no_rule_for_missing_answers_touches_a_given_or_an_inapplicable_one(rule: str) -> None:
    plan = missing_plan(rule, None, None)
    assert values(plan, {"first": 4, "second": "low"}, "total") == (3,)
    result = outcome(plan, {"first": 4, "second": "not-applicable"})
    assert (result.values["total"], result.required, result.coverage["total"]) == (4, (), 1)


@pytest.mark.parametrize("child", ["score: service", "when: {question: second, above: 1}"])
def test_missing_stands_at_the_use_of_a_question_only(child: str) -> None:
    with pytest.raises(InvalidDocument):
        plan_of(f"""
            missing: exclude
            dimensions:
              - {{id: data, title: Data, questions: [{{id: first, kind: number, min: 0, max: 9, text: A?}}]}}
              - {{id: service, title: B, questions: [{{id: second, kind: number, min: 0, max: 9, text: B?}}]}}
            scores:
              - {{id: total, mean: [{{question: first}}, {{{child}, missing: {{as: 3}}}}]}}
        """)


def test_missing_number_may_count_as_a_named_answer_or_as_a_number_of_the_table() -> None:
    plan = plan_of("""
        missing: exclude
        dimensions:
          - id: delay
            title: Delay
            questions:
              - id: named
                kind: number
                min: 0
                max: 100
                text: How late?
                missing: {as: never}
                points: {bins: [{at_most: 10, points: 5}, {otherwise: 2}]}
                options: [{id: never, points: 1, text: Never}]
              - id: assumed
                kind: number
                min: 0
                max: 100
                text: How late?
                missing: {as: 10}
                points: {bins: [{at_most: 10, points: 5}, {otherwise: 2}]}
        scores:
          - {id: named-alone, sum: [{question: named}]}
          - {id: assumed-alone, sum: [{question: assumed}]}
    """)
    assert values(plan, {}, "named-alone", "assumed-alone") == (1, 5)


CHANNELS = plan_of("""
    missing: exclude
    context:
      questions:
        - {id: sells, kind: choice, text: Where?, options: [{id: online, text: Web}, {id: shop, text: Shop}]}
    dimensions:
      - id: web
        title: Web
        when: {question: sells, is: online}
        questions:
          - {id: w1, kind: number, min: 0, max: 10, text: How fast?}
          - {id: w2, weight: 3, kind: number, min: 0, max: 10, text: Clear?, when: {question: w1, above: 0}}
      - id: shop
        title: Shop
        questions:
          - {id: s1, not_applicable: true, kind: number, min: 0, max: 10, text: How near?}
          - {id: s2, kind: number, min: 0, max: 10, text: How open?, when: {score: s1, at_least: 5}}
    scores:
      - {id: all, mean: [{dimensions: all}]}
      - {id: leaves, mean: [{questions: {}}]}
      - {id: bonus, sum: [{question: s1}], when: {question: s2, at_least: 8}}
      - {id: both, mean: [shop, {score: bonus, weight: 3}]}
""")


@pytest.mark.parametrize(
    ("answers", "expected", "covered"),
    [
        # web (2 + 3*6) / 4 = 5, shop (6 + 8) / 2 = 7; leaves (2 + 18 + 6 + 8) / 6; both (7 + 3*6) / 4
        (
            {"sells": "online", "w1": 2, "w2": 6, "s1": 6, "s2": 8},
            (5, 7, 6, Fraction(17, 3), Fraction(25, 4)),
            (1, 1, 1),
        ),
        # not sold online: no question of web is asked, what was answered there never counts
        (
            {"sells": "shop", "w1": 2, "w2": 6, "s1": 6, "s2": 4},
            (None, 5, 5, 5, 5),
            (None, 1, 1),
        ),
        # whether it is sold online is unknown: compares as false
        ({"w1": 2, "w2": 6, "s1": 6}, (None, 6, 6, 6, 6), (None, Fraction(1, 2), Fraction(1, 2))),
        # w1 is 0, so w2 (weight 3) is not asked; s1 is 4, so s2 is not asked
        ({"sells": "online", "w1": 0, "w2": 9, "s1": 4, "s2": 9}, (0, 4, 2, 2, 4), (1, 1, 1)),
        # w1 is worth 1, w2 is asked and blank: 1 of 4 covered; of everything 1 + 1 of 1 + 3 + 1
        (
            {"sells": "online", "w1": 1, "s1": 4},
            (1, 4, Fraction(5, 2), Fraction(5, 2), 4),
            (Fraction(1, 4), 1, Fraction(2, 5)),
        ),
    ],
)
def test_what_is_not_asked_leaves_both_sums_and_the_coverage(
    answers: dict[str, Said], expected: tuple[Fraction | None, ...], covered: tuple[Fraction | None, ...]
) -> None:
    result = outcome(CHANNELS, answers)
    assert tuple(result.values[id_] for id_ in ("web", "shop", "all", "leaves", "both")) == expected
    assert tuple(result.coverage[id_] for id_ in ("web", "shop", "leaves")) == covered


def test_status_tells_unknown_from_not_applicable() -> None:
    result = outcome(CHANNELS, {"sells": "online", "s1": "not-applicable"})
    # web: w1 could be answered; w2 is not asked while w1 is open. shop: s1 does not apply, so s2 is not
    # asked.
    assert {id_: result.statuses[id_] for id_ in ("w1", "w2", "web", "s1", "s2", "shop", "all", "bonus")} == {
        "w1": "unknown",
        "w2": "not-applicable",
        "web": "unknown",
        "s1": "not-applicable",
        "s2": "not-applicable",
        "shop": "not-applicable",
        "all": "unknown",
        "bonus": "not-applicable",
    }
    assert {result.values[id_] for id_ in ("web", "shop", "all", "bonus")} == {None}
    assert (result.coverage["web"], result.coverage["shop"]) == (0, None)


COVERED = plan_of("""
    missing: {as: 0}
    dimensions:
      - id: data
        title: Data
        questions:
          - {id: d1, not_applicable: true, weight: 0.5, kind: number, min: 0, max: 10, text: One?}
          - {id: d2, not_applicable: true, weight: 1, kind: number, min: 0, max: 10, text: Two?}
          - {id: d3, not_applicable: true, weight: 2.5, kind: number, min: 0, max: 10, text: Three?}
      - id: service
        title: Service
        questions:
          - {id: v1, kind: number, min: 0, max: 10, text: One?}
    scores:
      - {id: data, mean: [{questions: {dimension: data}}], min_coverage: 0.625}
      - {id: whole, mean: [data, service]}
""")


@pytest.mark.parametrize(
    ("answers", "data", "covered"),
    [
        ({"d3": 8}, (5, "scored"), Fraction(5, 8)),  # 2.5*8 / 4, and 2.5 of 4 is just enough
        ({"d1": 10, "d2": 10}, (None, "unknown"), Fraction(3, 8)),  # what is assumed does not cover
        ({"d1": 10, "d2": 10, "d3": "not-applicable"}, (10, "scored"), 1),  # 1.5 of the 1.5 that apply
        ({"d2": 3, "d3": "not-applicable"}, (2, "scored"), Fraction(2, 3)),  # (0 + 1*3) / 1.5
        (dict.fromkeys(("d1", "d2", "d3"), "not-applicable"), (None, "not-applicable"), None),
    ],
)
def test_score_below_its_minimum_coverage_is_unknown(
    answers: dict[str, Said], data: tuple[int | None, str], covered: Fraction | None
) -> None:
    result = outcome(COVERED, answers)
    assert (result.values["data"], result.statuses["data"]) == data
    assert result.coverage["data"] == covered


def test_unknown_child_leaves_the_score_above_it_to_the_others() -> None:
    result = outcome(COVERED, {"d1": 10, "v1": 7})
    assert (result.values["whole"], result.statuses["whole"]) == (7, "scored")
    assert result.coverage["whole"] == Fraction(
        3, 10
    )  # 0.5 + 1 of 4 + 1: the questions below count, not the children
