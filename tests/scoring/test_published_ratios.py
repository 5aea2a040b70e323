"""Points earned over points possible, stated in the file format alone. Every figure is worked by hand beside it."""

from fractions import Fraction

import pytest

from tests.scoring.models import Said, plan_of, values

# F-UJI: a metric earns points of those it offers. A principle is points earned over points possible, and so
# is the whole: a ratio of sums, not a mean of ratios. A metric that does not apply leaves both.
FUJI = plan_of("""
    missing: {as: 0}
    dimensions:
      - id: findable
        title: Findable
        questions:
          - id: identifier
            kind: multi
            text: What identifies it?
            options: [{id: unique, points: 1, text: Unique}, {id: lasting, points: 0.5, text: Lasting}]
          - id: listed
            kind: choice
            not_applicable: true
            text: Is it listed?
            options: [{id: yes, points: 4, text: "Yes"}, {id: no, points: 0, text: "No"}]
      - id: reusable
        title: Reusable
        questions:
          - id: licensed
            kind: choice
            not_applicable: true
            text: Is it licensed?
            options: [{id: yes, points: 2, text: "Yes"}, {id: partly, points: 1, text: Partly}, {id: no,
              points: 0, text: "No"}]
    scores:
      - {id: "{dimension}-earned", repeat: {over: dimensions}, sum: [{questions: {dimension: "{dimension}"}}]}
      - id: "{dimension}"
        repeat: {over: dimensions}
        ratio: [{questions: {dimension: "{dimension}"}}]
        times: 100
      - {id: whole, ratio: [findable-earned, reusable-earned], times: 100}
      - {id: whole-by-metric, ratio: [{questions: {}}], times: 100}
      - {id: mean-of-ratios, mean: [findable, reusable]}
""")
FUJI_NODES = ("findable-earned", "findable", "reusable", "whole", "whole-by-metric", "mean-of-ratios")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # findable: 1 of 1.5 and 4 of 4 = 5 / 5.5 = 10/11; reusable 0 of 2; whole 5 / 7.5 = 2/3; mean (10/11 +
        # 0) / 2
        (
            {"identifier": ["unique"], "listed": "yes", "licensed": "no"},
            (5, Fraction(1000, 11), 0, Fraction(200, 3), Fraction(200, 3), Fraction(500, 11)),
        ),
        # licence does not apply: its 2 points leave what was possible, so the whole is that of findable
        (
            {"identifier": ["unique"], "listed": "yes", "licensed": "not-applicable"},
            (5, Fraction(1000, 11), None, Fraction(1000, 11), Fraction(1000, 11), Fraction(1000, 11)),
        ),
        # one of two metrics of a principle does not apply: 1.5 of 1.5; whole (1.5 + 1) / (1.5 + 2) = 5/7
        (
            {"identifier": ["unique", "lasting"], "listed": "not-applicable", "licensed": "partly"},
            (Fraction(3, 2), 100, 50, Fraction(500, 7), Fraction(500, 7), 75),
        ),
        # blank earns nothing of what was possible: 0 of 1.5 and 4 of 4 = 8/11; whole (4 + 0) / 7.5
        (
            {"listed": "yes"},
            (4, Fraction(800, 11), 0, Fraction(160, 3), Fraction(160, 3), Fraction(400, 11)),
        ),
    ],
)
def test_fuji_is_points_earned_over_points_possible(
    answers: dict[str, Said], expected: tuple[Fraction | None, ...]
) -> None:
    assert values(FUJI, answers, *FUJI_NODES) == expected


# What a ratio takes as possible: the same aggregate over the highest points of what applies; of a level the highest
# on its scale, of a condition 1, of another ratio 1.
SHARES = plan_of("""
    missing: exclude
    scales:
      stage:
        levels:
          - {id: s1, number: 1, title: "1"}
          - {id: s2, number: 2, title: "2"}
          - {id: s3, number: 3, title: "3"}
    dimensions:
      - id: data
        title: Data
        questions:
          - {id: a, kind: number, min: 0, max: 4, text: A?}
          - {id: b, not_applicable: true, kind: number, min: 0, max: 8, text: B?}
      - {id: service, title: Service, questions: [{id: c, kind: number, min: 0, max: 4, text: C?}]}
    scores:
      - {id: lowest, min: [{questions: [a, b]}]}
      - {id: highest, max: [{questions: [a, b]}]}
      - {id: shifted, sum: [{question: a}], times: 2, base: 1}
      - {id: of-lowest, ratio: [lowest, {question: c}]}
      - {id: of-ratio, ratio: [of-lowest, {question: c}]}
      - {id: of-highest, ratio: [highest]}
      - {id: of-mean, ratio: [data]}
      - {id: of-shifted, ratio: [shifted]}
      - {id: of-weighted, ratio: [{question: a, weight: 3}, {question: b}]}
      - {id: of-level, ratio: [{level: data, weight: 2}, {question: c}]}
      - {id: of-conditions, ratio: [{when: {score: a, above: 0}}, {when: {score: b, above: 3}}, {question: c}]}
    levels:
      - {id: data, scale: stage, floor: true}
""")


@pytest.mark.parametrize(
    ("ratio", "share", "without_b"),
    [
        ("of-lowest", Fraction(6, 8), Fraction(6, 8)),  # (2 + 4) of (4 + 4): the lowest could be 4 at most
        ("of-ratio", Fraction(19, 20), Fraction(19, 20)),  # (3/4 + 4) of (1 + 4)
        ("of-highest", Fraction(2, 8), Fraction(2, 4)),
        ("of-mean", Fraction(2, 6), Fraction(2, 4)),  # a mean of 2 where (4 + 8) / 2 was possible
        ("of-shifted", Fraction(5, 9), Fraction(5, 9)),  # 2*2 + 1 of 2*4 + 1
        ("of-weighted", Fraction(8, 20), Fraction(6, 12)),  # (3*2 + 2) of (3*4 + 8)
        ("of-level", Fraction(8, 10), Fraction(8, 10)),  # (2*2 + 4) of (2*3 + 4)
        ("of-conditions", Fraction(5, 6), Fraction(5, 6)),  # (1 + 0 + 4) of (1 + 1 + 4)
    ],
)
def test_ratio_knows_what_was_possible_all_the_way_down(
    ratio: str, share: Fraction, without_b: Fraction
) -> None:
    assert values(SHARES, {"a": 2, "b": 2, "c": 4}, ratio) == (share,)
    assert values(SHARES, {"a": 2, "b": "not-applicable", "c": 4}, ratio) == (without_b,)
