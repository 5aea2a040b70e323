"""Published indices and grades, stated in the file format alone. Every figure is worked by hand beside it."""

from fractions import Fraction

import pytest

from tests.scoring.models import Said, level, outcome, plan_of, values

# SUS: ten statements from 1 to 5. An odd one counts its value less 1, an even one 5 less its value; the sum
# times 2.5 is 0 to 100. What is skipped counts as 3, which is worth 2 either way. Grades are bands.
SUS = plan_of("""
    missing: {as: 3}
    answer_scales:
      agreement:
        - {id: s1, points: 1, code: 1, text: Not at all}
        - {id: s2, points: 2, code: 2, text: Hardly}
        - {id: s3, points: 3, code: 3, text: Undecided}
        - {id: s4, points: 4, code: 4, text: Rather}
        - {id: s5, points: 5, code: 5, text: Fully}
    scales:
      grade:
        levels:
          - {id: f, number: 1, title: F}
          - {id: d, number: 2, title: D}
          - {id: c, number: 3, title: C}
          - {id: b, number: 4, title: B}
          - {id: a, number: 5, title: A}
    dimensions:
      - id: usability
        title: Usability
        questions:
"""
    + "".join(
        f"""
          - id: q{number}
            kind: scale
            answer_scale: agreement
            text: Statement {number}
            points: {{linear: {{from: [1, 5], to: {"[0, 4]" if number % 2 else "[4, 0]"}}}}}
"""
        for number in range(1, 11)
    )
    + """
    scores:
      - {id: usability, sum: [{questions: {dimension: usability}}], times: 2.5}
    levels:
      - id: usability
        scale: grade
        bands:
          - {level: a, at_least: 80}
          - {level: b, at_least: 70}
          - {level: c, at_least: 60}
          - {level: d, above: 50}
          - {otherwise: f}
""")  # fmt: skip


@pytest.mark.parametrize(
    ("digits", "score", "grade"),
    [
        ("5151515151", 100, 5),  # the best there is: 10 * 4 * 2.5
        ("1515151515", 0, 1),
        ("5555555555", 50, 1),  # agreeing with everything: (5 * 4 + 5 * 0) * 2.5
        ("4242424242", 75, 4),  # 10 * 3 * 2.5
        ("4142434332", 70, 4),  # odd 3+3+3+3+2 = 14, even 4+3+2+2+3 = 14; 28 * 2.5, the limit of B itself
        ("4142434333", Fraction(135, 2), 3),  # one less: 27 * 2.5 = 67.5
        ("5142424242", 80, 5),  # odd 4+3+3+3+3 = 16, even the same; 32 * 2.5
        ("..........", 50, 1),  # nothing answered: 10 * 2 * 2.5
        ("5.5.5.5.5.", 75, 4),  # (5 * 4 + 5 * 2) * 2.5
        (".1.1.1.1.1", 75, 4),  # (5 * 2 + 5 * 4) * 2.5: skipped even ones count 2 as well
    ],
)
def test_sus_turns_every_second_item_round_and_counts_what_is_skipped_as_3(
    digits: str, score: Fraction, grade: int
) -> None:
    answers = {f"q{number}": f"s{digit}" for number, digit in enumerate(digits, 1) if digit != "."}
    result = outcome(SUS, answers)
    assert (result.values["usability"], result.levels["usability"]) == (score, grade)
    assert result.coverage["usability"] == Fraction(len(answers), 10)


# OpenSSF Scorecard: the mean of checks (0 to 10) weighted by risk. A check without a finding leaves both
# sums.
SCORECARD = plan_of("""
    missing: exclude
    dimensions:
      - id: project
        title: Project
        questions:
          - {id: leaks, not_applicable: true, weight: 10, kind: number, min: 0, max: 10,
             text: How well are secrets kept?}
          - {id: reviews, weight: 7.5, kind: number, min: 0, max: 10, text: How much is reviewed?}
          - {id: fuzzing, weight: 5, kind: number, min: 0, max: 10, text: How much is fuzzed?}
          - {id: licence, weight: 2.5, kind: number, min: 0, max: 10, text: How clear is the licence?}
""")


@pytest.mark.parametrize(
    ("answers", "score", "covered"),
    [
        # (10*10 + 7.5*4 + 5*0 + 2.5*10) / 25 = 155 / 25
        ({"leaks": 10, "reviews": 4, "fuzzing": 0, "licence": 10}, Fraction(31, 5), 1),
        # without a finding on leaks: (30 + 0 + 25) / 15 = 11/3, and 15 of 25 are covered
        ({"leaks": "unknown", "reviews": 4, "fuzzing": 0, "licence": 10}, Fraction(11, 3), Fraction(3, 5)),
        ({"reviews": 7}, 7, Fraction(3, 10)),  # 7.5 of 25
        ({"leaks": "not-applicable", "reviews": 7}, 7, Fraction(1, 2)),  # 7.5 of the 15 that apply
    ],
)
def test_scorecard_leaves_out_what_is_inconclusive(
    answers: dict[str, Said], score: Fraction, covered: Fraction
) -> None:
    result = outcome(SCORECARD, answers)
    assert (result.values["project"], result.coverage["project"]) == (score, covered)


def test_scorecard_with_nothing_conclusive_has_no_score_and_not_zero() -> None:
    result = outcome(SCORECARD, dict.fromkeys(("leaks", "reviews", "fuzzing", "licence"), "unknown"))
    assert (result.values["project"], result.statuses["project"], result.coverage["project"]) == (
        None,
        "unknown",
        0,
    )


# NIST SP 800-171 (assessment method of the DoD): 110 less 5, 3 or 1 for each requirement that is not met.
# Blank is not met, what does not apply costs nothing. Without a system security plan there is no score at
# all.
NIST = plan_of("""
    missing: {as: unmet}
    answer_scales:
      finding:
        - {id: met, points: 0, text: Met}
        - {id: unmet, points: 1, text: Not met}
    dimensions:
      - id: requirements
        title: Requirements
        questions:
          - {id: plan, tags: gate, kind: choice, answer_scale: finding, text: Is there a plan?}
          - {id: access, not_applicable: true, tags: five, kind: choice, answer_scale: finding,
             text: Is access limited?}
          - {id: logins, not_applicable: true, tags: five, kind: choice, answer_scale: finding,
             text: Does everyone sign in?}
          - {id: sessions, not_applicable: true, tags: three, kind: choice, answer_scale: finding,
             text: Do sessions end?}
          - {id: notices, not_applicable: true, tags: one, kind: choice, answer_scale: finding,
             text: Are there notices?}
    scores:
      - id: requirements
        sum:
          - {questions: {tag: five}, weight: -5}
          - {questions: {tag: three}, weight: -3}
          - {questions: {tag: one}, weight: -1}
        base: 110
        when: {question: plan, is: met}
""")
NIST_MET = dict.fromkeys(("plan", "access", "logins", "sessions", "notices"), "met")


@pytest.mark.parametrize(
    ("changed", "score", "status"),
    [
        ({}, 110, "scored"),
        ({"access": "unmet"}, 105, "scored"),
        ({"logins": "unknown", "sessions": "unmet"}, 102, "scored"),  # 110 - 5 - 3
        ({"notices": "unmet", "access": "not-applicable"}, 109, "scored"),
        (
            dict.fromkeys(("access", "logins", "sessions", "notices"), "unmet"),
            96,
            "scored",
        ),  # 110 - 5 - 5 - 3 - 1
        ({"plan": "unmet"}, None, "not-applicable"),
        ({"plan": "unknown"}, None, "not-applicable"),
    ],
)
def test_nist_subtracts_what_each_unmet_requirement_is_worth(
    changed: dict[str, str], score: int | None, status: str
) -> None:
    result = outcome(NIST, NIST_MET | changed)
    assert (result.values["requirements"], result.statuses["requirements"]) == (score, status)


def test_nist_deducts_for_every_blank() -> None:
    assert values(NIST, {"plan": "met"}, "requirements") == (96,)


# A mean of levels, rounded half to even by bands whose limits belong to the even neighbour.
HALF_EVEN = plan_of("""
    missing: exclude
    scales:
      stage:
        levels:
          - {id: s1, number: 1, title: "1"}
          - {id: s2, number: 2, title: "2"}
          - {id: s3, number: 3, title: "3"}
          - {id: s4, number: 4, title: "4"}
    dimensions:
      - {id: a, title: A, questions: [{id: qa, kind: number, min: 0, max: 9, text: A?}]}
      - {id: b, title: B, questions: [{id: qb, kind: number, min: 0, max: 9, text: B?}]}
    scores:
      - {id: whole, mean: [{level: a}, {level: b}]}
    levels:
      - {id: "{dimension}", repeat: {over: dimensions}, scale: stage, floor: true}
      - id: whole
        scale: stage
        bands:
          - {level: 1, below: 1.5}
          - {level: 2, at_least: 1.5, at_most: 2.5}
          - {level: 3, above: 2.5, below: 3.5}
          - {level: 4, at_least: 3.5}
""")


@pytest.mark.parametrize(
    ("a", "b", "mean", "rounded"),
    [
        (1, 1, 1, 1),
        (1, 2, Fraction(3, 2), 2),
        (Fraction(29, 10), 3, Fraction(5, 2), 2),  # levels 2 and 3: half goes to the even 2, not up
        (2, 4, 3, 3),
        (3, 4, Fraction(7, 2), 4),
        (Fraction(39, 10), Fraction(39, 10), 3, 3),  # means of levels, not of values: 3 and 3, not 3.9
        (
            0,
            9,
            Fraction(5, 2),
            2,
        ),  # below the lowest level is the lowest, above the highest the highest: 1 and 4
    ],
)
def test_mean_of_levels_rounded_half_to_even(a: Fraction, b: Fraction, mean: Fraction, rounded: int) -> None:
    answers = {"qa": a, "qb": b}
    assert values(HALF_EVEN, answers, "whole") == (mean,)
    assert level(HALF_EVEN, answers, "whole") == rounded


def test_mean_of_levels_takes_a_dimension_without_a_level_out_of_both_sums() -> None:
    result = outcome(HALF_EVEN, {"qa": 3})
    assert (result.values["whole"], result.levels["b"], result.level_statuses["b"]) == (3, None, "unknown")


# Delivery performance: answers from 1 to 6 and percentages on one scale of 0 to 10, of which some count in
# reverse and some reach the end early. One question counts in two groups, once with another weight.
DELIVERY = plan_of("""
    missing: exclude
    answer_scales:
      six:
        - {id: yearly, points: 1, code: 1, text: Once a year}
        - {id: quarterly, points: 2, code: 2, text: Each quarter}
        - {id: monthly, points: 3, code: 3, text: Each month}
        - {id: weekly, points: 4, code: 4, text: Each week}
        - {id: daily, points: 5, code: 5, text: Each day}
        - {id: always, points: 6, code: 6, text: On demand}
    dimensions:
      - id: delivery
        title: Delivery
        questions:
          - id: frequency
            kind: scale
            answer_scale: six
            text: How often?
            points: {linear: {from: [1, 6], to: [0, 10]}}
          - id: lead-time
            kind: number
            min: 1
            max: 6
            text: How soon, from 1 to 6?
            points: {linear: {from: [1, 6], to: [0, 10]}}
          - id: failures
            kind: number
            unit: "%"
            min: 0
            max: 100
            text: How many fail?
            points: {linear: {from: [0, 100], to: [10, 0]}}
          - id: rework
            kind: number
            unit: "%"
            min: 0
            max: 100
            text: How much is redone?
            points: {linear: {from: [60, 10], to: [0, 10]}}
    scores:
      - {id: throughput, mean: [{questions: [frequency, lead-time]}]}
      - {id: stability, mean: [{questions: [failures, rework]}, {question: lead-time, weight: 0.5}]}
      - {id: delivery, mean: [throughput, stability]}
""")


@pytest.mark.parametrize(
    ("question", "answer", "points"),
    [
        ("frequency", "yearly", 0),
        ("frequency", "monthly", 4),  # (3 - 1) / 5 * 10
        ("frequency", "always", 10),
        ("lead-time", Fraction(7, 2), 5),  # half way from 1 to 6
        ("lead-time", Fraction(4, 3), Fraction(2, 3)),  # (1/3) / 5 * 10, exact
        ("failures", 0, 10),
        ("failures", 15, Fraction(17, 2)),  # 10 * 85 / 100
        ("rework", 35, 5),  # half way from 60 to 10
        ("rework", 10, 10),
        ("rework", 3, 10),  # beyond the ends: clamped
        ("rework", 61, 0),
        ("rework", 100, 0),
    ],
)
def test_delivery_answers_are_mapped_reversed_and_clamped(
    question: str, answer: Said, points: Fraction
) -> None:
    assert values(DELIVERY, {question: answer}, question) == (points,)


def test_delivery_question_counts_in_two_groups_by_the_weight_of_each_use() -> None:
    answers: dict[str, Said] = {"frequency": "monthly", "lead-time": 6, "failures": 15, "rework": 35}
    # throughput (4 + 10) / 2 = 7; stability (8.5 + 5 + 0.5*10) / 2.5 = 18.5 / 2.5 = 7.4; delivery 7.2
    assert values(DELIVERY, answers, "throughput", "stability", "delivery") == (
        7,
        Fraction(37, 5),
        Fraction(36, 5),
    )
