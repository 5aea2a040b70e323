"""Published maturity models, stated in the file format alone. Every figure is worked by hand beside it."""

from fractions import Fraction

import pytest

from tests.scoring.models import level, outcome, plan_of, values

# OWASP SAMM: a practice has two streams of three activities, one a level. A stream adds up its three answers,
# the practice is the mean of its streams (0 to 3), the whole the mean of practices. What is blank counts as
# "no".
SAMM = plan_of("""
    missing: {as: never}
    answer_scales:
      spread:
        - {id: never, points: 0, text: Never}
        - {id: somewhere, points: 0.25, text: In some places}
        - {id: mostly, points: 0.5, text: In most places}
        - {id: everywhere, points: 1, text: Everywhere}
    dimensions:
      - id: practice
        title: Threat models
        questions:
          - {id: a1, tags: stream-a, kind: choice, answer_scale: spread, text: Do you look for threats?}
          - {id: a2, tags: stream-a, kind: choice, answer_scale: spread, text: Do you use one method?}
          - {id: a3, tags: stream-a, kind: choice, answer_scale: spread, text: Do you improve it?}
          - {id: b1, tags: stream-b, kind: choice, answer_scale: spread, text: Do you list risks?}
          - {id: b2, tags: stream-b, kind: choice, answer_scale: spread, text: Do you rank them?}
          - {id: b3, tags: stream-b, kind: choice, answer_scale: spread, text: Do you review the ranks?}
      - id: other-practice
        title: Builds
        questions:
          - {id: c1, kind: choice, answer_scale: spread, text: Is the build scripted?}
    scores:
      - {id: stream-a, sum: [{questions: {dimension: practice, tag: stream-a}}]}
      - {id: stream-b, sum: [{questions: {dimension: practice, tag: stream-b}}]}
      - {id: practice, mean: [stream-a, stream-b]}
      - {id: overall, mean: [practice, other-practice]}
""")


def test_samm_practice_is_the_mean_of_streams_that_add_up_their_levels() -> None:
    answers = {"a1": "somewhere", "a2": "mostly", "a3": "everywhere", "b1": "everywhere", "b2": "somewhere",
               "b3": "never", "c1": "mostly"}  # fmt: skip
    # a = 1/4 + 1/2 + 1 = 7/4; b = 1 + 1/4 + 0 = 5/4; practice = (7/4 + 5/4) / 2 = 3/2; overall = (3/2 + 1/2)
    # / 2
    assert values(SAMM, answers, "stream-a", "stream-b", "practice", "overall") == (
        Fraction(7, 4), Fraction(5, 4), Fraction(3, 2), 1,
    )  # fmt: skip


def test_samm_counts_what_is_blank_as_no_and_says_how_little_is_covered() -> None:
    result = outcome(SAMM, {"a1": "everywhere", "b1": "mostly", "b2": "unknown"})
    # a = 1 + 0 + 0, b = 1/2 + 0 + 0, practice = (1 + 1/2) / 2 = 3/4, overall = (3/4 + 0) / 2 = 3/8
    assert [result.values[id_] for id_ in ("stream-a", "stream-b", "practice", "overall")] == [
        1, Fraction(1, 2), Fraction(3, 4), Fraction(3, 8),
    ]  # fmt: skip
    assert (result.coverage["stream-a"], result.coverage["practice"]) == (Fraction(1, 3), Fraction(2, 6))


def test_samm_is_compensatory_a_third_level_counts_without_the_first() -> None:
    answers = {
        "a1": "never",
        "b1": "never",
        "a2": "mostly",
        "b2": "mostly",
        "a3": "everywhere",
        "b3": "everywhere",
    }
    assert values(SAMM, answers, "practice") == (Fraction(3, 2),)  # (0 + 1/2 + 1 + 0 + 1/2 + 1) / 2


# C2M2: a domain reaches level n of 0 to 3 if all its practices up to n are fully or largely implemented, and
# at least one is. The gates of a level look at its own practices and all below, as the model states it.
C2M2_QUESTIONS = """
    missing: {as: not}
    answer_scales:
      implementation:
        - {id: fully, points: 3, text: Fully}
        - {id: largely, points: 2, text: Largely}
        - {id: partly, points: 1, text: Partly}
        - {id: not, points: 0, text: Not}
    scales:
      mil:
        levels:
          - {id: mil-0, number: 0, title: "0"}
          - {id: mil-1, number: 1, title: "1"}
          - {id: mil-2, number: 2, title: "2"}
          - {id: mil-3, number: 3, title: "3"}
    dimensions:
      - id: assets
        title: Assets
        questions:
          - {id: p1a, not_applicable: true, tags: one, kind: choice, answer_scale: implementation,
             text: Is there a list?}
          - {id: p1b, not_applicable: true, tags: one, kind: choice, answer_scale: implementation,
             text: Is it complete?}
          - {id: p2, not_applicable: true, tags: two, kind: choice, answer_scale: implementation,
             text: Is it ranked?}
          - {id: p3, not_applicable: true, tags: three, kind: choice, answer_scale: implementation,
             text: Is it kept up to date?}
"""
C2M2 = plan_of(
    C2M2_QUESTIONS
    + """
    levels:
      - id: assets
        scale: mil
        staged:
          levels:
            mil-1: [{answered: {dimension: assets, tag: one}, in: [fully, largely]}]
            mil-2: [{answered: {dimension: assets, tag: [one, two]}, in: [fully, largely]}]
            mil-3: [{answered: {dimension: assets, tag: [one, two, three]}, in: [fully, largely]}]
"""
)
C2M2_FULL = {"p1a": "fully", "p1b": "largely", "p2": "largely", "p3": "fully"}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ({}, 3),  # fully or largely everywhere
        ({"p3": "partly"}, 2),
        ({"p2": "not"}, 1),  # a fully implemented practice of level 3 does not make up for it
        ({"p1b": "partly"}, 0),
        ({"p2": "unknown"}, 1),  # what is not known blocks
        ({"p1a": "unknown"}, 0),
        ({"p1a": "not-applicable"}, 3),  # what does not apply is left out
        (
            {"p2": "not-applicable", "p3": "partly"},
            2,
        ),  # nothing applies at level 2 itself, level 1 still counts
        ({"p1a": "not-applicable", "p1b": "not-applicable"}, 0),  # level 1 has nothing that is implemented
    ],
)
def test_c2m2_domain_climbs_while_every_practice_up_to_the_level_is_implemented(
    changed: dict[str, str], reached: int
) -> None:
    assert level(C2M2, C2M2_FULL | changed, "assets") == reached


def test_c2m2_domain_without_any_answer_is_at_level_0_and_without_any_practice_has_none() -> None:
    blank = outcome(C2M2, {})
    assert (blank.levels["assets"], blank.level_statuses["assets"]) == (0, "scored")
    nothing = outcome(C2M2, dict.fromkeys(C2M2_FULL, "not-applicable"))
    assert (nothing.levels["assets"], nothing.level_statuses["assets"]) == (None, "not-applicable")


@pytest.mark.parametrize(("vacuous", "reached"), [("pass", 3), ("fail", 1)])
def test_vacuous_says_whether_a_level_with_nothing_left_to_ask_is_reached(vacuous: str, reached: int) -> None:
    plan = plan_of(
        C2M2_QUESTIONS
        + f"""
    levels:
      - id: assets
        scale: mil
        staged:
          vacuous: {vacuous}
          levels:
            mil-1: [{{answered: {{tag: one}}, in: [fully, largely]}}]
            mil-2: [{{answered: {{tag: two}}, in: [fully, largely]}}]
            mil-3: [{{answered: {{tag: three}}, in: [fully, largely]}}]
"""
    )
    assert level(plan, C2M2_FULL | {"p2": "not-applicable"}, "assets") == reached


# AWS Well-Architected lens: the risk of a question is that of the first rule that the ticked choices make
# true. A group shows how many of its questions have each risk, how many are open, and how many do not apply.
AWS = plan_of("""
    missing: exclude
    scales:
      risk:
        levels:
          - {id: high, number: 1, title: High}
          - {id: medium, number: 2, title: Medium}
          - {id: low, number: 3, title: Low}
    dimensions:
      - id: operations
        title: Operations
        questions:
          - id: alerts
            kind: multi
            ticked: count
            text: How do you hear of trouble?
            options:
              - {id: metrics, text: Figures}
              - {id: traces, text: Traces}
              - {id: drills, text: Drills}
              - {id: none, exclusive: true, text: None of these}
          - id: releases
            kind: multi
            not_applicable: true
            ticked: count
            text: How do you release?
            options:
              - {id: scripted, text: By script}
              - {id: reversible, text: Reversibly}
              - {id: none, exclusive: true, text: None of these}
    scores:
      - id: high-risks
        sum: [{when: {level: alerts, is: high}}, {when: {level: releases, is: high}}]
      - id: medium-risks
        sum: [{when: {level: alerts, is: medium}}, {when: {level: releases, is: medium}}]
      - id: low-risks
        sum: [{when: {level: alerts, is: low}}, {when: {level: releases, is: low}}]
      - id: open
        sum: [{when: {coverage: alerts, below: 1}}, {when: {coverage: releases, below: 1}}]
      - id: left-out
        sum:
          - when: [{question: alerts, answered: false}, {not: {coverage: alerts, below: 1}}]
          - when: [{question: releases, answered: false}, {not: {coverage: releases, below: 1}}]
    levels:
      - id: alerts
        scale: risk
        rules:
          - level: low
            when: [{question: alerts, has: metrics}, {question: alerts, has: traces}, {question: alerts,
              has: drills}]
          - level: medium
            when: {any: [{question: alerts, is: metrics}, {question: alerts, has: traces}]}
          - level: low
            when: {question: alerts, has: traces}
          - otherwise: high
      - id: releases
        scale: risk
        rules:
          - level: high
            when: {not: {question: releases, has: scripted}}
          - level: medium
            when: {not: {question: releases, has: reversible}}
          - otherwise: low
""")
AWS_COUNTS = ("high-risks", "medium-risks", "low-risks", "open", "left-out")


@pytest.mark.parametrize(
    ("alerts", "risk"),
    [
        (
            ["metrics", "traces", "drills"],
            3,
        ),  # the first rule wins, though the second and third are true as well
        (["traces", "drills"], 2),  # the second rule stands before the third
        (["metrics"], 2),  # `is` on a tick list: just this one
        (["metrics", "drills"], 1),
        (["drills"], 1),
        (["none"], 1),
        ([], 1),
    ],
)
def test_aws_risk_is_that_of_the_first_rule_that_holds(alerts: list[str], risk: int) -> None:
    assert level(AWS, {"alerts": alerts}, "alerts") == risk


@pytest.mark.parametrize(
    ("alerts", "releases", "counts"),
    [
        (["none"], ["none"], (2, 0, 0, 0, 0)),
        (["traces"], ["scripted"], (0, 2, 0, 0, 0)),
        (["traces"], ["scripted", "reversible"], (0, 1, 1, 0, 0)),
        (["none"], "unknown", (1, 0, 0, 1, 0)),  # open: no risk is stated for it
        (["none"], "not-applicable", (1, 0, 0, 0, 1)),
        ("unknown", "not-applicable", (0, 0, 0, 1, 1)),
    ],
)
def test_aws_group_counts_its_questions_by_risk(
    alerts: list[str] | str, releases: list[str] | str, counts: tuple[int, ...]
) -> None:
    assert values(AWS, {"alerts": alerts, "releases": releases}, *AWS_COUNTS) == counts
