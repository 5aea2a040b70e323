"""Published models over percentages and floors, stated in the file format alone; figures worked by hand."""

from fractions import Fraction

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from tests.scoring.models import outcome, plan_of

# Flickit: a question counts on the levels it is tagged with; an attribute has a percentage on each, blank
# counting 0. A level asks for several percentages; the subject applies the rule to the weighted means of its
# attributes' ones.
FLICKIT_TEXT = """
    missing: {as: 0}
    scales:
      stage:
        levels:
          - {id: initial, number: 1, title: Initial}
          - {id: weak, number: 2, title: Weak}
          - {id: moderate, number: 3, title: Moderate}
    answer_scales:
      agreement:
        - {id: no, points: 0, text: "No"}
        - {id: half, points: 0.5, text: By half}
        - {id: yes, points: 1, text: "Yes"}
    dimensions:
      - id: speed
        title: Speed
        weight: 3
        questions:
          - {id: s1, weight: 2, tags: [weak, moderate], kind: choice, answer_scale: agreement, text: Fast?}
          - {id: s2, not_applicable: true, weight: 3, tags: weak, kind: choice, answer_scale: agreement,
             text: Is it measured?}
          - {id: s3, weight: 3, tags: moderate, kind: choice, answer_scale: agreement, text: Is it planned?}
      - id: safety
        title: Safety
        questions:
          - {id: f1, not_applicable: true, tags: weak, kind: choice, answer_scale: agreement,
             text: Is it tested?}
          - {id: f2, tags: moderate, kind: choice, answer_scale: agreement, text: Is it tried in earnest?}
    scores:
      - id: "speed-{level}"
        repeat: {over: levels, scale: stage, except: initial}
        mean: [{questions: {dimension: speed, tag: "{level}"}}]
        times: 100
      - id: "safety-{level}"
        repeat: {over: levels, scale: stage, except: 1}
        mean: [{questions: {dimension: safety, tag: "{level}"}}]
        times: 100
      - id: "whole-{level}"
        repeat: {over: levels, scale: stage, except: [initial]}
        mean: [{score: "speed-{level}", weight: 3}, {score: "safety-{level}", weight: 1}]
    levels:
      - id: "{dimension}"
        repeat: {over: dimensions}
        scale: stage
        staged:
          levels:
            weak: [{score: "{dimension}-weak", at_least: 60}]
            moderate: [{score: "{dimension}-weak", at_least: 75}, {score: "{dimension}-moderate",
              at_least: 60}]
      - id: whole
        scale: stage
        staged:
          levels:
            weak: [{score: whole-weak, at_least: 60}]
            moderate: [{score: whole-weak, at_least: 75}, {score: whole-moderate, at_least: 60}]
"""
FLICKIT = plan_of(FLICKIT_TEXT)


def test_flickit_level_asks_for_several_percentages_at_once() -> None:
    result = outcome(FLICKIT, {"s1": "yes", "s2": "half", "s3": "half", "f1": "yes", "f2": "no"})
    # speed on weak: (2*1 + 3*1/2) / 5 = 70 %; on moderate: (2*1 + 3*1/2) / 5 = 70 %; safety: 100 % and 0 %
    # whole on weak: (3*70 + 100) / 4 = 77.5 %; on moderate: (3*70 + 0) / 4 = 52.5 %
    nodes = [f"{node}-{stage}" for node in ("speed", "safety", "whole") for stage in ("weak", "moderate")]
    assert [result.values[node] for node in nodes] == [
        70, 70, 100, 0, Fraction(155, 2), Fraction(105, 2),
    ]  # fmt: skip
    # speed passes weak (70 >= 60) but not moderate: its second gate holds (70 >= 60), its first does not (70
    # < 75).
    assert result.levels == {"speed": 2, "safety": 2, "whole": 2}


def test_flickit_percentages_and_not_levels_are_averaged_and_blank_counts_as_nothing() -> None:
    result = outcome(FLICKIT, {"s1": "yes", "s2": "yes", "s3": "yes"})
    # speed 100 % and 100 %, safety blank 0 % and 0 %: whole = 3*100 / 4 = 75 % on both, so moderate (75 >=
    # 75, 75 >= 60)
    assert (result.values["whole-weak"], result.values["whole-moderate"]) == (75, 75)
    assert result.levels == {"speed": 3, "safety": 1, "whole": 3}


def test_flickit_not_applicable_leaves_numerator_and_denominator() -> None:
    result = outcome(FLICKIT, {"s1": "half", "s2": "not-applicable", "s3": "yes", "f1": "not-applicable"})
    # speed on weak: 2*1/2 / 2 = 50 %; on moderate: (2*1/2 + 3*1) / 5 = 80 %; safety on weak has nothing left
    assert [result.values[id_] for id_ in ("speed-weak", "speed-moderate", "safety-weak", "whole-weak")] == [
        50, 80, None, 50,
    ]  # fmt: skip
    assert result.levels["speed"] == 1


def test_flickit_percentage_over_no_question_is_refused_where_it_is_written() -> None:
    with pytest.raises(InvalidDocument, match="This selects no question"):  # safety on moderate
        plan_of(FLICKIT_TEXT.replace("{id: f2, tags: moderate,", "{id: f2, tags: weak,"))


# PKI maturity: the level is the floor of the weighted mean of all categories that apply, whatever their
# module.
PKI = plan_of("""
    missing: exclude
    scales:
      maturity:
        levels:
          - {id: initial, number: 1, title: Initial}
          - {id: basic, number: 2, title: Basic}
          - {id: advanced, number: 3, title: Advanced}
          - {id: managed, number: 4, title: Managed}
          - {id: optimised, number: 5, title: Optimised}
    answer_scales:
      steps:
        - {id: l1, points: 1, text: One}
        - {id: l2, points: 2, text: Two}
        - {id: l3, points: 3, text: Three}
        - {id: l4, points: 4, text: Four}
        - {id: l5, points: 5, text: Five}
    dimensions:
      - id: governance
        title: Governance
        questions:
          - {id: policy, weight: 3, kind: choice, answer_scale: steps, text: Is there a policy?}
          - {id: roles, weight: 1, kind: choice, answer_scale: steps, text: Are there roles?}
      - id: operations
        title: Operations
        questions:
          - {id: keys, weight: 2, not_applicable: true, kind: choice, answer_scale: steps, text: Keys?}
    scores:
      - {id: overall, mean: [{questions: {}}]}
    levels:
      - {id: overall, scale: maturity, floor: true}
""")


@pytest.mark.parametrize(
    ("policy", "roles", "keys", "mean", "reached"),
    [
        ("l5", "l4", "l5", Fraction(29, 6), 4),  # (3*5 + 1*4 + 2*5) / 6 = 4.83, floor 4
        ("l3", "l3", "l3", 3, 3),  # a whole number is its own floor
        (
            "l5",
            "l5",
            "l2",
            4,
            4,
        ),  # (15 + 5 + 4) / 6 = 4; the mean of the two modules would be (5 + 2) / 2 = 3.5
        ("l4", "l1", "l5", Fraction(23, 6), 3),  # (12 + 1 + 10) / 6 = 3.83
        ("l5", "l1", "not-applicable", 4, 4),  # (15 + 1) / 4 = 4
        ("l2", "l1", "not-applicable", Fraction(7, 4), 1),  # (6 + 1) / 4 = 1.75
    ],
)
def test_pki_level_is_the_floor_of_the_weighted_mean_over_what_applies(
    policy: str, roles: str, keys: str, mean: Fraction, reached: int
) -> None:
    result = outcome(PKI, {"policy": policy, "roles": roles, "keys": keys})
    assert (result.values["overall"], result.levels["overall"]) == (mean, reached)
